import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../../src/core/db/sql';
import type { ConsentFields } from '../../../src/shared/consent/schemas';
import type { Addressed } from '../../../src/shared/departures/schemas';
import type { FilingId } from '../../../src/shared/kernel/ids';
import { civilDateSchema } from '../../../src/shared/kernel/time';
import { emptyFactFields } from '../../../src/shared/timeline/schemas';
import { aConsent, letLearn } from '../../support/consents';
import { createTestCore, type TestCore } from '../../support/core';
import { answersForAttestation } from '../../support/filing-answers';
import { adultCase, makeFilingCase, type FilingCase } from '../../support/filing-case';
import { makeFiling } from '../../support/filing-documents';

let core: TestCore;
let made: FilingCase;
let filingId: FilingId;
beforeAll(async () => {
  core = createTestCore();
  await core.createVault();
  made = await makeFilingCase(core, adultCase);
  filingId = await attestation({});
  await letLearn(core, made.caseId, 'immigrationOffice');
});
afterAll(() => core.close());

/** Makes F7 with these changes to its answers. */
async function attestation(changes: Readonly<Record<string, string>>): Promise<FilingId> {
  const answers = { ...answersForAttestation(made), ...changes };
  return (await makeFiling(core, made, { kind: 'F7', language: 'fr', answers })).id;
}
const look = (id: FilingId, withNames = false) =>
  core.value('departures.lookAtFiling', { filingId: id, withNames });
const saveAs = (id: FilingId, reason = '') =>
  core.call('filings.saveAs', { filingId: id, form: 'word', dialogTitle: '', reason });
const save = (id: FilingId, reason: string) => {
  core.host.answerSavePath(join(core.folder, 'F7.docx'));
  return saveAs(id, reason);
};
const audited = () =>
  core
    .vaultDeps()
    .db.all<{ action: string }>(sql`SELECT action FROM audit_entries ORDER BY sequence DESC LIMIT 3`)
    .map(({ action }) => action);

describe('departures.lookAtFiling', () => {
  it('says who learns what, and that nothing speaks against an ordinary request', async () => {
    const { findings, ...rest } = await look(filingId);
    expect(rest).toEqual({
      to: { recipient: 'immigrationOffice', recipientName: '', purpose: 'stay' },
      told: ['identity', 'account', 'papers', 'stay'],
      consent: { kind: 'covers', until: '2026-12-31', onlyFor: [] },
      objections: [],
    });
    expect(findings.map(({ kind, personId }) => [kind, personId])).toEqual([
      ['named', made.people['client']],
      ['named', made.people['lawyer']],
      ['named', made.people['worker']],
    ]);
  });

  it('finds what must not leave, however it is written, with its place', async () => {
    const { caseId } = made;
    await core.value('departures.guard', {
      caseId,
      kind: 'address',
      text: 'Rue du Refuge caché 7, 1000 Bruxelles',
    });
    await core.value('departures.guard', { caseId, kind: 'telephone', text: '+32 470 98 76 54' });
    const other = await makeFilingCase(core, {
      fileLanguage: 'nl',
      people: {
        client: {
          role: 'client',
          familyName: 'PETRESCU',
          givenNames: 'Ana Maria',
          telephone: '0488 11 22 33',
        },
      },
    });
    const { code } = await core.value('cases.read', { caseId: other.caseId });
    const said =
      'Elle loge RUE du  refuge, caché (7) avec Yassine et ana Petrescu, joignables au 0470.98.76.54 ou au 0488/112233.';
    const id = await attestation({ 'cooperation.detail': said });
    const { findings, objections } = await look(id, true);
    expect(objections.toSorted()).toEqual(['childName', 'guardedWords', 'otherCase']);
    const stopped = findings.filter(({ kind }) => kind !== 'named');
    expect(stopped.map(({ kind, personId, otherCase }) => ({ kind, personId, otherCase }))).toEqual([
      { kind: 'guardedWords', personId: null, otherCase: null },
      { kind: 'childName', personId: made.people['child'], otherCase: null },
      { kind: 'otherCase', personId: null, otherCase: code },
    ]);
    for (const { places } of stopped) {
      expect(places[0]).toMatchObject({ part: 'text', paragraph: expect.any(Number) });
      expect(places[0]?.excerpt).toContain('avec Yassine');
    }
    // Without names no excerpt is handed out, on screen or to a log.
    const hidden = (await look(id)).findings.flatMap(({ places }) => places.map(({ excerpt }) => excerpt));
    expect(new Set(hidden)).toEqual(new Set([null]));

    const refused = await saveAs(id);
    expect(refused).toMatchObject({ ok: false, error: { kind: 'reasonNeeded', objections } });
    expect(JSON.stringify(refused)).not.toMatch(/yassine|refuge/i);
    expect(await saveAs(id, 'too short')).toMatchObject({ ok: false, error: { kind: 'reasonNeeded' } });
    const reason = 'The magistrate asked for it by letter of 1 March.';
    expect(await save(id, reason)).toMatchObject({ ok: true });
    expect(audited()).toEqual(['filing.exported', 'departure.sealed', 'departure.objected']);
    const [newest] = await core.value('departures.list', { caseId });
    expect(newest).toMatchObject({ objections, reason, fileName: 'F7.docx', state: 'out' });
  });
});

