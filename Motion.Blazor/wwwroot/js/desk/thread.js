// Keeps the reader where he is: at the end if he is there, else at the very line he reads, also when earlier messages come in above
// or a picture grows.
import { open as view } from './viewer.js';

const near = 48;
const speeds = [1, 1.5, 2];
const keptSpeed = 'motion-audio-speed';

/** Every sound plays as fast as the last one was set. */
function applySpeed(content) {
  const speed = Number(localStorage.getItem(keptSpeed)) || 1;
  for (const button of content.querySelectorAll('[data-speed]')) {
    if (button.dataset.speed === String(speed)) continue;
    button.dataset.speed = String(speed);
    button.querySelector('[data-factor]').textContent = `${speed.toLocaleString()}×`;
    const audio = button.parentElement.querySelector('audio');
    if (audio) audio.defaultPlaybackRate = audio.playbackRate = speed;
  }
}

export function attach(scroller, content, viewer, dotnet, words) {
  let atEnd = true;
  let anchor;
  const toEnd = () => { scroller.scrollTop = scroller.scrollHeight; };
  const isAtEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < near;
  // A thread that is not shown is not read.
  const report = () => dotnet.invokeMethodAsync('Looking', atEnd && !document.hidden && scroller.offsetParent !== null, atEnd);

  function remember() {
    const top = scroller.getBoundingClientRect().top;
    const row = [...content.querySelectorAll('[data-message]')].find(r => r.getBoundingClientRect().bottom > top);
    anchor = row && { id: row.dataset.message, offset: row.getBoundingClientRect().top - top };
  }

  function keepPlace() {
    if (atEnd) { toEnd(); return; }
    const row = anchor && content.querySelector(`[data-message="${anchor.id}"]`);
    if (row) scroller.scrollTop += row.getBoundingClientRect().top - scroller.getBoundingClientRect().top - anchor.offset;
  }

  function pressed(event) {
    const speed = event.target.closest('[data-speed]');
    if (speed) {
      const now = Number(speed.dataset.speed) || 1;
      localStorage.setItem(keptSpeed, String(speeds[(speeds.indexOf(now) + 1) % speeds.length]));
      applySpeed(content);
      return;
    }
    const picture = event.target.closest('[data-view]');
    if (!picture || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    view(viewer, [...content.querySelectorAll('[data-view]')], picture, words);
  }

  function scrolled() {
    remember();
    const now = isAtEnd();
    if (now === atEnd) return;
    atEnd = now;
    report();
  }

  const soundCame = () => applySpeed(content);
  const sizes = new ResizeObserver(keepPlace);
  sizes.observe(content);
  sizes.observe(scroller);
  scroller.addEventListener('scroll', scrolled, { passive: true });
  content.addEventListener('click', pressed);
  content.addEventListener('loadstart', soundCame, true);
  document.addEventListener('visibilitychange', report);
  applySpeed(content);
  toEnd();
  // With more unread than fits, reading begins at the first of them.
  const unread = content.querySelector('[data-unread]');
  if (unread && unread.getBoundingClientRect().top < scroller.getBoundingClientRect().top) {
    unread.scrollIntoView({ block: 'start' });
    atEnd = isAtEnd();
    remember();
  }
  report();

  return {
    toEnd() { atEnd = true; toEnd(); report(); },
    jump(id) {
      const row = content.querySelector(`[data-message="${id}"]`);
      if (!row) return false;
      row.scrollIntoView({ block: 'center' });
      atEnd = isAtEnd();
      remember();
      report();
      row.classList.remove('found');
      requestAnimationFrame(() => row.classList.add('found'));
      // Whoever is typing (a search) goes on typing.
      if (!document.activeElement?.closest('input, textarea')) row.focus({ preventScroll: true });
      return true;
    },
    dispose() {
      sizes.disconnect();
      scroller.removeEventListener('scroll', scrolled);
      content.removeEventListener('click', pressed);
      content.removeEventListener('loadstart', soundCame, true);
      document.removeEventListener('visibilitychange', report);
    },
  };
}
