import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareDocuments, compareWords } from '../../../src/shared/interviews/compare';
import type { InterviewDocument, Paragraph } from '../../../src/shared/interviews/document';

function paragraph(id: number, text: string, attributes: Partial<Paragraph['attrs']> = {}): Paragraph {
  const attrs = {
    id: `00000000-0000-7000-8000-${String(id).padStart(12, '0')}`,
    provenance: 'paraphrase' as const,
    sensitive: false,
    ...attributes,
  };
  return text === ''
    ? { type: 'paragraph', attrs }
    : { type: 'paragraph', attrs, content: [{ type: 'text', text }] };
}

function documentOf(...content: readonly Paragraph[]): InterviewDocument {
  return { type: 'doc', content: [...content] };
}

/** What a reader sees at a glance: one line per paragraph. */
function outline(older: InterviewDocument, newer: InterviewDocument): readonly string[] {
  return compareDocuments(older, newer).map((compared) => {
    if (compared.change !== 'changed') return `${compared.change}: ${compared.block.text}`;
    const words = compared.words.map(({ change, text }) =>
      change === 'same' ? text : `${change === 'added' ? '+' : '-'}[${text}]`,
    );
    const notes = [
      compared.moved ? 'moved' : '',
      compared.provenanceBefore === null ? '' : `${compared.provenanceBefore}>${compared.block.provenance}`,
      compared.sensitiveBefore === null ? '' : `sensitive ${compared.sensitiveBefore}`,
      compared.formChanged ? 'form' : '',
    ];
    return ['changed', ...notes].filter((note) => note !== '').join(' ') + `: ${words.join('')}`;
  });
}

describe('compareDocuments', () => {
  it('tells a rewritten paragraph from a new and a removed one', () => {
    const older = documentOf(
      paragraph(1, 'We left in May.'),
      paragraph(2, 'By bus.'),
      paragraph(3, 'He paid.'),
    );
    const newer = documentOf(
      paragraph(1, 'We left in June.'),
      paragraph(4, 'At night.'),
      paragraph(3, 'He paid.'),
    );
    expect(outline(older, newer)).toEqual([
      'changed: We left in -[May]+[June].',
      'removed: By bus.',
      'added: At night.',
      'same: He paid.',
    ]);
  });

  it('shows a paragraph whose words became a retelling', () => {
    const older = documentOf(paragraph(1, 'He paid.', { provenance: 'verbatim' }));
    const newer = documentOf(paragraph(1, 'He paid.', { provenance: 'view', sensitive: true }));
    expect(outline(older, newer)).toEqual(['changed verbatim>view sensitive false: He paid.']);
  });

  it('shows a moved paragraph once, also when cutting and pasting gave it a new id', () => {
    const older = documentOf(paragraph(1, 'First.'), paragraph(2, 'Second.'), paragraph(3, 'Third.'));
    const newer = documentOf(paragraph(2, 'Second.'), paragraph(3, 'Third.'), paragraph(9, 'First.'));
    expect(outline(older, newer)).toEqual(['same: Second.', 'same: Third.', 'changed moved: First.']);
  });

  it('shows a paragraph that went into a list', () => {
    const older = documentOf(paragraph(1, 'First.'));
    const newer: InterviewDocument = {
      type: 'doc',
      content: [{ type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(1, 'First.')] }] }],
    };
    expect(outline(older, newer)).toEqual(['changed form: First.']);
  });

  it('shows every paragraph of both texts exactly once', () => {
    const anyDocument = fc
      .uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1 })
      .chain((ids) =>
        fc.tuple(...ids.map((id) => fc.constantFrom('', 'a', 'a b', 'c').map((text) => paragraph(id, text)))),
      )
      .map((paragraphs) => documentOf(...paragraphs));
    fc.assert(
      fc.property(anyDocument, anyDocument, (older, newer) => {
        const compared = compareDocuments(older, newer);
        const ids = (document: InterviewDocument) =>
          document.content.map((block) => ('attrs' in block && 'id' in block.attrs ? block.attrs.id : ''));
        expect(compared.filter(({ change }) => change !== 'removed').map(({ block }) => block.id)).toEqual(
          ids(newer),
        );
        expect(compareDocuments(older, older).every(({ change }) => change === 'same')).toBe(true);
      }),
    );
  });

  it('finds every changed one among 3000 paragraphs', () => {
    const text = 'Then he said that I owed him eleven thousand euros and took the telephone away from me. ';
    const long = (word: string) =>
      documentOf(
        ...Array.from({ length: 3000 }, (_, id) =>
          paragraph(id, `${text.repeat(3)}${id % 7 === 0 ? word : ''}`),
        ),
      );
    const changed = compareDocuments(long('then'), long('now')).filter(({ change }) => change !== 'same');
    expect(changed).toHaveLength(Math.ceil(3000 / 7));
  });
});

describe('compareWords', () => {
  it('loses nothing of either text, in any script', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (older, newer) => {
        const runs = compareWords(older, newer);
        const textOf = (left: string) =>
          runs
            .filter(({ change }) => change !== left)
            .map(({ text }) => text)
            .join('');
        expect([textOf('added'), textOf('removed')]).toEqual([older, newer]);
      }),
    );
  });

  it('tears no accented, Arabic or joined character apart', () => {
    expect(compareWords('cafe\u0301 أخذوا 👩🏽‍⚖️', 'cafe أخذت 👩🏽')).toEqual([
      { change: 'removed', text: 'cafe\u0301' },
      { change: 'added', text: 'cafe' },
      { change: 'same', text: ' ' },
      { change: 'removed', text: 'أخذوا' },
      { change: 'added', text: 'أخذت' },
      { change: 'same', text: ' ' },
      { change: 'removed', text: '👩🏽‍⚖️' },
      { change: 'added', text: '👩🏽' },
    ]);
  });

  it('gives up on two long texts that share nothing, and shows both', () => {
    const words = (stem: string) => Array.from({ length: 15_000 }, (_, place) => `${stem}${place}`).join(' ');
    const runs = compareWords(words('a'), words('b'));
    expect(runs.length).toBeGreaterThan(1);
  });
});
