// Canned answers behind a slash: filtered here, so that no key waits for the line; the server fills their variables.
const fresh = 30_000;
const slash = /(^|\s)\/([^\s/]{0,40})$/;

export function cannedAnswers(area, read, words, insert, say) {
  const root = area.closest('.words');
  let all = [];
  let readAt = 0;
  let pop;
  let shown = [];
  let at = 0;
  let dismissed = false;

  const token = () => area.selectionStart === area.selectionEnd ? slash.exec(area.value.slice(0, area.selectionStart)) : null;

  async function load() {
    if (Date.now() - readAt < fresh) return;
    readAt = Date.now();
    all = await read().catch(() => { readAt = 0; return all; });
  }

  function find(wanted) {
    const text = wanted.toLowerCase();
    const begins = all.filter(a => a.key.toLowerCase().startsWith(text));
    return [...begins, ...all.filter(a => !begins.includes(a) && (a.key.toLowerCase().includes(text) || a.text.toLowerCase().includes(text)))].slice(0, 50);
  }

  function close() {
    pop?.remove();
    pop = undefined;
    area.removeAttribute('aria-activedescendant');
    area.removeAttribute('aria-controls');
  }

  function element(name, className, text) {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function icon(answer) {
    const made = element('span', 'icon rzi');
    made.dataset.icon = answer.isOfAccount ? 'sms' : 'public';
    made.setAttribute('role', 'img');
    made.setAttribute('aria-label', answer.isOfAccount ? words.ofAccount : words.general);
    made.title = answer.isOfAccount ? words.ofAccount : words.general;
    return made;
  }

  function mark() {
    [...pop.querySelectorAll('li')].forEach((row, i) => {
      row.setAttribute('aria-selected', String(i === at));
      if (i === at) row.scrollIntoView({ block: 'nearest' });
    });
    pop.querySelector('.whole').textContent = shown[at].text;
    area.setAttribute('aria-activedescendant', `canned-${at}`);
  }

  function draw() {
    close();
    pop = element('div', 'pop');
    const list = element('ul');
    list.id = 'canned-list';
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', words.canned);
    shown.forEach((answer, i) => {
      const row = element('li');
      row.id = `canned-${i}`;
      row.setAttribute('role', 'option');
      row.append(icon(answer), element('strong', '', `/${answer.key}`), element('span', '', answer.text.replaceAll('\n', ' ')));
      // Before the field loses the focus.
      row.addEventListener('pointerdown', event => { event.preventDefault(); at = i; choose(); });
      list.append(row);
    });
    pop.append(list, element('div', 'whole'));
    root.append(pop);
    area.setAttribute('aria-controls', 'canned-list');
    mark();
    say(words.count.replace('{0}', shown.length));
  }

  async function look() {
    const found = token();
    if (!found) { dismissed = false; close(); return; }
    if (dismissed) return;
    await load();
    const now = token();
    if (!now || dismissed) { close(); return; }
    const found2 = find(now[2]);
    if (found2.length === 0) {
      close();
      if (all.length === 0) say(words.none);
      return;
    }
    if (pop && found2.length === shown.length && found2.every((answer, i) => answer === shown[i])) return;
    shown = found2;
    at = 0;
    draw();
  }

  function choose() {
    const found = token();
    const answer = shown[at];
    close();
    if (!found || !answer) return;
    const begin = area.selectionStart - found[2].length - 1;
    insert(answer.text, begin, area.selectionStart);
  }

  return {
    look,
    close,
    get isOpen() { return pop !== undefined; },
    /** Begins by the button. */
    begin() {
      dismissed = false;
      if (!token()) insert(/(^|\s)$/.test(area.value.slice(0, area.selectionStart)) ? '/' : ' /', area.selectionStart, area.selectionEnd);
      look();
    },
    /** True when the key was meant for the list. */
    key(event) {
      if (!pop) return false;
      switch (event.key) {
        case 'ArrowDown': at = (at + 1) % shown.length; mark(); break;
        case 'ArrowUp': at = (at + shown.length - 1) % shown.length; mark(); break;
        case 'Enter': case 'Tab': choose(); break;
        case 'Escape': dismissed = true; close(); break;
        default: return false;
      }
      event.preventDefault();
      return true;
    },
  };
}
