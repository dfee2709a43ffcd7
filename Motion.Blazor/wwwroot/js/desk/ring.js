// The ring: two soft strokes of a bell every two seconds, made here so that no file has to be fetched while a customer waits. One looping
// buffer instead of a timer: browsers slow the timers of hidden pages down, and a hidden desk must still ring.
const period = 2;
const strokes = [[0, 880], [0.22, 1174.7]];

/** The two strokes and the silence after them. */
export function bell(context) {
  const rate = context.sampleRate;
  const buffer = context.createBuffer(1, period * rate, rate);
  const samples = buffer.getChannelData(0);
  for (const [begin, pitch] of strokes) {
    for (let i = Math.floor(begin * rate); i < samples.length; i++) {
      const t = i / rate - begin;
      const attack = Math.min(1, t / 0.005);
      samples[i] += attack * Math.exp(-t * 5) * 0.22
        * (Math.sin(2 * Math.PI * pitch * t) + 0.35 * Math.sin(2 * Math.PI * pitch * 2.01 * t));
    }
  }
  return buffer;
}

const kept = 'motion-ring';

/** How loud, and whether it goes on until somebody takes the offer: this browser's own. */
export function ringSettings() {
  try {
    const { volume = 0.8, loop = true } = JSON.parse(localStorage.getItem(kept) ?? '{}');
    return { volume: Math.min(1, Math.max(0, Number(volume))), loop: loop !== false };
  } catch {
    return { volume: 0.8, loop: true };
  }
}

export class Ring {
  #context; #source; #gain; #onBlocked; #blocked = false;

  // A browser plays nothing before the person has touched the page; the first touch of any kind unblocks.
  #touched = () => this.unblock();

  constructor(onBlocked) {
    this.#onBlocked = onBlocked;
    if (!window.AudioContext) return;
    this.#context = new AudioContext();
    this.#context.onstatechange = () => this.#tell();
    for (const name of ['pointerdown', 'keydown']) document.addEventListener(name, this.#touched, true);
    // A context that may play starts by itself a moment after it was made.
    setTimeout(() => this.#tell(), 300);
  }

  #tell() {
    if (!this.#context || this.#context.state === 'closed') return;
    const blocked = this.#context.state !== 'running';
    if (blocked === this.#blocked) return;
    this.#blocked = blocked;
    this.#onBlocked(blocked);
  }

  unblock() {
    if (this.#context?.state === 'suspended') this.#context.resume().catch(() => this.#tell());
  }

  /** One more offer: a ring that loops goes on, one that does not begins anew. */
  start() {
    if (!this.#context || this.#source?.loop) return;
    this.stop();
    this.#source = this.#context.createBufferSource();
    this.#source.buffer = bell(this.#context);
    const { volume, loop } = ringSettings();
    this.#source.loop = loop;
    this.#gain = this.#context.createGain();
    this.#gain.gain.value = volume;
    this.#source.connect(this.#gain).connect(this.#context.destination);
    this.#source.start();
    this.unblock();
  }

  /** Takes a new setting at once, also in the middle of a ring. */
  set(changes) {
    localStorage.setItem(kept, JSON.stringify({ ...ringSettings(), ...changes }));
    const { volume, loop } = ringSettings();
    if (this.#gain) this.#gain.gain.value = volume;
    if (this.#source) this.#source.loop = loop;
  }

  /** One stroke, to hear how loud it is. */
  try() {
    if (!this.#context || this.#source?.loop) return;
    const source = this.#context.createBufferSource();
    const gain = this.#context.createGain();
    gain.gain.value = ringSettings().volume;
    source.buffer = bell(this.#context);
    source.connect(gain).connect(this.#context.destination);
    source.start();
    this.unblock();
  }

  stop() {
    this.#source?.stop();
    this.#source?.disconnect();
    this.#source = undefined;
  }

  dispose() {
    this.stop();
    for (const name of ['pointerdown', 'keydown']) document.removeEventListener(name, this.#touched, true);
    this.#context?.close();
    this.#context = undefined;
  }
}
