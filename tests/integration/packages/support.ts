import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  findCaseTables,
  hashOfRows,
  readCaseRows,
  type RowsByTable,
} from '../../../src/core/backups/case-rows';
import type { CaseId } from '../../../src/shared/kernel/ids';
import type { LookedAtPackage } from '../../../src/shared/packages/schemas';
import type { PackagePurpose } from '../../../src/shared/packages/head';
import { createTestCore, type TestCore } from '../../support/core';

/** A vault of its own with a public key for packages. */
export interface Office {
  readonly core: TestCore;
  readonly publicKey: string;
}

export async function anOffice(): Promise<Office> {
  const core = createTestCore();
  await core.createVault();
  mkdirSync(join(core.folder, 'stick'));
  const { publicKey } = await core.value('packages.makeKey', {});
  return { core, publicKey };
}

let count = 0;

/** Sends a case, to one office or to several in the same file, and gives the path of the package. */
export async function send(
  from: Office,
  to: Office | readonly Office[],
  caseIds: readonly CaseId[],
  options: { readonly purpose?: PackagePurpose; readonly forReading?: boolean } = {},
): Promise<string> {
  count += 1;
  const path = join(from.core.folder, 'stick', `${count}.dossier-package`);
  from.core.host.answerSavePath(path);
  await from.core.value('packages.create', {
    caseIds: [...caseIds],
    lock: { kind: 'publicKeys', recipients: [to].flat().map(({ publicKey }) => publicKey) },
    recipient: 'A colleague',
    // Her consent to it is written down in no ledger of these tests.
    reason: 'She asked that the case be carried on there.',
    purpose: options.purpose ?? 'copy',
    forReading: options.forReading ?? false,
  });
  return path;
}

export function look(at: Office, path: string): Promise<LookedAtPackage> {
  at.core.host.answerFile(path);
  return at.core.value('packages.look', { handle: null, passphrase: null });
}

export async function receive(at: Office, path: string) {
  const { handle } = await look(at, path);
  return at.core.value('packages.takeIn', { handle, makerConfirmed: true });
}

export function rowsOf({ core }: Office, caseId: CaseId): RowsByTable {
  const { db } = core.vaultDeps();
  return readCaseRows(db, findCaseTables(db), caseId);
}

/** Without the names of age files, which are drawn anew in each vault. */
export function comparable(rows: RowsByTable): string {
  return hashOfRows(
    new Map([...rows].map(([table, all]) => [table, all.map(({ stored_as: _name, ...row }) => row)])),
  );
}

export const exhibitDraft = {
  title: 'A letter',
  dateEdtf: '',
  author: '',
  pages: null,
  language: '',
  translation: 'none',
  origin: '',
  medium: 'paper',
  sha256: '',
  note: '',
} as const;

export const interviewDetails = {
  title: 'An interview',
  heldOn: '2026-02-01',
  startedAt: null,
  endedAt: null,
  placeKind: '',
  language: '',
  interpreter: '',
  interpreterLanguage: '',
  personsPresent: '',
  stopReason: '',
  stopNote: '',
} as const;

/** Tables that may differ after an undo: the log, what is known of packages and laws, and the inside of the search index. */
export const leftByUndo = [
  'audit_entries',
  'packages',
  'case_code_series',
  'procedure_packs',
  'search_words_config',
  'search_words_data',
  'search_words_idx',
  'search_words_docsize',
];
