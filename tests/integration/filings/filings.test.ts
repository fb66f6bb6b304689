import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../src/core/db/sql';
import { inspectDocument } from '../../../src/core/filings/inspect-document';
import { filingSnapshotSchema } from '../../../src/shared/filings/snapshot';
import type { CaseId, ExhibitId, FilingId, PersonId } from '../../../src/shared/kernel/ids';
import { letLearn } from '../../support/consents';
import { createTestCore, type TestCore } from '../../support/core';
import { answersForAttestation, answersForMandate, answersForStay } from '../../support/filing-answers';
import { adultCase, makeFilingCase, type FilingCase, type FilingCaseDraft } from '../../support/filing-case';
import { makeFiling, plainText, storedDocument } from '../../support/filing-documents';
import { canMountSmallDisk, mountSmallDisk } from '../../support/mounts';

let core: TestCore;
beforeEach(async () => {
  core = createTestCore();
  await core.createVault();
});
afterEach(() => core.close());

function review(made: FilingCase, filingKind: 'F3' | 'F7' | 'F10' | 'F13' = 'F7') {
  return core.value('filings.review', { caseId: made.caseId, filingKind, language: 'fr', withNames: true });
}

async function missing(
  made: FilingCase,
  filingKind: 'F3' | 'F7' | 'F10' | 'F13' = 'F7',
): Promise<readonly string[]> {
  const { entries } = await review(made, filingKind);
  return entries
    .filter(({ state }) => state === 'missing')
    .map(({ field, target }) => `${field} @ ${target.screen}`);
}

function audited(): readonly string[] {
  return core
    .vaultDeps()
    .db.all<{ action: string }>(sql`SELECT action FROM audit_entries ORDER BY sequence`)
    .map(({ action }) => action)
    .filter((action) => action.startsWith('filing.'));
}

