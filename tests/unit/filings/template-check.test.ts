import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTemplate } from '../../../src/core/filings/template-check';
import { tryTemplate } from '../../../src/core/filings/try-template';
import { fieldShapes } from '../../../src/shared/filings/fields';
import type { FieldShape } from '../../../src/shared/filings/questions';
import type { TemplateProblem } from '../../../src/shared/filings/schemas';
import { writePackage } from '../../../src/core/filings/write-package';
import { hostileDocuments, withBody } from '../../support/hostile-documents';
import { jpegWithTraces, pngWithTraces } from '../../support/pictures';
import { contentTypes, relationships, wordFile, wordNamespace, wordParts } from '../../support/word-file';

function refusal(bytes: Uint8Array): unknown {
  const checked = checkTemplate(bytes);
  return checked.ok
    ? 'taken'
    : checked.error.kind === 'templateRefused'
      ? checked.error.reason
      : checked.error.kind;
}

function problems(paragraphs: readonly string[]): readonly Omit<TemplateProblem, 'excerpt'>[] {
  const checked = checkTemplate(wordFile(paragraphs));
  if (checked.ok || checked.error.kind !== 'templateBroken')
    throw new Error('The template was not found broken');
  return checked.error.problems.map(({ excerpt: _excerpt, ...problem }) => problem);
}

describe('checking a template', () => {
  it('is tried with as many hostile files as were promised, none of them twice', () => {
    const names = hostileDocuments.map(([name]) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(60);
  });

  it.each(hostileDocuments)('refuses %s', (_name, bytes, reason) => {
    expect(refusal(bytes())).toBe(reason);
  });

  it('takes an ordinary letter with pictures, links and page numbers', () => {
    const bytes = wordFile(['Bonjour {client.inText}'], {
      'word/_rels/document.xml.rels': relationships([
        ['hyperlink', 'https://a.example', 'External'],
        ['image', 'media/logo.png'],
        ['styles', 'styles.xml'],
      ]),
      'word/styles.xml': `<w:styles ${wordNamespace}/>`,
      'docProps/app.xml': '<Properties/>',
      'word/footer1.xml': `<w:ftr ${wordNamespace}><w:p><w:r><w:instrText> PAGE </w:instrText></w:r></w:p></w:ftr>`,
    });
    expect(refusal(bytes)).toBe('taken');
    const picture = (name: string, content: Uint8Array) =>
      refusal(writePackage(new Map([...wordParts(['x']), [`word/media/${name}`, content]])));
    expect(picture('logo.png', pngWithTraces())).toBe('taken');
    expect(picture('logo.jpeg', jpegWithTraces())).toBe('taken');
    expect(picture('logo.png', Buffer.from('PNG'))).toBe('pictureFormat');
    expect(picture('logo.emf', Buffer.from([1, 0, 0, 0]))).toBe('pictureFormat');
  });

  it('takes what Office keeps about a file, and of fonts in it says how to leave them out', () => {
    const types = 'application/vnd.openxmlformats-officedocument.wordprocessingml';
    const kept: Readonly<Record<string, string>> = {
      'word/glossary/document.xml': `<w:glossaryDocument ${wordNamespace}><w:docParts><w:docPart><w:docPartBody><w:p><w:r><w:t>SECRET</w:t></w:r></w:p></w:docPartBody></w:docPart></w:docParts></w:glossaryDocument>`,
      'docMetadata/LabelInfo.xml':
        '<clbl:labelList xmlns:clbl="http://schemas.microsoft.com/office/2020/mipLabelMetadata"/>',
      'word/intelligence2.xml':
        '<int2:intelligence xmlns:int2="http://schemas.microsoft.com/office/intelligence/2020/intelligence"/>',
    };
    const withKept = wordFile(['Bonjour {client.inText}'], {
      ...kept,
      '[Content_Types].xml': contentTypes([
        ['/word/document.xml', `${types}.document.main+xml`],
        ['/word/glossary/document.xml', `${types}.document.glossary+xml`],
        ['/docMetadata/LabelInfo.xml', 'application/vnd.ms-office.classificationlabels+xml'],
        ['/word/intelligence2.xml', 'application/vnd.ms-office.intelligence2+xml'],
      ]),
      '_rels/.rels': relationships([
        ['officeDocument', 'word/document.xml'],
        ['classificationlabels', 'docMetadata/LabelInfo.xml'],
      ]),
      'word/_rels/document.xml.rels': relationships([
        ['glossaryDocument', 'glossary/document.xml'],
        ['intelligence', 'intelligence2.xml'],
      ]),
    });
    const tried = tryTemplate(withKept);
    if (!tried.ok) throw new Error(`Not taken: ${JSON.stringify(tried.error)}`);
    expect(tried.value.leftBehind.map(({ kind, part }) => [kind, part])).toEqual(
      expect.arrayContaining(Object.keys(kept).map((part) => ['customData', part])),
    );
    expect(tried.value.text).toBe('Bonjour «client.inText»\n');
    expect(
      refusal(writePackage(new Map([...wordParts(['x']), ['word/fonts/font1.odttf', Buffer.from('x')]]))),
    ).toBe('embeddedFonts');
  });

  it('takes what other programs keep beside the text', () => {
    const item = '<a:list xmlns:a="urn:any" xmlns="http://schemas.openxmlformats.org/drawingml/2006/main"/>';
    const bytes = wordFile(['x'], {
      'customXml/item1.xml': item,
      '[Content_Types].xml': contentTypes().replace(
        '<Override',
        '<Default Extension="xml" ContentType="application/xml"/><Override',
      ),
    });
    expect(refusal(bytes)).toBe('taken');
  });

  it('answers any bytes with a refusal or a broken template, never with a throw', () => {
    const letter = wordFile(['Bonjour {client.inText}']);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(letter.byteLength - 1), fc.nat(255)), { minLength: 1, maxLength: 20 }),
        (changes) => {
          const bytes = Buffer.from(letter);
          for (const [at, value] of changes) bytes[at] = value;
          checkTemplate(bytes);
        },
      ),
      { numRuns: 500 },
    );
  });
});

