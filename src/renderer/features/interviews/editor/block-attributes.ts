import { Extension, type Editor } from '@tiptap/core';
import { Fragment, Slice, type Node } from '@tiptap/pm/model';
import { Plugin, type EditorState, type Transaction } from '@tiptap/pm/state';
import { Mapping } from '@tiptap/pm/transform';
import { v7 as newUuid } from 'uuid';
import {
  blockIdSchema,
  defaultProvenance,
  provenances,
  type Provenance,
} from '../../../../shared/interviews/document';

/** What a paragraph or heading of the editor carries. Null only inside a transaction that has just made the block. */
interface EditedAttributes {
  readonly id: string | null;
  readonly provenance: Provenance | null;
  readonly sensitive: boolean;
}

interface PlacedBlock {
  readonly node: Node;
  readonly position: number;
}

/** Gives every paragraph and heading its id, its provenance and its sensitive mark, and keeps them through every edit. */
export const BlockAttributes = Extension.create({
  name: 'blockAttributes',

  addGlobalAttributes() {
    return [
      {
        types: ['paragraph', 'heading'],
        attributes: {
          id: {
            default: null,
            // The second half of a split paragraph is a new one.
            keepOnSplit: false,
            parseHTML: (element) => {
              const id = blockIdSchema.safeParse(element.getAttribute('data-id'));
              return id.success ? id.data : null;
            },
            renderHTML: (attributes) => ({ 'data-id': attributes['id'], dir: 'auto' }),
          },
          provenance: {
            default: null,
            // Completed from the paragraph before, which after a heading is not the heading.
            keepOnSplit: false,
            parseHTML: (element) => {
              const given = element.getAttribute('data-provenance');
              return provenances.find((provenance) => provenance === given) ?? null;
            },
            renderHTML: (attributes) => ({ 'data-provenance': attributes['provenance'] }),
          },
          sensitive: {
            default: false,
            parseHTML: (element) => element.getAttribute('data-sensitive') === 'true',
            renderHTML: (attributes) =>
              attributes['sensitive'] === true ? { 'data-sensitive': 'true' } : {},
          },
        },
      },
    ];
  },

  addProseMirrorPlugins() {
    return [
      new Plugin({
        appendTransaction: (transactions, before, after) => completeBlocks(transactions, before, after),
        props: {
          // Before they go in: completing thousands of paragraphs one by one afterwards takes seconds.
          transformPasted: (slice, view) =>
            new Slice(
              completeFragment(slice.content, provenanceAt(view.state)),
              slice.openStart,
              slice.openEnd,
            ),
        },
      }),
    ];
  },
});

/** Ids and provenances for what is pasted from elsewhere; what comes from this editor keeps its own. */
function completeFragment(content: Fragment, provenance: Provenance): Fragment {
  const nodes: Node[] = [];
  content.forEach((node) => {
    if (node.isText) {
      nodes.push(node);
    } else if (node.isTextblock) {
      const attributes = attributesOf(node);
      const completed: EditedAttributes = {
        id: attributes.id ?? newUuid(),
        provenance: attributes.provenance ?? provenance,
        sensitive: attributes.sensitive,
      };
      nodes.push(node.type.create({ ...node.attrs, ...completed }, node.content, node.marks));
    } else {
      nodes.push(node.copy(completeFragment(node.content, provenance)));
    }
  });
  return Fragment.from(nodes);
}

function provenanceAt(state: EditorState): Provenance {
  const { parent } = state.selection.$from;
  return (parent.isTextblock ? attributesOf(parent).provenance : null) ?? defaultProvenance;
}

/** Beyond so many steps the whole text is looked at instead of each step: following every step through all later ones
 * would grow with the square of their number. */
export const stepsFollowed = 40;

/** Set on the transactions of this file that complete or mark blocks and change nothing else. */
const marking = 'blockAttributes';

/** Whether a transaction only gave blocks their ids and marks. */
export function isMarking(transaction: Transaction): boolean {
  return transaction.getMeta(marking) === true;
}

/** Whether every block a transaction reached has an id and none can have been doubled; typing inside one is this case. */
function isComplete(transactions: readonly Transaction[], after: EditorState): boolean {
  let isSingleBlock = true;
  for (const transaction of transactions) {
    if (isMarking(transaction)) continue;
    if (transaction.mapping.maps.length > stepsFollowed) return false;
    for (const [index, map] of transaction.mapping.maps.entries()) {
      map.forEach((_oldStart, _oldEnd, newStart, newEnd) => {
        const rest = transaction.mapping.slice(index + 1);
        const from = after.doc.resolve(Math.min(rest.map(newStart, -1), after.doc.content.size));
        const to = after.doc.resolve(Math.min(rest.map(newEnd, 1), after.doc.content.size));
        isSingleBlock &&=
          from.sameParent(to) && from.parent.isTextblock && attributesOf(from.parent).id !== null;
      });
    }
  }
  return isSingleBlock;
}

/**
 * Completes what an edit left without id or provenance.
 *
 * An id must follow the words, since facts cite it. So when a block was split at its beginning the id goes with the
 * words; when a block was made anew at the place of one that went away (a paragraph turned into a heading) it gets that
 * one's attributes; and of two blocks with one id (copied and pasted) the one that was there first keeps it.
 */