describe('filings.review', () => {
  it('says of each value where it is from and when that record last changed', async () => {
    const made = await makeFilingCase(core, adultCase);
    const { entries } = await review(made);
    expect(entries.find(({ field }) => field === 'client.birthDate')).toEqual({
      field: 'client.birthDate',
      group: 'client',
      required: true,
      state: 'given',
      shown: { kind: 'printed', text: '17 avril 1998' },
      source: { kind: 'person', recordId: made.people['client'] },
      changedAt: '2026-03-02T09:15:00.000Z',
      suggested: false,
      target: { screen: 'people', recordId: made.people['client'], field: 'birthDate' },
      control: null,
      question: null,
      answer: null,
    });
    expect(entries.find(({ field }) => field === 'letter.date')).toMatchObject({
      shown: { kind: 'printed', text: '2 mars 2026' },
      source: { kind: 'program', recordId: null },
      suggested: true,
      control: { kind: 'date' },
      answer: '2026-03-02',
    });
  });

  it('names everything that is missing and the screen where it is filled in', async () => {
    const made = await makeFilingCase(core, { fileLanguage: 'fr' });
    expect(await missing(made)).toEqual([
      'centre.name @ overview',
      'centre.address @ overview',
      'confirm.recognisedCentre @ review',
      'authority.address @ review',
      'letter.place @ review',
      'client.familyName @ people',
      'client.birthDate @ people',
      'client.nationality @ people',
      'request.ground @ review',
      'statements @ procedure',
      'statement.exhibit @ review',
      'confirm.cooperation @ review',
      'confirm.ties @ review',
      'confirm.publicOrder @ review',
      'confirm.support @ review',
      'support.since @ review',
      'client.electedDomicile @ people',
      'identity.proof @ review',
      'delivery.commune @ review',
      'exhibits @ exhibits',
      'signatory.name @ review',
    ]);
  });

  it('asks for the annexe 15 when the request rests on the reflection period', async () => {
    const made = await makeFilingCase(core, { ...adultCase, events: [] });
    await core.value('filings.answer', {
      caseId: made.caseId,
      filingKind: 'F7',
      language: 'fr',
      answers: { 'request.basis': 'afterReflection' },
    });
    expect(await missing(made)).toEqual(
      expect.arrayContaining(['annexe15.issuedOn @ procedure', 'annexe15.validUntil @ procedure']),
    );
  });

  it('proposes what the procedure already knows', async () => {
    const made = await makeFilingCase(core, {
      ...adultCase,
      events: [
        ...(adultCase.events ?? []),
        { kind: 'accompanimentStarted', on: '2026-01-20' },
        { kind: 'confirmationsAsked', on: '2026-02-25' },
      ],
    });
    core.vaultDeps().db.run(sql`
      INSERT INTO case_requirements (case_id, requirement_id, state, exhibit_id, updated_at)
      VALUES (${made.caseId}, 'BE-P2-statement', 'received', ${made.exhibits[0] ?? ''}, '2026-03-01T10:00:00.000Z')
    `);
    const { entries } = await review(made, 'F10');
    const of = (field: string) => entries.find((entry) => entry.field === field);
    expect(of('support.since')).toMatchObject({
      suggested: true,
      shown: { text: '20 janvier 2026' },
      source: { kind: 'event' },
    });
    expect(of('opinion.state')).toMatchObject({ suggested: true, shown: { choice: 'askedFor' } });
    expect(of('opinion.date')).toMatchObject({ suggested: true, shown: { text: '25 février 2026' } });
    expect(of('statement.exhibit')).toMatchObject({
      suggested: true,
      shown: { text: '1' },
      changedAt: '2026-03-01T10:00:00.000Z',
    });
  });

  it('holds nothing of witnesses, alleged exploiters and interviews but their days', async () => {
    const made = await makeFilingCase(core, adultCase);
    const { id } = await makeFiling(core, made, {
      kind: 'F7',
      language: 'fr',
      answers: answersForAttestation(made),
    });
    const row = core
      .vaultDeps()
      .db.get<{ snapshot: string }>(sql`SELECT snapshot FROM filings WHERE id = ${id}`);
    const snapshot = filingSnapshotSchema.parse(JSON.parse(row?.snapshot ?? ''));
    expect(snapshot.people.map(({ role }) => role)).not.toContain('allegedExploiter');
    expect(row?.snapshot).not.toContain('SECRETTO');
    expect(snapshot.interviews.map(({ heldOn }) => heldOn.value)).toEqual(['2026-01-28', '2026-02-04']);
  });

  it('gives no names unless they are asked for, and writes down that they were', async () => {
    const made = await makeFilingCase(core, adultCase);
    const draft = { caseId: made.caseId, filingKind: 'F3', language: 'fr' } as const;
    const shownNames = () =>
      core
        .vaultDeps()
        .db.get(sql`SELECT count(*) AS count FROM audit_entries WHERE action = 'case.namesShown'`);
    const hidden = await core.value('filings.review', draft);
    expect(JSON.stringify(hidden)).not.toMatch(/EXEMPLARI|Salma|سلمى|Leïla/);
    expect(hidden.entries.find(({ field }) => field === 'client.familyName')).toMatchObject({
      state: 'given',
      shown: { kind: 'hiddenName' },
    });
    expect(shownNames()).toEqual({ count: 0 });
    const shown = await core.value('filings.review', { ...draft, withNames: true });
    expect(shown.entries.find(({ field }) => field === 'client.familyName')).toMatchObject({
      shown: { kind: 'printed', text: 'EXEMPLARI' },
    });
    expect(shownNames()).toEqual({ count: 1 });
  });

  const warningCases: readonly (readonly [name: string, draft: FilingCaseDraft, kind: string])[] = [
    ['a centre it does not know', { ...adultCase, centreName: 'Centre inventé' }, 'centreNotKnown'],
    [
      'a language other than that of the file',
      { ...adultCase, fileLanguage: 'nl' },
      'languageDiffersFromFile',
    ],
    [
      'statements outside the reflection period',
      {
        ...adultCase,
        events: [
          { kind: 'annexe15Issued', on: '2026-01-26', until: '2026-03-12' },
          { kind: 'statementMade', on: '2026-01-20' },
        ],
      },
      'statementOutsideReflection',
    ],
    [
      'an annexe 15 that has expired',
      {
        ...adultCase,
        events: [
          { kind: 'annexe15Issued', on: '2026-01-01', until: '2026-02-15' },
          { kind: 'statementMade', on: '2026-01-20' },
        ],
      },
      'documentExpired',
    ],
    ['an annexe 15 that expires soon', adultCase, 'documentExpiresSoon'],
    [
      'an exhibit without its translation',
      { ...adultCase, exhibits: [{ title: 'Lettre', language: 'ar' }] },
      'exhibitNeedsTranslation',
    ],
    ['a case without exhibits', { ...adultCase, exhibits: [] }, 'noExhibits'],
    ['a layout that is no official form', adultCase, 'notAnOfficialForm'],
    ['a request that only centres may file', adultCase, 'onlyCentresFile'],
  ];
  it.each(warningCases)('warns of %s', async (_name, draft, kind) => {
    const { warnings } = await review(await makeFilingCase(core, draft));
    expect(warnings.map((warning) => warning.kind)).toContain(kind);
  });

  it('knows no case that is not there', async () => {
    const draft = { caseId: core.deps.newId() as CaseId, filingKind: 'F7', language: 'fr' } as const;
    expect(await core.call('filings.review', draft)).toEqual({ ok: false, error: { kind: 'caseNotFound' } });
    expect(await core.call('filings.generate', draft)).toEqual({
      ok: false,
      error: { kind: 'caseNotFound' },
    });
  });
});

