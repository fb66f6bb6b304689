import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sql } from '../../../src/core/db/sql';
import { checkSearchIndex, countSearchProblems } from '../../../src/core/search/check';
import type { CaseId, FactId, PersonId } from '../../../src/shared/kernel/ids';
import type { SearchFilter } from '../../../src/shared/search/contract';
import { emptyFactFields } from '../../../src/shared/timeline/schemas';
import { answersForInventory } from '../../support/filing-answers';
import { createTestCore, type TestCore } from '../../support/core';
import { someDetails } from '../interviews/support';
import { aToldInterview, found, marked } from './support';

let core: TestCore;
let caseId: CaseId;
let clientId: PersonId;

beforeEach(async () => {
  core = createTestCore({ now: '2026-03-02T09:15:00.000Z' });
  await core.createVault();
  ({ caseId, clientId } = await core.value('cases.create', {
    fileLanguage: 'fr',
    prosecutionNumber: 'BR55.LL.1234/26',
    client: {
      givenNames: 'Youssef',
      familyName: 'Tazi',
      nativeScriptName: 'يوسف التازي',
      telephone: '0470 12 34 56',
    },
  }));
});
afterEach(() => core.close());

const aFact = (statement: string) => ({
  caseId,
  ...emptyFactFields,
  statement,
  date: { text: '2023-05', language: 'en' as const },
});

async function factsFound(text: string): Promise<readonly (string | null)[]> {
  return (await found(core, text)).filter(([, kind]) => kind === 'fact').map(([, , snippet]) => snippet);
}

async function addFact(statement: string): Promise<FactId> {
  return (await core.value('timeline.create', aFact(statement))).id;
}

