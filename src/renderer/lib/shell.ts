import { shellEventSchema, type PageMessage, type ShellEvent } from '../../shared/shell/protocol';

/** Says something to the Electron shell. */
export function tellShell(message: PageMessage): void {
  window.dossierShell.tell(message);
}

/** Calls the listener with the shell's events of one kind; gives back the function that ends this. */
export function onShellEvent<Kind extends ShellEvent['kind']>(
  kind: Kind,
  listener: (event: Extract<ShellEvent, { kind: Kind }>) => void,
): () => void {
  return window.dossierShell.listen((message) => {
    const event = shellEventSchema.parse(message);
    if (isOfKind(event, kind)) listener(event);
  });
}

function isOfKind<Kind extends ShellEvent['kind']>(
  event: ShellEvent,
  kind: Kind,
): event is Extract<ShellEvent, { kind: Kind }> {
  return event.kind === kind;
}
