import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { buildTemplates } from '../../../scripts/templates/index';
import { inspectDocument } from '../../../src/core/filings/inspect-document';
import { checkTemplate } from '../../../src/core/filings/template-check';

const folder = resolve(import.meta.dirname, '../../../resources/templates');
const committed = readdirSync(join(folder, 'be-thb')).map((name) => `be-thb/${name}`);

const spelling: Readonly<Record<string, string>> = { fr: 'fr-BE', nl: 'nl-BE', de: 'de-BE', en: 'en-GB' };

describe('the shipped templates', () => {
  it('are those that the build makes, byte for byte: run `npm run templates` after a change', async () => {
    const built = await buildTemplates();
    expect([...built.keys()].toSorted()).toEqual(committed.toSorted());
    const stale = [...built].filter(([path, bytes]) => !readFileSync(join(folder, path)).equals(bytes));
    expect(stale.map(([path]) => path)).toEqual([]);
  });

  it.each(committed)('pass their own check and give nothing away: %s', (path) => {
    const bytes = readFileSync(join(folder, path));
    expect(checkTemplate(bytes)).toMatchObject({ ok: true });
    expect(inspectDocument(bytes)).toMatchObject({
      ok: true,
      value: { leaks: [], languages: [spelling[/\.(\w\w)\.docx$/.exec(path)?.[1] ?? '']] },
    });
  });
});
