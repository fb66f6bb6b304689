import { citationWithNumber, withoutNumbers } from '../../shared/drafts/citations';
import type { GeneratedParagraph } from '../../shared/drafts/merge';
import { reviewFiling } from '../../shared/filings/review';
import type { FilingDraft, TemplateFailure, ToldPicturesFailure } from '../../shared/filings/schemas';
import type { FieldValue, FieldValues } from '../../shared/filings/sheet';
import type { FilingSnapshot } from '../../shared/filings/snapshot';
import type { OwnTemplateId } from '../../shared/kernel/ids';
import { err, ok, type Result } from '../../shared/kernel/result';
import { listMissingPictures, picturesOf, tellFailure } from '../exhibits/pictures';
import { buildDocument } from '../filings/build-document';
import { prepareFiling, type NotPrepared } from '../filings/prepare';
import { keepWhatIsTold } from '../filings/snapshot';
import { readChosenTemplate } from '../filings/templates';
import type { VaultDeps } from '../kernel/deps';
import { practicePicture } from '../templates/practice-picture';
import { readDraftParagraphs } from './paragraphs';
import { listQuotable } from './store';

export interface GeneratedDraft {
  readonly templateVersion: string;
  readonly snapshot: FilingSnapshot;
  /** With citations in the place of the numbers of exhibits. */
  readonly document: Uint8Array;
  readonly paragraphs: readonly GeneratedParagraph[];
}

/**
 * The text of a filing from the case as it is now. In a transaction.
 *
 * @param forWords  only the words are looked at, so that any picture does
 */
export function generateDraft(
  deps: VaultDeps,
  filing: FilingDraft,
  templateId: OwnTemplateId | null,
  { forWords }: { readonly forWords: boolean },
): Result<GeneratedDraft, NotPrepared | TemplateFailure | ToldPicturesFailure> {
  const { filingKind, language } = filing;
  const prepared = prepareFiling(deps, filing);
  if (!prepared.ok) return prepared;
  const template = readChosenTemplate(deps, filing, templateId);
  if (!template.ok) return template;
  const { snapshot } = prepared.value;
  const values = valuesWithCitations(snapshot);
  const pictures = picturesOf(deps.db, snapshot);
  const built = buildDocument({
    template: template.value.parts,
    filingKind,
    language,
    values,
    pictures: forWords ? { ...pictures, read: () => practicePicture(deps.resourcesFolder) } : pictures,
  });
  if (!built.ok) return err(tellFailure(deps.db, snapshot, built.error));
  const { document } = built.value;
  const quotable = listQuotable(deps.db, filing.caseId).map(({ text }) => text);
  return ok({
    templateVersion: template.value.version,
    snapshot: keepWhatIsTold(snapshot, {
      shown: built.value.pictures,
      missing: listMissingPictures(deps.db, filing.caseId, template.value.parts),
    }),
    document,
    paragraphs: readDraftParagraphs(document).map(({ place, text }) => ({
      place,
      text,
      quotes: quotable.filter((quote) => text.includes(quote)),
    })),
  });
}

/** What is printed, with a citation wherever the number of an exhibit is: it then follows the exhibit. */
function valuesWithCitations(snapshot: FilingSnapshot): FieldValues {
  const { values } = reviewFiling({
    ...snapshot,
    exhibits: snapshot.exhibits.map((exhibit) => ({
      ...exhibit,
      number: { ...exhibit.number, value: citationWithNumber(exhibit.id, exhibit.number.value) },
    })),
  });
  // The same fields, each with the same kind of value.
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, withKeptCitations(value)]),
  ) as typeof values;
}

function withKeptCitations(value: FieldValue): FieldValue {
  if (typeof value === 'boolean') return value;
  if (typeof value === 'string') return withoutNumbers(value);
  return value.map((item) =>
    Object.fromEntries(Object.entries(item).map(([key, text]) => [key, withoutNumbers(text)])),
  );
}