describe('a chronology', () => {
  it('does not leave with a child’s name in it unless somebody says why', async () => {
    const { caseId } = made;
    await core.value('timeline.create', {
      caseId,
      ...emptyFactFields,
      statement: 'Yassine est gardé par la patronne.',
      date: { text: '2025', language: 'fr' },
      citations: [],
    });
    const choice = {
      language: 'fr',
      filter: {},
      sources: 'none',
      withSourceKind: false,
      withConfidence: false,
    } as const;
    const refused = await core.call('timeline.saveChronology', { caseId, choice });
    expect(refused).toMatchObject({ ok: false, error: { kind: 'reasonNeeded', objections: ['childName'] } });
    core.host.answerSavePath(join(core.folder, 'c.docx'));
    const reason = 'For the judge of the youth court.';
    expect((await core.call('timeline.saveChronology', { caseId, choice, reason })).ok).toBe(true);
    expect(
      (await core.value('departures.list', { caseId })).filter(({ kind }) => kind === 'chronology'),
    ).toMatchObject([
      { kind: 'chronology', filing: null, fileName: 'c.docx', objections: ['childName'], reason },
    ]);
  });
});

describe('a custody annex', () => {
  it('is written down when it leaves', async () => {
    const { caseId } = made;
    core.host.answerSavePath(join(core.folder, 'annex.docx'));
    await core.value('exhibits.saveCustodyAnnex', { caseId, language: 'fr', withGiver: false });
    expect(
      (await core.value('departures.list', { caseId })).filter(({ kind }) => kind === 'custodyAnnex'),
    ).toMatchObject([{ kind: 'custodyAnnex', fileName: 'annex.docx', objections: [], reason: '' }]);
  });
});

describe('the register of what left', () => {
  it('keeps what every copy is and what became of it', async () => {
    const { caseId } = made;
    expect((await save(filingId, 'nothing speaks against it')).ok).toBe(true);
    const [left] = await core.value('departures.list', { caseId });
    if (left === undefined) throw new Error('Nothing was written down');
    const bytes = readFileSync(join(core.folder, 'F7.docx'));
    expect(left).toMatchObject({
      kind: 'filing',
      filing: { id: filingId, filingKind: 'F7', language: 'fr' },
      fileName: 'F7.docx',
      sizeBytes: bytes.byteLength,
      objections: [],
      reason: '',
      leftAt: '2026-03-02T09:15:00.000Z',
      state: 'out',
      settledOn: null,
    });
    const settle = (state: 'out' | 'returned' | 'destroyed', on: string | null, note = '') =>
      core.call('departures.settle', { departureId: left.id, state, on, note });
    expect(await settle('destroyed', null)).toMatchObject({ error: { kind: 'dayDoesNotFit' } });
    expect(await settle('out', '2026-03-02')).toMatchObject({ error: { kind: 'dayDoesNotFit' } });
    expect(await settle('returned', '2026-03-01')).toMatchObject({ error: { kind: 'dayImpossible' } });
    expect(await settle('returned', '2026-03-03')).toMatchObject({ error: { kind: 'dayImpossible' } });
    expect(await settle('destroyed', '2026-03-02', 'Shredded at the Office.')).toMatchObject({
      value: { state: 'destroyed', settledOn: '2026-03-02', settledNote: 'Shredded at the Office.' },
    });
    expect(audited()[0]).toBe('departure.settled');
    expect(await settle('out', null)).toMatchObject({
      value: { state: 'out', settledOn: null, settledNote: '' },
    });
    expect(audited()[0]).toBe('departure.reopened');
  });

  it('keeps guarded words until they are taken out, and shows them with names alone', async () => {
    const { caseId } = await makeFilingCase(core, { fileLanguage: 'fr' });
    const { id } = await core.value('departures.guard', { caseId, kind: 'words', text: 'École du Parc' });
    expect(await core.value('departures.guarded', { caseId })).toEqual([{ id, kind: 'words', text: null }]);
    expect(await core.value('departures.guarded', { caseId, withNames: true })).toEqual([
      { id, kind: 'words', text: 'École du Parc' },
    ]);
    await core.value('departures.unguard', { guardedId: id });
    expect(await core.value('departures.guarded', { caseId })).toEqual([]);
    expect(await core.call('departures.unguard', { guardedId: id })).toMatchObject({
      error: { kind: 'guardedNotFound' },
    });
  });
});

