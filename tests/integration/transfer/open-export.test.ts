import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { runProgram } from '../../../src/cli/program';
import {
  findCaseTables,
  hashOfRows,
  readCaseRows,
  type RowsByTable,
} from '../../../src/core/backups/case-rows';
import { insertRow } from '../../../src/core/backups/restore-case';
import { sql, type SqlValue } from '../../../src/core/db/sql';
import { checkOriginal, evidenceFolder, type StoredOriginal } from '../../../src/core/evidence/originals';
import type { ReportSummary } from '../../../src/shared/conversations/schemas';
import type { CaseId } from '../../../src/shared/kernel/ids';
import { openCaseSchema, type OpenCase, type OpenValue } from '../../../src/shared/transfer/open-case';
import { aCase, anOriginal, rowHashes } from '../../support/backups';
import { createTestCore, testCost, testPassphrase, type TestCore } from '../../support/core';
import { wordFile } from '../../support/word-file';
import { aVaultWithCases } from '../backups/support';

const account = {
  kind: 'police',
  dateEdtf: '2023-08-14',
  takenBy: 'An inspector',
  language: 'fr',
  interpreter: '',
  exhibitId: null,
  interviewId: null,
  note: '',
} as const;

let core: TestCore;
let caseId: CaseId;
let before: RowsByTable;
let exported: string;

beforeAll(async () => {
  const made = await aVaultWithCases();
  core = made.core;
  const { db, newId } = core.vaultDeps();
  const { cases } = await core.value('cases.list', {});
  caseId = cases.find(({ code }) => code === 'BR-2026-001')?.id ?? aCase(core);
  const { id: accountId } = await core.value('accounts.create', { caseId, account });
  const { facts } = await core.value('timeline.list', { caseId, filter: {}, cursor: null, limit: 1 });
  const [fact] = facts;
  if (fact === undefined) throw new Error('The practice case has no facts');
  const comparison = {
    relation: 'different' as const,
    wording: 'Two weeks',
    locator: 'p. 3',
    reasons: [],
    reason: '',
  };
  await core.value('accounts.compare', { accountId, factId: fact.id, comparison });
  await anOriginal(core, caseId, Buffer.alloc(3_000_000, 7));
  await anOriginal(core, caseId, Buffer.alloc(0));
  const file = db.get<{ readonly id: string }>(
    sql`SELECT id FROM evidence_files WHERE case_id = ${caseId} ORDER BY id LIMIT 1`,
  );
  db.run(sql`
    INSERT INTO evidence_marks (id, evidence_file_id, at_ms, words, created_at, updated_at)
    VALUES (${newId()}, ${file?.id ?? null}, 1500, '=HYPERLINK("x"), a voice', '2026-03-01T00:00:00.000Z', '2026-03-01T00:00:00.000Z')
  `);
  const [interview] = await core.value('interviews.list', { caseId });
  if (interview === undefined) throw new Error('The practice case has no interview');
  db.run(sql`
    INSERT INTO restored_ids (id, original_id) VALUES (${interview.id}, ${newId()})
  `);
  const { revision } = await core.value('interviews.read', { interviewId: interview.id });
  await core.value('interviews.seal', { interviewId: interview.id, baseRevision: revision });
  await core.value('interviews.addAddendum', {
    interviewId: interview.id,
    text: 'And so it was',
    reason: '',
  });
  fillEmptyTables(core, caseId);
  db.run(sql`UPDATE cases SET note = ${'+1;=1+1\n@A;"-2\t＝3'} WHERE id = ${caseId}`);
  before = rowsOf(core, caseId);
  core.host.answerFolder(made.stick);
  const saved = await core.value('cases.exportOpen', { caseId, plainCopiesWanted: true });
  exported = join(made.stick, saved.folderName);
}, 60_000);
afterAll(() => core.close());

function rowsOf(of: TestCore, id: CaseId): RowsByTable {
  const { db } = of.vaultDeps();
  return readCaseRows(db, findCaseTables(db), id);
}

