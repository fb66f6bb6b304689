import { requestSchema, type Channel, type ChannelError, type Contract } from '../../shared/kernel/contract';
import { err, type Result } from '../../shared/kernel/result';
import { leavingBy } from '../../shared/policy/leaving';
import { isDamage } from '../db/driver';
import { changesClosedCase } from '../packages/closed-cases';
import { vaultDepsOf, type OpenDeps, type VaultDeps } from './deps';

/** What goes back to the page for one request: the channel's own answer, or one of the router's errors. */
export type Answer = Result<unknown, { readonly kind: string }>;

export interface RouterOptions {
  /** Parses what handlers give back, too. On in tests and in development, where a wrong answer is a bug to find. */
  readonly checkOutput: boolean;
  /** Takes a fault of the program. The cause must be redacted before it is written anywhere. */
  readonly report: (incident: {
    readonly incidentId: string;
    readonly channel: string;
    readonly cause: unknown;
  }) => void;
}

type Handler = (deps: VaultDeps | OpenDeps, input: unknown) => Answer | Promise<Answer>;

export interface Router {
  readonly answer: (message: unknown) => Promise<{ readonly id: number | null; readonly result: Answer }>;
  readonly call: (channel: string, input: unknown) => Promise<Answer>;
}

/**
 * Leads a message of the page to its handler. Nothing in it is trusted: the message, the channel and the input are
 * checked before the handler sees them, and a throw becomes `unexpected` with an incident id, never with its text.
 */
export function createRouter(
  contract: Contract,
  handlers: Readonly<Record<string, unknown>>,
  deps: OpenDeps,
  options: RouterOptions,
): Router {
  async function call(name: string, input: unknown): Promise<Answer> {
    const channel = Object.hasOwn(contract, name) ? contract[name] : undefined;
    if (channel === undefined) return err<ChannelError>({ kind: 'unknownChannel' });

    const vault = deps.session.current();
    if (channel.access === 'vault' && vault === null) return err<ChannelError>({ kind: 'vaultLocked' });

    const parsed = channel.input.safeParse(input);
    if (!parsed.success) {
      const paths = parsed.error.issues.map((issue) => issue.path.map(String).join('.'));
      return err<ChannelError>({ kind: 'badInput', paths });
    }

    const leaves = leavingBy(name, parsed.data);
    if (leaves !== null && !deps.policy.rules.allowedExports.includes(leaves)) {
      return err<ChannelError>({ kind: 'exportNotAllowed', leaves });
    }

    // `Handlers<…>` has checked the pair of channel and handler; here it is only looked up by name.
    const handler = handlers[name] as Handler;
    const handlerDeps = vault === null ? deps : vaultDepsOf(deps, vault);
    try {
      if (
        vault !== null &&
        channel.kind === 'command' &&
        changesClosedCase({ db: vault.db, vault }, name, parsed.data)
      ) {
        return err<ChannelError>({ kind: 'caseNotWorkedOnHere' });
      }
      const result = await handler(handlerDeps, parsed.data);
      if (options.checkOutput) checkOutput(name, channel, result);
      return result;
    } catch (cause) {
      const known = storageError(cause);
      if (known !== null) return err<ChannelError>(known);
      const incidentId = deps.newId();
      options.report({ incidentId, channel: name, cause });
      return err<ChannelError>({ kind: 'unexpected', incidentId });
    }
  }

  return {
    call,
    answer: async (message) => {
      const request = requestSchema.safeParse(message);
      if (!request.success) {
        return { id: null, result: err<ChannelError>({ kind: 'badInput', paths: [] }) };
      }
      return { id: request.data.id, result: await call(request.data.channel, request.data.input) };
    },
  };
}

function checkOutput(name: string, channel: Channel, result: Answer): void {
  const parsed = result.ok ? channel.output.safeParse(result.value) : channel.failure.safeParse(result.error);
  if (parsed.success) return;
  const paths = parsed.error.issues.map((issue) => `${issue.path.map(String).join('.')}: ${issue.code}`);
  throw new Error(`${name} answered against its contract at ${paths.join('; ')}`);
}

/** Failures of the disk, told apart so that the page can say what to do. */
function storageError(cause: unknown): ChannelError | null {
  if (!(cause instanceof Error)) return null;
  if (isDamage(cause)) return { kind: 'vaultDamaged' };
  const code = 'code' in cause ? cause.code : undefined;
  if (code === 'VAULT_READ_ONLY') return { kind: 'vaultReadOnly' };
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return { kind: 'diskFull' };
  if (typeof code !== 'string') return null;
  const refusals = ['SQLITE_READONLY', 'SQLITE_CANTOPEN', 'EROFS', 'EACCES', 'EPERM'];
  return refusals.some((refusal) => code.startsWith(refusal)) ? { kind: 'readOnlyFolder' } : null;
}
