import { randomBytes } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import {
  hasRightMac,
  headerToText,
  parseHeader,
  signHeader,
  type Header,
} from '../../../src/core/vault/header';
import { memberIdSchema, vaultIdSchema } from '../../../src/shared/kernel/ids';
import { headerTextWith, type LooseHeader } from '../../support/vault-headers';

const macKey = randomBytes(32);
const base64 = (bytes: number) => randomBytes(bytes).toString('base64');
let header: Header;
let text: string;

beforeAll(async () => {
  const memberId = memberIdSchema.parse('01990000-0000-7000-8000-000000000001');
  header = signHeader(
    {
      format: 'dossier-vault',
      formatVersion: 1,
      sequence: 3,
      vaultId: vaultIdSchema.parse('01990000-0000-7000-8000-000000000002'),
      epoch: 1,
      members: [
        {
          memberId,
          kind: 'advocate',
          recipient: await identityToRecipient(await generateX25519Identity()),
        },
      ],
      slots: [
        {
          slotId: '01990000-0000-7000-8000-000000000003',
          memberId,
          kind: 'passphrase',
          keyDerivation: {
            algorithm: 'argon2id',
            version: 19,
            memoryKib: 262_144,
            passes: 3,
            lanes: 4,
            salt: base64(16),
          },
          anchorEpoch: 1,
          commitment: base64(32),
          nonce: base64(12),
          wrappedIdentity: base64(122),
        },
      ],
      sealedVaultKey: base64(233),
      earlierAnchors: [],
    },
    macKey,
  );
  text = headerToText(header);
});

const bytes = (content: string) => Buffer.from(content, 'utf8');

/** The header with changes, and a checksum that fits, as somebody who means harm would write it. */
function forged(change: (header: LooseHeader) => Record<string, unknown>): Buffer {
  return bytes(headerTextWith(change(JSON.parse(text) as LooseHeader)));
}

function withSlot(changes: Record<string, unknown>, derivation: Record<string, unknown> = {}): Buffer {
  return forged((loose) => ({
    ...loose,
    slots: loose.slots.map((slot) => ({
      ...slot,
      ...changes,
      keyDerivation: { ...slot.keyDerivation, ...derivation },
    })),
  }));
}

/** The header with more members, each with a slot of the kind that fits, made like the ones that are there. */
function withMembers(kinds: readonly ('advocate' | 'recoverySheet')[], passes = 3): Buffer {
  return forged((loose) => {
    const more = kinds.map((kind, index) => {
      const id = (block: number) => `01990000-0000-7000-8${block}00-${String(index).padStart(12, '0')}`;
      const { keyDerivation, ...slot } = { ...loose.slots[0], slotId: id(1), memberId: id(2) };
      const { memberId: _memberId, slotId, kind: _kind, ...end } = slot as Record<string, unknown>;
      const beginning = { slotId, memberId: id(2) };
      return {
        member: { memberId: id(2), kind, recipient: loose.members[0]?.['recipient'] },
        slot:
          kind === 'recoverySheet'
            ? { ...beginning, kind: 'recovery', ...end }
            : { ...beginning, kind: 'passphrase', keyDerivation: { ...keyDerivation, passes }, ...end },
      };
    });
    return {
      ...loose,
      members: [...loose.members, ...more.map(({ member }) => member)],
      slots: [...loose.slots, ...more.map(({ slot }) => slot)],
    };
  });
}

function withKindOfMember(kind: string) {
  return (loose: LooseHeader) => ({
    ...loose,
    members: loose.members.map((member) => ({ ...member, kind })),
  });
}

function withRecoveryAlone(loose: LooseHeader) {
  const { members } = withKindOfMember('recoverySheet')(loose);
  const slots = loose.slots.map(({ keyDerivation: _derivation, ...slot }) => ({ ...slot, kind: 'recovery' }));
  return { ...loose, members, slots };
}

function anchorOf(epoch: number) {
  return { epoch, proof: base64(32), nonce: base64(12), wrappedAnchor: base64(48) };
}

