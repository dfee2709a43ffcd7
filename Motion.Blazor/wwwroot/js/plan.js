// The plan's editor: the first field of a row that was just added takes the focus, so that one can go on by keyboard.
export function focusRow(id) {
  const row = document.getElementById(id);
  if (!row) return;
  row.scrollIntoView({ block: 'nearest' });
  (row.querySelector('.body input:not([type=checkbox]), .body select, .body textarea') ?? row.querySelector('button'))?.focus();
}
