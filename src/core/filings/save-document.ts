import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { extname } from 'node:path';
import { err, ok, type Result } from '../../shared/kernel/result';
import { writeFileAtomically } from '../kernel/atomic-file';
import { targetFailureOf } from '../kernel/target-failure';

export interface SaveFailure {
  readonly kind: 'targetFull' | 'targetNotWritable' | 'targetMissing' | 'writtenWrongly';
}

/**
 * Writes a document outside the vault: beside its place first, to the disk, then under its name; then it is read back
 * and compared. After a failure neither a half file nor a temporary one is left, and an older file of that name stands
 * as it was.
 */
export function saveDocument(path: string, document: Uint8Array): Result<void, SaveFailure> {
  try {
    writeFileAtomically(path, document);
  } catch (failure) {
    const kind = targetFailureOf(failure);
    if (kind === null) throw failure;
    return err({ kind });
  }
  if (digest(readFileSync(path)) === digest(document)) return ok(undefined);
  rmSync(path, { force: true });
  return err({ kind: 'writtenWrongly' });
}

/** Some dialogs leave out the extension. It is added, unless that would overwrite a file nobody was asked about. */
export function withExtension(chosen: string, extension: '.docx' | '.pdf'): string {
  const extended = `${chosen}${extension}`;
  return extname(chosen).toLowerCase() === extension || existsSync(extended) ? chosen : extended;
}

/** The code of a case as part of a file's name. */
export function safeInFileName(caseCode: string): string {
  return caseCode.replaceAll(/[^\w.-]/g, '-');
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
