import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { CaseId, FilingId } from '../../src/shared/kernel/ids';
import { languages } from '../../src/shared/kernel/languages';
import { makeChronologyCase } from './chronology-case';
import type { TestCore } from './core';
import { aPng } from './evidence-files';
import { answersForAttestation } from './filing-answers';
import { adultCase, makeFilingCase } from './filing-case';
import { makeFiling, storedDocument } from './filing-documents';
import { filingScenarios } from './filing-scenarios';
import { illustratedInventory } from './illustrated-inventory';
import { jpegWithTraces } from './pictures';

/** Every filing in each language, one from a template of one’s own, and what else is made: by name. */
export async function makeEveryWordFile(core: TestCore): Promise<ReadonlyMap<string, Buffer>> {
  const made = new Map<string, Buffer>();
  const out = join(core.folder, 'out.docx');
  for (const { name, kind, language, draft, answers } of filingScenarios) {
    const filingCase = await makeFilingCase(core, draft);
    made.set(
      name,
      (await makeFiling(core, filingCase, { kind, language, answers: answers(filingCase) })).document,
    );
  }
  const illustrated = await makeIllustratedFiling(core);
  made.set('a template of one’s own, with pictures', storedDocument(core, illustrated.id));
  const { caseId } = await makeChronologyCase(core);
  const chat = join(core.folder, 'chat.txt');
  writeFileSync(chat, '13/05/2023, 21:30 - Karim: You owe 400.\n13/05/2023, 21:31 - Mina: أريد جواز سفري\n');
  core.host.answerFile(chat);
  const { reportId } = await core.value('conversations.look', {});
  const form = { title: 'Karim', people: [], receivedFrom: 'Salma', receivedHow: '' };
  const { conversationId } = await core.value('conversations.confirm', { reportId, caseId, ...form });
  for (const language of languages) {
    const keep = async (name: string, save: () => Promise<unknown>) => {
      core.host.answerSavePath(out);
      await save();
      made.set(`${name}.${language}`, readFileSync(out));
    };
    const chronology = {
      language,
      filter: {},
      sources: 'all',
      withSourceKind: true,
      withConfidence: true,
    } as const;
    await keep('chronology', () => core.value('timeline.saveChronology', { caseId, choice: chronology }));
    await keep('custody annex', () =>
      core.value('exhibits.saveCustodyAnnex', { caseId, language, withGiver: true }),
    );
    const transcript = { language, filter: {}, withTranslation: false, withFileName: true } as const;
    await keep('transcript', () =>
      core.value('conversations.saveTranscript', { conversationId, choice: transcript }),
    );
  }
  return made;
}

/** A filing from a template of one's own, with pictures, head and foot, whose author stands in it. */
export async function makeIllustratedFiling(
  core: TestCore,
): Promise<{ readonly caseId: CaseId; readonly id: FilingId }> {
  const made = await makeFilingCase(core, adultCase);
  const draft = { caseId: made.caseId, filingKind: 'F7', language: 'fr' } as const;
  const folder = join(core.folder, `brought ${made.caseId}`);
  mkdirSync(folder);
  const write = (name: string, bytes: Uint8Array) => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  core.host.answerFiles([write('IMG_2041.jpg', jpegWithTraces()), write('plan.png', aPng())]);
  const { batchId } = await core.value('evidence.chooseFiles', { caseId: made.caseId, exhibitId: null });
  const custody = {
    receivedFrom: '',
    receivedOn: '2026-03-01',
    receivedHow: '',
    device: '',
    paperOriginal: '',
    note: '',
  };
  await core.value('evidence.importBatch', { batchId, custody });
  const drawn = new Uint8Array(readFileSync(resolve('resources/practice/picture.jpg')));
  for (const { id } of await core.value('evidence.originals', { caseId: made.caseId }))
    await core.value('exhibits.keepPicture', { evidenceFileId: id, bytes: drawn });
  const telling = {
    'docProps/core.xml':
      '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>Invented Person</dc:creator></cp:coreProperties>',
    'docProps/app.xml':
      '<Properties><Company>Invented Company</Company><Application>Invented 1.0</Application></Properties>',
  };
  core.host.answerFile(write('own.docx', illustratedInventory(telling)));
  const templateId = (await core.value('templates.import', { filingKind: 'F7', language: 'fr' })).template.id;
  await core.value('filings.answer', { ...draft, answers: answersForAttestation(made) });
  return { caseId: made.caseId, id: (await core.value('filings.generate', { ...draft, templateId })).id };
}
