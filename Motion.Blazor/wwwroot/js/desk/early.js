// A hand that is faster than the script: what is ended by Enter in a composer that is not held yet waits here and is sent when it is.
function pressed(event) {
  const area = event.target;
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || !area.matches?.('textarea[data-composer]:not([data-held])')) return;
  event.preventDefault();
  const text = area.value.trim();
  if (!text) return;
  (area.motionEarly ??= []).push(text);
  area.value = '';
}

export function startEarly() {
  document.addEventListener('keydown', pressed, true);
  return () => document.removeEventListener('keydown', pressed, true);
}