describe('consent', () => {
  let id: FilingId;
  const lookAt = async (to: Addressed | null = null) => {
    const { consent, objections } = await core.value('departures.lookAtFiling', { filingId: id, to });
    return { consent, objections };
  };
  const decide = (changes: Partial<ConsentFields>) =>
    core.value('consent.record', {
      caseId: made.caseId,
      entries: [aConsent('immigrationOffice', changes)],
    });
  beforeAll(async () => {
    id = await attestation({});
  });

  it('is compared: none, data, purpose, recipient by name, last day, withdrawal, refusal', async () => {
    await core.value('consent.strike', {
      entryId: (await core.value('consent.read', { caseId: made.caseId })).entries[0]?.id as never,
      why: 'For the other tests.',
    });
    expect(await lookAt()).toEqual({ consent: { kind: 'noneOnRecord' }, objections: ['consentMissing'] });
    await decide({ purposes: ['stay'], data: ['identity', 'stay'] });
    expect(await lookAt()).toEqual({
      consent: { kind: 'notForData', data: ['account', 'papers'] },
      objections: ['consentNotForData'],
    });
    await decide({ purposes: ['stay'], until: civilDateSchema.parse('2026-03-03') });
    expect(await lookAt()).toEqual({
      consent: { kind: 'covers', until: '2026-03-03', onlyFor: [] },
      objections: [],
    });
    const toOffice = { recipient: 'immigrationOffice', recipientName: '' } as const;
    expect(await lookAt({ ...toOffice, purpose: 'compensation' })).toEqual({
      consent: { kind: 'notForPurpose', agreed: ['stay'] },
      objections: ['consentNotForPurpose'],
    });
    expect(await lookAt({ recipient: 'office', recipientName: '', purpose: null })).toEqual({
      consent: { kind: 'notAsked' },
      objections: [],
    });
    core.clock.set('2026-03-04T09:15:00.000Z');
    expect(await lookAt()).toEqual({
      consent: { kind: 'ended', until: '2026-03-03' },
      objections: ['consentEnded'],
    });
    await decide({ kind: 'withdrawn', purposes: [], decidedOn: civilDateSchema.parse('2026-03-04') });
    expect(await lookAt()).toEqual({
      consent: { kind: 'withdrawn', on: '2026-03-04' },
      objections: ['consentWithdrawn'],
    });
    await decide({ kind: 'refused', purposes: ['stay'], decidedOn: civilDateSchema.parse('2026-03-04') });
    expect(await lookAt()).toEqual({
      consent: { kind: 'refused', on: '2026-03-04' },
      objections: ['consentRefused'],
    });
    // To one of several alone: the one who is not named may be another.
    await core.value('consent.record', {
      caseId: made.caseId,
      entries: [aConsent('other', { recipientName: 'Commission', purposes: ['stay'] })],
    });
    const toOther = { recipient: 'other', purpose: 'stay' } as const;
    expect((await lookAt({ ...toOther, recipientName: '' })).consent).toEqual({
      kind: 'covers',
      until: '2026-12-31',
      onlyFor: ['Commission'],
    });
    expect((await lookAt({ ...toOther, recipientName: 'commission ' })).consent).toMatchObject({
      kind: 'covers',
      onlyFor: [],
    });
    expect((await lookAt({ ...toOther, recipientName: 'Notary' })).objections).toEqual(['consentMissing']);

    // On a laptop whose clock stands a day before, or with a package of one that stands a day after.
    await core.value('consent.record', {
      caseId: made.caseId,
      entries: [
        aConsent('other', { recipientName: 'Notary', decidedOn: civilDateSchema.parse('2026-03-04') }),
      ],
    });
    const toNotary = { ...toOther, recipientName: 'Notary' };
    expect((await lookAt(toNotary)).objections).toEqual([]);
    core.clock.set('2026-03-03T09:15:00.000Z');
    expect((await lookAt(toNotary)).objections).toEqual(['consentMissing']);
    expect((await lookAt()).objections).toEqual(['consentRefused']);
    core.clock.set('2026-03-04T09:15:00.000Z');
  });

  it('is overridden by a written reason alone, which the log seals', async () => {
    core.host.answerSavePath(join(core.folder, 'overridden.docx'));
    const reason = 'Article 61/2: asked for by the inspection.';
    const saved = await core.call('filings.saveAs', {
      filingId: id,
      form: 'word',
      dialogTitle: '',
      reason,
      reasonKind: 'legalDuty',
    });
    expect(saved).toMatchObject({ ok: true });
    expect(audited()).toEqual(['filing.exported', 'departure.sealed', 'departure.legalDuty']);
    const newest = async () => (await core.value('departures.list', { caseId: made.caseId }))[0];
    expect(await newest()).toMatchObject({
      recipient: 'immigrationOffice',
      purpose: 'stay',
      objections: ['consentRefused'],
      reason,
      reasonKind: 'legalDuty',
      seal: 'whole',
    });
    const { db } = core.vaultDeps();
    // The log holds a hash and no word of the reason.
    expect(JSON.stringify(db.all(sql`SELECT * FROM audit_entries`))).not.toContain('inspection');
    for (const change of [
      sql`UPDATE departures SET reason = 'She asked for it.' WHERE reason = ${reason}`,
      sql`UPDATE departures SET reason = ${reason}, recipient = 'police' WHERE reason = 'She asked for it.'`,
    ]) {
      db.run(change);
      expect(await newest()).toMatchObject({ seal: 'changed' });
    }
    core.clock.set('2026-03-02T09:15:00.000Z');
  });
});
