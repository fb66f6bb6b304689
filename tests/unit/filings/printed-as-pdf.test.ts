import { describe, expect, it } from 'vitest';
import { readPackage } from '../../../src/core/filings/package-reader';
import { footOf, forDrawing } from '../../../src/core/filings/printed-as-pdf';
import { documentXml, relationships, wordFile } from '../../support/word-file';

const run = (text: string): string => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const mark = (type: string): string => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
const field = (instruction: string, result: string): string =>
  `${mark('begin')}<w:r><w:instrText> ${instruction} </w:instrText></w:r>${mark('separate')}${run(result)}${mark('end')}`;
const simple = (instruction: string, result: string): string =>
  `<w:fldSimple w:instr="${instruction}">${run(result)}</w:fldSimple>`;

function partsWith(kind: 'header' | 'footer', inner: string) {
  const parts = readPackage(
    wordFile([], {
      'word/document.xml': documentXml(
        `<w:p>${run('Text')}</w:p><w:sectPr><w:${kind}Reference w:type="default" r:id="rId1"/></w:sectPr>`,
      ),
      [`word/${kind}1.xml`]: `<w:hdr xmlns:w="x"><w:p>${inner}</w:p></w:hdr>`,
      'word/_rels/document.xml.rels': relationships([[kind, `${kind}1.xml`]]),
    }),
  );
  if (!parts.ok) throw new Error('The file cannot be read');
  return parts.value;
}

describe('a document that is drawn for print', () => {
  // The number of the page, as people write it, and what stands beside it.
  const lines: readonly (readonly [inner: string, left: string])[] = [
    [run('Page ') + field('PAGE', '7') + run(' sur ') + field('NUMPAGES', '9'), ''],
    [run('Dossier 12 – page ') + simple('PAGE', '7'), 'Dossier 12'],
    [
      field('PAGE', '7') + run('/') + field('NUMPAGES \\* Arabic', '9') + run(' – Vertraulich'),
      'Vertraulich',
    ],
    [run('- ') + field('PAGE', '7') + run(' -'), ''],
    [
      run('Pagina ') + field('PAGE', '7') + run(' van ') + simple(' NUMPAGES ', '9') + run(' | Kamer 3'),
      'Kamer 3',
    ],
    [run('Seite 12 der Akte, S. ') + field('PAGE', '7'), 'Seite 12 der Akte'],
    [run('Homepage 3') + run(' (p. ') + field('SECTIONPAGES', '7') + run(')'), 'Homepage 3'],
  ];

  it.each(lines)('has no number of a page in its head: %s', (inner, left) => {
    const { words } = forDrawing(partsWith('header', inner));
    expect(words.join('').trim()).toBe(`Text${left}`.trim());
  });

  it.each(lines)('has the words of its foot without them: %s', (inner, left) => {
    expect(footOf(partsWith('footer', inner), 'fr')).toEqual({ left, page: 'Page ', of: ' sur ' });
  });

  it('keeps numbers in its head that nothing counts, and what fields show in the text', () => {
    expect(forDrawing(partsWith('header', run('Page 2 du jugement'))).words).toEqual([
      'Text',
      'Page 2 du jugement',
    ]);
    const parts = readPackage(
      wordFile([], {
        'word/document.xml': documentXml(
          `<w:p>${simple(' SEQ Table ', '42')}<w:dir w:val="rtl">${run('سلمى')}</w:dir></w:p>`,
        ),
      }),
    );
    expect(parts.ok && forDrawing(parts.value).words).toEqual(['42', '\u202B', 'سلمى', '\u202C']);
  });

  it('has signs of any face where Symbol and Wingdings were', () => {
    const wingdings = '<w:rPr><w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/></w:rPr>';
    const parts = readPackage(
      wordFile([], {
        'word/document.xml': documentXml(
          [
            '<w:p>',
            ...['F0FE', 'A8', 'F0FC'].map(
              (code) => `<w:r><w:sym w:font="Wingdings" w:char="${code}"/></w:r>`,
            ),
            `<w:r>${wingdings}<w:t>\uF0E0x</w:t></w:r>`,
            '<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>',
            '<w:r><w:rPr><w:rFonts w:ascii="Arial"/></w:rPr><w:t>x\uF0E0</w:t></w:r>',
            '</w:p>',
          ].join(''),
        ),
      }),
    );
    expect(parts.ok && forDrawing(parts.value).words).toEqual(['☑', '☐', '✓', '→⌧', '•', 'x\uF0E0']);
  });
});
