import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { z } from 'zod';
import { isAnswerName, isFittingAnswer } from '../../shared/filings/answers';
import type { filingsContract } from '../../shared/filings/contract';
import {
  filingDeclarations,
  isOwnLetter,
  languagesOf,
  preferredLanguageOf,
} from '../../shared/filings/kinds';
import type { Language } from '../../shared/kernel/languages';
import { offeredKinds } from '../../shared/filings/registry';
import { reviewFiling, withoutNames } from '../../shared/filings/review';
import type { FilingDraft, FilingReview } from '../../shared/filings/schemas';
import { filingIdSchema, type CaseId } from '../../shared/kernel/ids';
import { err, ok, type Result } from '../../shared/kernel/result';
import { onPaper, recordCopy, type CopyRecord } from '../departures/copy-record';
import { passGate } from '../departures/depart';
import { letOutDocument } from '../departures/let-out';
import { lookAtFiling } from '../departures/look-at-filing';
import type { VaultDeps } from '../kernel/deps';
import type { Handlers } from '../kernel/handlers';
import { auditNamesShown } from '../people/names-shown';
import { readPictureDescriptions } from '../documents/paragraphs';
import { listMissingPictures, picturesOf, tellFailure } from '../exhibits/pictures';
import { openShelf } from '../packs/shelf';
import { readProcedure } from '../procedures/store';
import { buildDocument } from './build-document';
import { readDocumentText } from './document-text';
import { readPackage } from './package-reader';
import { prepareFiling } from './prepare';
import { picturesInWords } from './place-pictures';
import { withPlainSymbols } from '../documents/symbols';
import { footOf, forDrawing, printedAsPdf } from './printed-as-pdf';
import { safeInFileName, withExtension } from './file-name';
import { keepWhatIsTold, takeSnapshot } from './snapshot';
import {
  findCaseLanguage,
  findFiling,
  findPackVersion,
  insertFiling,
  listFilings,
  readAnswers,
  writeAnswers,
  type StoredAnswers,
} from './store';
import { readChosenTemplate } from './templates';

/** What a picture is called where a document is read as text. */
const pictureWords: Readonly<Record<Language, string>> = {
  fr: 'Image',
  nl: 'Beeld',
  de: 'Bild',
  en: 'Picture',
};

