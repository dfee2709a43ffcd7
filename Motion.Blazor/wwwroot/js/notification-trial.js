// "Try it on me": what an agent would hear and see, once.
import { bell } from './desk/ring.js';

let audio;

/** False when the browser does not let a page make noise before someone has clicked in it. */
async function playOnce() {
  audio ??= new AudioContext();
  if (audio.state === 'suspended') {
    // A blocked context never answers, so it gets a moment only.
    await Promise.race([audio.resume(), new Promise(done => setTimeout(done, 200))]);
  }
  if (audio.state !== 'running') return false;
  const source = audio.createBufferSource();
  source.buffer = bell(audio);
  source.connect(audio.destination);
  source.start();
  return true;
}

/** Shakes twice; those who asked for reduced motion see a steady outline instead (the style sheet decides). */
function shake(element) {
  element.classList.remove('shaking');
  void element.offsetWidth;
  element.classList.add('shaking');
  setTimeout(() => element.classList.remove('shaking'), 1200);
}

/** Rings as an offer would. Returns whether the wanted sound was heard. */
export async function ring(elementId, withSound, withShake) {
  const element = document.getElementById(elementId);
  if (withShake && element) shake(element);
  return withSound ? await playOnce() : false;
}
