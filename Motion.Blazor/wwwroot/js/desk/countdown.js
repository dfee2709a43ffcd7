// <motion-countdown ms="15000">: seconds left, counted here from the moment the server said how many are left, so that a wrong clock of
// the browser's machine does no harm. With unit="hours" it shows hours and minutes.
const alive = new Set();

class MotionCountdown extends HTMLElement {
  static observedAttributes = ['ms'];
  #end = 0;
  connectedCallback() { alive.add(this); this.show(); }
  disconnectedCallback() { alive.delete(this); }
  attributeChangedCallback() {
    this.#end = performance.now() + Number(this.getAttribute('ms'));
    if (this.isConnected) this.show();
  }
  show() {
    const left = Math.max(0, this.#end - performance.now());
    const text = this.getAttribute('unit') === 'hours' ? hours(left) : seconds(left);
    if (this.textContent !== text) this.textContent = text;
  }
}

function seconds(ms) {
  const s = Math.ceil(ms / 1000);
  return s < 100 ? String(s) : `${Math.floor(s / 60)}:${String(s % 60).padStart(2, '0')}`;
}

function hours(ms) {
  const minutes = Math.ceil(ms / 60_000);
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}

if (!customElements.get('motion-countdown')) {
  customElements.define('motion-countdown', MotionCountdown);
  setInterval(() => alive.forEach(element => element.show()), 250);
}

// <motion-elapsed ms="90000">: how long it has lasted, counted on from what the server said.
const running = new Set();

class MotionElapsed extends HTMLElement {
  static observedAttributes = ['ms'];
  #begin = 0;
  connectedCallback() { running.add(this); this.show(); }
  disconnectedCallback() { running.delete(this); }
  attributeChangedCallback() {
    this.#begin = performance.now() - Number(this.getAttribute('ms'));
    if (this.isConnected) this.show();
  }
  show() {
    const s = Math.max(0, Math.floor((performance.now() - this.#begin) / 1000));
    const text = s < 3600
      ? `${Math.floor(s / 60)}:${String(s % 60).padStart(2, '0')}`
      : `${Math.floor(s / 3600)}:${String(Math.floor(s / 60) % 60).padStart(2, '0')}:${String(s % 60).padStart(2, '0')}`;
    if (this.textContent !== text) this.textContent = text;
  }
}

if (!customElements.get('motion-elapsed')) {
  customElements.define('motion-elapsed', MotionElapsed);
  setInterval(() => running.forEach(element => element.show()), 1000);
}

export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;
