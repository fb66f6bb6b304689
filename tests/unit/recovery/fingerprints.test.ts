import { describe, expect, it } from 'vitest';
import { sheetLabel, vaultFingerprint } from '../../../src/core/recovery/fingerprints';
import { memberIdSchema, vaultIdSchema } from '../../../src/shared/kernel/ids';

// The first bits of the SHA-256 of an id. They stand on paper: none may ever come out differently.
describe('what tells sheets apart', () => {
  it('is the fingerprint of the vault', () => {
    const vaultId = vaultIdSchema.parse('01a20b7e-b7eb-7289-9fcc-d084a5d76156');
    expect(vaultFingerprint(vaultId)).toMatchInlineSnapshot(`"2ZQNQFV0"`);
  });

  it('is the mark of the sheet, different for two that are made in the same moment', () => {
    const one = memberIdSchema.parse('01a20b7e-b7eb-7289-9fcc-d64a4dac78f4');
    const other = memberIdSchema.parse('01a20b7e-b7eb-7289-9fcc-d64a4dac78f5');
    expect([sheetLabel(one), sheetLabel(other)]).toMatchInlineSnapshot(`
      [
        "FNQ9",
        "GMFG",
      ]
    `);
  });
});
