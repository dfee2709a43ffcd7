// What only the browser can do for the list of interactions.
const key = 'motion-interaction-columns';

export const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

export const columns = () => localStorage.getItem(key);

export const keepColumns = text => localStorage.setItem(key, text);

/** Lets the browser fetch a file, as if a link to it had been clicked. */
export function download(address) {
  const link = document.createElement('a');
  link.href = address;
  link.download = '';
  document.body.append(link);
  link.click();
  link.remove();
}

/** False where the browser does not allow it, e.g. without https. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
