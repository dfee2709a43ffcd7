// What the desk needs of the browser on every page: the ring, the title's badge, notifications, the keyboard, countdowns.
import './countdown.js';
import { startKeys } from './keys.js';
import { Ring } from './ring.js';

const badge = /^\(\d+\) /;
let waiting = 0;

function showBadge() {
  const plain = document.title.replace(badge, '');
  const wanted = waiting > 0 ? `(${waiting}) ${plain}` : plain;
  if (document.title !== wanted) document.title = wanted;
}

export function start(dotnet) {
  const ring = new Ring(blocked => dotnet.invokeMethodAsync('SoundBlocked', blocked));
  const endKeys = startKeys();
  // Blazor writes the title anew with every page.
  const titles = new MutationObserver(showBadge);
  titles.observe(document.head, { childList: true, subtree: true, characterData: true });
  const notifications = new Map();

  return {
    zone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    notificationPermission: () => 'Notification' in window ? Notification.permission : 'denied',
    async askForNotifications() {
      return await Notification.requestPermission();
    },
    setBadge(count) { waiting = count; showBadge(); },
    ring(on) { on ? ring.start() : ring.stop(); },
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
      titles.disconnect();
      notifications.forEach(notification => notification.close());
      waiting = 0;
      showBadge();
    },
  };
}
