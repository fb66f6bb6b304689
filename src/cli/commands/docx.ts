import type { Command } from 'commander';
import { openForeignDocument } from '../../core/documents/dangers';
import type { DocumentLeak } from '../../core/documents/leaks';
import { documentToPlainText } from '../../core/filings/document-text';
import { inspectDocument, type DocumentInspection } from '../../core/filings/inspect-document';
import { packageLimits } from '../../core/filings/package-reader';
import { readAtMost } from '../../core/templates/read-at-most';
import type { CommandContext } from '../context';
import { dangerSentence } from '../danger-sentence';
import { CommandFailure } from '../failure';

export function register(program: Command, context: CommandContext): void {
  const docx = program.command('docx').description('look into Word files');

  docx
    .command('inspect')
    .description('show what a Word file holds, and what it gives away beside its text')
    .argument('<file>', 'Word file')
    .option(
      '--leaks',
      'only what it gives away and what in it is dangerous; ends with 1 when there is anything',
    )
    .addHelpText(
      'after',
      '\nExamples:\n  dossier docx inspect F7.docx --json\n  dossier docx inspect letter.docx --leaks',
    )
    .action((file: string, { leaks: onlyLeaks = false }: { readonly leaks?: boolean }) => {
      const bytes = readDocument(context.path(file));
      const inspected = inspectDocument(bytes);
      if (onlyLeaks) {
        tellLeaks(context, bytes, inspected);
        return;
      }
      if (!inspected.ok) {
        throw new CommandFailure(
          inspected.error,
          `This file was not read: ${dangerSentence(inspected.error)}`,
        );
      }
      context.print({ text: describe(inspected.value), json: inspected.value });
    });
}

function tellLeaks(
  context: CommandContext,
  bytes: Uint8Array,
  inspected: ReturnType<typeof inspectDocument>,
): void {
  const opened = openForeignDocument(bytes);
  const dangers = inspected.ok ? inspected.value.dangers : opened.ok ? [] : [opened.error];
  const leaks = inspected.ok ? inspected.value.leaks : [];
  context.print({
    text: [
      ...dangers.map((danger) => `Dangerous: ${dangerSentence(danger)}`),
      ...leaks.map((leak) => `Gives away: ${describeLeak(leak)}`),
      ...(dangers.length + leaks.length === 0 ? ['Nothing beside its text was found.'] : []),
    ].join('\n'),
    json: { dangers, leaks },
  });
  if (dangers.length > 0) {
    throw new CommandFailure({ kind: 'dangerous' }, 'This file must not be opened or taken as a template.');
  }
  if (leaks.length > 0) {
    throw new CommandFailure({ kind: 'givesAway' }, 'This file gives away more than its text.');
  }
}

function describeLeak({ kind, part, paragraph, found }: DocumentLeak): string {
  return `${kind} in ${part}${paragraph === null ? '' : `, paragraph ${paragraph}`}: ${found}`;
}

function readDocument(path: string): Buffer {
  const bytes = readAtMost(path, packageLimits.fileBytes);
  if (bytes !== null) return bytes;
  throw new CommandFailure({ kind: 'fileNotRead' }, 'There is no file at this path that can be read.');
}

function describe(inspection: DocumentInspection): string {
  const { parts, properties, languages, fieldsLeftOver, leaks } = inspection;
  const lines = (title: string, found: readonly string[]): readonly string[] => [
    `${title}: ${found.length === 0 ? 'none' : ''}`.trimEnd(),
    ...found.map((line) => `  ${line}`),
  ];
  return [
    `Size: ${inspection.sizeBytes} bytes`,
    `Languages: ${languages.join(', ') || 'none'}`,
    ...lines(
      'Parts',
      parts.map(({ name, sizeBytes }) => `${name} (${sizeBytes} bytes)`),
    ),
    ...lines(
      'Properties',
      Object.entries(properties).map(([name, value]) => `${name}: ${value}`),
    ),
    ...lines('Fields left over', fieldsLeftOver),
    ...lines('Gives away', leaks.map(describeLeak)),
    '',
    documentToPlainText(inspection),
  ].join('\n');
}
