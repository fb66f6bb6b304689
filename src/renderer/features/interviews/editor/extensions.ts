import { Extension, type Extensions } from '@tiptap/core';
import { Placeholder } from '@tiptap/extensions';
import { Fragment, Slice, type Node } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import { StarterKit } from '@tiptap/starter-kit';
import { listLevelLimit, provenances } from '../../../../shared/interviews/document';
import {
  BlockAttributes,
  isMarking,
  markSelectedBlocks,
  stepsFollowed,
  toggleSensitive,
} from './block-attributes';

/**
 * The editor's schema and keys. It must make no document that `interviewDocumentSchema` refuses: what cannot be saved
 * must not be typed or pasted either.
 */
export function interviewExtensions(options: { readonly placeholder: string }): Extensions {
  return [
    NarrowedStarterKit.configure({
      blockquote: false,
      code: false,
      codeBlock: false,
      horizontalRule: false,
      link: false,
      strike: false,
      underline: false,
      // It would add an empty paragraph to every text that ends with a list, on opening it.
      trailingNode: false,
      heading: { levels: [1, 2, 3] },
      dropcursor: { color: 'var(--accent)', width: 2 },
      undoRedo: { depth: 500 },
    }),
    BlockAttributes,
    Placeholder.configure({ placeholder: options.placeholder }),
    ListLevels,
    InterviewKeys,
  ];
}

/** The starter kit without the keys and attributes that do not belong here. */
const NarrowedStarterKit = StarterKit.extend({
  addExtensions() {
    const extensions: Extensions = this.parent?.() ?? [];
    return extensions.map((extension) => {
      switch (extension.name) {
        case 'orderedList':
          return extension.extend({
            addAttributes: () => ({
              start: {
                default: 1,
                parseHTML: (element: HTMLElement) => {
                  const start = Number.parseInt(element.getAttribute('start') ?? '1', 10);
                  return start >= 0 && start <= 1_000_000 ? start : 1;
                },
              },
            }),
          });
        case 'listItem':
          return extension.extend({ content: 'paragraph (paragraph | bulletList | orderedList)*' });
        case 'heading':
          // Ctrl+Alt is AltGr: on a Belgian keyboard these keys write @ and #.
          return extension.extend({ addKeyboardShortcuts: () => ({}) });
        default:
          return extension;
      }
    });
  },
});

/** Lists stand in lists down to the level that is saved, and no deeper. */
const ListLevels = Extension.create({
  name: 'listLevels',

  addProseMirrorPlugins() {
    return [
      new Plugin({
        filterTransaction: (transaction) => {
          if (!transaction.docChanged || isMarking(transaction)) return true;
          const { maps } = transaction.mapping;
          if (maps.length > stepsFollowed) return deepestList(transaction.doc.content) <= listLevelLimit;
          let fits = true;
          for (const [index, map] of maps.entries()) {
            const rest = transaction.mapping.slice(index + 1);
            map.forEach((_oldStart, _oldEnd, newStart, newEnd) => {
              fits &&= listsFit(transaction.doc, rest.map(newStart, -1), rest.map(newEnd, 1));
            });
          }
          return fits;
        },
        props: {
          // Deeper lists come from pages laid out with lists; their words are kept, one paragraph each.
          transformPasted: (slice, view) => {
            const { $from } = view.state.selection;
            let level = 0;
            for (let depth = 1; depth <= $from.depth; depth += 1) if (isList($from.node(depth))) level += 1;
            return level + deepestList(slice.content) > listLevelLimit ? flattened(slice) : slice;
          },
        },
      }),
    ];
  },
});

/** Whether no list that reaches into this range stands too deep. */
function listsFit(document: Node, from: number, to: number): boolean {
  let fits = true;
  document.nodesBetween(from, to, (node, position) => {
    if (!isList(node)) return !node.isTextblock;
    const around = document.resolve(position);
    let level = 1;
    for (let depth = 1; depth <= around.depth; depth += 1) if (isList(around.node(depth))) level += 1;
    fits &&= level <= listLevelLimit;
    return fits;
  });
  return fits;
}

function isList(node: Node): boolean {
  return node.type.name === 'bulletList' || node.type.name === 'orderedList';
}

function deepestList(content: Fragment): number {
  let deepest = 0;
  content.forEach((node) => {
    deepest = Math.max(deepest, deepestList(node.content) + (isList(node) ? 1 : 0));
  });
  return deepest;
}

function flattened(slice: Slice): Slice {
  const blocks: Node[] = [];
  slice.content.descendants((node) => {
    if (node.isTextblock) blocks.push(node);
    return !node.isTextblock;
  });
  return new Slice(Fragment.from(blocks), 0, 0);
}

const InterviewKeys = Extension.create({
  name: 'interviewKeys',

  addProseMirrorPlugins() {
    const { editor } = this;
    return [
      new Plugin({
        props: {
          handleKeyDown: (_view, event) => {
            // The key by its place: on a Belgian keyboard the digits are reached with Shift. Not with Ctrl: that is AltGr.
            if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
            const digit = /^(?:Digit|Numpad)([1-5])$/.exec(event.code)?.[1];
            if (digit === undefined) return false;
            const provenance = provenances[Number(digit) - 1];
            if (provenance === undefined) toggleSensitive(editor);
            else markSelectedBlocks(editor, { provenance });
            return true;
          },
        },
      }),
    ];
  },
});