/** A row in each table of the case that has none yet, so that no table goes untried; what stands in it means nothing. */
function fillEmptyTables(of: TestCore, id: CaseId): void {
  const { db, newId } = of.vaultDeps();
  const tables = findCaseTables(db);
  for (const table of tables) {
    const rows = readCaseRows(db, tables, id);
    if ((rows.get(table.name) ?? []).length > 0) continue;
    const columns = db.all<{
      name: string;
      type: string;
      required: number;
      standard: string | null;
      pk: number;
    }>(
      sql`SELECT name, type, "notnull" AS required, dflt_value AS standard, pk FROM pragma_table_info(${table.name})`,
    );
    const row: Record<string, SqlValue> = {};
    for (const { name, type, required, standard, pk } of columns) {
      const reference = table.references.find(({ from }) => from === name);
      if (reference !== undefined) {
        // The last row, but for a reference to another one of the same table: that is to be another.
        const other = Object.keys(row).some((each) =>
          table.references.some(({ from, table: target }) => from === each && target === reference.table),
        );
        row[name] = rows.get(reference.table)?.at(other ? 0 : -1)?.[reference.to] ?? null;
      } else if (pk === 1 && name === 'id') row[name] = newId();
      else if (required === 1 && standard === null) row[name] = fillings[type] ?? null;
    }
    Object.assign(row, fillingsByTable[table.name]);
    if (table.name.startsWith('filing_draft') && 'snapshot' in row) {
      row['snapshot'] = JSON.stringify({ ...snapshot, caseId: id });
    }
    insertRow(db, table, row);
  }
}

const fillings: Readonly<Record<string, SqlValue>> = {
  TEXT: '2026-03-01T00:00:00.000Z',
  INTEGER: 1,
  BLOB: Buffer.from([0, 255, 128, 10]),
};

const draftOfFact = {
  statement: '',
  dateText: '',
  place: '',
  personIds: [],
  sourceKind: 'document',
  confidence: 'certain',
  disputed: false,
  disputeNote: '',
  conditionIds: [],
  note: '',
  citations: [],
};

const noText = { value: '', source: { kind: 'case', recordId: null }, changedAt: null };

const snapshot = {
  format: 1,
  takenAt: '2026-03-01T00:00:00.000Z',
  today: '2026-03-01',
  filingKind: 'F7',
  language: 'fr',
  case: {
    code: noText,
    fileLanguage: noText,
    immigrationOfficeNumber: noText,
    prosecutionNumber: noText,
    policeReportNumber: noText,
    advocateName: noText,
    centreName: noText,
    centreAddress: noText,
  },
  people: [],
  events: [],
  interviews: [],
  exhibits: [],
  withdrawnNumbers: [],
  deadlines: [],
  requirements: [],
  answers: {},
};

const draftOfFiling = {
  document: wordFile(['A word']),
  blocks: '[]',
};

const report = {
  profile: 'signal',
  fileName: 'chat.txt',
  sizeBytes: 1,
  sha256: '',
  lines: { unit: 'line', total: 1, messages: 1, continuation: 0, notices: 0, notUnderstood: 0 },
  readings: [],
  zone: { kind: 'utc' },
  warnings: [],
  senders: [],
  first: null,
  last: null,
  gaps: [],
  attachmentsNamed: 0,
  attachmentsMissing: [],
  attachmentsMissingCount: 0,
  notUnderstood: [],
  lookalikes: [],
} satisfies ReportSummary;

/** Where a check of the schema or a reader of the rows wants more. */
const fillingsByTable: Readonly<Record<string, Readonly<Record<string, SqlValue>>>> = {
  consent_entries: { kind: 'given', form: 'signed', recipient: 'centre', purposes: '[]', data: '[]' },
  conversations: {
    profile: 'signal',
    date_confidence: 'proved',
    zone_kind: 'utc',
    report: JSON.stringify(report),
  },
  conversation_messages: { kind: 'message', attachments: '[]' },
  departures: { kind: 'filing' },
  dispatches: { filing_kind: 'F7', sent_on: '2026-03-01', way: 'post' },
  filings: { filing_kind: 'F7', language: 'fr', snapshot: '{}', document: wordFile(['A word']) },
  fact_constraints: { kind: 'after' },
  fact_drafts: { content: JSON.stringify(draftOfFact) },
  filing_answers: { filing_kind: 'F7', language: 'fr', answers: '{}' },
  filing_drafts: { filing_kind: 'F7', language: 'fr', ...draftOfFiling },
  filing_draft_versions: { occasion: 'named', ...draftOfFiling },
  filing_draft_comments: { block_id: '00000000-0000-7000-8000-000000000001' },
  guarded_words: { kind: 'words' },
  interview_guides: { answers: '{}' },
  settled_deadlines: { outcome: 'done' },
  timeline_settings: { settings: '{}' },
  sent_inventories: { sent_on: '2026-03-01' },
  timeline_views: {
    view: JSON.stringify({ filter: {}, year: null, shows: 'both', lanes: 'person', window: null }),
  },
};

