// Keeps the reader where he is: at the end if he is there, else at the very line he reads, also when earlier messages come in above
// or a picture grows.
const near = 48;

export function attach(scroller, content, dotnet) {
  let atEnd = true;
  let anchor;
  const toEnd = () => { scroller.scrollTop = scroller.scrollHeight; };
  const isAtEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < near;
  const report = () => dotnet.invokeMethodAsync('Looking', atEnd && !document.hidden, atEnd);

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

  function scrolled() {
    remember();
    const now = isAtEnd();
    if (now === atEnd) return;
    atEnd = now;
    report();
  }

  const sizes = new ResizeObserver(keepPlace);
  sizes.observe(content);
  sizes.observe(scroller);
  scroller.addEventListener('scroll', scrolled, { passive: true });
  document.addEventListener('visibilitychange', report);
  toEnd();
  report();

  return {
    toEnd() { atEnd = true; toEnd(); report(); },
    jump(id) {
      const row = content.querySelector(`[data-message="${id}"]`);
      if (!row) return false;
      row.scrollIntoView({ block: 'center' });
      row.classList.remove('found');
      requestAnimationFrame(() => row.classList.add('found'));
      row.focus({ preventScroll: true });
      return true;
    },
    dispose() {
      sizes.disconnect();
      scroller.removeEventListener('scroll', scrolled);
      document.removeEventListener('visibilitychange', report);
    },
  };
}
