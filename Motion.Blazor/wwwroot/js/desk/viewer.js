// Pictures before everything else: arrows walk, plus and minus zoom, 0 fits, Escape closes; a wheel, a double click and a drag do the same.
const most = 8;

function button(icon, label, press, className = '') {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = className;
  made.title = label;
  made.setAttribute('aria-label', label);
  made.innerHTML = `<span class="icon rzi" data-icon="${icon}" aria-hidden="true"></span>`;
  made.addEventListener('click', press);
  return made;
}

export function open(host, pictures, first, words) {
  let at = Math.max(0, pictures.indexOf(first));
  let scale = 1, x = 0, y = 0;
  let drag;

  const dialog = document.createElement('dialog');
  dialog.setAttribute('aria-label', words.title);
  const stage = document.createElement('div');
  stage.className = 'stage';
  const image = document.createElement('img');
  image.draggable = false;
  stage.append(image);
  const name = document.createElement('p');
  name.setAttribute('role', 'status');
  const download = document.createElement('a');
  download.title = words.download;
  download.setAttribute('aria-label', words.download);
  download.innerHTML = '<span class="icon rzi" data-icon="download" aria-hidden="true"></span>';
  const bar = document.createElement('div');
  bar.className = 'bar';
  bar.append(name, button('zoom_out', words.zoomOut, () => zoom(1 / 1.5)), button('zoom_in', words.zoomIn, () => zoom(1.5)), download,
    button('close', words.close, () => dialog.close()));
  const previous = button('chevron_left', words.previous, () => turn(-1), 'turn previous');
  const next = button('chevron_right', words.next, () => turn(1), 'turn next');
  dialog.append(stage, bar, previous, next);

  function place() {
    image.style.transform = `translate(${x}px, ${y}px) scale(${scale})`;
    image.classList.toggle('zoomed', scale > 1);
  }

  function zoom(by) {
    scale = Math.min(most, Math.max(1, scale * by));
    if (scale === 1) x = y = 0;
    place();
  }

  function show() {
    const link = pictures[at];
    image.src = link.href;
    image.alt = link.dataset.name;
    name.textContent = pictures.length > 1 ? `${link.dataset.name} · ${words.place.replace('{0}', at + 1).replace('{1}', pictures.length)}` : link.dataset.name;
    download.href = link.href;
    download.download = link.dataset.name;
    previous.hidden = at === 0;
    next.hidden = at === pictures.length - 1;
    scale = 1;
    x = y = 0;
    place();
  }

  function turn(step) {
    const wanted = Math.min(pictures.length - 1, Math.max(0, at + step));
    if (wanted === at) return;
    at = wanted;
    show();
  }

  dialog.addEventListener('keydown', event => {
    const action = { ArrowRight: () => turn(1), ArrowLeft: () => turn(-1), '+': () => zoom(1.5), '-': () => zoom(1 / 1.5), 0: () => { scale = 1; zoom(1); } }[event.key];
    event.stopPropagation();
    if (!action) return;
    event.preventDefault();
    action();
  });
  stage.addEventListener('wheel', event => { event.preventDefault(); zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2); }, { passive: false });
  stage.addEventListener('dblclick', () => zoom(scale > 1 ? 1 / most : 2.5));
  stage.addEventListener('pointerdown', event => {
    if (event.target === stage) { dialog.close(); return; }
    drag = scale > 1 ? { x: event.clientX - x, y: event.clientY - y } : undefined;
    if (drag) stage.setPointerCapture(event.pointerId);
  });
  stage.addEventListener('pointermove', event => {
    if (!drag) return;
    x = event.clientX - drag.x;
    y = event.clientY - drag.y;
    place();
  });
  stage.addEventListener('pointerup', () => { drag = undefined; });
  dialog.addEventListener('close', () => {
    dialog.remove();
    (pictures[at]?.isConnected ? pictures[at] : first)?.focus({ preventScroll: true });
  });
  show();
  host.append(dialog);
  dialog.showModal();
}
