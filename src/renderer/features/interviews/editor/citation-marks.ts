import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { Plugin, PluginKey, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Decoration, DecorationSet } from '@tiptap/pm/view';

/** What the marks beside cited paragraphs show, and what they do. */
export interface CitationMarksInput {
  readonly countsByBlock: ReadonlyMap<string, number>;
  readonly labelFor: (count: number) => string;
  readonly onOpen: (blockId: string) => void;
}

const key = new PluginKey<DecorationSet>('citationMarks');

/** The transaction that shows these marks from now on. */
export function withCitationMarks(transaction: Transaction, input: CitationMarksInput): Transaction {
  return transaction.setMeta(key, input).setMeta('addToHistory', false);
}

/** A small button with a count beside each paragraph that facts cite. */
export const CitationMarks = Extension.create({
  name: 'citationMarks',

  addProseMirrorPlugins() {
    return [
      new Plugin<DecorationSet>({
        key,
        state: {
          init: () => DecorationSet.empty,
          apply: (transaction, marks, _before, after: EditorState) => {
            // Only this file sets the meta.
            const input = transaction.getMeta(key) as CitationMarksInput | undefined;
            if (input !== undefined) return DecorationSet.create(after.doc, createMarks(after.doc, input));
            return transaction.docChanged ? marks.map(transaction.mapping, transaction.doc) : marks;
          },
        },
        props: {
          decorations: (state) => key.getState(state),
        },
      }),
    ];
  },
});

function createMarks(document: Node, input: CitationMarksInput): Decoration[] {
  const marks: Decoration[] = [];
  if (input.countsByBlock.size === 0) return marks;
  document.descendants((node, position) => {
    const id: unknown = node.attrs['id'];
    const count = typeof id === 'string' ? input.countsByBlock.get(id) : undefined;
    if (typeof id === 'string' && count !== undefined) {
      marks.push(
        Decoration.widget(position + 1, () => createButton(id, count, input), {
          side: -1,
          key: `${id} ${count}`,
          ignoreSelection: true,
          stopEvent: () => true,
        }),
      );
    }
    return !node.isTextblock;
  });
  return marks;
}

function createButton(blockId: string, count: number, input: CitationMarksInput): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'citations';
  button.contentEditable = 'false';
  button.textContent = String(count);
  const label = input.labelFor(count);
  button.title = label;
  button.setAttribute('aria-label', label);
  button.addEventListener('click', () => input.onOpen(blockId));
  return button;
}
