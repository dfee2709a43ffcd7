// <motion-time datetime="2026-01-31T12:00:00Z">: "3 minutes ago", kept up to date, the exact time on hover. It runs in the browser
// because only the browser knows the person's time zone, and so that a list of times costs the server no timer.
// Of the page's language the browser's own kind: in British English the day comes before the month.
const page = document.documentElement.lang || 'en';
const language = navigator.languages.find(own => own.split('-')[0] === page) ?? page;
const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
const exact = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'medium' });
const day = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric' });
const steps = [['second', 60], ['minute', 60], ['hour', 24], ['day', 7]];
const alive = new Set();

function words(at) {
  let amount = (at - Date.now()) / 1000;
  for (const [unit, size] of steps) {
    // Seconds would change under the reader's eyes and say nothing: "now" until a minute is full.
    if (Math.abs(amount) < size) return relative.format(unit === 'second' ? 0 : Math.trunc(amount), unit);
    amount /= size;
  }
  return day.format(at);
}

class MotionTime extends HTMLElement {
  static observedAttributes = ['datetime'];
  connectedCallback() { alive.add(this); this.show(); }
  disconnectedCallback() { alive.delete(this); }
  attributeChangedCallback() { if (this.isConnected) this.show(); }
  show() {
    const at = new Date(this.getAttribute('datetime'));
    this.textContent = words(at);
    this.title = exact.format(at);
  }
}

customElements.define('motion-time', MotionTime);
setInterval(() => alive.forEach(element => element.show()), 10_000);
