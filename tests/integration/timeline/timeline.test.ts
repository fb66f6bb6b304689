import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../src/core/db/sql';
import type { CaseId, FactId, PersonId } from '../../../src/shared/kernel/ids';
import type { Language } from '../../../src/shared/kernel/languages';
import type { DayWindow, LaneKind } from '../../../src/shared/timeline/picture';
import {
  type FactDraftContent,
  type FactFieldsInput,
  type FactFilter,
  type Tag,
  type TimelineLook,
} from '../../../src/shared/timeline/schemas';
import { aDocument, anInterview, aVaultWithACase, blockId, written } from '../interviews/support';
import type { TestCore } from '../../support/core';

let core: TestCore;
let caseId: CaseId;

beforeEach(async () => {
  ({ core, caseId } = await aVaultWithACase());
});
afterEach(() => core.close());

function dated(text: string, language: Language = 'en'): FactFieldsInput['date'] {
  return { text, language };
}

async function aFact(fields: Partial<FactFieldsInput> = {}): Promise<FactId> {
  const fact = await core.value('timeline.create', { caseId, statement: 'She was taken away.', ...fields });
  return fact.id;
}

async function aPerson(): Promise<PersonId> {
  return (await core.value('people.create', { caseId, role: 'witness' })).personId;
}

