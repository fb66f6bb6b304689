import type { FilingKind } from '../../src/shared/filings/kinds';
import type { Language } from '../../src/shared/kernel/languages';
import type { FilingReview } from '../../src/shared/filings/schemas';
import { sql } from '../../src/core/db/sql';
import { documentToPlainText, readDocumentText } from '../../src/core/filings/document-text';
import { readPackage } from '../../src/core/filings/package-reader';
import type { FilingId } from '../../src/shared/kernel/ids';
import type { TestCore } from './core';
import type { Answers } from './filing-answers';
import type { FilingCase } from './filing-case';

export interface MadeFiling {
  readonly id: FilingId;
  readonly document: Buffer;
  readonly review: FilingReview;
}

/** Answers the questions of a filing and makes it; throws with the reason when it is refused. */
export async function makeFiling(
  core: TestCore,
  made: FilingCase,
  filing: { readonly kind: FilingKind; readonly language: Language; readonly answers: Answers },
): Promise<MadeFiling> {
  const draft = { caseId: made.caseId, filingKind: filing.kind, language: filing.language };
  await core.value('filings.answer', { ...draft, answers: filing.answers });
  const review = await core.value('filings.review', { ...draft, withNames: true });
  const summary = await core.value('filings.generate', draft);
  return { id: summary.id, document: storedDocument(core, summary.id), review };
}

/** The bytes of a filing as the vault keeps them. */
export function storedDocument(core: TestCore, filingId: FilingId): Buffer {
  const row = core
    .vaultDeps()
    .db.get<{ document: Uint8Array }>(sql`SELECT document FROM filings WHERE id = ${filingId}`);
  if (row === undefined) throw new Error('There is no such filing');
  return Buffer.from(row.document);
}

export function plainText(document: Uint8Array): string {
  const parts = readPackage(document);
  if (!parts.ok) throw new Error(`The document cannot be read: ${parts.error.reason}`);
  return documentToPlainText(readDocumentText(parts.value));
}

/** Every piece of text the review screen says is printed. */
export function printedPieces(review: FilingReview): readonly string[] {
  return review.entries
    .flatMap(({ shown }) => {
      if (shown.kind === 'printed') return [shown.text];
      return shown.kind === 'list' ? shown.items.flatMap(({ pieces }) => pieces) : [];
    })
    .filter((piece) => piece !== '');
}
