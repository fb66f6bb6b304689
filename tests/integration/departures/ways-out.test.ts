import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../../src/core/db/sql';
import { exhibitIdSchema, type EvidenceFileId } from '../../../src/shared/kernel/ids';
import { civilDateSchema } from '../../../src/shared/kernel/time';
import { emptyFactFields } from '../../../src/shared/timeline/schemas';
import { createTestCore, type TestCore } from '../../support/core';
import { answersForAttestation } from '../../support/filing-answers';
import { adultCase, makeFilingCase, type FilingCase } from '../../support/filing-case';
import { makeFiling } from '../../support/filing-documents';

// Every way out of docs/ways-out.md, each with something planted in what leaves by it.

let core: TestCore;
let made: FilingCase;
beforeAll(async () => {
  core = createTestCore();
  await core.createVault();
  made = await makeFilingCase(core, adultCase);
  await core.value('departures.guard', { caseId: made.caseId, kind: 'words', text: 'École du Parc' });
}, 60_000);
afterAll(() => core.close());

const planted = 'Il la dépose devant l’ecole  du PARC chaque matin.';
const reason = 'The magistrate asked for exactly this.';
const refusal = (...objections: readonly string[]) => ({
  ok: false,
  error: { kind: 'reasonNeeded', objections },
});
/** Somebody of whom no decision is on record. */
const toPolice = { recipient: 'police', recipientName: '', purpose: 'investigation' } as const;
const newest = async () => (await core.value('departures.list', { caseId: made.caseId }))[0];

async function bring(name: string, contents: string | Uint8Array): Promise<EvidenceFileId> {
  const path = join(core.folder, name);
  writeFileSync(path, contents);
  core.host.answerFiles([path]);
  const { batchId } = await core.value('evidence.chooseFiles', { caseId: made.caseId, exhibitId: null });
  const { files } = await core.value('evidence.importBatch', {
    batchId,
    custody: {
      receivedFrom: '',
      receivedOn: civilDateSchema.parse('2026-03-01'),
      receivedHow: '',
      device: '',
      paperOriginal: '',
      note: '',
    },
  });
  const outcome = files[0]?.outcome;
  if (outcome?.kind !== 'imported') throw new Error('The file was not taken in');
  return outcome.evidenceFileId;
}

describe('a filing as PDF', () => {
  it('is looked through as the Word file is, before it is drawn', async () => {
    const { id: filingId } = await makeFiling(core, made, {
      kind: 'F7',
      language: 'fr',
      answers: { ...answersForAttestation(made), 'cooperation.detail': planted },
    });
    const asked = core.host.requests.length;
    core.host.answerPdf(null);
    for (const form of ['word', 'pdf'] as const) {
      expect(await core.call('filings.saveAs', { filingId, form, dialogTitle: '' })).toMatchObject(
        refusal('guardedWords', 'consentMissing'),
      );
    }
    expect(core.host.requests).toHaveLength(asked);
  });
});

describe('an original', () => {
  it('does not leave with guarded words in a text file or a PDF, and offers no name of anybody', async () => {
    const id = await bring('EXEMPLARI Salma.txt', `Rien ici.\n${planted}\n`);
    const save = (more: object = {}) =>
      core.call('evidence.saveCopy', { evidenceFileId: id, as: 'received', ...more });
    const refused = await save();
    expect(refused).toMatchObject(refusal('guardedWords'));
    expect(refused).toMatchObject({
      error: { findings: [{ places: [{ part: 'original', paragraph: 2 }] }] },
    });
    expect(await save({ to: toPolice })).toMatchObject(refusal('guardedWords', 'consentMissing'));
    core.host.answerSavePath(join(core.folder, 'out.txt'));
    expect(await save({ to: toPolice, reason, reasonKind: 'danger' })).toMatchObject({ ok: true });
    expect(core.host.requests.at(-1)).toMatchObject({
      suggestedName: expect.stringMatching(/^BR-2026-001_.*txt$/),
    });
    expect(await newest()).toMatchObject({
      kind: 'original',
      recipient: 'police',
      objections: ['guardedWords', 'consentMissing'],
      reason,
      reasonKind: 'danger',
      seal: 'whole',
    });

    const pdf = await bring('scan.pdf', '%PDF-1.4 invented');
    core.vaultDeps().db.run(sql`DELETE FROM evidence_words WHERE evidence_file_id = ${pdf}`);
    await core.value('evidence.keepWords', { evidenceFileId: pdf, words: planted });
    expect(await core.call('evidence.saveCopy', { evidenceFileId: pdf, as: 'received' })).toMatchObject(
      refusal('guardedWords'),
    );
  });
});

