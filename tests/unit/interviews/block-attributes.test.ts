import { getSchema, type Extensions } from '@tiptap/core';
import type { Node, Schema } from '@tiptap/pm/model';
import { EditorState, Plugin, TextSelection, type Transaction } from '@tiptap/pm/state';
import { joinBackward, setBlockType, splitBlock } from '@tiptap/pm/commands';
import { wrapInList } from '@tiptap/pm/schema-list';
import { history, undo } from '@tiptap/pm/history';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completeBlocks } from '../../../src/renderer/features/interviews/editor/block-attributes';
import { interviewExtensions } from '../../../src/renderer/features/interviews/editor/extensions';
import { interviewDocumentSchema, type InterviewDocument } from '../../../src/shared/interviews/document';
import { aDocument, blockId } from '../../integration/interviews/support';

const extensions: Extensions = interviewExtensions({ placeholder: '' });
const schema: Schema = getSchema(extensions);
const completing = new Plugin({
  appendTransaction: (transactions, before, after) => completeBlocks(transactions, before, after),
});

function aState(document: InterviewDocument): EditorState {
  return EditorState.create({
    schema,
    doc: schema.nodeFromJSON(document),
    plugins: [history(), completing],
  });
}

type Command = (state: EditorState, dispatch: (transaction: Transaction) => void) => boolean;

function run(state: EditorState, command: Command): EditorState {
  let next = state;
  command(state, (transaction) => {
    next = state.apply(transaction);
  });
  return next;
}

/** Puts the caret into the nth paragraph, so many characters in. */
function caret(state: EditorState, place: number, offset: number): EditorState {
  const position = blocksOf(state.doc)[place - 1]?.position ?? 0;
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, position + 1 + offset)));
}

function blocksOf(document: Node): readonly { readonly node: Node; readonly position: number }[] {
  const blocks: { node: Node; position: number }[] = [];
  document.descendants((node, position) => {
    if (node.isTextblock) blocks.push({ node, position });
    return !node.isTextblock;
  });
  return blocks;
}

/** One line per paragraph: its number among the ids of `aDocument` or `new`, provenance and text. */
function outline(state: EditorState): readonly string[] {
  return blocksOf(state.doc).map(({ node }) => {
    const place = [1, 2, 3, 4].find((number) => blockId(number) === node.attrs['id']);
    const sensitive = node.attrs['sensitive'] === true ? ' sensitive' : '';
    return `${place ?? 'new'} ${node.attrs['provenance']}${sensitive}: ${node.textContent}`;
  });
}

const three = aDocument(
  ['He said no.', 'verbatim'],
  ['She wept.', 'observation'],
  ['I believe her.', 'view'],
);

describe('ids and provenances in the editor', () => {
  it('stay where they are while typing', () => {
    const state = caret(aState(three), 1, 2);
    expect(outline(state.apply(state.tr.insertText('x')))).toEqual([
      '1 verbatim: Hex said no.',
      '2 observation: She wept.',
      '3 view: I believe her.',
    ]);
  });

  it('give the second half of a split paragraph an id of its own and the same provenance', () => {
    expect(outline(run(caret(aState(three), 1, 2), splitBlock))).toEqual([
      '1 verbatim: He',
      'new verbatim:  said no.',
      '2 observation: She wept.',
      '3 view: I believe her.',
    ]);
  });

  it('go along with the words when a line is put in before them', () => {
    expect(outline(run(caret(aState(three), 2, 0), splitBlock))).toEqual([
      '1 verbatim: He said no.',
      'new observation: ',
      '2 observation: She wept.',
      '3 view: I believe her.',
    ]);
  });

  it('stay with the first of two paragraphs that become one', () => {
    expect(outline(run(caret(aState(three), 2, 0), joinBackward))).toEqual([
      '1 verbatim: He said no.She wept.',
      '3 view: I believe her.',
    ]);
  });

  it('survive turning into a heading and a list', () => {
    const heading = schema.nodes['heading'];
    const list = schema.nodes['bulletList'];
    if (heading === undefined || list === undefined) throw new Error('The schema lacks a node');
    const asHeading = run(caret(aState(three), 2, 3), setBlockType(heading, { level: 2 }));
    expect(outline(asHeading)[1]).toBe('2 observation: She wept.');
    const asList = run(caret(aState(three), 2, 3), wrapInList(list));
    expect(outline(asList)[1]).toBe('2 observation: She wept.');
  });

  it('stay with the original when a paragraph is copied before or after it', () => {
    const state = aState(three);
    const [first, second] = blocksOf(state.doc);
    if (first === undefined || second === undefined) throw new Error('Paragraphs are missing');
    expect(outline(state.apply(state.tr.insert(first.position, second.node)))).toEqual([
      'new observation: She wept.',
      '1 verbatim: He said no.',
      '2 observation: She wept.',
      '3 view: I believe her.',
    ]);
    expect(outline(state.apply(state.tr.insert(state.doc.content.size, second.node))).at(-1)).toBe(
      'new observation: She wept.',
    );
  });

  it('come back with undo', () => {
    const split = run(caret(aState(three), 2, 3), splitBlock);
    expect(outline(run(split, undo))).toEqual(outline(aState(three)));
  });

  it('are complete and unique after any edit, and never change under words that stay', () => {
    const edit = fc.record({
      kind: fc.constantFrom('split', 'join', 'type', 'copy', 'delete', 'heading', 'paragraph', 'undo'),
      place: fc.nat(),
      offset: fc.nat(),
    });
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 25 }), (edits) => {
        let state = aState(three);
        for (const { kind, place, offset } of edits) {
          const blocks = blocksOf(state.doc);
          const block = blocks[place % blocks.length];
          if (block === undefined) continue;
          state = caret(state, (place % blocks.length) + 1, offset % (block.node.content.size + 1));
          state = applied(state, kind, block);
          const ids = blocksOf(state.doc).map(({ node }) => node.attrs['id']);
          expect(new Set(ids).size).toBe(ids.length);
          // Whatever was done, it can be saved.
          expect(interviewDocumentSchema.safeParse(state.doc.toJSON()).success).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('stay as they are while one types into one of 3000 paragraphs', () => {
    let state = caret(aState(aDocument(...Array.from({ length: 3000 }, () => 'She wept.'))), 1500, 3);
    const idsOf = () => blocksOf(state.doc).map(({ node }) => node.attrs['id']);
    const before = idsOf();
    for (let key = 0; key < 100; key += 1) state = state.apply(state.tr.insertText('x'));
    expect(idsOf()).toEqual(before);
  });
});

function applied(
  state: EditorState,
  kind: string,
  block: { readonly node: Node; readonly position: number },
): EditorState {
  const heading = schema.nodes['heading'];
  const paragraph = schema.nodes['paragraph'];
  if (heading === undefined || paragraph === undefined) throw new Error('The schema lacks a node');
  switch (kind) {
    case 'split':
      return run(state, splitBlock);
    case 'join':
      return run(state, joinBackward);
    case 'type':
      return state.apply(state.tr.insertText('x'));
    case 'copy':
      return state.apply(state.tr.insert(block.position, block.node));
    case 'delete':
      return state.doc.childCount === 1
        ? state
        : state.apply(state.tr.delete(block.position, block.position + block.node.nodeSize));
    case 'heading':
      return run(state, setBlockType(heading, { level: 1 }));
    case 'paragraph':
      return run(state, setBlockType(paragraph));
    default:
      return run(state, undo);
  }
}
