import fc from 'fast-check';
import type { z } from 'zod';
import { identifier, sql, type Sql } from '../../../src/core/db/sql';
import {
  accountIdSchema,
  caseEventIdSchema,
  evidenceFileIdSchema,
  exhibitIdSchema,
  factIdSchema,
  interviewIdSchema,
  personIdSchema,
  type CaseId,
  type InterviewId,
} from '../../../src/shared/kernel/ids';
import { emptySafeContact } from '../../../src/shared/people/schemas';
import { anOriginal } from '../../support/backups';
import { jpegWithTraces } from '../../support/pictures';
import { aDocument, blockId } from '../interviews/support';
import { exhibitDraft, interviewDetails, type Office } from './support';

// What a person may do with a case, through the channels that the screens use. An edit that the program refuses, such as taking
// out an exhibit that a fact cites, changes nothing.

const edits = [
  'changeCase',
  'changePerson',
  'renamePerson',
  'changeRole',
  'setSafeContact',
  'addPerson',
  'removePerson',
  'changeFact',
  'dateFact',
  'linkPeople',
  'citeExhibit',
  'citeInterview',
  'linkInTime',
  'addFact',
  'removeFact',
  'mergeFacts',
  'splitFact',
  'changeExhibit',
  'addExhibit',
  'moveExhibit',
  'removeExhibit',
  'markSent',
  'addOriginal',
  'changeInterview',
  'writeInterview',
  'takeBreak',
  'answerGuide',
  'addInterview',
  'putInterviewAside',
  'eraseInterview',
  'sealInterview',
  'addAddendum',
  'changeAccount',
  'compareAccount',
  'addAccount',
  'removeAccount',
  'redactOriginal',
  'useRedactedCopy',
  'placeHold',
  'liftHold',
  'closeCase',
  'reopenCase',
  'recordEvent',
  'changeEvent',
  'removeEvent',
] as const;

export interface Edit {
  readonly what: (typeof edits)[number];
  /** Of the records of that kind, in the order of their ids, counted round. */
  readonly which: number;
  /** Of a second kind, where there is one. */
  readonly other: number;
  /** What is written; few, so that both sides often write the same. */
  readonly word: string;
}

export const someEdits = fc.array(
  fc.record({
    what: fc.constantFrom(...edits),
    which: fc.nat(2),
    other: fc.nat(2),
    word: fc.constantFrom('one', 'two', 'three'),
  }),
  { minLength: 1, maxLength: 14, size: 'max' },
);

/** Ids of the records of a table that are there, in their order. */
function idsOf<Schema extends z.ZodType<string>>(
  { core }: Office,
  schema: Schema,
  of: { readonly caseId: CaseId; readonly table: string; readonly where?: Sql },
): readonly z.output<Schema>[] {
  const { caseId, table, where = sql`true` } = of;
  return core
    .vaultDeps()
    .db.all<{ readonly id: string }>(
      sql`SELECT id FROM ${identifier(table)} WHERE case_id = ${caseId} AND ${where} ORDER BY id`,
    )
    .map(({ id }) => schema.parse(id));
}

function recordsOf(office: Office, caseId: CaseId) {
  const isCopy = sql`id IN (SELECT copy_id FROM redacted_copies)`;
  const files = { caseId, table: 'evidence_files' };
  return {
    people: idsOf(office, personIdSchema, { caseId, table: 'people' }),
    facts: idsOf(office, factIdSchema, { caseId, table: 'facts' }),
    exhibits: idsOf(office, exhibitIdSchema, { caseId, table: 'exhibits' }),
    interviews: idsOf(office, interviewIdSchema, {
      caseId,
      table: 'interviews',
      where: sql`removed_at IS NULL`,
    }),
    aside: idsOf(office, interviewIdSchema, {
      caseId,
      table: 'interviews',
      where: sql`removed_at IS NOT NULL`,
    }),
    accounts: idsOf(office, accountIdSchema, { caseId, table: 'accounts' }),
    originals: idsOf(office, evidenceFileIdSchema, { ...files, where: sql`NOT ${isCopy}` }),
    copies: idsOf(office, evidenceFileIdSchema, { ...files, where: isCopy }),
    events: idsOf(office, caseEventIdSchema, { caseId, table: 'case_events' }),
  };
}

