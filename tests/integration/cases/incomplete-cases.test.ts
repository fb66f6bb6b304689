import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseId } from '../../../src/shared/kernel/ids';
import { languages } from '../../../src/shared/kernel/languages';
import type { PersonFieldsInput } from '../../../src/shared/people/schemas';
import { createTestCore, type TestCore } from '../../support/core';

// What is not known yet must neither break a screen nor be told as a word of the program.

let core: TestCore;

beforeAll(async () => {
  core = createTestCore({ now: '2026-03-02T09:15:00.000Z' });
  await core.createVault();
});
afterAll(() => core.close());

const clients: Readonly<Record<string, Partial<PersonFieldsInput>>> = {
  'nothing known': {},
  'no family name': { givenNames: 'Salma' },
  'a family name alone': { familyName: 'EXEMPLARI' },
  'a name in her own script alone': { nativeScriptName: 'ኤልሳ' },
  'a year of birth only': { givenNames: 'Blessing', birthDate: '199X' },
  'two nationalities': { givenNames: 'Thi Linh', nationalities: ['MAR', 'FRA'] },
  stateless: { givenNames: 'Rozalia', nationalities: ['XXA'] },
};

/** What a program says when it has nothing to say. */
const programWords = /undefined|\bNaN\b|\bnull\b|Invalid Date|\[object/;

/** Every text in an answer of a channel. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}

async function openCase(client: Partial<PersonFieldsInput>): Promise<CaseId> {
  const { caseId } = await core.value('cases.create', { fileLanguage: 'fr', openedOn: '2026-01-10', client });
  return caseId;
}

async function readAll(caseId: CaseId) {
  return Promise.all(
    languages.map(async (language) => ({
      agenda: (await core.value('deadlines.agenda', { language })).entries.filter(
        (entry) => entry.caseId === caseId,
      ),
      deadlines: await core.value('deadlines.list', { caseId, language }),
      coverage: await core.value('procedures.coverage', { caseId, language }),
      log: await core.value('filings.dispatches', { caseId, language }),
    })),
  );
}

describe.each(Object.entries(clients))('a case of a client: %s', (_name, client) => {
  it('has an agenda, a coverage and a log, empty at first, then with the least that can be said', async () => {
    const caseId = await openCase(client);
    for (const { agenda, deadlines, coverage, log } of await readAll(caseId)) {
      expect([agenda, deadlines.deadlines, coverage.rows, log.dispatches, log.sentKinds]).toEqual([
        [],
        [],
        [],
        [],
        [],
      ]);
    }

    await core.value('procedures.start', { caseId, packId: 'be-thb', since: '2026-01-10' });
    for (const kind of ['annexe15Issued', 'observationsNoteReceived']) {
      await core.value('procedures.recordEvent', { caseId, event: { kind, happenedOn: '2026-02-20' } });
    }
    // Its days cannot be counted from half of it.
    expect(
      await core.call('procedures.recordEvent', {
        caseId,
        event: { kind: 'decisionNotified', happenedOn: '2026-02-20' },
      }),
    ).toMatchObject({ error: { kind: 'channelMissing' } });
    await core.value('filings.recordDispatch', {
      caseId,
      dispatch: {
        filingId: null,
        filingKind: null,
        title: 'Lettre',
        recipient: 'Commune',
        sentOn: '2026-02-20',
        way: 'registered',
        reference: '',
        proof: 'none',
        proofExhibitId: null,
        note: '',
        sentEvent: null,
        answer: null,
      },
    });
    for (const answers of await readAll(caseId)) {
      expect(answers.log.dispatches).toHaveLength(1);
      expect(answers.agenda.length).toBeGreaterThan(0);
      expect(answers.coverage.rows.every(({ name, text }) => name !== '' && text !== '')).toBe(true);
      expect(textsIn(answers).filter((text) => programWords.test(text))).toEqual([]);
    }
  });
});

describe('a case with two hundred exhibits that serve nothing', () => {
  it('names fifty of them and counts them all, with the calendar still whole', async () => {
    const caseId = await openCase({});
    await core.value('procedures.start', { caseId, packId: 'be-thb', since: '2026-01-10' });
    for (let number = 1; number <= 200; number += 1) {
      await core.value('evidence.create', {
        caseId,
        exhibit: {
          title: `Pièce ${number}`,
          dateEdtf: '',
          author: '',
          pages: null,
          language: '',
          translation: 'none',
          origin: '',
          medium: 'paper',
          sha256: '',
          note: '',
        },
      });
    }
    for (const answers of await readAll(caseId)) {
      const { count, named } = answers.coverage.serving.noExhibits;
      expect([count, named.length, named[0]?.number, named[49]?.number]).toEqual([200, 50, '1', '50']);
      expect(textsIn(answers).filter((text) => programWords.test(text))).toEqual([]);
    }
    const path = join(core.folder, 'calendar');
    core.host.answerSavePath(path);
    expect(await core.value('deadlines.exportCalendar', {})).toMatchObject({ outcome: 'saved' });
    expect(readFileSync(`${path}.ics`, 'utf8')).not.toMatch(programWords);
  });
});
