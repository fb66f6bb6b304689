import { sql } from '../../src/core/db/sql';
import type { ExhibitId, FactId, InterviewId } from '../../src/shared/kernel/ids';
import { emptyFactFields } from '../../src/shared/timeline/schemas';
import type { TestCore } from './core';
import { makeFilingCase, type FilingCase } from './filing-case';

/** Paragraphs of the interview of `makeChronologyCase`; the second stands empty. */
const paragraphIds = [
  '0197a000-0000-7000-8000-000000000001',
  '0197a000-0000-7000-8000-000000000002',
  '0197a000-0000-7000-8000-000000000003',
] as const;

/** A case whose facts have every kind of date and source. Every person and place is invented. */
export async function makeChronologyCase(
  core: TestCore,
): Promise<FilingCase & { readonly interviewId: InterviewId }> {
  const made = await makeFilingCase(core, {
    fileLanguage: 'fr',
    people: {
      client: {
        role: 'client',
        familyName: 'Adeyemi',
        givenNames: 'Blessing',
        telephone: '+32 470 12 34 56',
      },
      other: { role: 'witness', familyName: 'Okafor', givenNames: 'Grace' },
      exploiter: { role: 'allegedExploiter', familyName: 'حداد', givenNames: 'سامي' },
    },
    exhibits: [
      { title: 'Captures d’écran de messages', date: '2023-06' },
      { title: 'Billet d’avion', date: '2023-05-12' },
    ],
    facts: [
      {
        statement: 'Elle quitte Benin City en car avec deux autres femmes',
        date: 'vers mai 2023',
        place: 'Benin City',
        confidence: 'probable',
      },
      {
        statement: 'Son passeport lui est repris à l’arrivée',
        date: '12 mai 2023',
        place: 'Zaventem',
        sourceKind: 'document',
        exhibits: [
          { at: 1, locator: 'p. 2' },
          { at: 0, locator: '' },
        ],
      },
      {
        statement: 'L’homme se présente comme سامي حداد et réclame 35 000 euros',
        date: 'entre juin et août 2023',
        disputed: true,
        sourceKind: 'message',
        exhibits: [{ at: 0, locator: 'message 14' }],
      },
      { statement: 'Elle dort à six dans une chambre fermée à clé', confidence: 'uncertain' },
    ],
  });
  const { db, newId, clock } = core.vaultDeps();
  const interviewId = newId() as InterviewId;
  const paragraph = (at: 0 | 1 | 2, text: string) => ({
    type: 'paragraph',
    attrs: { id: paragraphIds[at], provenance: 'verbatim', sensitive: false },
    ...(text === '' ? {} : { content: [{ type: 'text', text }] }),
  });
  const document = JSON.stringify({
    type: 'doc',
    content: [
      paragraph(0, 'On est parties en car.'),
      paragraph(1, ''),
      paragraph(2, 'On dormait à six, la porte était fermée à clé.'),
    ],
  });
  db.run(sql`
    INSERT INTO interviews (id, case_id, title, held_on, document, created_at, updated_at)
    VALUES (${interviewId}, ${made.caseId}, 'Entretien', '2026-02-03', ${document}, ${clock.now()}, ${clock.now()})
  `);
  await core.value('timeline.change', {
    factId: made.facts[3] as FactId,
    changes: {
      citations: [
        {
          kind: 'interview',
          interviewId,
          blockId: paragraphIds[2],
          quote: 'la porte était fermée à clé',
        },
        { kind: 'exhibit', exhibitId: made.exhibits[0] as ExhibitId, locator: '' },
      ],
    },
  });
  await core.value('timeline.change', {
    factId: made.facts[0] as FactId,
    changes: {
      conditionIds: emptyFactFields.conditionIds,
      citations: [{ kind: 'interview', interviewId, blockId: paragraphIds[0], quote: '' }],
    },
  });
  return { ...made, interviewId };
}
