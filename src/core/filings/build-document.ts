import type { FilingKind } from '../../shared/filings/kinds';
import type { Language } from '../../shared/kernel/languages';
import { filingTitle } from '../../shared/filings/kinds';
import { mostPictureBytesOfFiling, mostPicturesOfFiling } from '../../shared/filings/pictures';
import type { TemplateFailure } from '../../shared/filings/schemas';
import type { FieldValues } from '../../shared/filings/sheet';
import type { EvidenceFileId } from '../../shared/kernel/ids';
import { err, ok, type Result } from '../../shared/kernel/result';
import { cleanPackage } from './clean-package';
import { fillFailureToTemplateFailure, fillTemplate } from './fill-template';
import { markScripts } from './mark-scripts';
import type { PackageParts } from './package-reader';
import { findPictureMarks, placePictures, type FilingPicture } from './place-pictures';

export interface BuiltDocument {
  readonly document: Buffer;
  /** Originals whose pictures it shows, in the order of the text. */
  readonly pictures: readonly EvidenceFileId[];
}

/** The pictures that a filing may show, by the ids of their originals. */
export interface FilingPictures {
  readonly ids: ReadonlySet<EvidenceFileId>;
  /** Null for one that nobody has drawn yet. */
  readonly read: (id: EvidenceFileId) => FilingPicture | null;
}

export type PicturesFailure =
  /** The template prints them, and nobody has drawn them yet. */
  | { readonly kind: 'picturesNotDrawn'; readonly ids: EvidenceFileId[] }
  | { readonly kind: 'tooManyPictures'; readonly count: number; readonly because: 'number' | 'size' };

/** In which a document is spell-checked. */
export const spellingLanguages: Readonly<Record<Language, string>> = {
  fr: 'fr-BE',
  nl: 'nl-BE',
  de: 'de-BE',
  en: 'en-GB',
};

/**
 * Fills a checked template and rebuilds the result clean. The same template, values and pictures give the same bytes.
 */
export function buildDocument(document: {
  readonly template: PackageParts;
  readonly filingKind: FilingKind;
  readonly language: Language;
  readonly values: FieldValues;
  readonly pictures: FilingPictures;
}): Result<BuiltDocument, TemplateFailure | PicturesFailure> {
  const filled = fillTemplate(document.template, document.values);
  if (!filled.ok) return err(fillFailureToTemplateFailure(filled.error));
  const pictures = readPictures(filled.value, document.pictures);
  if (!pictures.ok) return pictures;
  const cleaned = cleanPackage(
    placePictures(filled.value, pictures.value),
    {
      title: titleOf(document),
      language: spellingLanguages[document.language],
    },
    markScripts,
  );
  return ok({ document: cleaned, pictures: [...pictures.value.keys()] });
}

/** Those that a filled document asks for. */
function readPictures(
  filled: PackageParts,
  pictures: FilingPictures,
): Result<ReadonlyMap<EvidenceFileId, FilingPicture>, PicturesFailure> {
  const asked = findPictureMarks(filled).filter((id) => pictures.ids.has(id));
  if (asked.length > mostPicturesOfFiling)
    return err({ kind: 'tooManyPictures', count: asked.length, because: 'number' });
  const drawn = new Map<EvidenceFileId, FilingPicture>();
  const missing: EvidenceFileId[] = [];
  let bytes = 0;
  for (const id of asked) {
    const picture = pictures.read(id);
    if (picture === null) missing.push(id);
    else drawn.set(id, picture);
    bytes += picture?.bytes.byteLength ?? 0;
  }
  if (missing.length > 0) return err({ kind: 'picturesNotDrawn', ids: missing });
  return bytes > mostPictureBytesOfFiling
    ? err({ kind: 'tooManyPictures', count: asked.length, because: 'size' })
    : ok(drawn);
}

/** Some filings say in their title what is asked for; the others have the title of their kind. */
function titleOf(document: {
  readonly filingKind: FilingKind;
  readonly language: Language;
  readonly values: FieldValues;
}): string {
  const own = document.values['document.title'];
  return typeof own === 'string' && own !== '' ? own : filingTitle(document.filingKind, document.language);
}