export const filingsHandlers: Handlers<typeof filingsContract> = {
  'filings.list': ({ db, resourcesFolder }, { caseId }) => {
    const fileLanguage = findCaseLanguage(db, caseId);
    if (fileLanguage === undefined) return err({ kind: 'caseNotFound' });
    return ok({
      offered: kindsOfferedIn(db, resourcesFolder, caseId).map((filingKind) => ({
        filingKind,
        phaseId: filingDeclarations[filingKind].stage,
        languages: [...languagesOf(filingKind)],
        preferredLanguage: preferredLanguageOf(filingKind, fileLanguage),
      })),
      made: [...listFilings(db, caseId)],
    });
  },

  'filings.review': (deps, { withNames, ...draft }) => {
    const reviewed = deps.db.transaction(() => reviewDraft(deps, draft));
    if (!reviewed.ok || !withNames) return reviewed.ok ? ok(withoutNames(reviewed.value)) : reviewed;
    auditNamesShown(deps, draft.caseId);
    return reviewed;
  },

  'filings.answer': (deps, { answers, ...draft }) => {
    const { db, clock } = deps;
    const fields = Object.entries(answers)
      .filter(([name, value]) => !isAnswerName(name) || !isFittingAnswer(name, value))
      .map(([name]) => name);
    if (fields.length > 0) return err({ kind: 'answerDoesNotFit', fields });
    return db.transaction(() => {
      if (findCaseLanguage(db, draft.caseId) === undefined) return err({ kind: 'caseNotFound' } as const);
      const now = clock.now();
      const changed: StoredAnswers = Object.fromEntries(
        Object.entries(answers).map(([name, value]) => [name, { value, changedAt: now }]),
      );
      writeAnswers(db, draft, { ...readAnswers(db, draft), ...changed }, now);
      const reviewed = reviewDraft(deps, draft);
      return reviewed.ok ? ok(withoutNames(reviewed.value)) : reviewed;
    });
  },

  'filings.generate': (deps, { templateId, ...draft }) => {
    const { db, clock, newId, audit, resourcesFolder } = deps;
    // Read before the transaction; neither a file of the program nor a version of a template ever changes.
    const template = readChosenTemplate({ db, resourcesFolder }, draft, templateId);
    if (!languagesOf(draft.filingKind).includes(draft.language)) return err({ kind: 'templateMissing' });
    return db.transaction(() => {
      const prepared = prepareFiling(deps, draft);
      if (!prepared.ok) return prepared;
      const { snapshot, values } = prepared.value;
      if (!template.ok) return template;
      const { filingKind, language } = draft;
      const built = buildDocument({
        template: template.value.parts,
        filingKind,
        language,
        values,
        pictures: picturesOf(db, snapshot),
      });
      if (!built.ok) return err(tellFailure(db, snapshot, built.error));
      const { document, pictures } = built.value;

      const id = filingIdSchema.parse(newId());
      insertFiling(db, {
        id,
        templateVersion: template.value.version,
        packVersion: findPackVersion(db, draft.caseId),
        snapshot: keepWhatIsTold(snapshot, {
          shown: pictures,
          missing: listMissingPictures(db, draft.caseId, template.value.parts),
        }),
        document,
        sha256: createHash('sha256').update(document).digest('hex'),
        generatedAt: clock.now(),
      });
      audit({ action: 'filing.generated', subjectId: id, caseId: draft.caseId });
      const made = findFiling(db, id);
      if (made === undefined) throw new Error('A filing that was just written is not there');
      return ok(made.summary);
    });
  },

  'filings.text': (deps, { filingId }) => {
    const filing = findFiling(deps.db, filingId);
    if (filing === undefined) return err({ kind: 'filingNotFound' });
    auditNamesShown(deps, filing.summary.caseId);
    const parts = readPackage(filing.document);
    if (!parts.ok) throw new Error(`A filing of the vault could not be read: ${parts.error.reason}`);
    const word = pictureWords[filing.summary.language];
    const { body, footer } = readDocumentText(
      picturesInWords(
        withPlainSymbols(parts.value),
        (description) => `[${[word, description].filter(Boolean).join(': ')}]`,
      ),
    );
    return ok({
      filing: filing.summary,
      blocks: body.map((block) =>
        block.kind === 'table'
          ? { kind: block.kind, headerRows: block.headerRows, rows: block.rows.map((row) => [...row]) }
          : { kind: block.kind, headingLevel: block.headingLevel, number: block.number, text: block.text },
      ),
      footer: [...footer],
    });
  },

  'filings.document': (deps, { filingId }) => {
    const filing = findFiling(deps.db, filingId);
    if (filing === undefined) return err({ kind: 'filingNotFound' });
    auditNamesShown(deps, filing.summary.caseId);
    const { language } = filing.summary;
    const parts = readPackage(filing.document);
    if (!parts.ok) throw new Error(`A filing of the vault could not be read: ${parts.error.reason}`);
    const drawn = forDrawing(parts.value);
    return ok({
      language,
      document: new Uint8Array(drawn.document),
      words: [...drawn.words],
      descriptions: [...readPictureDescriptions(parts.value)],
      foot: footOf(parts.value, language),
    });
  },

  'filings.saveAs': async (deps, { filingId, form, dialogTitle, to, reason, reasonKind }) => {
    const { db, clock } = deps;
    const filing = findFiling(db, filingId);
    const look = db.transaction(() => lookAtFiling(deps, filingId, to));
    if (filing === undefined || look === undefined) return err({ kind: 'filingNotFound' });
    const passed = passGate(look.objections, look.findings, reason);
    if (!passed.ok) return passed;
    const { caseId } = filing.summary;
    const record = (): CopyRecord => ({
      exportedFiling: filingId,
      custody: look.picturesShown.map((fileId) => ({ fileId, action: 'inFiling', at: clock.now() })),
      departures: [
        {
          caseId,
          kind: 'filing',
          filingId,
          to: look.to,
          objections: [...look.objections],
          reason,
          reasonKind,
        },
      ],
      audit: [{ action: 'filing.exported', subjectId: filingId, caseId }],
    });
    return form === 'print' ? print(deps, record) : save(deps, filing, { form, dialogTitle, record });
  },
};