export function completeBlocks(
  transactions: readonly Transaction[],
  before: EditorState,
  after: EditorState,
): Transaction | null {
  if (!transactions.some((transaction) => transaction.docChanged)) return null;
  if (isComplete(transactions, after)) return null;

  const mapping = new Mapping();
  for (const transaction of transactions) mapping.appendMapping(transaction.mapping);
  const oldBlocks = textBlocksOf(before.doc);
  const newBlocks = textBlocksOf(after.doc);
  const oldById = new Map(oldBlocks.map((block) => [attributesOf(block.node).id, block]));
  const newIds = new Set(newBlocks.map((block) => attributesOf(block.node).id));
  const goneByNewPosition = new Map<number, Node>();
  for (const { node, position } of oldBlocks) {
    if (!newIds.has(attributesOf(node).id)) goneByNewPosition.set(mapping.map(position, -1), node);
  }

  const ids: (string | null)[] = [];
  const placeById = new Map<string, number>();
  for (const [place, { node, position }] of newBlocks.entries()) {
    let { id } = attributesOf(node);
    if (id === null) {
      const previousId = ids[place - 1] ?? null;
      const original = previousId === null ? undefined : oldById.get(previousId);
      if (isMovedDown(original?.node, newBlocks[place - 1]?.node, node)) {
        ids[place - 1] = null;
        id = previousId;
      }
      const gone = goneByNewPosition.get(position);
      if (id === null && gone !== undefined) {
        id = attributesOf(gone).id;
        goneByNewPosition.delete(position);
      }
      if (id !== null) placeById.set(id, place);
    } else {
      const other = placeById.get(id);
      if (other !== undefined) {
        const original = oldById.get(id);
        const isOriginal =
          (original !== undefined && mapping.map(original.position, 1) === position) ||
          isMovedDown(original?.node, newBlocks[other]?.node, node);
        if (isOriginal) ids[other] = null;
        else id = null;
      }
      if (id !== null) placeById.set(id, place);
    }
    ids.push(id);
  }

  const transaction = after.tr;
  let previousProvenance: Provenance | null = null;
  for (const [place, { node, position }] of newBlocks.entries()) {
    const attributes = attributesOf(node);
    const id = ids[place] ?? null;
    const inherited = id === null || id === attributes.id ? undefined : oldById.get(id);
    const original = inherited === undefined ? null : attributesOf(inherited.node);
    const provenance: Provenance =
      attributes.provenance ?? original?.provenance ?? previousProvenance ?? defaultProvenance;
    if (node.type.name === 'paragraph') previousProvenance = provenance;
    const completed: EditedAttributes = {
      id: id ?? newUuid(),
      provenance,
      sensitive: attributes.sensitive || (original?.sensitive ?? false),
    };
    if (
      completed.id !== attributes.id ||
      completed.provenance !== attributes.provenance ||
      completed.sensitive !== attributes.sensitive
    ) {
      transaction.setNodeMarkup(position, null, { ...node.attrs, ...completed });
    }
  }
  if (!transaction.docChanged) return null;
  // Changing a node's attributes would end bold or italic typing that was switched on just before.
  return transaction.setStoredMarks(after.storedMarks).setMeta(marking, true);
}

/** Whether a block was split at its beginning, so that its words stand in the second half and the first is empty. */
function isMovedDown(original: Node | undefined, first: Node | undefined, second: Node): boolean {
  return (
    original !== undefined &&
    original.content.size > 0 &&
    first?.content.size === 0 &&
    original.textContent === second.textContent
  );
}

/** The provenances and the sensitive marks of the paragraphs and headings that the selection reaches. */
export function selectedBlocks(state: EditorState): readonly {
  readonly position: number;
  readonly id: string | null;
  readonly provenance: Provenance;
  readonly sensitive: boolean;
}[] {
  const blocks: { position: number; id: string | null; provenance: Provenance; sensitive: boolean }[] = [];
  const { from, to } = state.selection;
  state.doc.nodesBetween(from, to, (node, position) => {
    if (!node.isTextblock) return true;
    const { id, provenance, sensitive } = attributesOf(node);
    blocks.push({ position, id, provenance: provenance ?? defaultProvenance, sensitive });
    return false;
  });
  return blocks;
}

/** Marks every block of the selection; one step of undo. */
export function markSelectedBlocks(
  editor: Editor,
  attributes: { readonly provenance: Provenance } | { readonly sensitive: boolean },
): void {
  editor.commands.command(({ state, tr }) => {
    for (const { position } of selectedBlocks(state)) {
      for (const [name, value] of Object.entries(attributes)) tr.setNodeAttribute(position, name, value);
    }
    tr.setStoredMarks(state.storedMarks).setMeta(marking, true);
    return true;
  });
}

/** Marks the selection as sensitive, or takes the mark off when all of it has it. */
export function toggleSensitive(editor: Editor): void {
  const isSensitive = selectedBlocks(editor.state).every((block) => block.sensitive);
  markSelectedBlocks(editor, { sensitive: !isSensitive });
}

function attributesOf(node: Node): EditedAttributes {
  // The schema of this file gives every text block these three.
  return node.attrs as unknown as EditedAttributes;
}

function textBlocksOf(document: Node): readonly PlacedBlock[] {
  const blocks: PlacedBlock[] = [];
  document.descendants((node, position) => {
    if (!node.isTextblock) return true;
    blocks.push({ node, position });
    return false;
  });
  return blocks;
}
