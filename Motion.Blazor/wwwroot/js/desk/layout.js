// Widths of the panes and how dense the lists are: this browser's own, kept here and given back before anything is seen to jump.
const kept = 'motion-desk';
const least = { list: 220, side: 260 };
const most = { list: 480, side: 560 };
const step = 16;

function read() {
  try { return JSON.parse(localStorage.getItem(kept) ?? '{}'); } catch { return {}; }
}

function write(changes) {
  localStorage.setItem(kept, JSON.stringify({ ...read(), ...changes }));
}

export function attach(root) {
  const widths = read();

  function apply(name, width) {
    const wide = Math.min(most[name], Math.max(least[name], Math.round(width)));
    root.style.setProperty(`--desk-${name}-now`, `${wide}px`);
    widths[name] = wide;
    for (const bar of root.querySelectorAll(`[data-split="${name}"]`)) describe(bar);
    return wide;
  }

  function describe(bar) {
    const name = bar.dataset.split;
    bar.setAttribute('aria-valuemin', least[name]);
    bar.setAttribute('aria-valuemax', most[name]);
    bar.setAttribute('aria-valuenow', Math.round(paneOf(bar).getBoundingClientRect().width) || widths[name] || least[name]);
  }

  const paneOf = bar => bar.dataset.split === 'list' ? bar.previousElementSibling : bar.nextElementSibling;

  function pressed(event) {
    const density = event.target.closest('[data-density]');
    if (density && event.type === 'click') {
      const dense = document.documentElement.toggleAttribute('data-dense');
      write({ dense });
      showDensity();
      return;
    }
    const bar = event.target.closest('[data-split]');
    if (!bar || event.type !== 'pointerdown') return;
    event.preventDefault();
    const name = bar.dataset.split;
    const sign = (name === 'list' ? 1 : -1) * (getComputedStyle(root).direction === 'rtl' ? -1 : 1);
    const begin = { x: event.clientX, width: paneOf(bar).getBoundingClientRect().width };
    bar.setPointerCapture(event.pointerId);
    const move = moved => apply(name, begin.width + sign * (moved.clientX - begin.x));
    bar.addEventListener('pointermove', move);
    bar.addEventListener('lostpointercapture', () => {
      bar.removeEventListener('pointermove', move);
      write({ [name]: widths[name] });
    }, { once: true });
  }

  function key(event) {
    const bar = event.target.closest?.('[data-split]');
    if (!bar) return;
    const name = bar.dataset.split;
    const sign = name === 'list' ? 1 : -1;
    const now = paneOf(bar).getBoundingClientRect().width;
    const wanted = {
      ArrowLeft: now - sign * step, ArrowRight: now + sign * step, Home: least[name], End: most[name],
    }[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    write({ [name]: apply(name, wanted) });
  }

  function showDensity() {
    const dense = document.documentElement.hasAttribute('data-dense');
    for (const button of root.querySelectorAll('[data-density]')) button.setAttribute('aria-pressed', String(dense));
  }

  document.documentElement.toggleAttribute('data-dense', widths.dense === true);
  for (const name of ['list', 'side']) if (widths[name]) apply(name, widths[name]);
  // Conversations come and go; their separators are told their values when they come.
  const fresh = new MutationObserver(() => {
    for (const bar of root.querySelectorAll('[data-split]:not([aria-valuenow])')) describe(bar);
    for (const button of root.querySelectorAll('[data-density]')) {
      const dense = String(document.documentElement.hasAttribute('data-dense'));
      if (button.getAttribute('aria-pressed') !== dense) button.setAttribute('aria-pressed', dense);
    }
  });
  fresh.observe(root, { childList: true, subtree: true });
  root.querySelectorAll('[data-split]').forEach(describe);
  showDensity();
  root.addEventListener('click', pressed);
  root.addEventListener('pointerdown', pressed);
  root.addEventListener('keydown', key);
  return {
    dispose() {
      fresh.disconnect();
      root.removeEventListener('click', pressed);
      root.removeEventListener('pointerdown', pressed);
      root.removeEventListener('keydown', key);
    },
  };
}