function nth<Thing>(all: readonly Thing[], place: number): Thing | undefined {
  return all[place % Math.max(1, all.length)];
}

/** A case with two of everything that the edits are about, linked to each other. */
export async function aCaseWithRecords(office: Office): Promise<CaseId> {
  const { core } = office;
  const created = await core.value('cases.create', { fileLanguage: 'fr', client: { givenNames: '' } });
  const { caseId, clientId } = created;
  await core.value('procedures.start', { caseId, packId: 'be-thb', since: '2026-02-01' });
  await apply(office, caseId, { what: 'recordEvent', which: 0, other: 0, word: 'zero' });
  const { personId } = await core.value('people.create', { caseId, role: 'witness', note: 'A neighbour' });
  await core.value('people.setSafeContact', {
    personId,
    safeContact: { ...emptySafeContact, neverCall: true },
  });
  const { id: interviewId } = await core.value('interviews.create', { caseId, details: interviewDetails });
  await write(office, interviewId, 'zero', true);
  await seal(office, interviewId);
  const { id: draftId } = await core.value('interviews.create', { caseId, details: interviewDetails });
  await write(office, draftId, 'zero', true);
  await anOriginal(core, caseId, Buffer.from('A letter'));
  const [original] = await core.value('evidence.originals', { caseId });
  if (original === undefined) throw new Error('The original is not there');
  const exhibit = await core.value('evidence.makeExhibit', { evidenceFileId: original.id });
  await apply(office, caseId, { what: 'redactOriginal', which: 0, other: 0, word: 'zero' });
  await core.value('evidence.create', { caseId, exhibit: exhibitDraft });
  const fact = await core.value('timeline.create', {
    caseId,
    statement: 'She came to Brussels',
    personIds: [clientId, personId],
    citations: [
      { kind: 'interview', interviewId, blockId: blockId(1), quote: '' },
      { kind: 'exhibit', exhibitId: exhibit.id, locator: '' },
    ],
  });
  await core.value('timeline.create', {
    caseId,
    statement: 'She was paid nothing',
    constraints: [{ kind: 'after', otherFactId: fact.id, gap: null, note: '' }],
  });
  await core.value('accounts.create', { caseId, account: { ...anAccount('zero'), exhibitId: exhibit.id } });
  await apply(office, caseId, { what: 'compareAccount', which: 0, other: 0, word: 'zero' });
  return caseId;
}

const anAccount = (word: string) => ({
  kind: 'police' as const,
  dateEdtf: '',
  takenBy: word,
  language: '',
  interpreter: '',
  exhibitId: null,
  interviewId: null,
  note: '',
});

async function write({ core }: Office, interviewId: InterviewId, word: string, firstSinceOpening: boolean) {
  const read = await core.value('interviews.read', { interviewId });
  await core.call('interviews.saveDocument', {
    interviewId,
    baseRevision: read.revision,
    document: aDocument(`She said ${word}`, 'And no more'),
    firstSinceOpening,
  });
}

export async function seal({ core }: Office, interviewId: InterviewId) {
  const { revision } = await core.value('interviews.read', { interviewId });
  await core.call('interviews.seal', { interviewId, baseRevision: revision });
}

