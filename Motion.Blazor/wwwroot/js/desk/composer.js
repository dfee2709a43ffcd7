// The text lives in the browser while it is typed; the server gets it when the hand rests (the draft) and when it is sent. So no key
// waits for the line.
import { cannedAnswers } from './canned.js';
import { emojiPicker } from './emoji.js';
import { answered, certainly, isCut, isThere } from './line.js';
import { newKey } from './new-key.js';

const rest = 400;
const late = 10_000;
// "typing…" shows for 25 seconds at the customer's (providers.md 1.3).
const typingPause = 20_000;

const previewRest = 150;
const markKeys = { b: '*', i: '_' };
const shiftedMarkKeys = { x: '~', m: '```' };

export function attach(root, area, button, counter, dotnet, options) {
  // What the server has. What stands in the field may be newer already: people type before this script is there.
  let saved = options.draft;
  const own = new Map();
  let timer;
  let queue = Promise.resolve();
  // A text that came back unsent keeps its key: if the server had stored it after all, sending it again stores nothing new.
  let returned;
  let limit = options.limit;
  let files = { ready: false, busy: false };
  let typedAt = 0;
  // What the server has not confirmed yet, kept over the reload that follows a restart of the server.
  const stash = `motion-unsent-${options.stash}`;
  const unconfirmed = new Map();

  function keep() {
    if (unconfirmed.size === 0) sessionStorage.removeItem(stash);
    else sessionStorage.setItem(stash, JSON.stringify([...unconfirmed]));
  }

  async function restore() {
    const kept = JSON.parse(sessionStorage.getItem(stash) ?? '[]');
    if (kept.length === 0) return;
    // The server may have stored it, and only its answer was lost.
    const keys = kept.map(([key]) => key).filter(key => key !== 'draft');
    const sent = keys.length > 0 ? await certainly(() => dotnet.invokeMethodAsync('Sent', keys)).catch(() => []) : [];
    const lost = kept.filter(([key]) => !sent.includes(key));
    keep();
    if (lost.length === 0) return;
    if (lost.length === 1 && lost[0][0] !== 'draft') returned = { key: lost[0][0], text: lost[0][1] };
    // What was typed into the fresh page stays behind what was kept.
    const typed = area.value === options.draft ? '' : area.value;
    put([...lost.map(([, text]) => text), typed].filter(text => text).join('\n'));
    await save();
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
    own.set(text, Date.now());
    if (own.size > 200) own.delete(own.keys().next().value);
    unconfirmed.set('draft', text);
    keep();
    try {
      // Behind what is being sent: that empties the draft.
      await answered(() => queue.then(() => dotnet.invokeMethodAsync('Save', text)));
      area.toggleAttribute('data-kept', area.value === text);
      if (unconfirmed.get('draft') === text) unconfirmed.delete('draft');
      keep();
    } catch {
      // The line is cut. The words are safe in this page until it is back.
      saved = undefined;
      if (isCut()) isThere().then(save);
    }
  }

  function put(text) {
    area.value = text;
    show();
    preview();
  }

  let previewTimer;
  const previewButton = root.querySelector('[data-preview]');
  const isPreviewed = () => previewButton?.getAttribute('aria-pressed') === 'true';

  function preview() {
    if (!isPreviewed()) return;
    clearTimeout(previewTimer);
    previewTimer = setTimeout(() => dotnet.invokeMethodAsync('Preview', area.value).catch(() => {}), previewRest);
  }

  function togglePreview() {
    const on = !isPreviewed();
    previewButton.setAttribute('aria-pressed', String(on));
    dotnet.invokeMethodAsync('Preview', on ? area.value : null).catch(() => {});
    area.focus();
  }

  /** As if typed: the browser's own undo takes it back. */
  function insert(text, begin = area.selectionStart, end = area.selectionEnd) {
    area.focus();
    area.setSelectionRange(begin, end);
    if (!document.execCommand('insertText', false, text)) {
      area.setRangeText(text, begin, end, 'end');
      typed();
    }
  }

  function mark(sign) {
    const [begin, end] = [area.selectionStart, area.selectionEnd];
    const chosen = area.value.slice(begin, end);
    const inner = chosen.trim();
    if (inner.length > 0) {
      const lead = chosen.length - chosen.trimStart().length;
      insert(`${sign}${inner}${sign}`, begin + lead, begin + lead + inner.length);
      area.setSelectionRange(begin + lead, begin + lead + inner.length + 2 * sign.length);
    } else {
      insert(sign + sign, begin, end);
      area.setSelectionRange(begin + sign.length, begin + sign.length);
    }
  }

  const said = root.querySelector('[data-said]');
  const canned = options.isNote ? undefined : cannedAnswers(
    area, () => dotnet.invokeMethodAsync('Canned'), options.words, insert, text => { said.textContent = text; });
  const emoji = emojiPicker(root.querySelector('[data-emoji]'), root, options.words, text => {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
    typed();
  }, () => area.focus());

  function pressed(event) {
    const tool = event.target.closest('[data-mark], [data-canned], [data-preview]');
    if (!tool || !root.contains(tool)) return;
    if (tool.dataset.mark) mark(tool.dataset.mark);
    else if ('canned' in tool.dataset) { area.focus(); canned?.begin(); }
    else togglePreview();
  }

  function send() {
    const text = area.value.trim();
    if ((text.length === 0 && !files.ready) || files.busy || area.value.length > limit) return;
    const key = returned?.text === text ? returned.key : newKey();
    returned = undefined;
    clearTimeout(timer);
    own.set(area.value, Date.now());
    own.set('', Date.now());
    saved = '';
    unconfirmed.delete('draft');
    put('');
    post(text, key);
  }

  function post(text, key = newKey()) {
    if (text) unconfirmed.set(key, text);
    keep();
    queue = queue.then(() => deliver(text, key));
  }

  async function deliver(text, key) {
    button.toggleAttribute('data-busy', true);
    const sent = await certainly(() => dotnet.invokeMethodAsync('Send', text, key)).catch(() => false);
    button.toggleAttribute('data-busy', false);
    unconfirmed.delete(key);
    keep();
    if (sent || !text) return;
    returned = { text, key };
    put(area.value ? `${text}\n${area.value}` : text);
    save();
  }

  function typed() {
    area.removeAttribute('data-kept');
    show();
    preview();
    canned?.look();
    clearTimeout(timer);
    timer = setTimeout(save, rest);
    if (area.value && Date.now() - typedAt > typingPause) {
      typedAt = Date.now();
      dotnet.invokeMethodAsync('Typing').catch(() => {});
    }
  }

  function key(event) {
    if (canned?.key(event)) return;
    if ((event.ctrlKey || event.metaKey) && !event.altKey) {
      const sign = (event.shiftKey ? shiftedMarkKeys : markKeys)[event.key.toLowerCase()];
      if (!sign) return;
      event.preventDefault();
      mark(sign);
      return;
    }
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      send();
    } else if (event.key === 'Escape') {
      if (options.isNote || area.closest('[data-reply]')) dotnet.invokeMethodAsync('Escaped');
      else area.blur();
    }
  }

  function left() {
    canned?.close();
    save();
  }

  // A page that is loaded anew (the server was restarted) takes along what its hand had not rested from yet.
  function leaving() {
    if (area.value === saved) return;
    unconfirmed.set('draft', area.value);
    keep();
  }

  window.addEventListener('pagehide', leaving);
  area.addEventListener('input', typed);
  area.addEventListener('keydown', key);
  area.addEventListener('blur', left);
  root.addEventListener('click', pressed);
  button.addEventListener('click', send);
  restore();
  if (area.value === saved) show();
  else typed();
  // What was ended by Enter before this script was there (early.js).
  area.dataset.held = '';
  for (const text of area.motionEarly ?? []) post(text);
  if (document.activeElement !== area) save();

  return {
    focus() { area.focus(); },
    insert(text) { insert(area.value && area.selectionStart === area.value.length && !/\s$/.test(area.value) ? `\n${text}` : text); },
    read() { return area.value; },
    replace(text) { insert(text, 0, area.value.length); },
    // The server's render never overwrites: only a field that shows what the server had before, and where nobody is writing, follows it;
    // and never back to what this page itself had a moment ago, which a reading that began before its saving still tells.
    adopt(text) {
      if (area.value !== saved || document.activeElement === area || Date.now() - (own.get(text) ?? 0) < late) return;
      saved = text;
      put(text);
    },
    files(ready, busy, most) {
      files = { ready, busy };
      limit = most;
      show();
    },
    async dispose() {
      await save();
      window.removeEventListener('pagehide', leaving);
      area.removeEventListener('input', typed);
      area.removeEventListener('keydown', key);
      area.removeEventListener('blur', left);
      root.removeEventListener('click', pressed);
      canned?.close();
      emoji.dispose();
      button.removeEventListener('click', send);
    },
  };
}