describe('filings.answer', () => {
  it('keeps answers with their time, for this filing in this language only', async () => {
    const made = await makeFilingCase(core, adultCase);
    const draft = { caseId: made.caseId, filingKind: 'F7', language: 'fr' } as const;
    await core.value('filings.answer', { ...draft, answers: { 'letter.place': 'Bruxelles' } });
    core.clock.set('2026-03-03T08:00:00.000Z');
    await core.value('filings.answer', { ...draft, answers: { 'confirm.ties': true } });
    await core.lockAndReopen();
    const { entries } = await review(made);
    expect(entries.find(({ field }) => field === 'letter.place')).toMatchObject({
      shown: { text: 'Bruxelles' },
      source: { kind: 'answer', recordId: null },
      changedAt: '2026-03-02T09:15:00.000Z',
    });
    expect(entries.find(({ field }) => field === 'confirm.ties')).toMatchObject({
      shown: { confirmed: true },
      changedAt: '2026-03-03T08:00:00.000Z',
    });
    const dutch = await core.value('filings.review', { ...draft, language: 'nl' });
    expect(dutch.entries.find(({ field }) => field === 'letter.place')).toMatchObject({ state: 'missing' });
  });

  it('takes an answer back when it is emptied', async () => {
    const made = await makeFilingCase(core, adultCase);
    const draft = { caseId: made.caseId, filingKind: 'F7', language: 'fr' } as const;
    await core.value('filings.answer', { ...draft, answers: { 'letter.place': 'Bruxelles' } });
    await core.value('filings.answer', { ...draft, answers: { 'letter.place': '' } });
    expect(await missing(made)).toContain('letter.place @ review');
  });

  it('refuses an answer that does not fit its question, and keeps none of that call', async () => {
    const made = await makeFilingCase(core, adultCase);
    const draft = { caseId: made.caseId, filingKind: 'F7', language: 'fr' } as const;
    const answered = await core.call('filings.answer', {
      ...draft,
      answers: {
        'letter.place': 'Bruxelles',
        'letter.date': 'demain',
        'request.basis': 'other',
        unknown: 'x',
      },
    });
    expect(answered).toEqual({
      ok: false,
      error: { kind: 'answerDoesNotFit', fields: ['letter.date', 'request.basis', 'unknown'] },
    });
    expect(await missing(made)).toContain('letter.place @ review');
  });
});

