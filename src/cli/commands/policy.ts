import type { Command } from 'commander';
import { readPolicy, type OrganisationPolicy } from '../../core/policy/read-policy';
import { exportKinds } from '../../shared/policy/export-kinds';
import type { PolicyRules } from '../../shared/policy/rules';
import type { CommandContext } from '../context';
import { CommandFailure, UsageFailure } from '../failure';
import { policyProblemSentence } from '../policy-sentences';

export function register(program: Command, context: CommandContext): void {
  const policy = program
    .command('policy')
    .description('what an organisation decides for the laptops of its people');

  policy
    .command('check')
    .description('check a file of an organisation, and name the line and field of each mistake')
    .argument('<file>', 'the file, before it is put in its place')
    .addHelpText(
      'after',
      '\nExit code 1 when it has mistakes.\n\nExample:\n  dossier policy check policy.json',
    )
    .action((file: string) => {
      const read = readPolicy(context.path(file));
      if (read.state === 'none') throw new UsageFailure('There is no such file.');
      print(context, read);
      if (read.state === 'broken') {
        const count = read.problems.length;
        throw new CommandFailure(
          { kind: 'policyBroken' },
          count === 1 ? 'The file has one mistake.' : `The file has ${count} mistakes.`,
        );
      }
    });

  policy
    .command('show')
    .description('show what counts on this laptop, and which file says so')
    .action(() => {
      const read = context.deps.policy;
      if (read.state === 'none') {
        context.print({
          text: `No organisation decides anything here: there is no file ${read.path}.`,
          json: { path: read.path, state: read.state, rules: read.rules },
        });
        return;
      }
      print(context, read);
    });
}

function print(context: CommandContext, read: OrganisationPolicy): void {
  const { state, path, organisation, problems, rules } = read;
  context.print({
    text:
      state === 'broken'
        ? problems.map(policyProblemSentence).join('\n')
        : [`${path}: rules of ${organisation}`, ...rulesToSentences(rules)].join('\n'),
    json: { path, state, organisation, problems, rules },
  });
}

function rulesToSentences(rules: PolicyRules): readonly string[] {
  const { lockAfterMinutesAtMost, locksOnMinimise, passphraseFloor, allowedExports, languages } = rules;
  const { backups, packKeys, onlyThesePackKeys } = rules;
  const sentences = [
    lockAfterMinutesAtMost === null
      ? null
      : `A vault locks after ${lockAfterMinutesAtMost} minutes at the latest.`,
    locksOnMinimise ? 'Putting the window away locks the vault.' : null,
    passphraseFloor === null
      ? null
      : `One guess of a passphrase costs at least ${passphraseFloor.memoryMib} MiB and ${passphraseFloor.passes} passes.`,
    allowedExports.length === exportKinds.length
      ? null
      : `What may leave a vault: ${allowedExports.length === 0 ? 'nothing' : allowedExports.join(', ')}.`,
    `Languages: ${languages.join(', ')}.`,
    backups.kind === 'fixed' ? `Backups go to ${backups.folder} and nowhere else.` : null,
    backups.kind === 'suggested' ? `Backups go to ${backups.folder} unless a person chooses.` : null,
    ...packKeys.map(({ name, keyId }) => `Packs signed by ${name} (${keyId}) are trusted.`),
    onlyThesePackKeys ? 'No other pack comes in.' : null,
    ...rules.updateKeys.map(({ name, keyId }) => `Updates signed by ${name} (${keyId}) are taken.`),
    rules.onlyTheseUpdateKeys ? 'No other update is taken.' : null,
  ];
  return sentences.flatMap((sentence) => sentence ?? []);
}
