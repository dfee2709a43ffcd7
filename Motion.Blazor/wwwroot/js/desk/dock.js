// What the desk needs of the browser on every page: the ring, the title's badge, notifications, the keyboard, countdowns.
import './countdown.js';
import './modal.js';
import { startEarly } from './early.js';
import { startKeys } from './keys.js';
import { Ring, ringSettings } from './ring.js';

const badge = /^\(\d+\) /;
let waiting = 0;

function showBadge() {
  const plain = document.title.replace(badge, '');
  const wanted = waiting > 0 ? `(${waiting}) ${plain}` : plain;
  if (document.title !== wanted) document.title = wanted;
}

// The tab's picture carries the number too: among many tabs the title is often cut away.
const icon = document.querySelector('link[rel="icon"]');
const plainIcon = icon?.href;

function showIcon() {
  if (!icon) return;
  const wanted = waiting === 0 ? plainIcon : `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0f766e"/><path d="M8 22V11l8 7 8-7v11" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/><circle cx="22" cy="10" r="10" fill="#b3261e"/><text x="22" y="15" font-family="sans-serif" font-size="14" font-weight="700" text-anchor="middle" fill="#fff">${waiting > 9 ? '9+' : waiting}</text></svg>`)}`;
  if (icon.href !== wanted) icon.href = wanted;
}

export function start(dotnet) {
  const ring = new Ring(blocked => dotnet.invokeMethodAsync('SoundBlocked', blocked));
  const endKeys = startKeys();
  const endEarly = startEarly();
  // Blazor writes the title anew with every page.
  const titles = new MutationObserver(showBadge);
  titles.observe(document.head, { childList: true, subtree: true, characterData: true });
  const notifications = new Map();

  const settings = event => {
    const menu = event.target.closest?.('[data-ring-settings]');
    if (!menu) return;
    if (event.target.matches('[data-ring-volume]')) ring.set({ volume: event.target.value / 100 });
    else if (event.target.matches('[data-ring-loop]')) ring.set({ loop: event.target.checked });
  };
  const settled = event => { if (event.target.matches?.('[data-ring-volume]')) ring.try(); };
  const showSettings = () => {
    const menu = document.querySelector('[data-ring-settings]');
    if (!menu) return;
    const { volume, loop } = ringSettings();
    menu.querySelector('[data-ring-volume]').value = Math.round(volume * 100);
    menu.querySelector('[data-ring-loop]').checked = loop;
  };
  document.addEventListener('input', settings);
  document.addEventListener('change', settled);
  document.addEventListener('beforetoggle', showSettings, true);
  // The menu may be open already.
  showSettings();

  // Who signs out with open conversations says first what becomes of them. The form is sent when he has.
  let leaving;
  const signingOut = async event => {
    const form = event.target;
    if (!form.action?.endsWith('/sign-out') || leaving === form) return;
    event.preventDefault();
    leaving = form;
    if (!await dotnet.invokeMethodAsync('SigningOut').catch(() => false)) form.submit();
  };
  document.addEventListener('submit', signingOut, true);

  return {
    signOut() { leaving?.submit(); },
    stay() { leaving = undefined; },
    zone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    notificationPermission: () => 'Notification' in window ? Notification.permission : 'denied',
    async askForNotifications() {
      return await Notification.requestPermission();
    },
    setBadge(count) { waiting = count; showBadge(); showIcon(); },
    ring() { ring.start(); },
    silence() { ring.stop(); },
    unblock() { ring.unblock(); },
    notify(id, title, body) {
      if (!document.hidden || !('Notification' in window) || Notification.permission !== 'granted') return;
      const notification = new Notification(title, { body, tag: `motion-offer-${id}`, requireInteraction: true });
      notification.onclick = () => { window.focus(); notification.close(); };
      notifications.set(id, notification);
    },
    withdraw(id) {
      notifications.get(id)?.close();
      notifications.delete(id);
    },
    dispose() {
      ring.dispose();
      endKeys();
      endEarly();
      titles.disconnect();
      notifications.forEach(notification => notification.close());
      document.removeEventListener('input', settings);
      document.removeEventListener('change', settled);
      document.removeEventListener('beforetoggle', showSettings, true);
      document.removeEventListener('submit', signingOut, true);
      waiting = 0;
      showBadge();
      showIcon();
    },
  };
}