describe('search.find', () => {
  it('finds every kind of record, each with where it leads', async () => {
    const word = 'Zaventem';
    await core.value('cases.change', { caseId, changes: { note: `Comes from ${word}` } });
    await core.value('people.change', { personId: clientId, changes: { birthPlace: word } });
    const { interviewId, blockIds } = await aToldInterview(core, caseId, [
      'Nothing here.',
      `We landed in ${word} at night.`,
    ]);
    const { id: factId } = await core.value('timeline.create', aFact(`She arrived in ${word}.`));
    const exhibit = await core.value('evidence.create', {
      caseId,
      exhibit: {
        title: `Boarding card ${word}`,
        dateEdtf: '2023-05-04',
        author: '',
        pages: 1,
        language: '',
        translation: 'none',
        origin: '',
        medium: 'paper',
        sha256: '',
        note: '',
      },
    });
    await core.value('filings.answer', {
      caseId,
      filingKind: 'F13',
      language: 'fr',
      answers: { ...answersForInventory(), 'signatory.name': 'Anne Modèle' },
    });
    const filing = await core.value('filings.generate', { caseId, filingKind: 'F13', language: 'fr' });

    const answer = await core.value('search.find', { text: word, withNames: true });
    expect(answer).toEqual({
      wasSearched: true,
      isIndexWhole: true,
      total: 6,
      isMore: false,
      groups: [
        {
          caseId,
          caseCode: 'BR-2026-001',
          caseClosed: false,
          results: [
            {
              kind: 'case',
              fit: 'words',
              snippet: {
                text: 'BR-2026-001 · BR55.LL.1234/26 · Comes from Zaventem',
                marks: [{ start: 43, end: 51 }],
              },
            },
            {
              kind: 'person',
              fit: 'words',
              snippet: {
                text: 'Youssef Tazi · يوسف التازي · Zaventem · 0470 12 34 56',
                marks: [{ start: 29, end: 37 }],
              },
              personId: clientId,
              role: 'client',
              roleNumber: 1,
              name: 'Youssef Tazi',
            },
            {
              kind: 'interview',
              fit: 'words',
              snippet: { text: 'We landed in Zaventem at night.', marks: [{ start: 13, end: 21 }] },
              interviewId,
              title: 'First interview',
              heldOn: '2026-03-02',
              part: { kind: 'paragraph', blockId: blockIds[1], provenance: 'verbatim', sensitive: false },
            },
            {
              kind: 'fact',
              fit: 'words',
              snippet: { text: 'She arrived in Zaventem.', marks: [{ start: 15, end: 23 }] },
              factId,
              date: { text: '2023-05', edtf: '2023-05', earliest: '2023-05-01', latest: '2023-05-31' },
            },
            {
              kind: 'exhibit',
              fit: 'words',
              snippet: { text: 'Boarding card Zaventem', marks: [{ start: 14, end: 22 }] },
              exhibitId: exhibit.id,
              number: '1',
              title: 'Boarding card Zaventem',
            },
            {
              kind: 'filing',
              fit: 'words',
              snippet: expect.objectContaining({ text: expect.stringContaining('Boarding card Zaventem') }),
              filingId: filing.id,
              filingKind: 'F13',
              language: 'fr',
              generatedAt: '2026-03-02T09:15:00.000Z',
            },
          ],
        },
      ],
    });
    expect(await found(core, 'modele')).toContainEqual([
      'BR-2026-001',
      'answers',
      expect.stringContaining('Anne [Modèle]'),
    ]);
  });

  it('shows no name, and no text with names in it, while names are hidden', async () => {
    const answer = await core.value('search.find', { text: 'tazi' });
    expect(answer.groups.map(({ results }) => results)).toEqual([
      [
        {
          kind: 'person',
          fit: 'words',
          snippet: null,
          personId: clientId,
          role: 'client',
          roleNumber: 1,
          name: null,
        },
      ],
    ]);
    const shown = (): number =>
      core.vaultDeps().db.all(sql`SELECT sequence FROM audit_entries WHERE action = 'case.namesShown'`)
        .length;
    expect(shown()).toBe(0);
    await core.value('search.find', { text: 'tazi', withNames: true });
    expect(shown()).toBe(1);
  });

  it('takes words in any order, a phrase as it stands, and the last word unfinished', async () => {
    await addFact('He kept the passport of her sister.');
    await addFact('Her sister kept the key.');
    expect(await factsFound('sister kept')).toHaveLength(2);
    expect(await factsFound('"sister kept"')).toEqual(['Her [sister kept] the key.']);
    expect(await factsFound('kept pass')).toEqual(['He [kept] the [passport] of her sister.']);
    expect(await factsFound('"kept the pass')).toEqual(['He [kept the passport] of her sister.']);
    expect(await factsFound('"kept the pass"')).toEqual([]);
    expect(await factsFound('kept nothing')).toEqual([]);
  });

  it('finds one sign and two anywhere in a sentence of a script without spaces', async () => {
    const sentences = {
      chinese: '他拿走了我的护照和手机',
      japanese: 'パスポートを取り上げられました',
      thai: 'เขายึดหนังสือเดินทางของฉัน',
      khmer: 'គាត់បានយកលិខិតឆ្លងដែនរបស់ខ្ញុំ',
      burmese: 'သူကျွန်မရဲ့နိုင်ငံကူးလက်မှတ်ကိုယူသွားတယ်',
    };
    await aToldInterview(core, caseId, Object.values(sentences));
    const missed: string[] = [];
    for (const [script, sentence] of Object.entries(sentences)) {
      const signs = Array.from(sentence);
      for (const start of [0, 3, 6, signs.length - 2]) {
        for (const length of [1, 2]) {
          const typed = signs.slice(start, start + length).join('');
          const texts = (await found(core, typed)).map(([, , text]) =>
            (text ?? '').replaceAll(/[[\]]/gu, ''),
          );
          if (!texts.some((text) => text.includes(sentence))) missed.push(`${script} ${typed}`);
        }
      }
    }
    expect(missed).toEqual([]);
    // Two signs that stand there, though not beside each other, are not found.
    expect(await found(core, '他我')).toEqual([]);
  });

  it('reads over case, accents, points and forms of letters, in every script', async () => {
    await addFact('L’œuvre de l’Évêque à Liège, façade du nº 5.');
    await addFact('Straße nach Łódź, Ağrı, smørrebrød.');
    await addFact('جاءَت مِن الدّار البَيضاء إلى مَكْتَبَةٍ کبیر');
    await addFact('Она приехала ещё в Москву, улица Ёлочная.');
    await addFact('เธอทำงานในร้านอาหารที่บรัสเซลส์');
    await addFact('她在布鲁塞尔的餐馆工作');
    await addFact('ቤተሰቧ በአዲስ አበባ ነው');
    const one = async (text: string): Promise<string | null> => (await factsFound(text)).join(' | ');
    expect(await one('oeuvre eveque liege FACADE')).toBe(
      'L’[œuvre] de l’[Évêque] à [Liège], [façade] du nº 5.',
    );
    expect(await one('strasse lodz agri smorrebrod')).toBe('[Straße] nach [Łódź], [Ağrı], [smørrebrød].');
    expect(await one('الدار البيضاء')).toBe('جاءَت مِن [الدّار] [البَيضاء] إلى مَكْتَبَةٍ کبیر');
    expect(await one('مكتبه كبير')).toBe('جاءَت مِن الدّار البَيضاء إلى [مَكْتَبَةٍ] [کبیر]');
    expect(await one('елочная москву')).toBe('Она приехала ещё в [Москву], улица [Ёлочная].');
    expect(await one('ร้านอาหาร')).toBe('เธอทำงานใน[ร้านอาหาร]ที่บรัสเซลส์');
    expect(await one('餐馆')).toBe('她在布鲁塞尔的[餐馆]工作');
    expect(await one('餐')).toBe('她在布鲁塞尔的[餐]馆工作');
    expect(await one('አዲስ')).toBe('ቤተሰቧ [በአዲስ] አበባ ነው');
  });

  it('finds two letters, numbers with their signs, and what stands inside longer words', async () => {
    await addFact('Li came with two others.');
    await addFact('De verblijfsvergunning werd geweigerd.');
    expect(await factsFound('Li')).toEqual(['[Li] came with two others.']);
    expect(await factsFound('vergunning')).toEqual(['De [verblijfsvergunning] werd geweigerd.']);
    expect(await found(core, 'BR55.LL.1234/26')).toEqual([
      ['BR-2026-001', 'case', 'BR-2026-001 · [BR55.LL.1234/26]'],
    ]);
    expect(await found(core, 'BR-2026-0')).toEqual([
      ['BR-2026-001', 'case', '[BR-2026-001] · BR55.LL.1234/26'],
    ]);
    expect(await core.value('search.find', { text: 'l' })).toEqual({
      wasSearched: false,
      groups: [],
      total: 0,
      isMore: false,
      isIndexWhole: true,
    });
    expect(await core.value('search.find', { text: '“ * - AND' })).toMatchObject({
      wasSearched: true,
      total: 0,
      isMore: false,
    });
  });

  it('finds a name in any spelling, in records and in what was told', async () => {
    await aToldInterview(core, caseId, ['Then Youssef came home.', 'قال يوسف إنه لا يعرف']);
    for (const typed of ['Yusuf', 'Юсуф', 'youssef']) {
      expect([typed, await found(core, typed, { withNames: true })]).toEqual([
        typed,
        [
          ['BR-2026-001', 'person', '[Youssef] Tazi · [يوسف] التازي · 0470 12 34 56'],
          expect.arrayContaining(['interview']),
          expect.arrayContaining(['interview']),
        ],
      ]);
    }
    // As a whole, a name may be near without any of its words being the same.
    const near = await core.value('search.find', { text: 'Yousef Al Tasi', withNames: true });
    expect(near.groups[0]?.results).toEqual([
      {
        kind: 'person',
        fit: 'name',
        snippet: null,
        personId: clientId,
        role: 'client',
        roleNumber: 1,
        name: 'Youssef Tazi',
      },
    ]);
  });

  it('tells which passages are sensitive, and where words of details and addenda stand', async () => {
    const { interviewId } = await aToldInterview(core, caseId, [
      { text: 'He hit me with a belt.', sensitive: true },
    ]);
    await core.value('interviews.changeDetails', {
      interviewId,
      changes: { stopNote: 'She was afraid of the belt.' },
    });
    await core.value('interviews.seal', { interviewId, baseRevision: 1 });
    await core.value('interviews.addAddendum', { interviewId, text: 'It was a leather belt.', reason: '' });
    const { groups } = await core.value('search.find', { text: 'belt' });
    expect(
      groups[0]?.results.map(
        (result) => result.kind === 'interview' && [result.part.kind, marked(result.snippet)],
      ),
    ).toEqual(
      expect.arrayContaining([
        ['paragraph', 'He hit me with a [belt].'],
        ['details', 'First interview · Interpreter 12 · She was afraid of the [belt].'],
        ['addendum', 'It was a leather [belt].'],
      ]),
    );
    expect(groups[0]?.results).toContainEqual(
      expect.objectContaining({ part: expect.objectContaining({ sensitive: true }) }),
    );
  });

  it('narrows by case, kind, days and person', async () => {
    const other = await core.value('cases.create', { fileLanguage: 'fr', client: { givenNames: 'Bea' } });
    await core.value('timeline.create', { ...aFact('A bus to Ghent'), caseId: other.caseId });
    const [first, second] = [await addFact('The bus was late'), await addFact('The bus went to Liège')];
    const { interviewId, blockIds } = await aToldInterview(core, caseId, [
      'We took the bus.',
      'No bus came.',
    ]);
    await core.value('timeline.change', {
      factId: second,
      changes: {
        date: { text: '2024-02-10', language: 'en' },
        personIds: [clientId],
        citations: [{ kind: 'interview', interviewId, blockId: blockIds[1] ?? '', quote: '' }],
      },
    });
    expect(first).not.toBe(second);
    const withFilter = async (filter: SearchFilter) =>
      (await found(core, 'bus', { filter })).map(([code, kind, text]) => `${code} ${kind} ${text ?? ''}`);
    expect(await withFilter({ caseId: other.caseId })).toEqual(['BR-2026-002 fact A [bus] to Ghent']);
    expect(await withFilter({ kinds: ['interview'] })).toHaveLength(2);
    expect(await withFilter({ kinds: ['case', 'person'] })).toEqual([]);
    expect(await withFilter({ from: '2024-01-01', until: '2024-12-31' })).toEqual([
      'BR-2026-001 fact The [bus] went to Liège',
    ]);
    expect(await withFilter({ from: '2026-01-01' })).toHaveLength(2);
    expect(await withFilter({ until: '2023-05-10' })).toHaveLength(2);
    expect((await withFilter({ personId: clientId })).toSorted()).toEqual([
      'BR-2026-001 fact The [bus] went to Liège',
      'BR-2026-001 interview No [bus] came.',
    ]);
  });

  it('answers whatever is typed', async () => {
    await addFact('A bus to Ghent "and" back NEAR(the) column:value AND OR NOT ^ * -');
    const signs = fc
      .array(
        fc.constantFrom(
          ...'"\'“”«»()*^:+-{}~\\/. ANDORTé王عก',
          '\0',
          '\uD800',
          ' AND ',
          ' NEAR(',
          'facets : ',
        ),
        {
          maxLength: 30,
        },
      )
      .map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), signs, fc.string({ unit: 'grapheme' })),
        async (text) => {
          const answer = await core.call('search.find', { text: text.slice(0, 200), withNames: true });
          expect(answer.ok).toBe(true);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('the search index', () => {
  const whole = {
    isFinished: true,
    missing: 0,
    superfluous: 0,
    changed: 0,
    wordProblems: 0,
    isIndexSound: true,
  };
  const check = () => checkSearchIndex(core.vaultDeps().db);

  /** Everything that can be written, changed and taken away, once. */
  async function workOnTheCase(): Promise<void> {
    const { interviewId, blockIds } = await aToldInterview(core, caseId, [
      'Erste Zeile',
      'Zweite Zeile',
      'Dritte',
    ]);
    const [id] = blockIds;
    await core.value('interviews.saveDocument', {
      interviewId,
      baseRevision: 1,
      document: {
        type: 'doc',
        content: [
          {
            type: 'heading',
            attrs: { id: id ?? '', provenance: 'view', sensitive: true, level: 2 },
            content: [{ type: 'text', text: 'Erste neue Zeile' }],
          },
        ],
      },
      firstSinceOpening: false,
    });
    await core.value('interviews.changeDetails', {
      interviewId,
      changes: { heldOn: '2026-02-01', title: 'Umbenannt' },
    });
    const put = await core.value('interviews.create', {
      caseId,
      details: someDetails({ title: 'Weggelegt' }),
    });
    await core.value('interviews.remove', { interviewId: put.id });
    const back = await core.value('interviews.create', {
      caseId,
      details: someDetails({ title: 'Zurückgeholt' }),
    });
    await core.value('interviews.remove', { interviewId: back.id });
    await core.value('interviews.bringBack', { interviewId: back.id });
    const gone = await core.value('interviews.create', {
      caseId,
      details: someDetails({ title: 'Gelöscht' }),
    });
    await core.value('interviews.remove', { interviewId: gone.id });
    await core.value('interviews.erase', { interviewId: gone.id });
    const { personId } = await core.value('people.create', { caseId, role: 'witness', givenNames: 'Zoltán' });
    await core.value('people.remove', { personId });
    await core.value('people.restore', { personId });
    await core.value('people.change', { personId: clientId, changes: { note: 'Hinweis' } });
    await core.value('cases.change', { caseId, changes: { centreName: 'Payoke' } });
    const factId = await addFact('Erst so');
    await core.value('timeline.change', { factId: factId, changes: { statement: 'Dann anders' } });
    await core.value('timeline.remove', { factId: await addFact('Nie geschehen') });
  }

  it('agrees with the records after everything that can be written', async () => {
    await workOnTheCase();
    const report = await check();
    expect(report).toEqual({ ...whole, passages: 7 });
    expect(countSearchProblems(report)).toBe(0);
    for (const word of ['zweite', 'weggelegt', 'gelöscht', 'nie geschehen', 'erst so']) {
      expect([word, await found(core, word)]).toEqual([word, []]);
    }
    expect(await found(core, 'zurückgeholt')).toHaveLength(1);
    expect(await found(core, 'neue')).toHaveLength(1);
  });

  it('lets a case take along what was written in it', async () => {
    await workOnTheCase();
    core.vaultDeps().db.run(sql`DELETE FROM cases WHERE id = ${caseId}`);
    expect(await check()).toEqual({ ...whole, passages: 0 });
  });

  it('keeps nothing of a word that was deleted', async () => {
    const factId = await addFact('Qzxvjkw was never said');
    const { db } = core.vaultDeps();
    const blocksWithIt = (): number =>
      db
        .all<{ readonly block: Uint8Array }>(sql`SELECT block FROM search_words_data`)
        .filter(({ block }) => Buffer.from(block).includes('zxvjkw')).length;
    expect(blocksWithIt()).toBeGreaterThan(0);
    await core.value('timeline.remove', { factId: factId });
    expect(blocksWithIt()).toBe(0);
    expect(db.all(sql`SELECT word FROM search_vocabulary WHERE word = 'qzxvjkw'`)).toEqual([]);
  });

  it('is found out when it differs from the records, and mended by a rebuilding', async () => {
    await workOnTheCase();
    const { db } = core.vaultDeps();
    db.run(sql`UPDATE search_passages SET text = 'something else' WHERE kind = 'fact'`);
    db.run(sql`DELETE FROM search_passages WHERE kind = 'case'`);
    db.run(sql`
      INSERT INTO search_passages
        (case_id, kind, subject_id, part, first_day, last_day, is_sensitive, provenance, text, folded, facets)
      VALUES (${caseId}, 'fact', 'left over', '', '', '', 0, '', 'ghost', 'ghost', 'kindfact')
    `);
    expect(await check()).toEqual({
      ...whole,
      passages: 7,
      missing: 1,
      superfluous: 1,
      changed: 1,
      wordProblems: 9,
    });
    db.run(sql`DELETE FROM search_words_docsize WHERE id = (SELECT MAX(id) FROM search_words_docsize)`);
    expect(await check()).toMatchObject({ isIndexSound: false });

    expect(await core.value('search.rebuild', {})).toEqual({ outcome: 'done' });
    expect(await check()).toEqual({ ...whole, passages: 7 });
    expect(await found(core, 'dann anders')).toHaveLength(1);
  });

  it('says that it is not whole while a rebuilding is stopped, and holds what is written meanwhile', async () => {
    await core.value('cases.create', { fileLanguage: 'fr', client: { givenNames: 'Bea' } });
    await addFact('Written before');
    const running = core.call('search.rebuild', {});
    expect(await core.call('search.rebuild', {})).toEqual({ ok: false, error: { kind: 'alreadyRunning' } });
    await addFact('Written meanwhile');
    const [work] = await core.value('work.list', {});
    expect(work).toMatchObject({ kind: 'rebuildSearch', state: 'running', canCancel: true, total: 5 });
    await core.value('work.cancel', { id: work?.id ?? '' });
    expect(await running).toEqual({ ok: true, value: { outcome: 'stopped' } });
    expect(await core.value('search.find', { text: 'meanwhile' })).toMatchObject({
      isIndexWhole: false,
      total: 1,
    });

    expect(await core.value('search.rebuild', {})).toEqual({ outcome: 'done' });
    expect(await core.value('search.find', { text: 'written' })).toMatchObject({
      isIndexWhole: true,
      total: 2,
    });
    expect(countSearchProblems(await check())).toBe(0);
  });
});
