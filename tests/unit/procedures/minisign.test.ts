import { describe, expect, it } from 'vitest';
import { testPublicKey, testSecretKey } from '../../support/minisign-key';
import {
  isSignedWith,
  openSecretKey,
  parsePublicKey,
  parseSignature,
  signFile,
} from '../../../src/core/packs/minisign';

// The public key, and two signatures of a file of the four letters “test”, that implementations of minisign are tried on.
const publicKey =
  'untrusted comment: minisign public key E7620F1842B4E81F\nRWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3\n';
const legacy = `untrusted comment: signature from minisign secret key
RWQf6LRCGA9i59SLOFxz6NxvASXDJeRtuZykwQepbDEGt87ig1BNpWaVWuNrm73YiIiJbq71Wi+dP9eKL8OC351vwIasSSbXxwA=
trusted comment: timestamp:1555779966\tfile:test
QtKMXWyYcwdpZAlPF7tE2ENJkRd1ujvKjlj1m9RtHTBnZPa5WKU5uWRs5GoP5M/VqE81QFuMKI5k/SfNQUaOAA==
`;
const prehashed = `untrusted comment: signature from minisign secret key
RUQf6LRCGA9i559r3g7V1qNyJDApGip8MfqcadIgT9CuhV3EMhHoN1mGTkUidF/z7SrlQgXdy8ofjb7bNJJylDOocrCo8KLzZwo=
trusted comment: timestamp:1556193335\tfile:test
y/rUw2y8/hOUYjZU71eHp/Wo1KZ40fGy2VJEDl34XMJM+TX48Ss/17u3IvIfbVR1FkZZSNCisQbuQY+bHwhEBg==
`;
const test = Buffer.from('test');

async function isSigned(keyText: string, signatureText: string, file: Uint8Array): Promise<boolean> {
  const key = parsePublicKey(keyText);
  const signature = parseSignature(signatureText);
  return key.ok && signature.ok && (await isSignedWith(key.value, signature.value, file));
}

describe('signatures of minisign', () => {
  it('are right for the file they were made of, in both forms', async () => {
    expect(await isSigned(publicKey, legacy, test)).toBe(true);
    expect(await isSigned(publicKey, prehashed, test)).toBe(true);
    expect(await isSigned(publicKey.split('\n')[1] ?? '', prehashed.replaceAll('\n', '\r\n'), test)).toBe(
      true,
    );
  });

  it('are wrong for another file, another key, or a changed trusted comment', async () => {
    expect(await isSigned(publicKey, prehashed, Buffer.from('tesu'))).toBe(false);
    expect(await isSigned(testPublicKey, prehashed, test)).toBe(false);
    expect(await isSigned(publicKey, prehashed.replace('file:test', 'file:best'), test)).toBe(false);
  });

  it('that are none are told apart from wrong ones', () => {
    expect(parseSignature('')).toEqual({ ok: false, error: { kind: 'notASignature' } });
    expect(parseSignature(publicKey)).toEqual({ ok: false, error: { kind: 'notASignature' } });
    expect(parsePublicKey(legacy)).toEqual({ ok: false, error: { kind: 'notAKey' } });
    expect(parsePublicKey('')).toEqual({ ok: false, error: { kind: 'notAKey' } });
  });

  it('made here are right for the public key of the secret one', async () => {
    const secret = await openSecretKey(testSecretKey, null);
    if (!secret.ok) throw new Error(secret.error.kind);
    const signed = await signFile(secret.value, test, 'be-thb 2026.1');
    expect(await isSigned(testPublicKey, signed, test)).toBe(true);
    expect(await openSecretKey(publicKey, null)).toEqual({ ok: false, error: { kind: 'notASecretKey' } });
  });

  it('need the password of a key that has one', async () => {
    // The same file with the mark of a sealed key.
    const [comment = '', body = ''] = testSecretKey.split('\n');
    const bytes = Buffer.from(body, 'base64');
    bytes.write('Sc', 2, 'latin1');
    const sealed = `${comment}\n${bytes.toString('base64')}\n`;
    expect(await openSecretKey(sealed, null)).toEqual({ ok: false, error: { kind: 'passwordNeeded' } });
  });
});
