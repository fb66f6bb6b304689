import { describe, expect, it } from 'vitest';
import { readParagraphs } from '../../../src/core/documents/paragraphs';
import { documentXml, wordParts } from '../../support/word-file';

const read = (body: string) =>
  readParagraphs(wordParts([], { 'word/document.xml': documentXml(body) }))
    .flat()
    .map(({ text, descriptions }) => ({ text: text.trim(), descriptions }));

describe('the words of a Word file', () => {
  it('are read in formulas and drawings too', () => {
    expect(
      read(
        [
          '<w:p><m:oMath><m:r><m:t>Refuge</m:t></m:r></m:oMath></w:p>',
          '<w:p><w:r><w:drawing><a:p><a:r><a:t>Re</a:t></a:r><a:r><a:t>fuge</a:t></a:r></a:p><a:p><a:r><a:t>7</a:t></a:r></a:p></w:drawing></w:r></w:p>',
          '<w:p><w:r><w:pict><v:shape alt="a sign"><v:textpath string="Refuge"/></v:shape></w:pict></w:r></w:p>',
        ].join(''),
      ),
    ).toEqual([
      { text: 'Refuge', descriptions: [] },
      { text: 'Refuge\n7', descriptions: [] },
      { text: 'Refuge', descriptions: ['a sign'] },
    ]);
  });
});
