import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FilingReview } from '../../../src/shared/filings/schemas';
import { createTestCore, type TestCore } from '../../support/core';
import { makeFilingCase } from '../../support/filing-case';
import { makeFiling, printedPieces } from '../../support/filing-documents';
import { filingScenarios } from '../../support/filing-scenarios';
import { convertToPdf, pdfText } from '../../support/office';

const cores: TestCore[] = [];
const reviews = new Map<string, FilingReview>();
let pdfs: ReadonlyMap<string, string>;

beforeAll(async () => {
  const documents = new Map<string, Uint8Array>();
  for (const { name, kind, language, draft, answers } of filingScenarios) {
    const core = createTestCore();
    cores.push(core);
    await core.createVault();
    const made = await makeFilingCase(core, draft);
    const { document, review } = await makeFiling(core, made, { kind, language, answers: answers(made) });
    documents.set(name, document);
    reviews.set(name, review);
  }
  pdfs = convertToPdf(process.env['KEEP_PDF'] ?? cores[0]?.folder ?? '', documents);
}, 600_000);
afterAll(() => {
  for (const core of cores) core.close();
});

/**
 * Without what a layout or a place in a sentence may change: capitals, spaces, line ends, hyphens at which a word may
 * break, the drawn forms of joined letters, and rare characters for which a machine may have no font; the golden texts
 * hold those.
 */
function squeezed(text: string): string {
  return (
    text
      .normalize('NFKC')
      .normalize('NFD')
      // pdftotext gives the joined letters lam and alef in the order they are drawn.
      .replaceAll(/\u0627\u0644|\u0644\u0627/g, 'lam-alef')
      .replaceAll(/[\u{10000}-\u{10ffff}]/gu, '')
      .toLowerCase()
      .replaceAll(/[-\s\u200e\u200f\u202a-\u202e\u2066-\u2069\u00ad\f]/g, '')
  );
}

describe('a filing opened in LibreOffice', () => {
  it.each(filingScenarios)('holds every value of the review screen: $name', ({ name }) => {
    const review = reviews.get(name);
    const path = pdfs.get(name);
    if (review === undefined || path === undefined) throw new Error(`${name} was not made`);
    const text = squeezed(pdfText(path));
    const absent = printedPieces(review).filter((piece) =>
      piece.split('\n').some((line) => !text.includes(squeezed(line))),
    );
    expect(absent).toEqual([]);
    expect(text).not.toMatch(/undefined|\[object|[{}]/);
  });
});
