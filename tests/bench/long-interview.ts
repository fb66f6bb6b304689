import { getSchema } from '@tiptap/core';
import { EditorState, Plugin, TextSelection } from '@tiptap/pm/state';
import { completeBlocks } from '../../src/renderer/features/interviews/editor/block-attributes';
import { interviewExtensions } from '../../src/renderer/features/interviews/editor/extensions';
import { compareDocuments } from '../../src/shared/interviews/compare';
import type { InterviewDocument } from '../../src/shared/interviews/document';
import type { Work } from './measure';

// What the page does by itself with a long interview, without a window: no vault takes part.

const told = 'Then he said that I owed him eleven thousand euros and took the telephone away from me. ';

/** One key typed in the middle of it, and two versions of it compared, of which every seventh paragraph differs. */
export function longInterviewWorks(
  paragraphs: number,
  roundsOf: (wanted: number) => number,
): readonly Work[] {
  let state = editorOf(aLongInterview(paragraphs, ''));
  const [older, newer] = [aLongInterview(paragraphs, 'then'), aLongInterview(paragraphs, 'now')];
  return [
    {
      name: `one key typed into an interview of ${paragraphs} paragraphs`,
      budgetMs: 5,
      rounds: roundsOf(200),
      work: () => {
        state = state.apply(state.tr.insertText('x'));
      },
    },
    {
      name: `two versions of ${paragraphs} paragraphs compared`,
      budgetMs: 500,
      rounds: roundsOf(12),
      work: () => compareDocuments(older, newer),
    },
  ];
}

function aLongInterview(paragraphs: number, word: string): InterviewDocument {
  return {
    type: 'doc',
    content: Array.from({ length: paragraphs }, (_, index) => ({
      type: 'paragraph' as const,
      attrs: {
        id: `019b0000-0000-7000-8000-${index.toString(16).padStart(12, '0')}`,
        provenance: 'verbatim' as const,
        sensitive: false,
      },
      content: [{ type: 'text' as const, text: `${told.repeat(3)}${index % 7 === 0 ? word : ''}` }],
    })),
  };
}

/** The editor's state with what keeps ids and marks through every edit, and the caret in the middle. */
function editorOf(document: InterviewDocument): EditorState {
  const schema = getSchema(interviewExtensions({ placeholder: '' }));
  const state = EditorState.create({
    schema,
    doc: schema.nodeFromJSON(document),
    plugins: [
      new Plugin({
        appendTransaction: (transactions, before, after) => completeBlocks(transactions, before, after),
      }),
    ],
  });
  const middle = Math.floor(state.doc.content.size / 2);
  return state.apply(state.tr.setSelection(TextSelection.near(state.doc.resolve(middle))));
}
