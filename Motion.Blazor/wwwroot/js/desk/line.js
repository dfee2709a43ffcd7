// Calls to the server over a line that may be cut (reconnect.js tells): Blazor drops what was on its way and never says so.

export const isCut = () => document.documentElement.hasAttribute('data-offline');

function turned(cut, signal) {
  return new Promise(resolve => {
    const look = () => { if (isCut() === cut) resolve(); };
    document.addEventListener('motion-line', look, { signal });
    look();
  });
}

/** When the line is there. */
export async function isThere() {
  const done = new AbortController();
  await turned(false, done.signal);
  done.abort();
}

/** The answer; refused when the line is cut before it comes. */
export async function answered(call) {
  const done = new AbortController();
  try {
    const lost = turned(true, done.signal).then(() => { throw new Error('The line was cut.'); });
    return await (isCut() ? lost : Promise.race([call(), lost]));
  } finally {
    done.abort();
  }
}

/** Asks again when the line is back, until there is an answer: for what the server does once, however often it is asked. */
export async function certainly(call) {
  for (;;) {
    await isThere();
    try {
      return await answered(call);
    } catch (error) {
      if (!isCut()) throw error;
    }
  }
}
