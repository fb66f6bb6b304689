import { InvalidArgumentError, Option, type Command } from 'commander';
import { consentPurposes, type ConsentPurpose } from '../shared/consent/schemas';
import {
  isAgainst,
  reasonKinds,
  reasonNeededSchema,
  recipientKinds,
  shortestReason,
  type Addressed,
  type ReasonKind,
  type RecipientKind,
} from '../shared/departures/schemas';

export interface LeavingOptions {
  readonly recipient?: RecipientKind;
  readonly recipientName?: string;
  readonly purpose?: ConsentPurpose;
  readonly reason?: string;
  readonly reasonKind?: ReasonKind;
}

/** For commands that write something of a case outside of the vault: who gets it, and why it leaves all the same. */
export function takesLeaving(command: Command): Command {
  return command
    .addOption(oneOf('--recipient <who>', 'who gets it; its consent is looked up', recipientKinds))
    .option('--recipient-name <name>', 'which one of them')
    .addOption(oneOf('--purpose <what>', 'what it is shared for', consentPurposes))
    .option(
      '--reason <text>',
      `why it leaves although something speaks against it; at least ${shortestReason} signs, kept in the vault`,
    )
    .addOption(oneOf('--reason-kind <kind>', 'what kind of reason it is', reasonKinds));
}

export function leavingInput({ recipient, recipientName, purpose, reason, reasonKind }: LeavingOptions): {
  readonly to: Addressed | null;
  readonly reason?: string;
  readonly reasonKind?: ReasonKind;
} {
  const to =
    recipient === undefined
      ? null
      : { recipient, recipientName: recipientName ?? '', purpose: purpose ?? null };
  return {
    to,
    ...(reason === undefined ? {} : { reason }),
    ...(reasonKind === undefined ? {} : { reasonKind }),
  };
}

export function oneOf(flags: string, words: string, values: readonly string[]): Option {
  return new Option(flags, `${words}; one of ${values.join(', ')}`).argParser((value: string) => {
    if (values.includes(value)) return value;
    throw new InvalidArgumentError(`It is one of ${values.join(', ')}.`);
  });
}

/** What speaks against a document that was not written; null for any other failure. No words of the document in it. */
export function objectionSentence(failure: object): string | null {
  const parsed = reasonNeededSchema.safeParse(failure);
  if (!parsed.success) return null;
  const lines = parsed.data.findings.filter(isAgainst).map(({ kind, otherCase, trace, places }) => {
    const [first] = places;
    if (trace !== null && first?.part === 'original') {
      return `  ${trace} said by exhibit ${places.map(({ exhibit }) => exhibit).join(', ')}`;
    }
    const of = otherCase === null ? '' : ` of case ${otherCase}`;
    const where = first === undefined ? '' : ` in the ${first.part}, paragraph ${first.paragraph}`;
    return `  ${kind}${of}${where}`;
  });
  return [
    `Nothing was written, because this speaks against it: ${parsed.data.objections.join(', ')}.`,
    ...lines,
    `Mend it, or say with --reason, in at least ${shortestReason} signs, why it leaves all the same.`,
  ].join('\n');
}