describe('filings.generate', () => {
  it('refuses while a value is missing, and keeps nothing', async () => {
    const made = await makeFilingCase(core, adultCase);
    const draft = { caseId: made.caseId, filingKind: 'F7', language: 'fr' } as const;
    const { 'support.since': _since, ...answers } = answersForAttestation(made);
    await core.value('filings.answer', { ...draft, answers });
    expect(await core.call('filings.generate', draft)).toEqual({
      ok: false,
      error: {
        kind: 'valuesMissing',
        missing: [
          { field: 'support.since', target: { screen: 'review', recordId: null, field: 'support.since' } },
        ],
      },
    });
    expect((await core.value('filings.list', { caseId: made.caseId })).made).toEqual([]);
    expect(audited()).toEqual([]);
  });

  it('keeps the document, what it was made from and its hash, and counts versions', async () => {
    const made = await makeFilingCase(core, adultCase);
    const first = await makeFiling(core, made, {
      kind: 'F7',
      language: 'fr',
      answers: answersForAttestation(made),
    });
    core.clock.set('2026-03-03T08:00:00.000Z');
    const second = await core.value('filings.generate', {
      caseId: made.caseId,
      filingKind: 'F7',
      language: 'fr',
    });
    const { made: list, offered } = await core.value('filings.list', { caseId: made.caseId });
    expect(list.map(({ id, version, generatedAt }) => ({ id, version, generatedAt }))).toEqual([
      { id: second.id, version: 2, generatedAt: '2026-03-03T08:00:00.000Z' },
      { id: first.id, version: 1, generatedAt: '2026-03-02T09:15:00.000Z' },
    ]);
    expect(list[1]?.sha256).toBe(createHash('sha256').update(first.document).digest('hex'));
    expect(offered.map(({ filingKind, preferredLanguage }) => `${filingKind} ${preferredLanguage}`)).toEqual([
      'F1 fr',
      'F2 fr',
      'F3 fr',
      'F4 fr',
      'F5 fr',
      'F6 fr',
      'F7 fr',
      'F8 fr',
      'F9 fr',
      'F10 fr',
      'F11 fr',
      'F12 fr',
      'F13 fr',
      'F14 fr',
      'F15 fr',
      'F16 fr',
      'F17 fr',
      'F18 fr',
      'F19 fr',
      'F20 fr',
      'F21 fr',
      'F22 fr',
      'L1 fr',
    ]);
    expect(audited()).toEqual(['filing.generated', 'filing.generated']);
  });

  it('gives the same bytes for the same case and the same day', async () => {
    const made = await makeFilingCase(core, adultCase);
    const first = await makeFiling(core, made, {
      kind: 'F7',
      language: 'fr',
      answers: answersForAttestation(made),
    });
    core.clock.set('2026-03-02T17:40:00.000Z');
    const again = await core.value('filings.generate', {
      caseId: made.caseId,
      filingKind: 'F7',
      language: 'fr',
    });
    expect(storedDocument(core, again.id).equals(first.document)).toBe(true);
  });

  it('makes a document that gives nothing away and leaves no field over', async () => {
    const made = await makeFilingCase(core, adultCase);
    const { document } = await makeFiling(core, made, {
      kind: 'F7',
      language: 'nl',
      answers: answersForAttestation(made),
    });
    const inspected = inspectDocument(document);
    if (!inspected.ok) throw new Error('The document cannot be read');
    const { leaks, fieldsLeftOver, properties, languages, body } = inspected.value;
    expect({ leaks, fieldsLeftOver, properties, languages }).toEqual({
      leaks: [],
      fieldsLeftOver: [],
      properties: { 'dc:title': 'Aanvraag van een attest van immatriculatie', 'dc:language': 'nl-BE' },
      languages: ['nl-BE'],
    });
    expect(body.findLast((block) => block.kind === 'table')).toMatchObject({ headerRows: 1 });
    const numbers = body.flatMap((block) =>
      block.kind === 'paragraph' && /^\d+\.$/.test(block.number) ? [block.number] : [],
    );
    expect(numbers).toEqual(numbers.map((_number, index) => `${index + 1}.`));
  });

  it('prints the numbers that exhibits have now', async () => {
    const made = await makeFilingCase(core, adultCase);
    await makeFiling(core, made, { kind: 'F7', language: 'fr', answers: answersForAttestation(made) });
    await core.value('evidence.move', { exhibitId: (made.exhibits[0] ?? '') as ExhibitId, place: 5 });
    const { id } = await core.value('filings.generate', {
      caseId: made.caseId,
      filingKind: 'F7',
      language: 'fr',
    });
    const text = plainText(storedDocument(core, id));
    expect(text).toContain('La preuve en est jointe (pièce n°\u00a05).');
    expect(text).toContain('5 | Procès-verbal d’audition |');
  });

  it('leaves a document that was made as it was when the case changes', async () => {
    const made = await makeFilingCase(core, adultCase);
    const { id, document } = await makeFiling(core, made, {
      kind: 'F7',
      language: 'fr',
      answers: answersForAttestation(made),
    });
    await core.value('people.change', {
      personId: (made.people['client'] ?? '') as PersonId,
      changes: { familyName: 'AUTREMENT' },
    });
    expect(storedDocument(core, id).equals(document)).toBe(true);
    expect(() => core.vaultDeps().db.run(sql`UPDATE filings SET document = x'00' WHERE id = ${id}`)).toThrow(
      /never changes/,
    );
  });

  it('has a mandate of a minor signed by the guardian, and asks for one who is missing', async () => {
    const minor: FilingCaseDraft = {
      ...adultCase,
      people: {
        ...adultCase.people,
        client: { ...adultCase.people?.['client'], role: 'client', birthDate: '2010-05-01' },
      },
    };
    const alone = await makeFilingCase(core, minor);
    expect(await missing(alone, 'F3')).toContain('guardian.inText @ people');

    await core.value('people.create', {
      caseId: alone.caseId,
      role: 'guardian',
      familyName: 'Tutelle',
      givenNames: 'Paul',
      gender: 'M',
    });
    const { document } = await makeFiling(core, alone, {
      kind: 'F3',
      language: 'fr',
      answers: answersForMandate(alone),
    });
    const text = plainText(document);
    expect(text).toContain('Monsieur Paul Tutelle, exerçant la tutelle sur la personne mineure');
    expect(text).toContain('Le mandant / Paul Tutelle');
  });

  it('asks which client is meant when there are two', async () => {
    const made = await makeFilingCase(core, {
      ...adultCase,
      people: { ...adultCase.people, second: { role: 'client', familyName: 'DEUXIÈME' } },
    });
    expect(await missing(made)).toContain('client.person @ review');
    await core.value('filings.answer', {
      caseId: made.caseId,
      filingKind: 'F7',
      language: 'fr',
      answers: { 'client.person': made.people['second'] ?? '' },
    });
    const { entries } = await review(made);
    expect(entries.find(({ field }) => field === 'client.familyName')).toMatchObject({
      shown: { text: 'DEUXIÈME' },
    });
  });

  it('makes a filing with a hundred exhibits, all in its inventory', async () => {
    const exhibits = Array.from({ length: 100 }, (_unused, index) => ({
      title: `Pièce inventée ${index + 1}`,
      pages: 2,
    }));
    const made = await makeFilingCase(core, {
      ...adultCase,
      exhibits,
      events: [...(adultCase.events ?? []), { kind: 'aiIssued', on: '2026-02-20', until: '2026-05-19' }],
    });
    const draft = { caseId: made.caseId, filingKind: 'F10', language: 'fr' } as const;
    await core.value('filings.answer', { ...draft, answers: answersForStay(made) });
    const { id } = await core.value('filings.generate', draft);
    const text = plainText(storedDocument(core, id));
    const listed = exhibits.filter(({ title }, index) => text.includes(`\n${index + 1} | ${title} |`));
    expect(listed).toHaveLength(100);
  });
});

