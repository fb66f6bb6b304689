import { describe, expect, it } from 'vitest';
import { plainText } from '../../support/filing-documents';
import { documentXml, relationships, wordFile } from '../../support/word-file';

describe('the numbers of a list', () => {
  it.each(['-1', '4294967296', '1.5', 'x', '9', ''])(
    'are counted where its level is said to be %j',
    (level) => {
      const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
      const item = `<w:p><w:pPr><w:numPr><w:ilvl w:val="${level}"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>kept</w:t></w:r></w:p>`;
      const file = wordFile([], {
        'word/document.xml': documentXml(item.repeat(2)),
        'word/numbering.xml': `<w:numbering ${word}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="${level}"><w:startOverride w:val="4"/></w:lvlOverride></w:num></w:numbering>`,
        'word/_rels/document.xml.rels': relationships([['numbering', 'numbering.xml']]),
      });
      expect(plainText(file)).toBe('4. kept\n5. kept\n');
    },
  );

  it.each([
    ['lowerRoman', '1e999', 'i. kept'],
    ['lowerLetter', '-100', 'a. kept'],
    ['lowerLetter', 'x', 'a. kept'],
    ['decimal', '99999999999', '32767. kept'],
    ['lowerRoman', '99999999999', `${'x'.repeat(3276)}vii. kept`],
  ])('begin where %s can, when they are said to begin with %s', (format, start, first) => {
    const word = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
    const file = wordFile([], {
      'word/document.xml': documentXml(
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>kept</w:t></w:r></w:p>',
      ),
      'word/numbering.xml': `<w:numbering ${word}><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`,
      'word/_rels/document.xml.rels': relationships([['numbering', 'numbering.xml']]),
    });
    expect(plainText(file)).toBe(`${first}\n`);
  });
});
