import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { contract } from '../../../src/shared/contract';

const root = resolve(import.meta.dirname, '../../..');

/** Every text id, from the English catalogues. */
const ids = new Set(
  readdirSync(join(root, 'resources/locales/en')).flatMap((file) =>
    Object.keys(JSON.parse(readFileSync(join(root, 'resources/locales/en', file), 'utf8')) as object),
  ),
);
const catalogues = new Set([...ids].map((id) => id.split('.')[0]));

/** Attributes whose value a person reads or hears. */
const spokenAttributes = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'aria-valuetext',
  'confirmLabel',
  'description',
  'emptyLabel',
  'hint',
  'label',
  'lead',
  'legend',
  'placeholder',
  'title',
]);

const page = parseFolder('src/renderer');
/** Core takes the titles of its dialogs from the catalogues. */
const wholeProgram = [
  ...page,
  ...parseFolder('src/core'),
  ...parseFolder('src/main'),
  ...parseFolder('src/shared'),
];

function parseFolder(folder: string): readonly ts.SourceFile[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/u.test(file) && !file.endsWith('.d.ts'))
    .map((file) => {
      const path = join(root, folder, file);
      return ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest, true);
    });
}

function place(node: ts.Node): string {
  const file = node.getSourceFile();
  const { line } = file.getLineAndCharacterOfPosition(node.getStart());
  return `${relative(root, file.fileName)}:${line + 1}`;
}

function walk(sources: readonly ts.SourceFile[], visit: (node: ts.Node) => void): void {
  const each = (node: ts.Node) => {
    visit(node);
    ts.forEachChild(node, each);
  };
  for (const source of sources) each(source);
}

/** `{ id: 'people.add', label: …, run: … }`: the id of an action of the palette, not of a text. */
function isIdOfAction(node: ts.Node): boolean {
  return (
    ts.isPropertyAssignment(node.parent) &&
    node.parent.name.getText() === 'id' &&
    node.parent.parent.properties.some((property) => property.name?.getText() === 'run')
  );
}

describe('texts in the page', () => {
  it('stand in the catalogues, not between tags', () => {
    const raw: string[] = [];
    walk(page, (node) => {
      if (ts.isJsxText(node) && /\p{L}/u.test(node.text)) raw.push(`${place(node)} ${node.text.trim()}`);
      if (
        ts.isJsxExpression(node) &&
        node.expression !== undefined &&
        ts.isStringLiteralLike(node.expression) &&
        !ts.isJsxAttribute(node.parent) &&
        /\p{L}/u.test(node.expression.text)
      )
        raw.push(`${place(node)} ${node.expression.text}`);
    });
    expect(raw).toEqual([]);
  });

  it('stand in the catalogues, not in attributes', () => {
    const raw: string[] = [];
    walk(page, (node) => {
      if (!ts.isJsxAttribute(node) || node.initializer === undefined) return;
      if (!spokenAttributes.has(node.name.getText())) return;
      const value = ts.isJsxExpression(node.initializer) ? node.initializer.expression : node.initializer;
      // Ids of texts are allowed where a component looks them up by itself.
      if (
        value !== undefined &&
        ts.isStringLiteralLike(value) &&
        /\p{L}/u.test(value.text) &&
        !ids.has(value.text)
      )
        raw.push(`${place(node)} ${node.getText()}`);
    });
    expect(raw).toEqual([]);
  });

  it('are there for each id that is written down', () => {
    const unknown: string[] = [];
    walk(page, (node) => {
      if (!ts.isStringLiteralLike(node) || isIdOfAction(node)) return;
      const looksLikeId = /^[a-z]+(?:\.[A-Za-z0-9]+)+$/u.test(node.text);
      if (!looksLikeId || !catalogues.has(node.text.split('.')[0])) return;
      if (!ids.has(node.text) && !Object.hasOwn(contract, node.text))
        unknown.push(`${place(node)} ${node.text}`);
    });
    expect(unknown).toEqual([]);
  });

  it('are all used', () => {
    const written = new Set<string>();
    const patterns: RegExp[] = [];
    walk(wholeProgram, (node) => {
      if (ts.isStringLiteralLike(node)) written.add(node.text);
      if (ts.isTemplateExpression(node) && catalogues.has(node.head.text.split('.')[0])) {
        const pieces = [node.head.text, ...node.templateSpans.map((span) => span.literal.text)];
        patterns.push(new RegExp(`^${pieces.map((piece) => piece.replaceAll('.', '\\.')).join('.+')}$`, 'u'));
      }
    });
    const unused = [...ids].filter((id) => !written.has(id) && !patterns.some((pattern) => pattern.test(id)));
    expect(unused).toEqual([]);
  });
});