async function anExhibit(title: string) {
  const exhibit = await core.value('evidence.create', {
    caseId,
    exhibit: {
      title,
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
  return exhibit.id;
}

/** The statements that pass a filter, in order. */
async function listed(filter: FactFilter = {}): Promise<readonly string[]> {
  const page = await core.value('timeline.list', { caseId, filter, cursor: null, limit: 100 });
  return page.facts.map((fact) => fact.statement);
}

function audited(factId: FactId): readonly string[] {
  return core
    .vaultDeps()
    .db.all<{ readonly action: string }>(
      sql`SELECT action FROM audit_entries WHERE subject_id = ${factId} ORDER BY sequence`,
    )
    .map(({ action }) => action);
}

describe('timeline.create', () => {
  it('keeps a whole fact as it was entered, with its date as typed and as read', async () => {
    const interviewId = await anInterview({ core, caseId });
    await written({ core, caseId }, interviewId, aDocument('We left.', 'They took my passport in the van.'));
    const exhibitId = await anExhibit('Boarding pass');
    const personId = await aPerson();

    const created = await core.value('timeline.create', {
      caseId,
      statement: '  Her passport was taken. ',
      date: dated('vers mai 2023', 'fr'),
      place: ' Zeebrugge ',
      personIds: [personId],
      sourceKind: 'clientStatement',
      confidence: 'probable',
      disputed: true,
      disputeNote: 'The driver denies it.',
      conditionIds: ['contact'],
      note: 'Ask again about the van.',
      citations: [
        { kind: 'interview', interviewId, blockId: blockId(2), quote: 'took my passport' },
        { kind: 'exhibit', exhibitId, locator: 'recto' },
      ],
    });

    expect(await core.value('timeline.read', { factId: created.id })).toEqual({
      id: created.id,
      caseId,
      statement: 'Her passport was taken.',
      date: { text: 'vers mai 2023', edtf: '2023-05~', earliest: '2023-05-01', latest: '2023-05-31' },
      place: 'Zeebrugge',
      personIds: [personId],
      sourceKind: 'clientStatement',
      confidence: 'probable',
      disputed: true,
      disputeNote: 'The driver denies it.',
      conditionIds: ['contact'],
      note: 'Ask again about the van.',
      citations: [
        {
          kind: 'interview',
          interviewId,
          title: 'First interview',
          heldOn: '2026-03-02',
          blockId: blockId(2),
          quote: 'took my passport',
        },
        { kind: 'exhibit', exhibitId, number: '1', title: 'Boarding pass', locator: 'recto' },
      ],
      constraints: [],
      createdAt: core.clock.now(),
      updatedAt: core.clock.now(),
    });
    expect(audited(created.id)).toEqual(['fact.created']);
    expect(await core.value('timeline.factsByInterview', { interviewId })).toEqual([
      { blockId: blockId(2), factIds: [created.id] },
    ]);
  });

  it('says what is wrong with a date that is none, and keeps nothing', async () => {
    const reasons: Record<string, unknown> = {};
    for (const text of ['soon', '5 May', '31 February 2023', '2023-08/2023-05', '05/06/2023']) {
      const created = await core.call('timeline.create', {
        caseId,
        statement: 'It was then.',
        date: dated(text),
      });
      reasons[text] = created.ok ? created.value.date : created.error;
    }
    expect(reasons).toEqual({
      soon: { kind: 'badDate', reason: 'notADate' },
      '5 May': { kind: 'badDate', reason: 'yearMissing' },
      '31 February 2023': { kind: 'badDate', reason: 'impossibleDate' },
      '2023-08/2023-05': { kind: 'badDate', reason: 'rangeBackwards' },
      '05/06/2023': { kind: 'badDate', reason: 'ambiguousDayMonth' },
    });
    expect(await listed()).toEqual([]);
  });

  it('refuses words that the interview does not hold, and people and sources of another case', async () => {
    const interviewId = await anInterview({ core, caseId });
    await written({ core, caseId }, interviewId, aDocument('They took my passport.'));
    const other = await aVaultWithACase();
    const strange = await anInterview(other);
    other.core.close();
    const stranger = core.deps.newId();

    const tries: Partial<FactFieldsInput>[] = [
      { citations: [{ kind: 'interview', interviewId, blockId: blockId(7), quote: 'of no paragraph' }] },
      {
        citations: [{ kind: 'interview', interviewId, blockId: blockId(1), quote: 'They sold my passport.' }],
      },
      { citations: [{ kind: 'interview', interviewId: strange, blockId: blockId(1), quote: '' }] },
      { citations: [{ kind: 'exhibit', exhibitId: stranger, locator: '' }] },
      { personIds: [stranger] },
    ];
    const kinds = [];
    for (const fields of tries) {
      const created = await core.call('timeline.create', { caseId, statement: 'It was so.', ...fields });
      kinds.push(created.ok ? 'created' : created.error.kind);
    }
    expect(kinds).toEqual([
      'passageNotFound',
      'passageNotFound',
      'interviewNotFound',
      'exhibitNotFound',
      'personNotFound',
    ]);
    expect(await listed()).toEqual([]);
  });

  it('cites the paragraph in which the words stand now', async () => {
    const interviewId = await anInterview({ core, caseId });
    await written({ core, caseId }, interviewId, aDocument('It rained.', 'They took my passport.'));
    const fact = await core.value('timeline.create', {
      caseId,
      statement: 'Her passport was taken.',
      citations: [{ kind: 'interview', interviewId, blockId: blockId(1), quote: 'my passport' }],
    });
    expect(fact.citations).toMatchObject([{ blockId: blockId(2) }]);
  });

  it('refuses an empty statement and a case that is not there', async () => {
    expect(await core.call('timeline.create', { caseId, statement: ' \n ' })).toEqual({
      ok: false,
      error: { kind: 'badInput', paths: ['statement'] },
    });
    expect(
      await core.call('timeline.create', { caseId: core.deps.newId(), statement: 'It was so.' }),
    ).toEqual({ ok: false, error: { kind: 'caseNotFound' } });
  });

  it('keeps names and words of every script, and finds them again', async () => {
    await aFact({ statement: 'ሰላም took نور to Zeebrugge 🚐.', place: 'Čačak' });
    expect(await listed({ text: 'نور' })).toEqual(['ሰላም took نور to Zeebrugge 🚐.']);
    expect(await listed({ text: 'cacak' })).toEqual(['ሰላም took نور to Zeebrugge 🚐.']);
  });
});

describe('timeline.change', () => {
  it('changes what is given and leaves the rest', async () => {
    const factId = await aFact({ date: dated('2021'), place: 'Gent', confidence: 'probable' });
    core.clock.set('2026-03-03T10:00:00.000Z');
    const changed = await core.value('timeline.change', {
      factId,
      changes: { place: 'Brugge', date: dated('winter 2021-2022') },
    });
    expect(changed).toMatchObject({
      place: 'Brugge',
      confidence: 'probable',
      date: { edtf: '2021-24', earliest: '2021-12-01', latest: '2022-03-31' },
      createdAt: '2026-03-02T09:15:00.000Z',
      updatedAt: '2026-03-03T10:00:00.000Z',
    });
    const undated = await core.value('timeline.change', { factId, changes: { date: dated('') } });
    expect(undated.date).toBeNull();
    expect(audited(factId)).toEqual(['fact.created', 'fact.changed', 'fact.changed']);
  });

  it('lets a fact be mended whose passage has been written anew since', async () => {
    const interviewId = await anInterview({ core, caseId });
    await written({ core, caseId }, interviewId, aDocument('They took my passport.'));
    const citation = { kind: 'interview', interviewId, blockId: blockId(1), quote: 'my passport' } as const;
    const factId = await aFact({ citations: [citation] });
    await written({ core, caseId }, interviewId, aDocument('They took my papers.'));

    const changed = await core.value('timeline.change', {
      factId,
      changes: { place: 'Gent', citations: [citation] },
    });
    expect(changed.citations).toMatchObject([{ quote: 'my passport' }]);
  });

  it('leaves everything as it was when one of the changes is refused', async () => {
    const factId = await aFact({ place: 'Gent' });
    const changed = await core.call('timeline.change', {
      factId,
      changes: { place: 'Aalst', date: dated('soon') },
    });
    expect(changed).toEqual({ ok: false, error: { kind: 'badDate', reason: 'notADate' } });
    expect((await core.value('timeline.read', { factId })).place).toBe('Gent');
  });
});

describe('timeline.remove', () => {
  it('is undone with everything that was in the fact', async () => {
    const personId = await aPerson();
    const exhibitId = await anExhibit('Letter');
    const factId = await aFact({
      date: dated('about May 2023'),
      personIds: [personId],
      citations: [{ kind: 'exhibit', exhibitId, locator: 'p. 2' }],
    });
    const before = await core.value('timeline.read', { factId });

    await core.value('timeline.remove', { factId });
    expect(await core.call('timeline.read', { factId })).toEqual({
      ok: false,
      error: { kind: 'factNotFound' },
    });

    expect(await core.value('timeline.restore', { factId })).toEqual(before);
    expect(await core.value('timeline.restore', { factId })).toEqual(before);
    expect(audited(factId)).toEqual(['fact.created', 'fact.removed', 'fact.restored']);
  });

  it('leaves nothing behind once the vault was locked', async () => {
    const factId = await aFact({ statement: 'A sentence to forget.' });
    await core.value('timeline.remove', { factId });
    await core.lockAndReopen();
    expect(await core.call('timeline.restore', { factId })).toEqual({
      ok: false,
      error: { kind: 'factNotFound' },
    });
  });

  it('brings the fact back without a person who has gone since', async () => {
    const personId = await aPerson();
    const factId = await aFact({ personIds: [personId] });
    await core.value('timeline.remove', { factId });
    await core.value('people.remove', { personId });
    expect((await core.value('timeline.restore', { factId })).personIds).toEqual([]);
  });
});

describe('timeline.list', () => {
  it('orders by earliest day, then latest, with the undated last', async () => {
    for (const text of [
      '',
      '2022',
      'May 2023',
      'before March 2022',
      'early 2022',
      'after 2 May 2023',
      '1 May 2023',
      '2019',
      '',
    ]) {
      await aFact({ statement: text === '' ? 'undated' : text, date: dated(text) });
    }
    expect(await listed()).toEqual([
      '2019',
      'early 2022',
      '2022',
      'before March 2022',
      '1 May 2023',
      'May 2023',
      'after 2 May 2023',
      'undated',
      'undated',
    ]);
  });

  it('finds by every filter, and by several at once', async () => {
    const personId = await aPerson();
    const exhibitId = await anExhibit('Letter');
    await aFact({ statement: 'Été à Gand', place: 'Gent', date: dated('summer 2021'), disputed: true });
    await aFact({
      statement: 'Letter',
      sourceKind: 'document',
      citations: [{ kind: 'exhibit', exhibitId, locator: '' }],
    });
    await aFact({
      statement: 'Seen',
      personIds: [personId],
      confidence: 'uncertain',
      date: dated('since 2022'),
    });
    await aFact({
      statement: 'Rule',
      conditionIds: ['contact'],
      place: 'Gent',
      date: dated('before May 2020'),
    });

    expect({
      text: await listed({ text: 'ETE gand' }),
      percentSign: await listed({ text: '%' }),
      person: await listed({ personIds: [personId] }),
      place: await listed({ place: 'Gent' }),
      sources: await listed({ sourceKinds: ['document'] }),
      confidence: await listed({ confidences: ['uncertain', 'probable'] }),
      disputed: await listed({ disputed: true }),
      undated: await listed({ undated: true }),
      cited: await listed({ cited: true }),
      condition: await listed({ conditionId: 'contact' }),
      range: await listed({ from: '2021-09-01', until: '2023-12-31' }),
      openStart: await listed({ until: '2000-01-01' }),
      both: await listed({ place: 'Gent', from: '2021-01-01' }),
    }).toEqual({
      text: ['Été à Gand'],
      percentSign: [],
      person: ['Seen'],
      place: ['Rule', 'Été à Gand'],
      sources: ['Letter'],
      confidence: ['Seen'],
      disputed: ['Été à Gand'],
      undated: ['Letter'],
      cited: ['Letter'],
      condition: ['Rule'],
      range: ['Été à Gand', 'Seen'],
      openStart: ['Rule'],
      both: ['Été à Gand'],
    });
  });

  it('gives every fact once over its pages, whatever stands on the same day', async () => {
    for (let count = 0; count < 25; count += 1) {
      await aFact({ statement: `Fact ${count}`, date: dated(count % 3 === 0 ? '' : '2021') });
    }
    const found: string[] = [];
    let cursor = null;
    do {
      const page: Awaited<ReturnType<typeof core.value<'timeline.list'>>> = await core.value(
        'timeline.list',
        {
          caseId,
          filter: {},
          cursor,
          limit: 7,
        },
      );
      expect(page.total).toBe(25);
      found.push(...page.facts.map((fact) => fact.statement));
      cursor = page.next;
    } while (cursor !== null);
    expect(new Set(found).size).toBe(25);
    expect(found).toEqual(await listed());
  });
});

describe('timeline.overview', () => {
  it('counts facts by year, and what still needs a date or a source', async () => {
    const personId = await aPerson();
    const exhibitId = await anExhibit('Letter');
    await aFact({ date: dated('2019'), personIds: [personId] });
    await aFact({ date: dated('before March 2022'), disputed: true, sourceKind: 'document' });
    await aFact({
      date: dated('winter 2021-2022'),
      citations: [{ kind: 'exhibit', exhibitId, locator: '' }],
    });
    await aFact({ place: 'Gent' });
    expect(await core.value('timeline.overview', { caseId })).toEqual({
      total: 4,
      undated: 1,
      disputed: 1,
      withoutCitation: 3,
      years: [
        { year: 2019, facts: 1 },
        { year: 2021, facts: 1 },
        { year: 2022, facts: 1 },
      ],
      sourceKinds: ['clientStatement', 'document'],
      personIds: [personId],
    });
  });
});

describe('facts linked in time', () => {
  const twoWeeks = { amount: 2, unit: 'week', approximate: false } as const;

  it('shows the range that follows, and why, and leaves the date as it was given', async () => {
    const arrived = await aFact({ statement: 'They arrived.', date: dated('10 May 2023') });
    const link = { kind: 'after', otherFactId: arrived, gap: twoWeeks, note: 'two weeks later' } as const;
    const moved = await aFact({ statement: 'She was moved.', constraints: [link] });
    const begged = await aFact({
      statement: 'She had to beg.',
      date: dated('2023'),
      constraints: [{ kind: 'after', otherFactId: moved, gap: null, note: '' }],
    });

    const stored = await core.value('timeline.read', { factId: moved });
    expect({ date: stored.date, constraints: stored.constraints }).toEqual({
      date: null,
      constraints: [link],
    });
    expect(await core.value('timeline.linkedTime', { caseId })).toEqual({
      ranges: [
        { factId: moved, range: { earliest: '2023-05-24', latest: '2023-05-24' } },
        { factId: begged, range: { earliest: '2023-05-24', latest: '2023-12-31' } },
      ],
      contradictions: [],
      facts: [],
    });
    const after = { kind: 'constraint', relation: 'after' } as const;
    expect(
      await core.value('timeline.workOut', {
        caseId,
        factId: null,
        edtf: '',
        constraints: [{ kind: 'before', otherFactId: moved, gap: null, note: '' }],
      }),
    ).toEqual({
      range: { earliest: null, latest: '2023-05-24' },
      whyEarliest: [],
      whyLatest: [
        { kind: 'constraint', factId: null, relation: 'before', otherFactId: moved, gap: null },
        { ...after, factId: moved, otherFactId: arrived, gap: twoWeeks },
        { kind: 'date', factId: arrived },
      ],
      contradictions: [],
      facts: [
        { id: arrived, statement: 'They arrived.', edtf: '2023-05-10' },
        { id: moved, statement: 'She was moved.', edtf: '' },
      ],
    });
  });

  it('names the facts of which not everything can be true, until one of them is mended', async () => {
    const born = await aFact({ statement: 'The baby was born.', date: dated('June 2022') });
    const moved = await aFact({
      statement: 'She was moved.',
      date: dated('May 2023'),
      constraints: [{ kind: 'before', otherFactId: born, gap: null, note: '' }],
    });
    const before = { kind: 'constraint', factId: moved, relation: 'before', otherFactId: born, gap: null };
    expect(await core.value('timeline.linkedTime', { caseId })).toEqual({
      ranges: [],
      contradictions: [
        {
          factIds: [moved, born],
          steps: [{ kind: 'date', factId: moved }, before, { kind: 'date', factId: born }],
        },
      ],
      facts: [
        { id: born, statement: 'The baby was born.', edtf: '2022-06' },
        { id: moved, statement: 'She was moved.', edtf: '2023-05' },
      ],
    });
    await core.value('timeline.change', { factId: moved, changes: { date: dated('May 2022') } });
    expect(await core.value('timeline.linkedTime', { caseId })).toEqual({
      ranges: [],
      contradictions: [],
      facts: [],
    });
  });

  it('refuses a link to itself and to a fact of another case, and finds facts by their words', async () => {
    const first = await aFact({ statement: 'Première nuit à l’hôtel.' });
    const second = await aFact({ statement: 'She was moved to a hotel.' });
    const other = await aVaultWithACase();
    const strange = await other.core.value('timeline.create', {
      caseId: other.caseId,
      statement: 'Another story.',
    });
    other.core.close();
    const link = (otherFactId: FactId) => [{ kind: 'before', otherFactId, gap: null, note: '' } as const];
    for (const factId of [first, strange.id]) {
      expect(
        await core.call('timeline.change', { factId: first, changes: { constraints: link(factId) } }),
      ).toEqual({ ok: false, error: { kind: 'linkedFactNotFound', factId } });
    }
    expect(await core.value('timeline.find', { caseId, text: 'hotel', except: second })).toEqual([
      { id: first, statement: 'Première nuit à l’hôtel.', edtf: '' },
    ]);
  });

  it('come back with a removed fact, on both sides', async () => {
    const born = await aFact({ statement: 'The baby was born.', date: dated('June 2022') });
    const moved = await aFact({
      constraints: [{ kind: 'after', otherFactId: born, gap: twoWeeks, note: '' }],
    });
    await core.value('timeline.change', {
      factId: born,
      changes: { constraints: [{ kind: 'before', otherFactId: moved, gap: null, note: 'so she said' }] },
    });
    const stored = await core.value('timeline.read', { factId: born });
    const other = await core.value('timeline.read', { factId: moved });

    await core.value('timeline.remove', { factId: born });
    expect((await core.value('timeline.read', { factId: moved })).constraints).toEqual([]);
    expect(await core.value('timeline.restore', { factId: born })).toEqual(stored);
    expect(await core.value('timeline.read', { factId: moved })).toEqual(other);
  });
});

describe('timeline.picture', () => {
  async function pictureOf(lanes: LaneKind, window: DayWindow | null = null, filter: FactFilter = {}) {
    return core.value('timeline.picture', { caseId, filter, lanes, window, columns: 80 });
  }

  it('lays out what has a date or is linked to one that has, by lanes', async () => {
    const personId = await aPerson();
    const taken = await aFact({
      statement: 'Her passport was taken.',
      date: dated('14 September 2021'),
      place: 'Gent',
      disputed: true,
    });
    await aFact({ statement: 'She worked there.', date: dated('2021-09/2022-06'), place: 'Gent' });
    const moved = await aFact({
      statement: 'She was moved.',
      personIds: [personId],
      confidence: 'uncertain',
      constraints: [
        {
          kind: 'after',
          otherFactId: taken,
          gap: { amount: 2, unit: 'week', approximate: false },
          note: '',
        },
      ],
    });
    await aFact({ statement: 'Nobody knows when.' });

    const picture = await pictureOf('one');
    expect({ ...picture, lanes: picture.lanes.map(({ marks, ...lane }) => [lane, marks.length]) }).toEqual({
      extent: { from: '2021-09-01', until: '2022-06-30' },
      placeless: 1,
      lanes: [[{ kind: 'all', key: '', facts: 3, rows: 3 }, 3]],
    });
    const byPerson = await pictureOf('person');
    expect(byPerson.lanes.map(({ kind, key, facts }) => [kind, key, facts])).toEqual([
      ['named', personId, 1],
      ['unnamed', '', 2],
    ]);
    expect(byPerson.lanes[0]?.marks).toEqual([
      {
        kind: 'fact',
        id: moved,
        row: 0,
        room: 72,
        shape: 'workedOut',
        statement: 'She was moved.',
        edtf: '',
        from: '2021-09-28',
        until: '2021-09-28',
        confidence: 'uncertain',
        disputed: false,
      },
    ]);
    const byPlace = await pictureOf('place', { from: '2022-01-01', until: '2022-12-31' }, { place: 'Gent' });
    expect(
      byPlace.lanes.map(({ key, marks }) => [key, marks.map((mark) => mark.kind === 'fact' && mark.shape)]),
    ).toEqual([['Gent', ['lasting']]]);
  });

  it('is empty where nothing can be placed', async () => {
    await aFact({ statement: 'Nobody knows when.' });
    expect(await pictureOf('one')).toEqual({ extent: null, lanes: [], placeless: 1 });
  });
});

/** A fact without what an undo may change. */
async function read(factId: FactId) {
  const { updatedAt: _updatedAt, ...fact } = await core.value('timeline.read', { factId });
  return fact;
}

describe('timeline.merge', () => {
  it('keeps what all of them had, and is undone with every link', async () => {
    const [client, boss] = [await aPerson(), await aPerson()];
    const exhibitId = await anExhibit('Letter');
    const citation = { kind: 'exhibit', exhibitId, locator: 'p. 2' } as const;
    const born = await aFact({ statement: 'The baby was born.', date: dated('June 2022') });
    const first = await aFact({
      statement: 'Her passport was taken.',
      date: dated('May 2023'),
      personIds: [client],
      citations: [citation],
      conditionIds: ['cooperation'],
      note: 'Ask again.',
    });
    const second = await aFact({
      statement: 'He kept her papers',
      date: dated('about 10 May 2023'),
      place: 'Gent',
      personIds: [client, boss],
      citations: [citation],
      confidence: 'probable',
      disputed: true,
      disputeNote: 'He denies it.',
      constraints: [
        { kind: 'after', otherFactId: born, gap: null, note: '' },
        { kind: 'during', otherFactId: first, gap: null, note: '' },
      ],
    });
    const begged = await aFact({
      statement: 'She begged.',
      constraints: [{ kind: 'after', otherFactId: second, gap: null, note: 'then' }],
    });
    const before = await Promise.all([first, second, begged].map(read));
    // The case of these tests is written past the index.
    const unindexed = (await core.value('vault.verify', {})).searchProblems;

    const { fact, undoId } = await core.value('timeline.merge', {
      factIds: [first, second],
      statement: 'Her passport was taken. He kept her papers',
      dateOf: second,
    });
    expect({ ...fact, createdAt: '', updatedAt: '' }).toEqual({
      id: first,
      caseId,
      statement: 'Her passport was taken. He kept her papers',
      date: { text: 'about 10 May 2023', edtf: '2023-05-10~', earliest: '2023-05-10', latest: '2023-05-10' },
      place: 'Gent',
      personIds: [client, boss].toSorted(),
      sourceKind: 'clientStatement',
      confidence: 'probable',
      disputed: true,
      disputeNote: 'He denies it.',
      conditionIds: ['cooperation'],
      note: 'Ask again.\n• He kept her papers · about 10 May 2023 · Gent',
      citations: [{ ...citation, number: '1', title: 'Letter' }],
      constraints: [{ kind: 'after', otherFactId: born, gap: null, note: '' }],
      createdAt: '',
      updatedAt: '',
    });
    expect(await listed()).toEqual([
      'The baby was born.',
      'Her passport was taken. He kept her papers',
      'She begged.',
    ]);
    expect((await read(begged)).constraints).toEqual([
      { kind: 'after', otherFactId: first, gap: null, note: 'then' },
    ]);

    expect(await core.value('timeline.undo', { undoId })).toEqual({});
    expect(await Promise.all([first, second, begged].map(read))).toEqual(before);
    expect(audited(first)).toEqual(['fact.created', 'fact.merged', 'fact.changed']);
    expect(audited(second)).toEqual(['fact.created', 'fact.removed', 'fact.restored']);
    expect(await core.call('timeline.undo', { undoId })).toEqual({
      ok: false,
      error: { kind: 'nothingToUndo' },
    });
    expect((await core.value('vault.verify', {})).searchProblems).toBe(unindexed);
  });

  it('is not undone over what was written since, nor after the vault was locked', async () => {
    const [first, second] = [await aFact({ statement: 'One.' }), await aFact({ statement: 'Two.' })];
    const merged = await core.value('timeline.merge', {
      factIds: [first, second],
      statement: 'One. Two.',
      dateOf: null,
    });
    await core.value('timeline.change', { factId: first, changes: { place: 'Gent' } });
    expect(await core.call('timeline.undo', { undoId: merged.undoId })).toEqual({
      ok: false,
      error: { kind: 'changedSince' },
    });
    expect(await listed()).toEqual(['One. Two.']);
    await core.lockAndReopen();
    expect(await core.call('timeline.undo', { undoId: merged.undoId })).toEqual({
      ok: false,
      error: { kind: 'nothingToUndo' },
    });
  });

  it('refuses facts of two cases, and more than one fact can take', async () => {
    const first = await aFact({ note: 'n'.repeat(9000) });
    const second = await aFact({ note: 'm'.repeat(9000) });
    const otherCase = await core.value('cases.create', {
      fileLanguage: 'fr',
      client: { givenNames: 'Mina', familyName: 'Exemple' },
    });
    const strange = await core.value('timeline.create', {
      caseId: otherCase.caseId,
      statement: 'Elsewhere.',
    });
    const merge = async (factIds: FactId[]) =>
      core.call('timeline.merge', { factIds, statement: 'One.', dateOf: null });
    expect(await merge([first, second])).toEqual({ ok: false, error: { kind: 'tooMuch' } });
    expect(await merge([first, strange.id])).toEqual({ ok: false, error: { kind: 'differentCases' } });
  });
});

describe('timeline.split', () => {
  it('gives both everything but the words, and is undone', async () => {
    const personId = await aPerson();
    const factId = await aFact({
      statement: 'She was moved. The debt was raised.',
      date: dated('May 2023'),
      place: 'Gent',
      personIds: [personId],
      conditionIds: ['cooperation'],
    });
    const before = await read(factId);
    const { facts, undoId } = await core.value('timeline.split', {
      factId,
      first: 'She was moved.',
      second: 'The debt was raised.',
    });
    expect(facts.map(({ updatedAt: _updatedAt, ...fact }) => fact)).toEqual([
      { ...before, statement: 'She was moved.' },
      { ...before, id: facts[1].id, statement: 'The debt was raised.' },
    ]);
    await core.value('timeline.undo', { undoId });
    expect(await read(factId)).toEqual(before);
    expect(await listed()).toEqual(['She was moved. The debt was raised.']);
    expect(audited(facts[1].id)).toEqual(['fact.created', 'fact.removed']);
  });
});

describe('timeline.tag', () => {
  it('changes those that were not so, and gives each back what it had', async () => {
    const [client, boss] = [await aPerson(), await aPerson()];
    const first = await aFact({ statement: 'One.', personIds: [client], confidence: 'uncertain' });
    const second = await aFact({ statement: 'Two.', disputed: true, conditionIds: ['cooperation'] });
    const factIds = [first, second];
    const before = await Promise.all(factIds.map(read));
    const tag = async (chosen: Tag) => core.value('timeline.tag', { caseId, factIds, tag: chosen });

    const done = [
      await tag({ kind: 'disputed', disputed: true }),
      await tag({ kind: 'confidence', confidence: 'probable' }),
      await tag({ kind: 'sourceKind', sourceKind: 'message' }),
      await tag({ kind: 'person', personId: boss, isOn: true }),
      await tag({ kind: 'condition', conditionId: 'cooperation', isOn: false }),
    ];
    expect(done.map(({ changed }) => changed)).toEqual([1, 2, 2, 2, 1]);
    const all = { disputed: true, confidence: 'probable', sourceKind: 'message', conditionIds: [] } as const;
    expect(await Promise.all(factIds.map(read))).toEqual([
      { ...before[0], ...all, personIds: [client, boss].toSorted() },
      { ...before[1], ...all, personIds: [boss] },
    ]);
    for (const { undoId } of done.toReversed()) await core.value('timeline.undo', { undoId });
    expect(await Promise.all(factIds.map(read))).toEqual(before);
    const other = await aVaultWithACase();
    const strange = (await other.core.value('people.create', { caseId: other.caseId, role: 'witness' }))
      .personId;
    other.core.close();
    expect(
      await core.call('timeline.tag', {
        caseId,
        factIds,
        tag: { kind: 'person', personId: strange, isOn: true },
      }),
    ).toEqual({ ok: false, error: { kind: 'personNotFound', personId: strange } });
  });
});

describe('timeline.settings', () => {
  it('keeps how a timeline was looked at with its case', async () => {
    expect(await core.value('timeline.settings', { caseId })).toEqual({
      shows: 'both',
      lanes: 'one',
      calendars: [],
    });
    await core.value('timeline.changeSettings', { caseId, changes: { lanes: 'place' } });
    await core.value('timeline.changeSettings', {
      caseId,
      changes: { shows: 'list', calendars: ['ethiopian'] },
    });
    await core.lockAndReopen();
    expect(await core.value('timeline.settings', { caseId })).toEqual({
      shows: 'list',
      lanes: 'place',
      calendars: ['ethiopian'],
    });
  });
});

describe('timeline.views', () => {
  const look: TimelineLook = {
    filter: { place: 'Gent', disputed: true },
    year: 2023,
    shows: 'picture',
    lanes: 'person',
    window: { from: '2023-01-01', until: '2023-06-30' },
  };

  it('keep a way of looking under a name, which is renamed, removed and brought back', async () => {
    const saved = await core.value('timeline.saveView', { caseId, name: ' In Ghent ', look });
    await core.value('timeline.saveView', { caseId, name: 'Everything', look: { ...look, window: null } });
    const renamed = await core.value('timeline.renameView', { viewId: saved.id, name: 'Ghent in 2023' });
    expect(renamed).toEqual({ id: saved.id, name: 'Ghent in 2023', look });
    await core.lockAndReopen();
    const views = await core.value('timeline.views', { caseId });
    expect(views.map(({ name }) => name)).toEqual(['Everything', 'Ghent in 2023']);
    expect(views[1]).toEqual(renamed);

    await core.value('timeline.removeView', { viewId: saved.id });
    expect((await core.value('timeline.views', { caseId })).length).toBe(1);
    expect(await core.value('timeline.restoreView', { viewId: saved.id })).toEqual(renamed);
    expect(await core.value('timeline.views', { caseId })).toEqual(views);
    await core.value('timeline.removeView', { viewId: saved.id });
    await core.lockAndReopen();
    expect(await core.call('timeline.restoreView', { viewId: saved.id })).toEqual({
      ok: false,
      error: { kind: 'viewNotFound' },
    });
  });

  it('have different names in one case', async () => {
    const first = await core.value('timeline.saveView', { caseId, name: 'Été', look });
    const second = await core.value('timeline.saveView', { caseId, name: 'Hiver', look });
    const taken = { ok: false, error: { kind: 'viewNameTaken' } };
    expect(await core.call('timeline.saveView', { caseId, name: 'ete', look })).toEqual(taken);
    expect(await core.call('timeline.renameView', { viewId: second.id, name: 'ÉTÉ' })).toEqual(taken);
    expect((await core.value('timeline.renameView', { viewId: first.id, name: 'ÉTÉ' })).name).toBe('ÉTÉ');
  });
});

describe('timeline.places', () => {
  it('suggests the places of this case, the most used first', async () => {
    await aFact({ place: 'Gent' });
    await aFact({ place: 'Aalst' });
    await aFact({ place: 'Gent' });
    await aFact({});
    expect(await core.value('timeline.places', { caseId })).toEqual(['Gent', 'Aalst']);
  });
});

describe('timeline.saveDraft', () => {
  const content: FactDraftContent = {
    statement: 'Her passport was',
    dateText: 'about Ma',
    place: '',
    personIds: [],
    sourceKind: 'clientStatement',
    confidence: 'certain',
    disputed: false,
    disputeNote: '',
    conditionIds: [],
    note: '',
    citations: [],
    constraints: [],
  };

  it('keeps what was typed until it is saved or thrown away, across a lock', async () => {
    const draftId = core.deps.newId();
    const draft = { draftId, caseId, factId: null };
    await core.value('timeline.saveDraft', { ...draft, content: { ...content, statement: 'Her' } });
    core.clock.set('2026-03-02T09:15:02.000Z');
    await core.value('timeline.saveDraft', { ...draft, content });
    await core.lockAndReopen();
    expect(await core.value('timeline.drafts', { caseId })).toEqual([
      { id: draftId, factId: null, content, updatedAt: '2026-03-02T09:15:02.000Z' },
    ]);
    await core.value('timeline.dropDraft', { draftId });
    expect(await core.value('timeline.drafts', { caseId })).toEqual([]);
  });

  it('goes with the fact it would have changed', async () => {
    const factId = await aFact();
    await core.value('timeline.saveDraft', { draftId: core.deps.newId(), caseId, factId, content });
    await core.value('timeline.remove', { factId });
    expect(await core.value('timeline.drafts', { caseId })).toEqual([]);
    expect(
      await core.call('timeline.saveDraft', { draftId: core.deps.newId(), caseId, factId, content }),
    ).toEqual({ ok: false, error: { kind: 'factNotFound' } });
  });
});
