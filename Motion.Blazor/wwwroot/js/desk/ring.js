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

export class Ring {
  #context; #source; #onBlocked; #blocked = false;

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

  start() {
    if (!this.#context || this.#source) return;
    this.#source = this.#context.createBufferSource();
    this.#source.buffer = bell(this.#context);
    this.#source.loop = true;
    this.#source.connect(this.#context.destination);
    this.#source.start();
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
