import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { documentToPlainText } from '../../core/filings/document-text';
import { inspectDocument, type DocumentInspection } from '../../core/filings/inspect-document';
import type { CommandContext } from '../context';
import { CommandFailure } from '../failure';

export function register(program: Command, context: CommandContext): void {
  const docx = program.command('docx').description('look into Word files');

  docx
    .command('inspect')
    .description('show what a Word file holds, and what it gives away beside its text')
    .argument('<file>', 'Word file')
    .addHelpText('after', '\nExample:\n  dossier docx inspect F7.docx --json')
    .action((file: string) => {
      const inspected = inspectDocument(readDocument(context.path(file)));
      if (!inspected.ok) {
        throw new CommandFailure(inspected.error, `This file was not read: ${inspected.error.reason}.`);
      }
      context.print({ text: describe(inspected.value), json: inspected.value });
    });
}

function readDocument(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch {
    throw new CommandFailure({ kind: 'fileNotRead' }, 'There is no file at this path that can be read.');
  }
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
    ...lines(
      'Gives away',
      leaks.map(({ kind, part, found }) => `${kind} in ${part}: ${found}`),
    ),
    '',
    documentToPlainText(inspection),
  ].join('\n');
}