/** Does what an edit says, if there is a record for it and the program lets it. */
export async function apply(office: Office, caseId: CaseId, edit: Edit): Promise<void> {
  const { core } = office;
  const { what, which, other, word } = edit;
  const records = recordsOf(office, caseId);
  const personId = nth(records.people, which);
  const factId = nth(records.facts, which);
  const otherFactId = nth(records.facts, other);
  const exhibitId = nth(records.exhibits, which);
  const interviewId = nth(records.interviews, which);
  const accountId = nth(records.accounts, which);
  const caseEventId = nth(records.events, which);
  const changeFact = async (changes: Parameters<typeof core.call<'timeline.change'>>[1]['changes']) => {
    if (factId !== undefined) await core.call('timeline.change', { factId, changes });
  };
  const changePerson = async (changes: Parameters<typeof core.call<'people.change'>>[1]['changes']) => {
    if (personId !== undefined) await core.call('people.change', { personId, changes });
  };
  switch (what) {
    case 'changeCase': {
      const fields = ['note', 'centreName', 'prosecutionNumber'] as const;
      await core.call('cases.change', { caseId, changes: { [nth(fields, which) ?? 'note']: word } });
      return;
    }
    case 'changePerson':
      return changePerson({ [nth(['note', 'email', 'telephone'] as const, other) ?? 'note']: word });
    case 'renamePerson':
      return changePerson({
        [nth(['familyName', 'givenNames', 'otherNames'] as const, other) ?? 'givenNames']: word,
      });
    case 'changeRole':
      return changePerson({ role: nth(['witness', 'doctor', 'child'] as const, other) ?? 'witness' });
    case 'setSafeContact': {
      if (personId === undefined) return;
      const safeContact = { ...emptySafeContact, neverWrite: true, codeWord: word };
      await core.call('people.setSafeContact', { personId, safeContact: other === 0 ? null : safeContact });
      return;
    }
    case 'addPerson': {
      const made = await core.value('people.create', { caseId, role: 'doctor', note: word });
      const safeContact = { ...emptySafeContact, neverCall: true };
      await core.value('people.setSafeContact', { personId: made.personId, safeContact });
      return;
    }
    case 'removePerson':
      if (personId !== undefined) await core.call('people.remove', { personId });
      return;
    case 'changeFact':
      return changeFact({ [nth(['place', 'note', 'statement'] as const, other) ?? 'place']: word });
    case 'dateFact':
      return changeFact({
        date: { text: nth(['2023-05', '2024', '3 mai 2022'], other) ?? '', language: 'fr' },
      });
    case 'linkPeople': {
      const second = nth(records.people, other);
      return changeFact({ personIds: second === undefined ? [] : [second] });
    }
    case 'citeExhibit': {
      const cited = nth(records.exhibits, other);
      return changeFact({
        citations: cited === undefined ? [] : [{ kind: 'exhibit', exhibitId: cited, locator: word }],
      });
    }
    case 'citeInterview': {
      const cited = nth(records.interviews, other);
      if (cited === undefined) return;
      const citation = { kind: 'interview', interviewId: cited, blockId: blockId(1), quote: '' } as const;
      return changeFact({ citations: [citation] });
    }
    case 'linkInTime':
      if (otherFactId === undefined || otherFactId === factId) return changeFact({ constraints: [] });
      return changeFact({ constraints: [{ kind: 'before', otherFactId, gap: null, note: word }] });
    case 'addFact':
      await core.value('timeline.create', {
        caseId,
        statement: word,
        personIds: personId === undefined ? [] : [personId],
        constraints:
          factId === undefined ? [] : [{ kind: 'during', otherFactId: factId, gap: null, note: '' }],
      });
      return;
    case 'removeFact':
      if (factId !== undefined) await core.call('timeline.remove', { factId });
      return;
    case 'mergeFacts': {
      if (factId === undefined || otherFactId === undefined || factId === otherFactId) return;
      await core.call('timeline.merge', { factIds: [factId, otherFactId], statement: word, dateOf: factId });
      return;
    }
    case 'splitFact':
      if (factId !== undefined)
        await core.call('timeline.split', { factId, first: word, second: 'The rest' });
      return;
    case 'changeExhibit': {
      const field = nth(['title', 'note', 'author'] as const, other) ?? 'title';
      if (exhibitId !== undefined)
        await core.call('evidence.change', { exhibitId, changes: { [field]: word } });
      return;
    }
    case 'addExhibit':
      await core.call('evidence.create', { caseId, exhibit: { ...exhibitDraft, title: word }, place: 1 });
      return;
    case 'moveExhibit':
      if (exhibitId !== undefined) await core.call('evidence.move', { exhibitId, place: other + 1 });
      return;
    case 'removeExhibit':
      if (exhibitId !== undefined) await core.call('evidence.remove', { exhibitId });
      return;
    case 'markSent':
      await core.call('exhibits.markSent', { caseId, sentOn: core.clock.today(), recipient: word });
      return;
    case 'addOriginal':
      await anOriginal(core, caseId, Buffer.from(`A photograph of ${word}`));
      return;
    case 'changeInterview': {
      const field = nth(['title', 'stopNote', 'interpreter'] as const, other) ?? 'title';
      if (interviewId !== undefined)
        await core.call('interviews.changeDetails', { interviewId, changes: { [field]: word } });
      return;
    }
    case 'writeInterview':
      if (interviewId !== undefined) await write(office, interviewId, word, other !== 0);
      return;
    case 'takeBreak': {
      if (interviewId === undefined) return;
      const started = await core.call('interviews.startBreak', { interviewId });
      if (started.ok) await core.call('interviews.endBreak', { breakId: started.value.id });
      return;
    }
    case 'answerGuide':
      if (interviewId !== undefined)
        await core.call('interviews.saveGuide', {
          interviewId,
          answers: { begin: { done: other === 0, note: word } },
        });
      return;
    case 'addInterview': {
      const made = await core.value('interviews.create', {
        caseId,
        details: { ...interviewDetails, title: word },
      });
      return write(office, made.id, word, true);
    }
    case 'putInterviewAside': {
      const aside = nth(records.aside, other);
      if (aside !== undefined) await core.call('interviews.bringBack', { interviewId: aside });
      else if (interviewId !== undefined) await core.call('interviews.remove', { interviewId });
      return;
    }
    case 'eraseInterview': {
      if (interviewId === undefined) return;
      await core.call('interviews.remove', { interviewId });
      await core.call('interviews.erase', { interviewId });
      return;
    }
    case 'sealInterview':
      if (interviewId !== undefined) await seal(office, interviewId);
      return;
    case 'addAddendum':
      if (interviewId !== undefined)
        await core.call('interviews.addAddendum', { interviewId, text: word, reason: '' });
      return;
    case 'changeAccount': {
      if (accountId === undefined) return;
      const exhibit = word === 'three' ? null : (nth(records.exhibits, other) ?? null);
      await core.call('accounts.change', { accountId, account: { ...anAccount(word), exhibitId: exhibit } });
      return;
    }
    case 'compareAccount': {
      if (accountId === undefined || otherFactId === undefined) return;
      const comparison = { relation: 'added' as const, wording: word, locator: '', reasons: [], reason: '' };
      await core.call('accounts.compare', { accountId, factId: otherFactId, comparison });
      return;
    }
    case 'addAccount':
      await core.value('accounts.create', { caseId, account: anAccount(word) });
      return;
    case 'redactOriginal': {
      const [evidenceFileId] = records.originals;
      const pages = [{ bytes: Uint8Array.from(jpegWithTraces(false)), width: 100, height: 100 }];
      if (evidenceFileId !== undefined)
        await core.call('exhibits.saveRedactedCopy', {
          evidenceFileId,
          areas: which + 1,
          pages,
        });
      return;
    }
    case 'useRedactedCopy': {
      const copy = nth(records.copies, which);
      if (copy !== undefined)
        await core.call('exhibits.useRedactedCopy', { evidenceFileId: copy, standsIn: other !== 0 });
      return;
    }
    case 'placeHold':
      await core.call('retention.placeHold', { caseId, reason: word });
      return;
    case 'liftHold':
      await core.call('retention.liftHold', { caseId, reason: word });
      return;
    case 'closeCase':
      await core.call('cases.close', { caseId, reason: word });
      return;
    case 'reopenCase':
      await core.call('cases.reopen', { caseId });
      return;
    case 'recordEvent': {
      const event = { kind: 'annexe15Issued', happenedOn: '2026-02-20', note: word };
      await core.call('procedures.recordEvent', { caseId, event });
      return;
    }
    case 'changeEvent': {
      const event = { kind: 'annexe15Issued', happenedOn: `2026-02-1${other}`, note: word };
      if (caseEventId !== undefined) await core.call('procedures.changeEvent', { caseEventId, event });
      return;
    }
    case 'removeEvent':
      if (caseEventId !== undefined) await core.call('procedures.removeEvent', { caseEventId });
      return;
    case 'removeAccount':
      if (accountId !== undefined) await core.call('accounts.remove', { accountId });
      return;
  }
}
