// With many tabs open the selected one may stand outside the strip.
export function showSelected() {
  document.querySelector('[data-desk-tabs] [aria-current="page"]')?.scrollIntoView({ inline: 'nearest', block: 'nearest' });
}
