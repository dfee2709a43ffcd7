// Files go straight from the browser to the server, past the circuit: chosen, pasted into the words, or dropped on the conversation.
import { answered } from './line.js';
import { newKey } from './new-key.js';

const patience = 1000;
const told = 200;

export function attach(root, dotnet, options) {
  const input = root.querySelector('input[type=file]');
  const stage = root.parentElement;
  const uploads = new Map();
  let gone = false;

  // The line may be cut while a file arrives by another one; the news waits for the line.
  async function tell(name, ...args) {
    while (!gone) {
      try {
        return await answered(() => dotnet.invokeMethodAsync(name, ...args));
      } catch {
        await new Promise(resolve => setTimeout(resolve, patience));
      }
    }
  }

  async function take(list) {
    const files = [...list].map(file => ({ key: newKey(), file, preview: file.type.startsWith('image/') ? URL.createObjectURL(file) : null }));
    if (files.length === 0) return;
    files.forEach(f => uploads.set(f.key, { preview: f.preview }));
    const wanted = await tell('Offered', files.map(f => ({ key: f.key, name: f.file.name, size: f.file.size, preview: f.preview })));
    files.filter((f, i) => wanted?.[i] && uploads.has(f.key)).forEach(f => post(f.key, f.file));
  }

  function post(key, file) {
    const request = new XMLHttpRequest();
    uploads.get(key).request = request;
    let last = 0;
    request.upload.onprogress = event => {
      if (!event.lengthComputable || Date.now() - last < told) return;
      last = Date.now();
      dotnet.invokeMethodAsync('Progressed', key, event.loaded / event.total).catch(() => {});
    };
    request.onload = () => {
      let answer = {};
      try { answer = JSON.parse(request.responseText); } catch { /* Not ours, e.g. a proxy's page. */ }
      const taken = request.status === 201 ? { id: answer.id, kind: answer.kind } : null;
      tell('Ended', key, taken, answer.detail ?? null);
    };
    request.onerror = () => tell('Ended', key, null, null);
    request.open('POST', `${options.path}?interaction=${options.interactionId}&name=${encodeURIComponent(file.name)}`);
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.send(file);
  }

  function picked() {
    take(input.files);
    input.value = '';
  }

  function pressed(event) {
    if (event.target.closest('[data-pick]')) input.click();
  }

  function pasted(event) {
    if (event.clipboardData.files.length === 0) return;
    event.preventDefault();
    take(event.clipboardData.files);
  }

  function dragged(event) {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    root.toggleAttribute('data-dragging', event.type === 'dragover');
  }

  function dropped(event) {
    dragged(event);
    take(event.dataTransfer.files);
  }

  input.addEventListener('change', picked);
  root.addEventListener('click', pressed);
  root.addEventListener('paste', pasted);
  stage.addEventListener('dragover', dragged);
  stage.addEventListener('dragleave', dragged);
  stage.addEventListener('drop', dropped);
  root.dataset.takesFiles = '';
  // Chosen before anyone listened.
  picked();

  function drop(key) {
    const upload = uploads.get(key);
    uploads.delete(key);
    upload?.request?.abort();
    if (upload?.preview) URL.revokeObjectURL(upload.preview);
  }

  return {
    drop,
    dispose() {
      gone = true;
      [...uploads.keys()].forEach(drop);
      input.removeEventListener('change', picked);
      root.removeEventListener('click', pressed);
      root.removeEventListener('paste', pasted);
      stage.removeEventListener('dragover', dragged);
      stage.removeEventListener('dragleave', dragged);
      stage.removeEventListener('drop', dropped);
    },
  };
}
