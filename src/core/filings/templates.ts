import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FilingKind } from '../../shared/filings/kinds';
import type { Language } from '../../shared/kernel/languages';
import type { TemplateFailure } from '../../shared/filings/schemas';
import type { OwnTemplateId } from '../../shared/kernel/ids';
import { err, ok, type Result } from '../../shared/kernel/result';
import type { ReadableDatabase } from '../db/database';
import { findOwnTemplateFile, versionOf } from '../templates/store';
import type { PackageParts } from './package-reader';
import { checkTemplate } from './template-check';

export interface Template {
  readonly parts: PackageParts;
  /** First twelve digits of the file's SHA-256: says which wording a filing was made from. */
  readonly version: string;
}

/** Reads and checks the template of a filing from `resources/templates/be-thb/`. */
export function readTemplate(
  resourcesFolder: string,
  kind: FilingKind,
  language: Language,
): Result<Template, TemplateFailure> {
  const bytes = readTemplateFile(join(resourcesFolder, 'templates', 'be-thb', `${kind}.${language}.docx`));
  if (bytes === null) return err({ kind: 'templateMissing' });
  const checked = checkTemplate(bytes);
  if (!checked.ok) return checked;
  const version = createHash('sha256').update(bytes).digest('hex').slice(0, 12);
  return ok({ parts: checked.value, version });
}

/** A template of the organisation; missing as well when it is one of another filing or language. */
function readOwnTemplate(
  db: ReadableDatabase,
  id: OwnTemplateId,
  filing: { readonly filingKind: FilingKind; readonly language: Language },
): Result<Template, TemplateFailure> {
  const found = findOwnTemplateFile(db, id);
  if (found === undefined || found.kind !== filing.filingKind || found.language !== filing.language) {
    return err({ kind: 'templateMissing' });
  }
  // Checked at its import by an older program, perhaps: what is found dangerous since is refused here.
  const checked = checkTemplate(found.document);
  return checked.ok ? ok({ parts: checked.value, version: versionOf(found.sha256) }) : checked;
}

/** A template of the organisation, or that of the program where `templateId` is null. */
export function readChosenTemplate(
  { db, resourcesFolder }: { readonly db: ReadableDatabase; readonly resourcesFolder: string },
  filing: { readonly filingKind: FilingKind; readonly language: Language },
  templateId: OwnTemplateId | null,
): Result<Template, TemplateFailure> {
  return templateId === null
    ? readTemplate(resourcesFolder, filing.filingKind, filing.language)
    : readOwnTemplate(db, templateId, filing);
}

function readTemplateFile(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch (failure) {
    if (failure instanceof Error && 'code' in failure && failure.code === 'ENOENT') return null;
    throw failure;
  }
}
