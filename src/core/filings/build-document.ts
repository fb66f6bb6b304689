import type { FilingKind } from '../../shared/filings/kinds';
import type { Language } from '../../shared/kernel/languages';
import { filingTitle } from '../../shared/filings/kinds';
import type { TemplateFailure } from '../../shared/filings/schemas';
import type { FieldValues } from '../../shared/filings/sheet';
import { err, ok, type Result } from '../../shared/kernel/result';
import { cleanPackage } from './clean-package';
import { fillTemplate } from './fill-template';
import { markScripts } from './mark-scripts';
import type { PackageParts } from './package-reader';

/** In which a document is spell-checked. */
export const spellingLanguages: Readonly<Record<Language, string>> = {
  fr: 'fr-BE',
  nl: 'nl-BE',
  de: 'de-BE',
  en: 'en-GB',
};

/** Fills a checked template and rebuilds the result clean. The same template and values give the same bytes. */
export function buildDocument(document: {
  readonly template: PackageParts;
  readonly filingKind: FilingKind;
  readonly language: Language;
  readonly values: FieldValues;
}): Result<Buffer, TemplateFailure> {
  const filled = fillTemplate(document.template, document.values);
  if (!filled.ok) {
    const tag = filled.error.kind === 'printedFieldEmpty' ? filled.error.field : filled.error.reason;
    const cause = filled.error.kind === 'printedFieldEmpty' ? 'fieldEmpty' : 'notFillable';
    const place = { part: 'text', paragraph: 1, excerpt: '' } as const;
    return err({ kind: 'templateBroken', problems: [{ ...place, cause, tag, suggestion: null }] });
  }
  const cleaned = cleanPackage(
    filled.value,
    {
      title: titleOf(document),
      language: spellingLanguages[document.language],
    },
    markScripts,
  );
  return ok(cleaned);
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