const inFirst = { part: 'text', paragraph: 1 } as const;

describe('checking the tags of a template', () => {
  it('says in which paragraph a tag is broken, why, and what was probably meant', () => {
    expect(
      problems([
        'Bonjour,',
        'Nom : {client.familyNam}',
        'Né le {client.birthDate',
        'à {client birthPlace}',
        'fin}',
      ]),
    ).toEqual([
      {
        part: 'text',
        paragraph: 2,
        cause: 'fieldUnknown',
        tag: 'client.familyNam',
        suggestion: 'client.familyName',
      },
      { part: 'text', paragraph: 3, cause: 'tagNotClosed', tag: 'client.birthDate', suggestion: null },
      { part: 'text', paragraph: 4, cause: 'nameNotAllowed', tag: 'client birthPlace', suggestion: null },
      { part: 'text', paragraph: 5, cause: 'tagNotOpened', tag: 'fin', suggestion: null },
    ]);
  });

  it('finds sections that are left open, closed twice or crossed', () => {
    expect(problems(['{#exhibits}', '{number}'])).toEqual([
      { part: 'text', paragraph: 1, cause: 'sectionNotClosed', tag: '#exhibits', suggestion: null },
    ]);
    expect(problems(['{/exhibits}'])).toEqual([
      { part: 'text', paragraph: 1, cause: 'sectionNotOpened', tag: '/exhibits', suggestion: null },
    ]);
    expect(problems(['{#exhibits}{#client.isMale}{/exhibits}{/client.isMale}'])).toContainEqual({
      part: 'text',
      paragraph: 1,
      cause: 'sectionsCross',
      tag: '/exhibits',
      suggestion: '/client.isMale',
    });
  });

  it('tells what is wrong in the order it is read, also a part whose end is missing', () => {
    expect(
      problems(['{nobody}', '{#exhibits}', '{noone}']).map(({ paragraph, cause }) => [paragraph, cause]),
    ).toEqual([
      [1, 'fieldUnknown'],
      [2, 'sectionNotClosed'],
      [3, 'fieldUnknown'],
    ]);
  });

  it('finds a list that is repeated within itself', () => {
    expect(problems(['{#exhibits}{#exhibits}', '{number}{/exhibits}{/exhibits}'])).toEqual([
      { ...inFirst, cause: 'listInsideItself', tag: '#exhibits', suggestion: null },
    ]);
    expect(refusal(wordFile(['{#client.isMale}{#client.isMale}M.{/client.isMale}{/client.isMale}']))).toBe(
      'taken',
    );
  });

  it('takes ten lists within each other, and says of more that the document would be too long', () => {
    const lists = Object.entries<FieldShape>(fieldShapes)
      .filter(([, shape]) => typeof shape !== 'string')
      .map(([name]) => name);
    const nested = (count: number) => {
      const names = lists.slice(0, count);
      return wordFile([
        ...names.map((name) => `{#${name}}`),
        'x',
        ...names.toReversed().map((name) => `{/${name}}`),
      ]);
    };
    const ten = tryTemplate(nested(10));
    expect(ten.ok && ten.value.text.match(/^x$/gmu)?.length).toBe(1024);
    expect(lists.length).toBeGreaterThan(18);
    expect(tryTemplate(nested(18))).toMatchObject({
      error: { kind: 'templateBroken', problems: [{ cause: 'documentTooLong' }] },
    });
  });

  it('tells the first two hundred problems, and that there are more', () => {
    const unknown = Array.from({ length: 4000 }, (_unused, index) => `{q${index * 7919}x.y${index}w}`);
    const found = problems(unknown);
    expect(found.length).toBe(201);
    expect(found.at(-1)).toEqual({
      part: 'text',
      paragraph: 201,
      cause: 'moreProblems',
      tag: '',
      suggestion: null,
    });
  });

  it('takes no more than five thousand tags', () => {
    expect(refusal(wordFile(['{client.inText}'.repeat(5000)]))).toBe('taken');
    expect(refusal(wordFile(['{client.inText}'.repeat(5001)]))).toBe('tooManyTags');
    expect(refusal(wordFile([`${'{'.repeat(10_001)}`]))).toBe('tooManyTags');
  });

  it('tells two braces around a tag as the one mistake they are', () => {
    expect(problems(['{{client.familyName}} et {{ #exhibits }}, {{nobody}}'])).toEqual([
      { ...inFirst, cause: 'signsAdded', tag: '{client.familyName}', suggestion: 'client.familyName' },
      { ...inFirst, cause: 'signsAdded', tag: '{ #exhibits }', suggestion: '#exhibits' },
      { ...inFirst, cause: 'nameNotAllowed', tag: '{nobody}', suggestion: null },
    ]);
    expect(problems(['{{client.familyName}'])).toEqual([
      { ...inFirst, cause: 'tagNotClosed', tag: '', suggestion: null },
    ]);
  });

  it('names what a word processor added to a tag, and what was meant', () => {
    expect(problems(['{“client.familyName”} {#exhibits\u00a0}', '{number}{/ exhibits}'])).toEqual([
      { ...inFirst, cause: 'signsAdded', tag: '“client.familyName”', suggestion: 'client.familyName' },
      { ...inFirst, cause: 'signsAdded', tag: '#exhibits\u00a0', suggestion: '#exhibits' },
      {
        part: 'text',
        paragraph: 2,
        cause: 'fieldBelongsToList',
        tag: 'number',
        suggestion: '#exhibits',
      },
      { part: 'text', paragraph: 2, cause: 'signsAdded', tag: '/ exhibits', suggestion: '/exhibits' },
    ]);
  });

  it('finds a part that leaves its table, and takes one over several rows', () => {
    const cell = (text: string) => `<w:tc><w:p><w:r><w:t>${text}</w:t></w:r></w:p></w:tc>`;
    const inTable = (...rows: readonly string[]) =>
      `<w:tbl>${rows.map((row) => `<w:tr>${cell(row)}</w:tr>`).join('')}</w:tbl>`;
    expect(refusal(withBody(inTable('{#exhibits}{number}', '{title}{/exhibits}')))).toBe('taken');
    const leaves = checkTemplate(
      withBody(`${inTable('{#exhibits}{number}')}<w:p><w:r><w:t>{/exhibits}</w:t></w:r></w:p>`),
    );
    expect(leaves).toEqual({
      ok: false,
      error: {
        kind: 'templateBroken',
        problems: [
          {
            ...inFirst,
            excerpt: '{#exhibits}{number}',
            cause: 'sectionLeavesTable',
            tag: '#exhibits',
            suggestion: null,
          },
        ],
      },
    });
  });

  it('finds fields that are used in a way they cannot be', () => {
    expect(problems(['{exhibits} {client.isMale} {title}'])).toEqual([
      { part: 'text', paragraph: 1, cause: 'fieldIsList', tag: 'exhibits', suggestion: '#exhibits' },
      {
        part: 'text',
        paragraph: 1,
        cause: 'fieldIsFlag',
        tag: 'client.isMale',
        suggestion: '#client.isMale',
      },
      { part: 'text', paragraph: 1, cause: 'fieldBelongsToList', tag: 'title', suggestion: '#exhibits' },
    ]);
  });

  it.each([
    '{constructor.constructor("return process")()}',
    '{__proto__}',
    '{toString}',
    '{#constructor}{/constructor}',
    '{client.familyName | upper}',
    '{@rawXml}',
    '{=1+1}',
    '{client["familyName"]}',
    '{this}',
    '{.}',
    `{${'a'.repeat(65)}}`,
  ])('takes no expression, only names of the list: %s', (tag) => {
    const checked = checkTemplate(wordFile([tag]));
    expect(checked.ok).toBe(false);
  });

  it('reads a tag that Word has cut into runs as one', () => {
    const body = '<w:p><w:r><w:t>{client.</w:t></w:r><w:proofErr/><w:r><w:t>inText}</w:t></w:r></w:p>';
    expect(refusal(withBody(body))).toBe('taken');
  });
});
