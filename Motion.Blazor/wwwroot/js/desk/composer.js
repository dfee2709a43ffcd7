// The text lives in the browser while it is typed; the server gets it when the hand rests (the draft) and when it is sent. So no key
// waits for the line.
import { newKey } from './new-key.js';

const rest = 400;
// "typing…" shows for 25 seconds at the customer's (providers.md 1.3).
const typingPause = 20_000;

export function attach(area, button, counter, dotnet, options) {
  let saved = area.value;
  let timer;
  let queue = Promise.resolve();
  // A text that came back unsent keeps its key: if the server had stored it after all, sending it again stores nothing new.
  let returned;
  let limit = options.limit;
  let files = { ready: false, busy: false };
  let typedAt = 0;
  // What the server has not confirmed yet, kept over the reload that follows a restart of the server.
  const stash = `motion-unsent-${options.interactionId}`;
  const unconfirmed = new Map();

  function keep() {
    if (unconfirmed.size === 0) sessionStorage.removeItem(stash);
    else sessionStorage.setItem(stash, JSON.stringify([...unconfirmed]));
  }

  function restore() {
    const kept = JSON.parse(sessionStorage.getItem(stash) ?? '[]');
    sessionStorage.removeItem(stash);
    if (kept.length === 0) return;
    if (kept.length === 1 && kept[0][0] !== 'draft') returned = { key: kept[0][0], text: kept[0][1] };
    area.value = kept.map(([, text]) => text).join('\n');
    save();
  }

  function grow() {
    area.style.blockSize = 'auto';
    area.style.blockSize = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`;
  }

  function show() {
    grow();
    const length = area.value.length;
    const tooLong = length > limit;
    counter.textContent = length > limit * 0.9 ? options.countWords.replace('{0}', length.toLocaleString()).replace('{1}', limit.toLocaleString()) : '';
    counter.classList.toggle('over', tooLong);
    area.setAttribute('aria-invalid', String(tooLong));
    button.disabled = tooLong || files.busy || (area.value.trim().length === 0 && !files.ready);
  }

  async function save() {
    clearTimeout(timer);
    const text = area.value;
    if (text === saved || text.length > options.longestDraft) return;
    saved = text;
    try {
      await dotnet.invokeMethodAsync('Save', text);
      unconfirmed.delete('draft');
    } catch {
      // The line is cut. The words are safe in this page; the next pause in typing tries again.
      saved = undefined;
      unconfirmed.set('draft', text);
    }
    keep();
  }

  function put(text) {
    area.value = text;
    show();
  }

  function send() {
    const text = area.value.trim();
    if ((text.length === 0 && !files.ready) || files.busy || area.value.length > limit) return;
    const key = returned?.text === text ? returned.key : newKey();
    returned = undefined;
    clearTimeout(timer);
    saved = '';
    put('');
    queue = queue.then(() => deliver(text, key));
  }

  async function deliver(text, key) {
    button.toggleAttribute('data-busy', true);
    if (text) unconfirmed.set(key, text);
    keep();
    // When the line is cut, the text comes back below as if it had been refused.
    const sent = await dotnet.invokeMethodAsync('Send', text, key).catch(() => false);
    button.toggleAttribute('data-busy', false);
    unconfirmed.delete(key);
    keep();
    if (sent || !text) return;
    returned = { text, key };
    put(area.value ? `${text}\n${area.value}` : text);
    await save();
  }

  function typed() {
    show();
    clearTimeout(timer);
    timer = setTimeout(save, rest);
    if (area.value && Date.now() - typedAt > typingPause) {
      typedAt = Date.now();
      dotnet.invokeMethodAsync('Typing').catch(() => {});
    }
  }

  function key(event) {
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    } else if (event.key === 'Escape') {
      if (area.closest('[data-reply]')) dotnet.invokeMethodAsync('Escaped');
      else area.blur();
    }
  }

  area.addEventListener('input', typed);
  area.addEventListener('keydown', key);
  area.addEventListener('blur', save);
  button.addEventListener('click', send);
  restore();
  show();
  area.readOnly = false;

  return {
    focus() { area.focus(); },
    files(ready, busy, most) {
      files = { ready, busy };
      limit = most;
      show();
    },
    async dispose() {
      await save();
      area.removeEventListener('input', typed);
      area.removeEventListener('keydown', key);
      area.removeEventListener('blur', save);
      button.removeEventListener('click', send);
    },
  };
}
