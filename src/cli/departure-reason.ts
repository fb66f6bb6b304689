import { Option } from 'commander';
import { reasonNeededSchema, shortestReason } from '../shared/departures/schemas';

/** For commands that write a document of a case outside of the vault. */
export function reasonOption(): Option {
  return new Option(
    '--reason <text>',
    `why it leaves although something speaks against it; at least ${shortestReason} signs, kept in the vault`,
  );
}

/** What speaks against a document that was not written; null for any other failure. No words of the document in it. */
export function objectionSentence(failure: object): string | null {
  const parsed = reasonNeededSchema.safeParse(failure);
  if (!parsed.success) return null;
  const places = parsed.data.findings
    .filter(({ kind }) => kind !== 'named')
    .map(({ kind, otherCase, places: [first] }) => {
      const of = otherCase === null ? '' : ` of case ${otherCase}`;
      const where = first === undefined ? '' : ` in the ${first.part}, paragraph ${first.paragraph}`;
      return `  ${kind}${of}${where}`;
    });
  return [
    `Nothing was written, because this speaks against it: ${parsed.data.objections.join(', ')}.`,
    ...places,
    'Mend it, or say with --reason why it leaves all the same.',
  ].join('\n');
}
