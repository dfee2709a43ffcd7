// The plan's editor: the first field of a row that was just added takes the focus, so that one can go on by keyboard.
export function focusRow(id) {
  const row = document.getElementById(id);
  if (!row) return;
  row.scrollIntoView({ block: 'nearest' });
  // :scope, because the shell has a .body of its own round everything.
  (row.querySelector(':scope > .body :is(input, select, textarea):not([type=checkbox])') ?? row.querySelector('button'))?.focus();
}
