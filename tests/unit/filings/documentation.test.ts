import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fieldShapes } from '../../../src/shared/filings/fields';
import type { FieldShape } from '../../../src/shared/filings/questions';

const page = readFileSync(resolve('docs/filing-templates.md'), 'utf8');

function kindOf(shape: FieldShape): string {
  return typeof shape === 'string' ? shape : 'list';
}

describe('the page on templates', () => {
  it('lists every field with its kind, and no other', () => {
    const listed = [...page.matchAll(/^\| `([\w.]+)`\s*\| (text|flag|list)\s*\|/gm)].map(
      ([, name, kind]) => `${name} ${kind}`,
    );
    const known = Object.entries(fieldShapes).map(([name, shape]) => `${name} ${kindOf(shape)}`);
    expect(listed.toSorted()).toEqual(known.toSorted());
  });

  it.each(Object.entries(fieldShapes).filter(([, shape]) => typeof shape !== 'string'))(
    'names what stands in the list %s',
    (name, shape) => {
      const line = page.split('\n').find((each) => each.startsWith(`| \`${name}\``)) ?? '';
      expect([...shape].filter((item) => !line.includes(`\`${item}\``))).toEqual([]);
    },
  );
});