/** Without the names of age files, which are drawn anew in each vault. */
function comparable(rows: RowsByTable): string {
  return hashOfRows(
    new Map([...rows].map(([table, all]) => [table, all.map(({ stored_as: _name, ...row }) => row)])),
  );
}

async function withAnotherVault<Value>(work: (other: TestCore) => Promise<Value>): Promise<Value> {
  const other = createTestCore();
  try {
    await other.createVault();
    return await work(other);
  } finally {
    other.close();
  }
}

/** A copy of the export in which `case.json` was changed by somebody who also put its hash into the list. */
function changed(name: string, change: (open: OpenCase) => unknown, isListed = true): string {
  const folder = join(core.folder, name);
  cpSync(exported, folder, { recursive: true });
  const open = openCaseSchema.parse(JSON.parse(readFileSync(join(folder, 'case.json'), 'utf8')));
  const bytes = Buffer.from(JSON.stringify(change(open)));
  writeFileSync(join(folder, 'case.json'), bytes);
  if (isListed) {
    const list = readFileSync(join(folder, 'manifest-sha256.txt'), 'utf8');
    const hash = createHash('sha256').update(bytes).digest('hex');
    writeFileSync(
      join(folder, 'manifest-sha256.txt'),
      list.replace(/^[0-9a-f]{64}(?= {2}case\.json$)/m, hash),
    );
  }
  return folder;
}

function withRow(open: OpenCase, table: string, changes: Readonly<Record<string, OpenValue>>) {
  const [first, ...rest] = open.tables[table] ?? [];
  return { ...open, tables: { ...open.tables, [table]: [{ ...first, ...changes }, ...rest] } };
}

