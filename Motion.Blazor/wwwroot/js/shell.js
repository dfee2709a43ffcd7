// Theme, language, rail, drawer, copying: all by attributes on the markup, so the same code serves static and interactive pages
// and no click waits for a round trip. Choices are kept in cookies, because the server draws the first byte with them.
import './relative-time.js';
import './reconnect.js';

const root = document.documentElement;
const year = 365 * 24 * 60 * 60;

function keep(name, value) {
  const secure = location.protocol === 'https:' ? '; secure' : '';
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${year}; samesite=lax${secure}`;
}

function isDark() {
  const chosen = root.dataset.theme;
  return chosen === 'dark' || (chosen !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
}

function setDrawer(open) {
  root.toggleAttribute('data-drawer', open);
  document.querySelectorAll('[data-drawer-toggle]').forEach(b => b.setAttribute('aria-expanded', String(open)));
  const target = open ? document.querySelector('#rail a, #rail button') : document.querySelector('[data-drawer-toggle]');
  target?.focus();
}

async function copy(button) {
  const text = button.dataset.copy;
  if (navigator.clipboard && window.isSecureContext) {
    await navigator.clipboard.writeText(text);
  } else {
    // Plain http in a private network has no clipboard object.
    const area = document.createElement('textarea');
    area.value = text;
    area.className = 'visually-hidden';
    button.after(area);
    area.select();
    document.execCommand('copy');
    area.remove();
    button.focus();
  }
  button.dataset.copied = '';
  setTimeout(() => delete button.dataset.copied, 2000);
}

const actions = {
  themeToggle() {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    keep('motion-theme', root.dataset.theme);
  },
  railToggle() {
    const collapsed = root.toggleAttribute('data-rail-collapsed');
    document.querySelectorAll('[data-rail-toggle]').forEach(b => b.setAttribute('aria-expanded', String(!collapsed)));
    keep('motion-rail', collapsed ? 'collapsed' : 'open');
  },
  drawerToggle() { setDrawer(!root.hasAttribute('data-drawer')); },
  drawerClose() { setDrawer(false); },
  culture(element) {
    keep('motion-culture', `c=${element.dataset.culture}|uic=${element.dataset.culture}`);
    location.reload();
  },
  copy,
  focusMain(_, event) {
    event.preventDefault();
    document.getElementById('main')?.focus();
  },
  showPassword(button) {
    const input = document.getElementById(button.dataset.showPassword);
    const show = input.type === 'password';
    input.type = show ? 'text' : 'password';
    button.setAttribute('aria-pressed', String(show));
  },
};

document.addEventListener('click', event => {
  const element = event.target.closest?.('[data-theme-toggle],[data-rail-toggle],[data-drawer-toggle],[data-drawer-close],[data-culture],[data-copy],[data-focus-main],[data-show-password]');
  if (element) {
    const name = Object.keys(actions).find(key => key in element.dataset);
    actions[name](element, event);
  } else if (root.hasAttribute('data-drawer') && event.target.closest('#rail a')) {
    setDrawer(false);
  }
});

document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && root.hasAttribute('data-drawer')) setDrawer(false);
});

/** Called by the layout after its first interactive render; tests wait for the attribute before they click. */
export function markInteractive() {
  document.body.dataset.interactive = '';
}
