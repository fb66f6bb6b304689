import { contextBridge, ipcRenderer, webUtils } from 'electron';

// The one door between the page and the shell: messages of the shell in, a few words of the page out, and the port to
// core handed over to the page's own world. No electron object and no channel name reaches the page.

contextBridge.exposeInMainWorld('dossierShell', {
  /** @param message a `PageMessage`; main parses it again. */
  tell: (message: unknown) => {
    ipcRenderer.send('page-message', message);
  },
  /** Calls the listener with every `ShellEvent`; gives back the function that ends this. */
  listen: (listener: (event: unknown) => void) => {
    const forward = (_event: unknown, message: unknown) => listener(message);
    ipcRenderer.on('shell-event', forward);
    return () => ipcRenderer.removeListener('shell-event', forward);
  },
});

// Where dropped files lie is told to main alone, and only of a drop that a person made: the page can make up an event, but
// not a trusted one, and never learns a path. Main gives them to core once, when the page asks core for them.
window.addEventListener(
  'drop',
  (event) => {
    if (!event.isTrusted || event.dataTransfer === null) return;
    const paths = [...event.dataTransfer.files]
      .map((file) => webUtils.getPathForFile(file))
      .filter((path) => path !== '');
    if (paths.length > 0) ipcRenderer.send('dropped-files', paths);
  },
  true,
);

ipcRenderer.on('core-port', (event) => {
  const [port] = event.ports;
  // A port cannot cross the context bridge; it is transferred in a message that only this window can receive.
  if (port !== undefined) window.postMessage('dossier-core-port', window.location.origin, [port]);
});