describe('parseHeader', () => {
  it('reads advocates and recovery sheets, up to what trying them may cost', () => {
    const kinds = (advocates: number, sheets: number) => [
      ...Array<'advocate'>(advocates).fill('advocate'),
      ...Array<'recoverySheet'>(sheets).fill('recoverySheet'),
    ];
    const accepted = [
      withMembers(kinds(7, 2)),
      withMembers(kinds(15, 16)),
      withMembers(kinds(16, 0)),
      withMembers(kinds(15, 17)),
      withMembers(kinds(15, 0), 16),
      // Sixteen slots at the most of the bounds, each within its own.
      forged((loose) => ({
        ...JSON.parse(withMembers(kinds(15, 0), 16).toString()),
        slots: (JSON.parse(withMembers(kinds(15, 0), 16).toString()) as LooseHeader).slots.map((slot) => ({
          ...slot,
          keyDerivation: { ...slot.keyDerivation, memoryKib: 1_048_576 },
        })),
        format: loose['format'],
      })),
    ].map((bytesOfHeader) => parseHeader(bytesOfHeader).ok);
    expect(accepted).toEqual([true, true, false, false, true, false]);
  });

  it('reads earlier anchors only where a slot holds them', () => {
    const accepted = [
      { epoch: 3, anchorEpoch: 1, anchors: [anchorOf(1)] },
      { epoch: 3, anchorEpoch: 3, anchors: [] },
      { epoch: 3, anchorEpoch: 1, anchors: [] },
      { epoch: 3, anchorEpoch: 1, anchors: [anchorOf(1), anchorOf(1)] },
      { epoch: 3, anchorEpoch: 1, anchors: [anchorOf(1), anchorOf(2)] },
      { epoch: 3, anchorEpoch: 3, anchors: [anchorOf(3)] },
      { epoch: 3, anchorEpoch: 4, anchors: [anchorOf(4)] },
    ].map(({ epoch, anchorEpoch, anchors }) => {
      const made = forged((loose) => ({
        ...loose,
        epoch,
        slots: loose.slots.map((slot) => ({ ...slot, anchorEpoch })),
        earlierAnchors: anchors,
      }));
      return parseHeader(made).ok;
    });
    expect(accepted).toEqual([true, true, false, false, false, false, false]);
  });

  it('reads what was written, and knows its MAC', () => {
    const parsed = parseHeader(bytes(text));
    expect(parsed).toEqual({ ok: true, value: header });
    expect([hasRightMac(header, macKey), hasRightMac(header, randomBytes(32))]).toEqual([true, false]);
    expect(hasRightMac({ ...header, sequence: 4 }, macKey)).toBe(false);
  });

  it('sees every single flipped bit', () => {
    const original = bytes(text);
    const unseen: number[] = [];
    for (let bit = 0; bit < original.byteLength * 8; bit += 1) {
      const flipped = Buffer.from(original);
      flipped.writeUInt8(flipped.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      const parsed = parseHeader(flipped);
      if (parsed.ok || parsed.error.kind !== 'headerDamaged') unseen.push(bit);
    }
    expect(unseen).toEqual([]);
  });

  it('sees every length it may be cut off at, and anything that follows', () => {
    const original = bytes(text);
    const accepted: number[] = [];
    for (let length = 0; length < original.byteLength; length += 1) {
      if (parseHeader(original.subarray(0, length)).ok) accepted.push(length);
    }
    for (const more of [' ', '\n', '{}', '\0']) {
      if (parseHeader(bytes(text + more)).ok) accepted.push(-1);
    }
    expect(accepted).toEqual([]);
  });

  it.each<[string, () => Buffer, string]>([
    ['nothing', () => bytes(''), 'notJson'],
    ['another text', () => bytes('Dear office,'), 'notJson'],
    ['JSON of something else', () => bytes('{"format":"other"}'), 'otherFormat'],
    ['a list', () => bytes('[]'), 'otherFormat'],
    ['a file that is too long', () => Buffer.alloc(64 * 1024 + 1, 32), 'tooLong'],
    ['a thousand nested lists', () => bytes('['.repeat(30_000)), 'notJson'],
    ['a version below the first', () => forged((loose) => ({ ...loose, formatVersion: 0 })), 'otherFormat'],
    ['an unknown field', () => forged((loose) => ({ ...loose, migrating: true })), 'wrongShape'],
    ['a prototype as a field', () => bytes(text.replace('{', '{"__proto__": {},')), 'wrongShape'],
    ['a field less', () => forged(({ epoch: _epoch, ...loose }) => loose), 'wrongShape'],
    ['no slot', () => forged((loose) => ({ ...loose, slots: [] })), 'wrongShape'],
    ['no member', () => forged((loose) => ({ ...loose, members: [] })), 'wrongShape'],
    [
      'a member twice',
      () => forged((loose) => ({ ...loose, members: [...loose.members, ...loose.members] })),
      'wrongShape',
    ],
    [
      'a slot twice',
      () => forged((loose) => ({ ...loose, slots: [...loose.slots, ...loose.slots] })),
      'wrongShape',
    ],
    ['a slot of nobody', () => withSlot({ memberId: '01990000-0000-7000-8000-00000000000f' }), 'wrongShape'],
    ['a sheet opened by a passphrase', () => forged(withKindOfMember('recoverySheet')), 'wrongShape'],
    ['nobody who knows a passphrase', () => forged(withRecoveryAlone), 'wrongShape'],
    ['an unknown kind of member', () => forged(withKindOfMember('visitor')), 'wrongShape'],
    ['a recovery slot with a derivation', () => withSlot({ kind: 'recovery' }), 'wrongShape'],
    ['an unknown kind of slot', () => withSlot({ kind: 'token' }), 'wrongShape'],
    ['another derivation', () => withSlot({}, { algorithm: 'argon2i' }), 'wrongShape'],
    ['another version of it', () => withSlot({}, { version: 16 }), 'wrongShape'],
    ['less memory than the least', () => withSlot({}, { memoryKib: 65_535 }), 'wrongShape'],
    ['more memory than the most', () => withSlot({}, { memoryKib: 1_048_577 }), 'wrongShape'],
    ['two tebibytes of memory', () => withSlot({}, { memoryKib: 2 ** 31 }), 'wrongShape'],
    ['half a kibibyte', () => withSlot({}, { memoryKib: 65_536.5 }), 'wrongShape'],
    ['no pass', () => withSlot({}, { passes: 0 }), 'wrongShape'],
    ['too many passes', () => withSlot({}, { passes: 17 }), 'wrongShape'],
    ['no lane', () => withSlot({}, { lanes: 0 }), 'wrongShape'],
    ['too many lanes', () => withSlot({}, { lanes: 9 }), 'wrongShape'],
    ['a number as text', () => withSlot({}, { passes: '3' }), 'wrongShape'],
    ['a short salt', () => withSlot({}, { salt: base64(15) }), 'wrongShape'],
    ['a long salt', () => withSlot({}, { salt: base64(17) }), 'wrongShape'],
    ['Base64 of another alphabet', () => withSlot({ nonce: '_-'.repeat(8) }), 'wrongShape'],
    [
      'Base64 with loose bits at its end',
      () => withSlot({ commitment: `${'A'.repeat(42)}B=` }),
      'wrongShape',
    ],
    ['a wrapped key that is too short', () => withSlot({ wrappedIdentity: base64(121) }), 'wrongShape'],
    [
      'a huge sealed key',
      () => forged((loose) => ({ ...loose, sealedVaultKey: base64(9000) })),
      'wrongShape',
    ],
    [
      'a recipient of another kind',
      () =>
        forged((loose) => ({
          ...loose,
          members: loose.members.map((member) => ({ ...member, recipient: 'ssh-ed25519 AAAA' })),
        })),
      'wrongShape',
    ],
    ['a negative epoch', () => forged((loose) => ({ ...loose, epoch: -1 })), 'wrongShape'],
    [
      'a sequence beyond whole numbers',
      () => forged((loose) => ({ ...loose, sequence: 2 ** 60 })),
      'wrongShape',
    ],
    [
      'a field that stands twice',
      () => bytes(text.replace('"epoch": 1', '"epoch": 2,\n  "epoch": 1')),
      'notCanonical',
    ],
    ['other spaces', () => bytes(text.replaceAll('  ', '\t')), 'notCanonical'],
    ['Windows line ends', () => bytes(text.replaceAll('\n', '\r\n')), 'notCanonical'],
    ['a byte order mark', () => bytes(`\ufeff${text}`), 'notJson'],
    ['escaped letters', () => bytes(text.replace('dossier-vault', '\\u0064ossier-vault')), 'notCanonical'],
    [
      'another order of fields',
      () => forged(({ sequence, ...loose }) => ({ ...loose, sequence })),
      'notCanonical',
    ],
    ['a wrong checksum', () => bytes(text.replace(/"checksum": ".{4}/, '"checksum": "AAAA')), 'checksum'],
  ])('refuses %s', (_name, make, reason) => {
    expect(parseHeader(make())).toEqual({ ok: false, error: { kind: 'headerDamaged', reason } });
  });

  it('tells a newer version from a damaged number of version', () => {
    const newer = forged((loose) => ({ ...loose, formatVersion: 2, somethingNew: 1 }));
    const damaged = bytes(text.replace('"formatVersion": 1', '"formatVersion": 2'));
    expect([parseHeader(newer), parseHeader(damaged)]).toEqual([
      { ok: false, error: { kind: 'vaultNewer' } },
      { ok: false, error: { kind: 'headerDamaged', reason: 'checksum' } },
    ]);
  });
});