describe('an open export', { timeout: 60_000 }, () => {
  it('goes into another vault without the loss of a row or a byte', async () => {
    await withAnotherVault(async (other) => {
      other.host.answerFolder(exported);
      const imported = await other.value('cases.importOpen', {});

      expect(imported).toMatchObject({ caseId, originals: 2, code: before.get('cases')?.[0]?.['code'] });
      const after = rowsOf(other, caseId);
      expect([...before].filter(([, rows]) => rows.length === 0).map(([table]) => table)).toEqual([]);
      expect([...after.keys()]).toEqual([...before.keys()]);
      expect(comparable(after)).toBe(comparable(before));
      const { db, vault } = other.vaultDeps();
      const originals = db.all<StoredOriginal>(
        sql`SELECT stored_as AS storedAs, sha256, byte_length AS byteLength FROM evidence_files`,
      );
      const states = await Promise.all(originals.map((each) => checkOriginal(vault.originals, each)));
      expect(states).toEqual(['whole', 'whole']);
      const earlier = sql`SELECT id, original_id FROM restored_ids`;
      expect(db.all(earlier)).toEqual(core.vaultDeps().db.all(earlier));
      expect(
        db.all(sql`SELECT action, case_id AS caseId FROM audit_entries ORDER BY sequence DESC LIMIT 1`),
      ).toEqual([{ action: 'case.imported', caseId }]);
      // What the program makes of the rows, by its own readers.
      for (const channel of ['cases.read', 'evidence.list', 'interviews.list', 'people.list'] as const) {
        expect(await other.value(channel, { caseId })).toBeDefined();
      }
      expect(await other.value('departures.list', { caseId })).toBeDefined();

      other.host.answerFolder(exported);
      expect(await other.call('cases.importOpen', {})).toEqual({
        ok: false,
        error: { kind: 'caseIsHere', code: imported.code },
      });
    });
  });

  it('gets another code where another case has its own, and keeps the next ones free', async () => {
    await withAnotherVault(async (other) => {
      await other.value('cases.create', { fileLanguage: 'fr', client: {} });
      const [taken] = (await other.value('cases.list', {})).cases;
      expect(taken?.code).toBe('BR-2026-001');
      other.host.answerFolder(exported);
      expect(await other.value('cases.importOpen', {})).toMatchObject({ code: 'BR-2026-002' });
      await other.value('cases.create', { fileLanguage: 'fr', client: {} });
      const { cases } = await other.value('cases.list', {});
      expect(cases.map(({ code }) => code).toSorted()).toEqual(['BR-2026-001', 'BR-2026-002', 'BR-2026-003']);
    });
  });

  it('is told in the case it came from, and holds all of it as a list of fingerprints says', async () => {
    const files = readFileSync(join(exported, 'manifest-sha256.txt'), 'utf8').trim().split('\n');
    for (const line of files) {
      const bytes = readFileSync(join(exported, line.slice(66)));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(line.slice(0, 64));
    }
    const marks = readFileSync(join(exported, 'tables', 'evidence_marks.csv'), 'utf8');
    expect(marks).toContain(`"'=HYPERLINK(""x""), a voice"`);
    // Nor does a spreadsheet that parts lines elsewhere find the beginning of one.
    const note = readFileSync(join(exported, 'tables', 'cases.csv'), 'utf8').split('\r\n')[1] ?? '';
    expect(note).toContain(`"'+1;'=1+1\n'@A;""'-2\t'＝3"`);
    const { db } = core.vaultDeps();
    expect(db.get(sql`SELECT COUNT(*) AS n FROM departures WHERE kind = 'folder'`)).toEqual({ n: 1 });
    expect(db.get(sql`SELECT COUNT(*) AS n FROM custody_entries WHERE action = 'copied'`)).toEqual({ n: 2 });
    expect(db.get(sql`SELECT COUNT(*) AS n FROM audit_entries WHERE action = 'case.exported'`)).toEqual({
      n: 1,
    });
  });

  it('does not go into the vault, and leaves nothing behind when an original is damaged or the work is stopped', async () => {
    const input = { caseId, plainCopiesWanted: true } as const;
    const { vault } = core.vaultDeps();
    core.host.answerFolder(vault.originals.folder);
    expect(await core.call('cases.exportOpen', input)).toEqual({ ok: false, error: { kind: 'insideVault' } });

    const place = join(core.folder, 'place');
    mkdirSync(place);
    core.host.answerFolder(place);
    const running = core.call('cases.exportOpen', input);
    await expect.poll(() => core.deps.work.list().length).toBe(1);
    core.deps.work.cancelAll();
    expect(await running).toEqual({ ok: false, error: { kind: 'cancelled' } });
    expect(readdirSync(place)).toEqual([]);

    const folder = evidenceFolder(vault.originals);
    renameSync(folder, `${folder}-away`);
    try {
      core.host.answerFolder(place);
      expect(await core.call('cases.exportOpen', input)).toEqual({
        ok: false,
        error: { kind: 'caseOriginalNotWhole', name: 'photo.jpg' },
      });
      expect(readdirSync(place)).toEqual([]);
    } finally {
      renameSync(`${folder}-away`, folder);
    }
  });

  it('leaves out no table of the vault without a reason', () => {
    const { db } = core.vaultDeps();
    const carried = new Set(findCaseTables(db).map(({ name }) => name));
    const names = db.all<{ readonly name: string }>(
      sql`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
    );
    const left = names.map(({ name }) => name).filter((name) => !carried.has(name));
    expect(left).toEqual(Object.keys(leftOut).toSorted());
  });

  it('follows the published schema', () => {
    const published: unknown = JSON.parse(readFileSync(resolve('docs/open-export.schema.json'), 'utf8'));
    expect(z.toJSONSchema(openCaseSchema)).toEqual(published);
    expect(JSON.parse(readFileSync(join(exported, 'case.schema.json'), 'utf8'))).toEqual(published);
  });
});

const leftOut: Readonly<Record<string, string>> = {
  audit_entries: 'the log of the vault is sealed as one chain; it is saved by its own door',
  audit_gaps: 'of the log',
  earlier_audit_keys: 'keys',
  backup_settings: 'of the vault',
  backups: 'of the vault',
  vault_restores: 'of the vault',
  vault_state: 'of the vault',
  members: 'who opens the vault',
  next_header: 'keys',
  rekey_originals: 'keys',
  recovery_ways: 'keys',
  recovery_papers: 'keys',
  recovery_reminder: 'of the vault',
  restored_ids: 'those of the case stand in earlierIds',
  case_settings: 'of the vault',
  own_templates: 'of the organisation; filings made from them come along as they are',
  case_code_series: 'of the vault',
  retention_settings: 'of the vault',
  purges: 'of cases that are not there any more',
  purge_originals: 'as purges',
  journeys: 'as purges',
  evidence_batches: 'an import that was not finished names files of one laptop',
  evidence_batch_files: 'as evidence_batches',
  package_keys: 'keys',
  packages: 'of the vault: what went to and fro',
  package_states: 'as packages',
  package_decisions: 'as packages',
  loose_originals: 'names of files that belong to no row of this vault',
  case_places: 'where a case is worked on is told of one vault',
  exhibit_pictures: 'drawn anew from the originals',
  copies_under_way: 'of the vault: where copies are written just now',
  search_passages: 'drawn anew from the rows',
  search_pending: 'as search_passages',
  search_words: 'as search_passages',
  search_words_data: 'as search_passages',
  search_words_idx: 'as search_passages',
  search_words_docsize: 'as search_passages',
  search_words_config: 'as search_passages',
  search_vocabulary: 'as search_passages',
  search_state: 'as search_passages',
  procedure_packs: 'the version of the case lies beside case.json as a file of its own',
  pack_keys: 'of the vault',
  own_words: 'of the vault: words of other cases stand in it',
};

describe('cases.importOpen refuses', { timeout: 60_000 }, () => {
  let other: TestCore;
  beforeAll(async () => {
    other = createTestCore();
    await other.createVault();
    await other.value('cases.create', { fileLanguage: 'fr', client: {} });
  });
  afterAll(() => other.close());

  const wrong: readonly (readonly [string, () => string, unknown])[] = [
    ['a folder of something else', () => core.folder, { kind: 'notAnExport' }],
    [
      'a later version',
      () => changed('later', (open) => ({ ...open, version: 2, somethingNew: true })),
      { kind: 'exportNewer' },
    ],
    [
      'a vault of a later program',
      () => changed('newer', (open) => ({ ...open, databaseVersion: 9999 })),
      { kind: 'exportNewer' },
    ],
    [
      'content that is not what the list says',
      () => changed('unlisted', (open) => ({ ...open, code: 'BR-1' }), false),
      { kind: 'exportFileChanged', path: 'case.json' },
    ],
    [
      'a path that leads out of the folder',
      () =>
        changed('path', (open) => ({
          ...open,
          originals: open.originals.map((each) => ({ ...each, path: 'evidence/../../001.jpg' })),
        })),
      { kind: 'exportDoesNotFit', where: 'originals.0.path' },
    ],
    [
      'a table of the vault',
      () => changed('table', (open) => ({ ...open, tables: { ...open.tables, members: [] } })),
      { kind: 'exportDoesNotFit', where: 'members' },
    ],
    [
      'a column there is none of',
      () => changed('column', (open) => withRow(open, 'facts', { strange: 1 })),
      { kind: 'exportDoesNotFit', where: 'facts.strange' },
    ],
    [
      'a row of another case of the vault',
      () => changed('reference', (open) => withRow(open, 'facts', { case_id: aCase(other) })),
      { kind: 'exportDoesNotFit', where: 'facts.case_id' },
    ],
    [
      'what the database does not take',
      () => changed('constraint', (open) => withRow(open, 'evidence_marks', { at_ms: 'soon' })),
      { kind: 'exportDoesNotFit', where: 'case.json' },
    ],
    [
      'a document that cannot be read',
      () => changed('document', (open) => withRow(open, 'interviews', { document: '{' })),
      { kind: 'exportDoesNotFit', where: 'case.json' },
    ],
    [
      'an interview that is not as it was sealed',
      () => changed('seal', (open) => withRow(open, 'interview_addenda', { text: 'Another' })),
      { kind: 'sealBroken', code: 'BR-2026-001' },
    ],
    [
      'a row without its original',
      () => changed('stranger', (open) => ({ ...open, originals: open.originals.slice(1) })),
      { kind: 'exportDoesNotFit', where: 'originals' },
    ],
    [
      'an earlier id for a row of another case',
      () =>
        changed('earlier', (open) => ({
          ...open,
          earlierIds: [{ id: aCase(other), earlierId: aCase(other) }],
        })),
      { kind: 'exportDoesNotFit', where: 'earlierIds' },
    ],
    [
      'a row that would keep the list of cases from being shown',
      () => changed('list', (open) => withRow(open, 'settled_deadlines', { outcome: 'strange' })),
      { kind: 'exportDoesNotFit', where: 'case.json' },
    ],
    [
      'a filing that is no Word file',
      () => changed('filing', (open) => withRow(open, 'filings', { document: { base64: 'AAAA' } })),
      { kind: 'exportDoesNotFit', where: 'case.json' },
    ],
    [
      'an original that was changed',
      () => {
        const folder = changed('bytes', (open) => open);
        const bytes = readFileSync(join(folder, 'evidence', '001.jpg'));
        bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
        writeFileSync(join(folder, 'evidence', '001.jpg'), bytes);
        return folder;
      },
      { kind: 'exportFileChanged', path: 'evidence/001.jpg' },
    ],
    [
      'an original that is not there, after another one was written',
      () => {
        const folder = changed('missing', (open) => open);
        rmSync(join(folder, 'evidence', '002.jpg'));
        return folder;
      },
      { kind: 'exportFileChanged', path: 'evidence/002.jpg' },
    ],
    [
      'a link to a file of the laptop',
      () => {
        const folder = changed('link', (open) => open);
        renameSync(join(folder, 'evidence'), join(folder, 'elsewhere'));
        symlinkSync(join(folder, 'elsewhere'), join(folder, 'evidence'));
        return folder;
      },
      { kind: 'exportFileChanged', path: 'evidence/001.jpg' },
    ],
    [
      'a case whose rules are not here',
      () => changed('rules', (open) => withRow(open, 'case_procedures', { pack_version: '1900.1' })),
      { kind: 'rulesMissing', pack: 'be-thb', version: '1900.1' },
    ],
  ];
  it.each(wrong)('%s, and nothing of it stays', async (_name, make, error) => {
    const folder = make();
    const { db, vault } = other.vaultDeps();
    const rows = rowHashes(db);
    other.host.answerFolder(folder);
    expect(await other.call('cases.importOpen', {})).toEqual({ ok: false, error });
    expect(rowHashes(db)).toEqual(rows);
    const evidence = evidenceFolder(vault.originals);
    const left = existsSync(evidence) ? readdirSync(evidence, { recursive: true, withFileTypes: true }) : [];
    expect(left.filter((entry) => entry.isFile()).map(({ name }) => name)).toEqual([]);
  });
});

describe('the command line', { timeout: 60_000 }, () => {
  it('exports a case and brings it into another vault', async () => {
    await withAnotherVault(async (other) => {
      const from = core.vault().folder;
      const to = other.vault().folder;
      await core.value('vault.prepareLock', {});
      await other.value('vault.prepareLock', {});
      const place = join(core.folder, 'by-command');
      mkdirSync(place);
      const written = await run(['export', from, '--case', 'BR-2026-001', '--to', place]);
      expect(written).toMatchObject({ code: 0 });
      const [name = ''] = readdirSync(place);
      expect(written.out).toMatch(new RegExp(`^Wrote [0-9]+ rows and 2 originals to ${name}\\n$`));
      expect(written.error).toBe(
        'Nothing in this folder is encrypted: whoever has it reads all of the case.\n',
      );
      const brought = await run(['import', 'case', to, join(place, name)]);
      expect(brought).toMatchObject({ code: 0, error: '' });
      expect(brought.out).toMatch(/^Brought in BR-2026-001 with [0-9]+ rows and 2 originals\n$/);
      expect(await run(['import', 'case', to, join(place, name)])).toEqual({
        code: 1,
        out: '',
        error: 'This case is here already as BR-2026-001. Nothing is written over.\n',
      });
    });
  });
});

async function run(args: readonly string[]) {
  let out = '';
  let error = '';
  const code = await runProgram(args, {
    writeOut: (text) => {
      out += text;
    },
    writeError: (text) => {
      error += text;
    },
    passphrases: { ask: () => Promise.resolve(testPassphrase), readStandardInput: () => '' },
    workingFolder: core.folder,
    resourcesFolder: resolve('resources'),
    passphraseCost: testCost,
  });
  return { code, out, error };
}