type SaveAs = (typeof filingsContract)['filings.saveAs'];
type Saved = Result<z.output<SaveAs['output']>, z.output<SaveAs['failure']>>;

async function save(
  deps: VaultDeps,
  { summary, document, caseCode }: NonNullable<ReturnType<typeof findFiling>>,
  {
    form,
    dialogTitle,
    record,
  }: { readonly form: 'word' | 'pdf'; readonly dialogTitle: string; readonly record: () => CopyRecord },
): Promise<Saved> {
  const { host } = deps;
  const chosen = await host.chooseSavePath({
    title: dialogTitle,
    suggestedName: suggestFileName(caseCode, summary, form),
    kinds: [form === 'word' ? { name: 'Word', extensions: ['docx'] } : { name: 'PDF', extensions: ['pdf'] }],
  });
  if (chosen === null) return ok({ outcome: 'cancelled' });
  const path = withExtension(chosen, form === 'word' ? '.docx' : '.pdf');
  const file = form === 'word' ? document : await printedAsPdf(host, document, summary.language);
  if (file === null) return err({ kind: 'pdfFailed' });
  const saved = letOutDocument(deps, { path, document: file, record: record() });
  return saved.ok ? ok({ outcome: 'saved', fileName: basename(path) }) : saved;
}

async function print(deps: VaultDeps, record: () => CopyRecord): Promise<Saved> {
  const outcome = await deps.host.printPage();
  if (outcome === 'failed') return err({ kind: 'printFailed' });
  if (outcome === 'cancelled') return ok({ outcome });
  deps.db.transaction(() => recordCopy(deps, record(), onPaper));
  return ok({ outcome });
}

/** Those of the Belgian packs; a procedure whose pack names no filing has none, and a Belgian one would mislead. */
function kindsOfferedIn(
  db: VaultDeps['db'],
  resourcesFolder: string,
  caseId: CaseId,
): readonly (typeof offeredKinds)[number][] {
  const procedure = readProcedure(db, caseId);
  if (procedure === undefined) return offeredKinds;
  const named = new Set(
    openShelf({ db, resourcesFolder })
      .ofCase(procedure)
      ?.filings.map(({ id }) => id),
  );
  // A letter of ours goes with the filings of any pack that has some.
  return offeredKinds.filter((kind) => named.has(kind) || (isOwnLetter(kind) && named.size > 0));
}

function reviewDraft(
  deps: VaultDeps,
  draft: FilingDraft,
): Result<FilingReview, { readonly kind: 'caseNotFound' | 'templateMissing' }> {
  if (!languagesOf(draft.filingKind).includes(draft.language)) return err({ kind: 'templateMissing' });
  const snapshot = takeSnapshot(deps, draft);
  return snapshot === null ? err({ kind: 'caseNotFound' }) : ok(reviewFiling(snapshot).review);
}

/** Says which filing it is to someone who knows the case, and nothing to anyone else. */
export function suggestFileName(
  caseCode: string,
  filing: { readonly filingKind: string; readonly language: Language; readonly generatedAt: string },
  form: 'word' | 'pdf',
): string {
  const extension = form === 'word' ? 'docx' : 'pdf';
  return `${safeInFileName(caseCode)}_${filing.filingKind}_${filing.language}_${filing.generatedAt.slice(0, 10)}.${extension}`;
}