describe('filings.text', () => {
  it('gives the document as it is read', async () => {
    const made = await makeFilingCase(core, adultCase);
    const { id } = await makeFiling(core, made, {
      kind: 'F7',
      language: 'fr',
      answers: answersForAttestation(made),
    });
    const { filing, blocks, footer } = await core.value('filings.text', { filingId: id });
    expect(filing).toMatchObject({ id, filingKind: 'F7', language: 'fr', version: 1 });
    expect(blocks).toContainEqual({ kind: 'paragraph', headingLevel: 1, number: '', text: 'Base légale' });
    expect(footer).toEqual(['BR-2026-001\tPage «PAGE» sur «NUMPAGES»']);
  });

  it('knows no document that is not there', async () => {
    const filingId = core.deps.newId() as FilingId;
    expect(await core.call('filings.text', { filingId })).toEqual({
      ok: false,
      error: { kind: 'filingNotFound' },
    });
  });
});

describe('filings.saveAs', () => {
  let made: FilingCase;
  let filingId: FilingId;
  let document: Buffer;
  let outside: string;
  beforeEach(async () => {
    made = await makeFilingCase(core, adultCase);
    const filing = await makeFiling(core, made, {
      kind: 'F7',
      language: 'fr',
      answers: answersForAttestation(made),
    });
    filingId = filing.id;
    await letLearn(core, made.caseId, 'immigrationOffice');
    document = filing.document;
    outside = join(core.folder, 'outside');
    mkdirSync(outside);
  });
  const saveAs = () => core.call('filings.saveAs', { filingId, form: 'word', dialogTitle: 'Enregistrer' });
  const exports = async () =>
    (await core.value('filings.list', { caseId: made.caseId })).made.map(({ exportedAt }) => exportedAt);

  it('suggests a name that names nobody, writes the very bytes and notes it', async () => {
    core.host.answerSavePath(join(outside, 'BR-2026-001_F7_fr_2026-03-02.docx'));
    expect(await saveAs()).toEqual({
      ok: true,
      value: { outcome: 'saved', fileName: 'BR-2026-001_F7_fr_2026-03-02.docx' },
    });
    expect(core.host.requests).toEqual([
      expect.objectContaining({
        title: 'Enregistrer',
        suggestedName: 'BR-2026-001_F7_fr_2026-03-02.docx',
        kinds: [{ name: 'Word', extensions: ['docx'] }],
      }),
    ]);
    expect(readdirSync(outside)).toEqual(['BR-2026-001_F7_fr_2026-03-02.docx']);
    expect(readFileSync(join(outside, 'BR-2026-001_F7_fr_2026-03-02.docx')).equals(document)).toBe(true);
    expect(await exports()).toEqual([['2026-03-02T09:15:00.000Z']]);
    expect(audited()).toEqual(['filing.generated', 'filing.exported']);
  });

  it('does nothing when the dialog is cancelled, and calls that no failure', async () => {
    core.host.answerSavePath(null);
    expect(await saveAs()).toEqual({ ok: true, value: { outcome: 'cancelled' } });
    expect(await exports()).toEqual([[]]);
    expect(audited()).toEqual(['filing.generated']);
  });

  it('adds the extension that a dialog left out, unless another file has that name', async () => {
    core.host.answerSavePath(join(outside, 'demande'));
    expect(await saveAs()).toMatchObject({ value: { fileName: 'demande.docx' } });
    core.host.answerSavePath(join(outside, 'demande'));
    expect(await saveAs()).toMatchObject({ value: { fileName: 'demande' } });
  });

  it('says that the folder is gone, and leaves nothing behind', async () => {
    core.host.answerSavePath(join(outside, 'nowhere', 'x.docx'));
    expect(await saveAs()).toEqual({ ok: false, error: { kind: 'targetMissing' } });
    expect(readdirSync(outside)).toEqual([]);
    expect(await exports()).toEqual([[]]);
  });

  it('does not write over a folder', async () => {
    mkdirSync(join(outside, 'x.docx'));
    core.host.answerSavePath(join(outside, 'x.docx'));
    expect(await saveAs()).toEqual({ ok: false, error: { kind: 'targetNotWritable' } });
    expect(readdirSync(outside)).toEqual(['x.docx']);
  });

  it.runIf(canMountSmallDisk)(
    'leaves an older file as it was when there is no room, and no half file beside it',
    async () => {
      const path = join(outside, 'x.docx');
      const unmount = mountSmallDisk(outside, 8);
      try {
        writeFileSync(path, 'older');
        core.host.answerSavePath(path);
        expect(await saveAs()).toEqual({ ok: false, error: { kind: 'targetFull' } });
        expect(readdirSync(outside)).toEqual(['x.docx']);
        expect(readFileSync(path, 'utf8')).toBe('older');
        expect(await exports()).toEqual([[]]);
      } finally {
        unmount();
      }
      writeFileSync(path, 'older');
      core.host.answerSavePath(path);
      expect(await saveAs()).toMatchObject({ value: { outcome: 'saved' } });
      expect(readFileSync(path).equals(document)).toBe(true);
    },
  );
});
