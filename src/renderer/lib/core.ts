import { z } from 'zod';
import type { AppContract, ChannelName } from '../../shared/contract';
import { domains, type ChannelError, type Domain, type Request } from '../../shared/kernel/contract';
import { err, type Result } from '../../shared/kernel/result';
import { onShellEvent, tellShell } from './shell';

export type ChannelInput<Name extends ChannelName> = z.input<AppContract[Name]['input']>;
export type ChannelOutput<Name extends ChannelName> = z.output<AppContract[Name]['output']>;
/** The failures a channel names in the contract; `never` when it names none. */
export type ChannelFailure<Name extends ChannelName> = z.output<AppContract[Name]['failure']>;

/** The core process ended before it answered. Whether it carried the request out is not known. */
export interface CoreLost {
  readonly kind: 'coreLost';
}

/** What can go wrong on any channel. */
export type CallError = ChannelError | CoreLost;

const answerSchema = z.strictObject({
  id: z.int().nullable(),
  result: z.discriminatedUnion('ok', [
    z.strictObject({ ok: z.literal(true), value: z.unknown() }),
    z.strictObject({ ok: z.literal(false), error: z.looseObject({ kind: z.string() }) }),
  ]),
  touched: z.array(z.enum(domains)),
});
type Answer = z.infer<typeof answerSchema>;
type Outcome = Result<unknown, { readonly kind: string }>;

let port: MessagePort | null = null;
let lastId = 0;
const waiting = new Map<number, (result: Outcome) => void>();
/** Asked before the first port, or between the loss of a core and the next one. */
let unsent: readonly Request[] = [];
const touchedListeners = new Set<(touched: readonly Domain[]) => void>();

/**
 * Asks core and waits for its answer. Expected failures come back as values; it never throws.
 *
 * @returns the channel's output, one of its failures, or a `CallError`
 */
export function call<Name extends ChannelName>(
  channel: Name,
  input: ChannelInput<Name>,
): Promise<Result<ChannelOutput<Name>, ChannelFailure<Name> | CallError>> {
  lastId += 1;
  const request: Request = { id: lastId, channel, input };
  return new Promise((resolve) => {
    // Core's handler for this channel gives back this type, and in tests the router parses what it gives back.
    waiting.set(request.id, resolve as (result: Outcome) => void);
    if (port === null) unsent = [...unsent, request];
    else port.postMessage(request);
  });
}

/** Calls the listener with the domains whose queries may answer differently now; gives back the function that ends this. */
export function onTouched(listener: (touched: readonly Domain[]) => void): () => void {
  touchedListeners.add(listener);
  return () => touchedListeners.delete(listener);
}

/** Waits for the port to core and asks the shell for it. Once, when the page starts. */
export function connectToCore(): void {
  window.addEventListener('message', (event) => {
    const [next] = event.ports;
    if (event.source !== window || event.origin !== window.location.origin) return;
    if (event.data !== 'dossier-core-port' || next === undefined) return;
    usePort(next);
  });
  onShellEvent('coreLost', dropPort);
  tellShell({ kind: 'ready' });
}

function usePort(next: MessagePort): void {
  dropPort();
  port = next;
  next.addEventListener('message', (event) => take(answerSchema.parse(event.data)));
  next.start();
  for (const request of unsent) next.postMessage(request);
  unsent = [];
}

/** Fails what the lost core has not answered. What was never sent to it waits for the next one. */
function dropPort(): void {
  port?.close();
  port = null;
  const unsentIds = new Set(unsent.map((request) => request.id));
  for (const [id, resolve] of waiting) {
    if (unsentIds.has(id)) continue;
    waiting.delete(id);
    resolve(err<CoreLost>({ kind: 'coreLost' }));
  }
}

function take(answer: Answer): void {
  if (answer.touched.length > 0) for (const listener of touchedListeners) listener(answer.touched);
  if (answer.id === null) return;
  const resolve = waiting.get(answer.id);
  waiting.delete(answer.id);
  resolve?.(answer.result);
}
