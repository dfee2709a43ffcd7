// <motion-modal>: while it is there, Tab stays within it; when it goes, the focus is where it was before.
const inside = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]';

class MotionModal extends HTMLElement {
  #before;
  #start;

  // A field that waited for the server gets the focus when it comes, unless the reader has gone elsewhere or written something by then.
  #late = new MutationObserver(() => {
    const first = this.querySelector('[data-first]');
    if (!first) return;
    this.#late.disconnect();
    const now = document.activeElement;
    if (now === document.body || (now === this.#start && !now.value)) first.focus();
  });

  connectedCallback() {
    this.#before = document.activeElement;
    this.addEventListener('keydown', this);
    // The dialog's content comes with the same drawing; a component that focuses a field of its own does so after this.
    queueMicrotask(() => {
      if (!this.contains(document.activeElement)) (this.querySelector('[data-first]') ?? this.#stops()[0])?.focus();
      this.#start = document.activeElement;
      if (!this.querySelector('[data-first]')) this.#late.observe(this, { childList: true, subtree: true });
    });
  }

  disconnectedCallback() {
    this.#late.disconnect();
    this.removeEventListener('keydown', this);
    const now = document.activeElement;
    if (this.#before?.isConnected && (!now || now === document.body)) this.#before.focus({ preventScroll: true });
  }

  #stops() { return [...this.querySelectorAll(inside)].filter(element => element.offsetParent !== null && element.tabIndex >= 0); }

  handleEvent(event) {
    if (event.key !== 'Tab') return;
    const stops = this.#stops();
    if (stops.length === 0) return;
    const [first, last] = [stops[0], stops[stops.length - 1]];
    if (event.shiftKey && document.activeElement === first) last.focus();
    else if (!event.shiftKey && document.activeElement === last) first.focus();
    else return;
    event.preventDefault();
  }
}

if (!customElements.get('motion-modal')) customElements.define('motion-modal', MotionModal);
