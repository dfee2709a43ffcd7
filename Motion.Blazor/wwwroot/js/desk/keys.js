// One letter, one action: the element that carries data-key is pressed. J and K walk through what carries data-walk.
function isTyping(target) {
  return target.closest?.('input, textarea, select, [contenteditable], dialog, [role="dialog"]') !== null;
}

function walk(step) {
  const rows = [...document.querySelectorAll('[data-walk]')].filter(row => row.offsetParent !== null);
  if (rows.length === 0) return;
  const here = rows.findIndex(row => row.getAttribute('aria-current') === 'page');
  const next = here < 0 ? (step > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, here + step));
  rows[next].click();
  rows[next].scrollIntoView({ block: 'nearest' });
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented || isTyping(event.target)) return;
  const key = event.key.toLowerCase();
  if (key === 'j' || key === 'k') {
    walk(key === 'j' ? 1 : -1);
  } else if (key === 'c' || (key === 'enter' && event.target === document.body)) {
    [...document.querySelectorAll('[data-composer]:not(:disabled)')].find(field => field.offsetParent !== null)?.focus();
  } else if (document.querySelector(`[data-focus-key="${CSS.escape(key)}"]`)?.offsetParent) {
    document.querySelector(`[data-focus-key="${CSS.escape(key)}"]`).focus();
  } else {
    const button = [...document.querySelectorAll('[data-key]')].find(b => b.dataset.key === key && !b.disabled && b.offsetParent !== null);
    if (!button) return;
    button.click();
  }
  event.preventDefault();
}

export function startKeys() {
  document.addEventListener('keydown', pressed);
  return () => document.removeEventListener('keydown', pressed);
}
