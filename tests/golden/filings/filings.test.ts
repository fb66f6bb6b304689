import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestCore, type TestCore } from '../../support/core';
import { makeFilingCase } from '../../support/filing-case';
import { makeFiling, plainText } from '../../support/filing-documents';
import { filingScenarios } from '../../support/filing-scenarios';

let core: TestCore;
beforeEach(async () => {
  core = createTestCore();
  await core.createVault();
});
afterEach(() => core.close());

describe('the text of a filing', () => {
  it.each(filingScenarios)('reads as before: $name', async ({ name, kind, language, draft, answers }) => {
    const made = await makeFilingCase(core, draft);
    const { document } = await makeFiling(core, made, { kind, language, answers: answers(made) });
    await expect(plainText(document)).toMatchFileSnapshot(`expected/${name}.txt`);
  });
});
