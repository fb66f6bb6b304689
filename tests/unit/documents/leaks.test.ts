import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPictureTraces, withoutPictureTraces } from '../../../src/core/documents/picture-traces';
import { inspectDocument } from '../../../src/core/filings/inspect-document';
import { writePackage } from '../../../src/core/filings/write-package';
import { gifWithComment, jpegWithTraces, pngWithTraces } from '../../support/pictures';
import { documentXml, relationships, wordFile, wordParts } from '../../support/word-file';

function leaksOf(changes: Readonly<Record<string, string>>): readonly string[] {
  const inspected = inspectDocument(wordFile(['Bonjour'], changes));
  if (!inspected.ok) throw new Error('The file cannot be read');
  return inspected.value.leaks.map(
    ({ kind, part, paragraph, found }) => `${kind} ${part} ${paragraph ?? '-'} ${found}`,
  );
}
const text = 'word/document.xml';
const inText = (body: string): readonly string[] => leaksOf({ [text]: documentXml(body) });

describe('what a Word file gives away', () => {
  it.each([
    [
      'the author of a change',
      '<w:p/><w:p><w:ins w:author="A. B."><w:r><w:t>new</w:t></w:r></w:ins></w:p>',
      [`trackedChanges ${text} 2 w:ins: new`, `author ${text} 2 w:author: A. B.`],
    ],
    [
      'what was deleted',
      '<w:p><w:del><w:r><w:delText>Rue 1</w:delText></w:r></w:del></w:p>',
      [`trackedChanges ${text} 1 w:del: Rue 1`],
    ],
    [
      'hidden text in a cell',
      '<w:tbl><w:tr><w:tc><w:p/><w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r></w:p></w:tc></w:tr></w:tbl>',
      [`hiddenText ${text} 2 x`],
    ],
    [
      'nothing for text that is said to be shown',
      '<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>x</w:t></w:r></w:p>',
      [],
    ],
    ['revision ids once', '<w:p w:rsidR="1"/><w:p w:rsidR="2"/>', [`revisionIds ${text} 1 w:rsidR`]],
    [
      'a field cut into pieces',
      '<w:p><w:r><w:fldChar/><w:instrText>INCLUDE</w:instrText><w:instrText>TEXT "x"</w:instrText><w:fldChar/></w:r></w:p>',
      [`fetchingField ${text} 1 INCLUDETEXT "x"`],
    ],
    [
      'a field that prints the path of the file',
      '<w:p><w:fldSimple w:instr=" FILENAME \\p "/></w:p>',
      [`tellingField ${text} 1 FILENAME \\p`],
    ],
    ['nothing for a page number', '<w:p><w:fldSimple w:instr=" PAGE "/></w:p>', []],
    [
      'the file a picture came from',
      '<w:p><w:r><w:drawing><pic:cNvPr id="1" name="C:\\Users\\marie\\logo.png"/></w:drawing></w:r></w:p>',
      [`fileName ${text} 1 C:\\Users\\marie\\logo.png`],
    ],
    [
      'a remark in the text',
      '<w:p><w:r><w:commentReference w:id="0"/></w:r></w:p>',
      [`comments ${text} 1 w:commentReference`],
    ],
    ['an object', '<w:p><w:r><w:object/></w:r></w:p>', [`embeddedObject ${text} 1 w:object`]],
  ])('finds %s', (_name, body, found) => {
    expect(inText(body)).toEqual(found);
  });

  it('finds text that a style hides', () => {
    expect(
      leaksOf({
        [text]: documentXml('<w:p><w:r><w:rPr><w:rStyle w:val="S"/></w:rPr><w:t>x</w:t></w:r></w:p>'),
        'word/styles.xml':
          '<w:styles xmlns:w="x"><w:style w:styleId="S"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>',
      }),
    ).toEqual([`hiddenText ${text} 1 x`]);
  });

  it('finds what stands beside the text', () => {
    expect(
      leaksOf({
        'docProps/core.xml':
          '<cp:coreProperties><dc:creator>A. B.</dc:creator><cp:revision>7</cp:revision></cp:coreProperties>',
        'docProps/app.xml': '<Properties><Company>Refuge</Company><TotalTime>12</TotalTime></Properties>',
        'word/people.xml': '<w15:people><w15:person w15:author="C. D."/></w15:people>',
        'word/printerSettings/printerSettings1.bin': 'HP in room 4',
        'word/_rels/settings.xml.rels': relationships([
          ['attachedTemplate', 'file:///C:/Users/marie/letter.dotm', 'External'],
        ]),
        'word/_rels/document.xml.rels': relationships([['hyperlink', 'https://a.example', 'External']]),
        'customXml/item1.xml': '<a/>',
      }).toSorted(),
    ).toEqual([
      'attachedTemplate word/_rels/settings.xml.rels - file:///C:/Users/marie/letter.dotm',
      'author docProps/core.xml - dc:creator: A. B.',
      'author word/people.xml - w15:author: C. D.',
      'company docProps/app.xml - Company: Refuge',
      'customData customXml/item1.xml - customXml/item1.xml',
      'dates docProps/app.xml - TotalTime: 12',
      'externalRelationship word/_rels/document.xml.rels - https://a.example',
      'printer word/printerSettings/printerSettings1.bin - word/printerSettings/printerSettings1.bin',
      'revisionIds docProps/core.xml - cp:revision: 7',
    ]);
  });

  it('finds what pictures say of themselves, and says of which it cannot know', () => {
    const inspected = inspectDocument(
      writePackage(
        new Map([
          ...wordParts(['x']),
          ['word/media/image1.jpeg', jpegWithTraces()],
          ['word/media/image2.png', pngWithTraces()],
          ['word/media/image3.emf', Buffer.from([1, 0, 0, 0])],
        ]),
      ),
    );
    if (!inspected.ok) throw new Error('The file cannot be read');
    expect(inspected.value.leaks.map(({ kind, part, found }) => [kind, part, found])).toEqual([
      ['pictureData', 'word/media/image1.jpeg', 'exif'],
      ['pictureData', 'word/media/image1.jpeg', 'xmp'],
      ['pictureData', 'word/media/image1.jpeg', 'iptc'],
      ['pictureData', 'word/media/image1.jpeg', 'comment'],
      ['pictureData', 'word/media/image1.jpeg', 'trailing'],
      ['pictureData', 'word/media/image1.jpeg', 'place'],
      ['pictureData', 'word/media/image2.png', 'comment'],
      ['pictureData', 'word/media/image2.png', 'exif'],
      ['pictureData', 'word/media/image2.png', 'time'],
      ['pictureData', 'word/media/image2.png', 'place'],
      ['pictureNotReadable', 'word/media/image3.emf', 'word/media/image3.emf'],
    ]);
  });
});