describe('exhibits', () => {
  it('leave neither as one PDF nor as a folder with guarded words in a file or a title', async () => {
    const id = await bring('note.txt', planted);
    const { caseId } = made;
    const exhibitId = (await core.value('evidence.originals', { caseId })).find(
      (each) => each.id === id,
    )?.exhibitId;
    if (exhibitId === undefined || exhibitId === null) throw new Error('The file became no exhibit');
    const exhibitIds = [exhibitId];
    const asked = core.host.requests.length;
    const bundle = {
      caseId,
      exhibitIds,
      language: 'fr',
      corner: 'topRight',
      standInsWanted: true,
    } as const;
    const folder = {
      caseId,
      exhibitIds,
      language: 'fr',
      withGiver: false,
      withChronology: false,
      plainCopiesWanted: true,
    } as const;
    expect(await core.call('exhibits.makeBundle', bundle)).toMatchObject(refusal('guardedWords'));
    expect(await core.call('exhibits.saveDossier', { ...folder, to: toPolice })).toMatchObject(
      refusal('guardedWords', 'consentMissing'),
    );
    // Nobody was asked for a place yet.
    expect(core.host.requests).toHaveLength(asked);
    mkdirSync(join(core.folder, 'exhibits'));
    core.host.answerFolder(join(core.folder, 'exhibits'));
    expect(await core.call('exhibits.saveDossier', { ...folder, to: toPolice, reason })).toMatchObject({
      ok: true,
    });
    expect(await newest()).toMatchObject({
      kind: 'folder',
      recipient: 'police',
      objections: ['guardedWords', 'consentMissing'],
      seal: 'whole',
    });

    // A fact of the chronology in the folder, and a title that the custody annex names.
    await core.value('timeline.create', {
      caseId,
      ...emptyFactFields,
      statement: planted,
      date: { text: '2025', language: 'fr' },
      citations: [],
    });
    const other = exhibitIdSchema.parse(made.exhibits[0]);
    const withFacts = { ...folder, exhibitIds: [other], withChronology: true };
    expect(await core.call('exhibits.saveDossier', withFacts)).toMatchObject(refusal('guardedWords'));
    expect(
      await core.call('timeline.saveChronology', {
        caseId,
        choice: { language: 'fr', filter: {}, sources: 'none', withSourceKind: false, withConfidence: false },
        to: toPolice,
      }),
    ).toMatchObject(refusal('guardedWords', 'consentMissing'));
    const titled = await core.value('evidence.change', {
      exhibitId: other,
      changes: { title: 'Inscription, Ecole du Parc' },
    });
    expect(titled).toBeDefined();
    // It asks for the place first: the originals are read through for as long as it takes.
    core.host.answerSavePath(join(core.folder, 'annex.docx'));
    expect(
      await core.call('exhibits.saveCustodyAnnex', {
        caseId,
        language: 'fr',
        withGiver: false,
        to: toPolice,
      }),
    ).toMatchObject(refusal('guardedWords', 'consentMissing'));
  });
});

describe('elements and evidence on paper', () => {
  it('are looked through before they are printed, and stand in the register', async () => {
    const { caseId } = made;
    await core.value('procedures.start', { caseId, packId: 'be-thb', phaseId: 'BE-P1' });
    await core.value('timeline.create', {
      caseId,
      ...emptyFactFields,
      statement: planted,
      conditionIds: ['BE-C1'],
      date: { text: '2025', language: 'fr' },
      citations: [],
    });
    expect(await core.call('procedures.printCoverage', { caseId })).toMatchObject(refusal('guardedWords'));
    core.host.answerPrint('printed');
    expect(await core.call('procedures.printCoverage', { caseId, to: toPolice, reason })).toMatchObject({
      ok: true,
    });
    expect(await newest()).toMatchObject({
      kind: 'coverage',
      fileName: '',
      recipient: 'police',
      objections: ['guardedWords', 'consentMissing'],
    });
  });
});

describe('a whole case in open formats', () => {
  it('asks for consent to everything, and looks for nothing in what is meant to hold all', async () => {
    const { caseId } = made;
    const out = join(core.folder, 'outside');
    mkdirSync(out);
    const take = { caseId, plainCopiesWanted: true } as const;
    const toCentre = { recipient: 'centre', recipientName: 'Payoke', purpose: 'support' } as const;
    expect(await core.call('cases.exportOpen', { ...take, to: toCentre })).toMatchObject(
      refusal('consentMissing'),
    );
    core.host.answerFolder(out);
    const { folderName } = await core.value('cases.exportOpen', { ...take, to: toCentre, reason });
    expect(existsSync(join(out, folderName, 'case.json'))).toBe(true);
    expect(await newest()).toMatchObject({ kind: 'folder', recipientName: 'Payoke', seal: 'whole' });
  });
});

describe('the calendar', () => {
  it('holds codes and neutral words alone, whatever is guarded', async () => {
    const path = join(core.folder, 'agenda.ics');
    core.host.answerSavePath(path);
    await core.value('deadlines.exportCalendar', {});
    expect(readFileSync(path, 'utf8')).not.toMatch(/exemplari|salma|parc/i);
  });
});
