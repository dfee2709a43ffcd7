// A small picker of emoji: those one uses, and the usual ones. A screen reader says each one's name by itself.
const usual = [
  '😀 😃 😄 😁 😅 😂 🙂 😉 😊 😍 🥰 😘 😎 🤔 🤗 🙄 😴 😌 😔 😢 😭 😡 😱 🤒 🤝 🙌 👏 👍 👎 👌 ✌️ 🤞 🙏 💪 👋 👉 👇 ☝️',
  '❤️ 🧡 💛 💚 💙 💜 🖤 💔 ✨ ⭐ 🔥 🎉 🎁 🏆 ✅ ❌ ⚠️ ❓ ❗ 💡 📌 📎 📄 📦 🚚 🛒 💳 💶 📅 ⏰ ⏳ 📞 📱 💻 📧 📷 🎥 🔒 🔑 🔧 🏠 🏢 📍 🚗 ✈️ ☀️ 🌧️ ❄️ 🌍 ☕ 🍕 🍷 🐶 🐱 🌹',
].map(row => row.split(' '));
const kept = 'motion-emoji';
const mostRecent = 16;

function recent() {
  try { return JSON.parse(localStorage.getItem(kept) ?? '[]'); } catch { return []; }
}

export function emojiPicker(button, root, words, insert, back) {
  let pop;

  function close(toField) {
    if (!pop) return;
    pop.remove();
    pop = undefined;
    button.setAttribute('aria-expanded', 'false');
    document.removeEventListener('pointerdown', away, true);
    if (toField) back();
  }

  function away(event) {
    if (!pop.contains(event.target) && !button.contains(event.target)) close(false);
  }

  function pick(emoji) {
    localStorage.setItem(kept, JSON.stringify([emoji, ...recent().filter(other => other !== emoji)].slice(0, mostRecent)));
    insert(emoji);
  }

  function group(label, emojis) {
    const made = document.createElement('div');
    made.setAttribute('role', 'group');
    made.setAttribute('aria-label', label);
    for (const emoji of emojis) {
      const one = document.createElement('button');
      one.type = 'button';
      one.textContent = emoji;
      one.tabIndex = -1;
      one.addEventListener('click', () => pick(emoji));
      made.append(one);
    }
    return made;
  }

  function walk(event) {
    const all = [...pop.querySelectorAll('button')];
    const here = all.indexOf(document.activeElement);
    const perRow = all.filter(b => b.offsetTop === all[0].offsetTop).length || 1;
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: perRow, ArrowUp: -perRow }[event.key];
    if (event.key === 'Escape' || event.key === 'Tab') close(true);
    else if (step) all[Math.min(all.length - 1, Math.max(0, here + step))].focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  function open() {
    pop = document.createElement('div');
    pop.className = 'pop emoji';
    pop.setAttribute('role', 'dialog');
    pop.setAttribute('aria-label', words.emoji);
    const mine = recent();
    if (mine.length > 0) pop.append(group(words.recent, mine));
    pop.append(...usual.map(emojis => group(words.emoji, emojis)));
    pop.addEventListener('keydown', walk);
    root.append(pop);
    button.setAttribute('aria-expanded', 'true');
    document.addEventListener('pointerdown', away, true);
    pop.querySelector('button').focus();
  }

  const pressed = () => { if (pop) close(true); else open(); };
  button.addEventListener('click', pressed);
  return { dispose() { close(false); button.removeEventListener('click', pressed); } };
}