describe('pictures without what they say of themselves', () => {
  it.each([
    ['JPEG', jpegWithTraces],
    ['PNG', pngWithTraces],
    ['GIF', gifWithComment],
  ])('keeps the pixels of a %s and nothing else', (_name, make) => {
    const clean = withoutPictureTraces(make());
    if (clean === null) throw new Error('The picture was not followed');
    expect(findPictureTraces(clean)).toEqual([]);
    expect(Buffer.from(clean)).toEqual(Buffer.from(make(false)));
  });

  it('promises nothing of what is cut off or is no picture', () => {
    for (const make of [jpegWithTraces, pngWithTraces, gifWithComment]) {
      const whole = make(false);
      for (let length = 0; length < whole.byteLength; length += 1) {
        expect(withoutPictureTraces(whole.subarray(0, length))).toBeNull();
      }
    }
  });

  it('comes to an end whatever the bytes are', () => {
    const pictures = [jpegWithTraces(), pngWithTraces(), gifWithComment()];
    fc.assert(
      fc.property(fc.nat(2), fc.nat(400), fc.nat(255), (which, at, value) => {
        const bytes = Buffer.from(pictures[which] ?? []);
        if (at < bytes.byteLength) bytes[at] = value;
        const clean = withoutPictureTraces(bytes);
        expect(clean === null ? [] : findPictureTraces(clean)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
