// Blazor's script tells the state of the line by classes on #components-reconnect-modal and does nothing else with an element of
// ours. Rejected means the server no longer knows this circuit (it was restarted): only a new page helps.
const banner = document.getElementById('components-reconnect-modal');
const states = ['show', 'failed', 'rejected', 'hide'];
let retry;

async function reconnect() {
  clearTimeout(retry);
  try {
    if (!await Blazor.reconnect()) location.reload();
  } catch {
    // The server is not there yet; a person who left the desk open over night comes back to a working one.
    retry = setTimeout(reconnect, 5000);
  }
}

function stateChanged() {
  const state = states.find(name => banner.classList.contains(`components-reconnect-${name}`));
  document.documentElement.toggleAttribute('data-offline', state === 'show' || state === 'failed');
  document.dispatchEvent(new Event('motion-line'));
  if (state === 'rejected') location.reload();
  if (state === 'failed') retry ??= setTimeout(reconnect, 5000);
  if (state === 'hide') { clearTimeout(retry); retry = undefined; }
}

if (banner) {
  new MutationObserver(stateChanged).observe(banner, { attributes: true, attributeFilter: ['class'] });
  banner.querySelector('button').addEventListener('click', reconnect);
  for (const [target, name] of [[window, 'online'], [document, 'visibilitychange']]) {
    target.addEventListener(name, () => {
      if (banner.classList.contains('components-reconnect-failed') && !document.hidden) reconnect();
    });
  }
}
