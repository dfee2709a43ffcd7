// The phone page: its thread follows its end while the reader is there, and Enter sends.
const near = 80;

export function followEnd(thread) {
  let atEnd = true;
  const toEnd = () => { thread.scrollTop = thread.scrollHeight; };
  const onScroll = () => { atEnd = thread.scrollHeight - thread.scrollTop - thread.clientHeight < near; };
  const onGrow = () => { if (atEnd) toEnd(); };
  const changes = new MutationObserver(onGrow);
  changes.observe(thread, { childList: true, subtree: true, characterData: true });
  const size = new ResizeObserver(onGrow);
  size.observe(thread);
  thread.addEventListener('scroll', onScroll, { passive: true });
  // Pictures grow after they were put in.
  thread.addEventListener('load', onGrow, true);
  toEnd();
  return {
    stop() {
      changes.disconnect();
      size.disconnect();
      thread.removeEventListener('scroll', onScroll);
      thread.removeEventListener('load', onGrow, true);
    },
  };
}

export function sendOnEnter(field) {
  field.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    field.form.requestSubmit();
  });
}

// What is chosen stands in the address, so that it survives a reload and can be passed on.
export function remember(account, customer) {
  const address = new URL(location.href);
  address.searchParams.set('account', account);
  if (customer) address.searchParams.set('customer', customer);
  else address.searchParams.delete('customer');
  history.replaceState(history.state, '', address);
}
