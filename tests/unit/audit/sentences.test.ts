import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { auditActions, auditKinds } from '../../../src/shared/audit/schemas';
import { interfaceLanguages } from '../../../src/shared/kernel/languages';

describe.each(interfaceLanguages)('the log in %s', (language) => {
  const path = resolve(import.meta.dirname, `../../../resources/locales/${language}/audit.json`);
  // A catalogue of the project; another shape fails below.
  const texts = JSON.parse(readFileSync(path, 'utf8')) as Readonly<Record<string, string>>;

  it('has a sentence with the member in it for each action', () => {
    const without = auditActions.filter((action) => {
      const sentence = texts[`audit.action.${action}`] ?? '';
      return !sentence.includes('{member}') || !sentence.endsWith('.');
    });
    expect(without).toEqual([]);
  });

  it('has a name for each kind of thing, and no sentence that no action uses', () => {
    expect(auditKinds.filter((kind) => texts[`audit.kind.${kind}`] === undefined)).toEqual([]);
    const known: readonly string[] = auditActions;
    const unused = Object.keys(texts)
      .filter((id) => id.startsWith('audit.action.'))
      .map((id) => id.slice('audit.action.'.length))
      .filter((action) => !known.includes(action));
    expect(unused).toEqual([]);
  });
});
