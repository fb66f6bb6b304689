import { cpSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { sql } from '../../../src/core/db/sql';
import { checkOriginal, writeOriginal } from '../../../src/core/evidence/originals';
import type { OpenVault } from '../../../src/core/vault/session';
import type { CaseId, InterviewId, VaultId } from '../../../src/shared/kernel/ids';
import { createTestCore } from '../../support/core';
import { answersForInventory } from '../../support/filing-answers';
import { adultCase, makeFilingCase } from '../../support/filing-case';
import type { CoreOnFolder } from './core-on-folder';
import type { Random } from './random';

// What a person does all day, as fast as core can: types in an interview, notes facts, makes a filing. Each piece of
// work says what it is once core has acknowledged it, so that it can be asked for after the fault.

/** A vault to work in, closed, with one case, one interview and the answers for a filing. */
export interface Workplace {
  readonly vaultId: VaultId;
  /** Name of the vault's folder below `documents/Dossier`. */
  readonly vaultName: string;
  readonly caseId: CaseId;
  readonly interviewId: InterviewId;
}

export const vaultFolderOf = (folder: string, workplace: Workplace) =>
  join(folder, 'documents', 'Dossier', workplace.vaultName);

/** Makes the workplace in an empty folder: `settings` and `documents`, as a core has them. */
export async function makeWorkplace(folder: string): Promise<Workplace> {
  const core = createTestCore();
  try {
    await core.createVault();
    const { caseId } = await makeFilingCase(core, { ...adultCase });
    await core.value('filings.answer', {
      caseId,
      filingKind: 'F13',
      language: 'fr',
      answers: { ...answersForInventory(), 'signatory.name': 'Anne Modèle' },
    });
    const interview = await core.value('interviews.create', {
      caseId,
      details: {
        title: 'First interview',
        heldOn: '2026-03-02',
        startedAt: '10:00',
        endedAt: null,
        placeKind: 'centre',
        language: 'ti',
        interpreter: '',
        interpreterLanguage: '',
        personsPresent: '',
        stopReason: '',
        stopNote: '',
      },
    });
    // Two interviews of the filing are written without the search index, which every check compares with the records.
    await core.value('search.rebuild', {});
    await core.value('vault.prepareLock', {});
    const parent = join(core.folder, 'documents', 'Dossier');
    const vaultName = readdirSync(parent).find((name) => name.endsWith('.dossier')) ?? '';
    mkdirSync(folder, { recursive: true });
    cpSync(join(core.folder, 'documents'), join(folder, 'documents'), { recursive: true });
    cpSync(join(core.folder, 'settings'), join(folder, 'settings'), { recursive: true });
    return { vaultId: core.vault().id, vaultName, caseId, interviewId: interview.id };
  } finally {
    core.close();
  }
}

/** A piece of work that core has acknowledged. */
export type Done =
  | { readonly kind: 'interview'; readonly number: number; readonly revision: number }
  | { readonly kind: 'fact'; readonly number: number; readonly id: string }
  | { readonly kind: 'filing'; readonly number: number; readonly id: string }
  | { readonly kind: 'original'; readonly number: number; readonly storedAs: string };

/** Points this core, which may stand in a copied folder, to the vault there. */
export async function openWorkplace(
  core: CoreOnFolder,
  folder: string,
  workplace: Workplace,
  passphrase: string,
): Promise<void> {
  core.deps.knownVaults.remember({
    id: workplace.vaultId,
    folder: vaultFolderOf(folder, workplace),
    lastOpenedAt: null,
    lastSeen: core.deps.knownVaults.find(workplace.vaultId)?.lastSeen ?? null,
  });
  await core.value('vault.unlock', { id: workplace.vaultId, passphrase });
}

const wordsOf = (random: Random, words: number) =>
  Array.from({ length: words }, () => random.pick(['elle', 'est', 'partie', 'sans', 'rien', 'dire'])).join(
    ' ',
  );

/** The text that stands in the interview after piece of work `number`; it names the number in its first block. */
function interviewText(number: number, random: Random) {
  const blocks = 3 + random.below(12);
  return {
    type: 'doc' as const,
    content: Array.from({ length: blocks }, (_none, index) => ({
      type: 'paragraph' as const,
      attrs: {
        id: `00000000-0000-7000-8000-${String(index + 1).padStart(12, '0')}`,
        provenance: 'paraphrase' as const,
        sensitive: false,
      },
      content: [
        {
          type: 'text' as const,
          text: index === 0 ? `Mark ${number} of ${blocks}.` : wordsOf(random, 10 + random.below(80)),
        },
      ],
    })),
  };
}

/** Does pieces of work one after the other; `say` is told of each once it is acknowledged. */
export async function work(
  core: CoreOnFolder,
  workplace: Workplace,
  options: { readonly from: number; readonly pieces: number; readonly random: Random },
  say: (done: Done) => void,
): Promise<void> {
  const { caseId, interviewId } = workplace;
  const { random, from } = options;
  let { revision } = await core.value('interviews.read', { interviewId });
  for (let number = from; number < from + options.pieces; number += 1) {
    if (number % 7 === 4) {
      say({ kind: 'original', number, storedAs: await takeInOriginal(core, workplace, random) });
    } else if (number % 40 === 20) {
      const filing = await core.value('filings.generate', { caseId, filingKind: 'F13', language: 'fr' });
      say({ kind: 'filing', number, id: filing.id });
    } else if (number % 3 === 0) {
      const fact = await core.value('timeline.create', {
        caseId,
        statement: `Fact ${number}. ${wordsOf(random, 30)}`,
      });
      say({ kind: 'fact', number, id: fact.id });
    } else {
      const saved = await core.value('interviews.saveDocument', {
        interviewId,
        baseRevision: revision,
        document: interviewText(number, random),
        firstSinceOpening: number === from,
      });
      ({ revision } = saved);
      say({ kind: 'interview', number, revision });
    }
  }
}

/** Encrypts an original into the vault and writes its row, as an import does. */
async function takeInOriginal(core: CoreOnFolder, { caseId }: Workplace, random: Random): Promise<string> {
  const vault = core.deps.session.current();
  if (vault === null) throw new Error('The vault is not open');
  const bytes = random.bytes(random.below(90_000));
  const { storedAs, sha256, byteLength } = await writeOriginal(vault.originals, Readable.from([bytes]));
  vault.db.run(sql`
    INSERT INTO evidence_files (id, case_id, stored_as, sha256, byte_length, name, media_type, imported_at)
    VALUES (${core.deps.newId()}, ${caseId}, ${storedAs}, ${sha256}, ${byteLength}, 'photograph.jpg', 'image/jpeg',
      ${core.deps.clock.now()})
  `);
  return storedAs;
}

export interface Findings {
  /** Acknowledged pieces of work that are not there. */
  readonly lost: number;
  /** Rows that tell of half a transaction. */
  readonly partial: readonly string[];
}

/** Compares what stands in the vault with what was acknowledged. */
export async function findWork(
  { db, originals }: Pick<OpenVault, 'db' | 'originals'>,
  workplace: Workplace,
  done: readonly Done[],
): Promise<Findings> {
  const { interviewId } = workplace;
  const partial: string[] = [];
  const facts = new Set(
    db.all<{ id: string }>(sql`SELECT id FROM facts WHERE statement LIKE 'Fact %'`).map(({ id }) => id),
  );
  const filings = new Set(db.all<{ id: string }>(sql`SELECT id FROM filings`).map(({ id }) => id));
  const interview = db.get<{ revision: number; document: string; words: number }>(
    sql`SELECT revision, document, word_count AS words FROM interviews WHERE id = ${interviewId}`,
  );
  const rows = db.all<{ storedAs: string; sha256: string; byteLength: number }>(
    sql`SELECT stored_as AS storedAs, sha256, byte_length AS byteLength FROM evidence_files`,
  );
  const whole = new Set<string>();
  for (const row of rows) {
    if ((await checkOriginal(originals, row)) === 'whole') whole.add(row.storedAs);
    else partial.push('an original has its row and not its bytes');
  }
  function isThere(piece: Done): boolean {
    switch (piece.kind) {
      case 'interview':
        return (interview?.revision ?? -1) >= piece.revision;
      case 'fact':
        return facts.has(piece.id);
      case 'filing':
        return filings.has(piece.id);
      case 'original':
        return whole.has(piece.storedAs);
    }
  }
  let lost = 0;
  for (const piece of done) {
    if (!isThere(piece)) lost += 1;
  }

  // Each is written together with its entry in the audit chain, and the text of an interview with its revision.
  const audited = (action: string) =>
    new Set(
      db
        .all<{ id: string }>(sql`SELECT subject_id AS id FROM audit_entries WHERE action = ${action}`)
        .map(({ id }) => id),
    );
  if (!sameMembers(facts, audited('fact.created'))) partial.push('facts and their audit entries differ');
  if (!sameMembers(filings, audited('filing.generated')))
    partial.push('filings and their audit entries differ');
  const last = done.findLast((piece) => piece.kind === 'interview');
  const mark = /Mark (\d+) of (\d+)\./.exec(interview?.document ?? '');
  if (mark !== null && interview !== undefined) {
    const blocks = interview.document.split('"paragraph"').length - 1;
    if (Number(mark[2]) !== blocks) partial.push('the text of the interview is cut');
    if (
      last?.kind === 'interview' &&
      interview.revision === last.revision &&
      Number(mark[1]) !== last.number
    ) {
      partial.push('the text of the interview belongs to another revision');
    }
  }
  return { lost, partial };
}

function sameMembers(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((id) => other.has(id));
}
