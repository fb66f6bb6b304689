import { randomBytes } from 'node:crypto';
import type { HeaderDamage } from '../../../src/core/vault/header';
import { forgedText, valueAt, withRightChecksum, withValue, type Json, type Path } from './loose';

// Headers in the manner of age's test vectors: each with the one thing that must come of it. They are made, not kept as
// files: a header has random parts and the vault's own MAC, so a kept file could only be made by the program that it is to
// test; here the change stands beside what it must lead to, and a change of the format that moves one shows in review.

/** What must come of a header and the right passphrase. */
export type Verdict = 'opens' | 'vaultNewer' | HeaderDamage | 'wrongPassphrase' | 'doesNotProveItself';

export interface Vector {
  readonly name: string;
  readonly bytes: Buffer;
  readonly verdict: Verdict;
}

const base64 = (bytes: number) => randomBytes(bytes).toString('base64');
const otherId = '01990000-0000-7000-8000-00000000000f';

/**
 * @param own text of a header that the passphrase opens
 * @param foreign text of the header of another vault with the same passphrase
 * @param macKey key of the MAC of `own`, for what only the vault itself could write
 */
export function headerCorpus(own: string, foreign: string, macKey: Uint8Array): readonly Vector[] {
  // Both were written by the program.
  const json = JSON.parse(own) as Json;
  const other = JSON.parse(foreign) as Json;
  const derivation: Path = ['slots', 0, 'keyDerivation'];
  const vector = (name: string, text: string | Buffer, verdict: Verdict): Vector => ({
    name,
    bytes: typeof text === 'string' ? Buffer.from(text, 'utf8') : text,
    verdict,
  });
  const forged = (name: string, path: Path, value: Json | undefined, verdict: Verdict) =>
    vector(name, forgedText(withValue(json, path, value)), verdict);
  const said = (path: Path) => path.join('.');

  const required: readonly Path[] = [
    ...['sequence', 'vaultId', 'epoch', 'members', 'slots', 'earlierAnchors', 'sealedVaultKey'].map(
      (name) => [name],
    ),
    ...['memberId', 'kind', 'recipient'].map((name) => ['members', 0, name]),
    ...[
      'slotId',
      'memberId',
      'kind',
      'keyDerivation',
      'anchorEpoch',
      'commitment',
      'nonce',
      'wrappedIdentity',
    ].map((name) => ['slots', 0, name]),
    ...['algorithm', 'version', 'memoryKib', 'passes', 'lanes', 'salt'].map((name) => [...derivation, name]),
  ];
  const counted: readonly Path[] = [
    ['sequence'],
    ['epoch'],
    ['slots', 0, 'anchorEpoch'],
    [...derivation, 'memoryKib'],
    [...derivation, 'passes'],
    [...derivation, 'lanes'],
  ];
  const byteStrings: readonly (readonly [Path, number])[] = [
    [[...derivation, 'salt'], 16],
    [['slots', 0, 'commitment'], 32],
    [['slots', 0, 'nonce'], 12],
    [['slots', 0, 'wrappedIdentity'], 122],
    [['mac'], 32],
  ];
  const bounds: readonly (readonly [string, number, number])[] = [
    ['memoryKib', 65_536, 1_048_576],
    ['passes', 1, 16],
    ['lanes', 1, 8],
  ];
  const [member] = asList(valueAt(json, ['members']));
  const [slot] = asList(valueAt(json, ['slots']));
  const [foreignSlot] = asList(valueAt(other, ['slots']));
  if (member === undefined || slot === undefined || foreignSlot === undefined)
    throw new Error('Not a header');
  const { keyDerivation: _derivation, ...withoutDerivation } = asObject(slot);
  const sheetMember: Json = { ...asObject(member), kind: 'recoverySheet' };
  const sheetSlot: Json = { ...withoutDerivation, kind: 'recovery' };
  const costly = withValue(slot, ['keyDerivation'], {
    ...asObject(valueAt(slot, ['keyDerivation']) ?? null),
    memoryKib: 1_048_576,
    passes: 16,
  });
  const earlier = { epoch: 1, proof: base64(32), nonce: base64(12), wrappedAnchor: base64(48) };

  return [
    vector('as it was written', own, 'opens'),
    vector('signed again by the vault itself', forgedText(json, macKey), 'opens'),
    ...[2, 3, 100, 2 ** 40].map((sequence) =>
      vector(
        `sequence ${sequence}, signed by the vault itself`,
        forgedText(withValue(json, ['sequence'], sequence), macKey),
        'opens',
      ),
    ),
    ...[1, 7, 15].map((more) =>
      vector(
        `${more} advocates more, signed by the vault itself`,
        forgedText(withMore(json, member, slot, more), macKey),
        'opens',
      ),
    ),
    ...[1, 31].map((more) =>
      vector(
        `${more} recovery sheets more, signed by the vault itself`,
        forgedText(withMore(json, sheetMember, sheetSlot, more), macKey),
        'opens',
      ),
    ),

    ...required.map((path) => forged(`${said(path)} missing`, path, undefined, 'wrongShape')),
    ...required.map((path) => forged(`${said(path)} null`, path, null, 'wrongShape')),
    vector('the checksum missing', own.replace(/,\n {2}"checksum": "[^"]+"/, ''), 'wrongShape'),
    vector('the MAC missing', withRightChecksum(own.replace(/,\n {2}"mac": "[^"]+"/, '')), 'wrongShape'),
    ...counted.map((path) => forged(`${said(path)} as text`, path, '1', 'wrongShape')),
    ...counted.map((path) => forged(`${said(path)} not whole`, path, 1.5, 'wrongShape')),
    ...counted.map((path) => forged(`${said(path)} below zero`, path, -1, 'wrongShape')),
    ...counted.map((path) => forged(`${said(path)} too large to be counted`, path, 2 ** 60, 'wrongShape')),
    ...bounds.flatMap(([name, least, most]) => [
      forged(`${name} below the least`, [...derivation, name], least - 1, 'wrongShape'),
      forged(`${name} above the most`, [...derivation, name], most + 1, 'wrongShape'),
    ]),
    forged('memoryKib of two tebibytes', [...derivation, 'memoryKib'], 2 ** 31, 'wrongShape'),
    ...byteStrings
      .filter(([path]) => path[0] !== 'mac')
      .flatMap(([path, bytes]) => [
        forged(`${said(path)} a byte short`, path, base64(bytes - 1), 'wrongShape'),
        forged(`${said(path)} a byte long`, path, base64(bytes + 1), 'wrongShape'),
        forged(`${said(path)} empty`, path, '', 'wrongShape'),
        forged(
          `${said(path)} in the alphabet for addresses`,
          path,
          '_-_-'.repeat(Math.ceil(bytes / 3)),
          'wrongShape',
        ),
      ]),
    forged('an unknown field', ['slots', 0, 'commitment'], { state: 'migrating' }, 'wrongShape'),
    vector('an unknown field at the end', forgedText({ ...asObject(json), migrating: true }), 'wrongShape'),
    forged('no members', ['members'], [], 'wrongShape'),
    vector('17 advocates', forgedText(withMore(json, member, slot, 16)), 'wrongShape'),
    vector('33 members', forgedText(withMore(json, sheetMember, sheetSlot, 32)), 'wrongShape'),
    vector(
      'more work than one wrong passphrase may cost',
      forgedText(withMore(json, member, costly, 4)),
      'wrongShape',
    ),
    vector(
      'a member without a slot',
      forgedText(withValue(json, ['members'], [member, ...moreOf(member, 1, 'memberId')])),
      'wrongShape',
    ),
    vector(
      'two slots of one member',
      forgedText(withValue(json, ['slots'], [slot, ...moreOf(slot, 1, 'slotId')])),
      'wrongShape',
    ),
    forged('a sheet with a passphrase', ['members', 0, 'kind'], 'recoverySheet', 'wrongShape'),
    forged('an advocate with a recovery slot alone', ['slots', 0], sheetSlot, 'wrongShape'),
    vector(
      'sheets alone',
      forgedText({ ...asObject(json), members: [sheetMember], slots: [sheetSlot] }),
      'wrongShape',
    ),
    forged('an earlier anchor that no slot holds', ['earlierAnchors'], [earlier], 'wrongShape'),
    forged('an epoch whose earlier anchor is missing', ['epoch'], 2, 'wrongShape'),
    forged('an anchor of a later epoch', ['slots', 0, 'anchorEpoch'], 2, 'wrongShape'),
    forged('a member twice', ['members'], [member, member], 'wrongShape'),
    forged('a slot twice', ['slots'], [slot, slot], 'wrongShape'),
    forged('a slot of nobody', ['slots', 0, 'memberId'], otherId, 'wrongShape'),
    forged('a vault id that is none', ['vaultId'], 'vault', 'wrongShape'),
    forged('a recipient of another kind', ['members', 0, 'recipient'], 'ssh-ed25519 AAAA', 'wrongShape'),
    forged('a sealed key that is too long', ['sealedVaultKey'], base64(9000), 'wrongShape'),
    forged('a sealed key that is too short', ['sealedVaultKey'], base64(99), 'wrongShape'),

    vector('nothing', '', 'notJson'),
    vector('a letter', 'Dear office,', 'notJson'),
    vector('zeros', Buffer.alloc(2048), 'notJson'),
    vector('cut in the middle', own.slice(0, own.length / 2), 'notJson'),
    vector('with a byte order mark', `\ufeff${own}`, 'notJson'),
    vector('twice', `${own}${own}`, 'notJson'),
    vector('30,000 lists in each other', '['.repeat(30_000), 'notJson'),
    vector('a list', '[]', 'otherFormat'),
    vector('a number', '7', 'otherFormat'),
    vector('null', 'null', 'otherFormat'),
    vector('JSON of something else', '{"format":"other","formatVersion":1}', 'otherFormat'),
    forged('version 0', ['formatVersion'], 0, 'otherFormat'),
    forged('a version as text', ['formatVersion'], '1', 'otherFormat'),
    vector('a byte too long', Buffer.alloc(64 * 1024 + 1, 32), 'tooLong'),
    vector('a mebibyte of header', `${own.slice(0, -2)}${' '.repeat(2 ** 20)}}\n`, 'tooLong'),
    forged('a newer version', ['formatVersion'], 2, 'vaultNewer'),
    forged('a much newer version', ['formatVersion'], 1_000_000, 'vaultNewer'),
    vector(
      'a newer version by a flipped bit',
      own.replace('"formatVersion": 1', '"formatVersion": 3'),
      'checksum',
    ),
    vector('no line end', own.trimEnd(), 'notCanonical'),
    vector('line ends of Windows', own.replaceAll('\n', '\r\n'), 'notCanonical'),
    vector('tabs', own.replaceAll('  ', '\t'), 'notCanonical'),
    vector('one line', JSON.stringify(json), 'notCanonical'),
    vector(
      'an escape that is not needed',
      own.replace('dossier-vault', '\\u0064ossier-vault'),
      'notCanonical',
    ),
    vector('a field twice', own.replace('"epoch": 1', '"epoch": 2,\n  "epoch": 1'), 'notCanonical'),
    vector('fields in another order', `${JSON.stringify(reversed(json), null, 2)}\n`, 'notCanonical'),
    vector('a number written otherwise', own.replace('"epoch": 1', '"epoch": 1.0'), 'notCanonical'),
    vector('another checksum', own.replace(/"checksum": ".{4}/, '"checksum": "AAAA'), 'checksum'),
    vector(
      'another sequence and the old checksum',
      own.replace('"sequence": 1', '"sequence": 9'),
      'checksum',
    ),

    forged('another sequence', ['sequence'], 2, 'doesNotProveItself'),
    vector(
      'another epoch',
      forgedText(withValue(withValue(json, ['epoch'], 2), ['slots', 0, 'anchorEpoch'], 2)),
      'doesNotProveItself',
    ),
    vector(
      'another epoch with a proof of noise',
      forgedText({ ...asObject(json), epoch: 2, earlierAnchors: [earlier] }),
      'doesNotProveItself',
    ),
    vector(
      'another epoch with a proof of noise, signed by the vault itself',
      forgedText({ ...asObject(json), epoch: 2, earlierAnchors: [earlier] }, macKey),
      'doesNotProveItself',
    ),
    forged('another MAC', ['mac'], base64(32), 'doesNotProveItself'),
    forged('another nonce', ['slots', 0, 'nonce'], base64(12), 'doesNotProveItself'),
    forged('another wrapped identity', ['slots', 0, 'wrappedIdentity'], base64(122), 'doesNotProveItself'),
    forged('a sealed key of noise', ['sealedVaultKey'], base64(233), 'doesNotProveItself'),
    forged(
      'the sealed key of another vault',
      ['sealedVaultKey'],
      valueAt(other, ['sealedVaultKey']),
      'doesNotProveItself',
    ),
    forged(
      'the recipient of another vault',
      ['members', 0, 'recipient'],
      valueAt(other, ['members', 0, 'recipient']),
      'doesNotProveItself',
    ),
    vector(
      'the members of another vault, signed by the vault itself',
      forgedText(
        withValue(json, ['members', 0, 'recipient'], valueAt(other, ['members', 0, 'recipient'])),
        macKey,
      ),
      'doesNotProveItself',
    ),
    forged('another commitment', ['slots', 0, 'commitment'], base64(32), 'wrongPassphrase'),
    forged('another salt', [...derivation, 'salt'], base64(16), 'wrongPassphrase'),
    forged('another slot id', ['slots', 0, 'slotId'], otherId, 'wrongPassphrase'),
    forged('another vault id', ['vaultId'], otherId, 'wrongPassphrase'),
    forged('more passes', [...derivation, 'passes'], 2, 'wrongPassphrase'),
    forged(
      'the most memory, passes and lanes',
      derivation,
      {
        ...asObject(valueAt(json, derivation) ?? null),
        memoryKib: 1_048_576,
        passes: 16,
        lanes: 8,
      },
      'wrongPassphrase',
    ),
    forged(
      'the slot of another vault of the same passphrase',
      ['slots', 0],
      { ...asObject(foreignSlot), memberId: valueAt(member, ['memberId']) ?? null },
      'wrongPassphrase',
    ),
  ];
}

function asList(json: Json | undefined): readonly Json[] {
  if (!Array.isArray(json)) throw new Error('Not a list');
  return json;
}

function asObject(json: Json): Readonly<Record<string, Json>> {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new Error('Not an object');
  // Neither null nor a list is left.
  return json as Readonly<Record<string, Json>>;
}

/** The header with copies of a member, each with a copy of the slot. */
function withMore(json: Json, member: Json, slot: Json, count: number): Json {
  const members = moreOf(member, count, 'memberId');
  const slots = moreOf(slot, count, 'slotId').map((each, index) =>
    withValue(each, ['memberId'], valueAt(members[index] ?? null, ['memberId'])),
  );
  return {
    ...asObject(json),
    members: [...asList(valueAt(json, ['members'])), ...members],
    slots: [...asList(valueAt(json, ['slots'])), ...slots],
  };
}

/** Copies of a member or slot, each with an id of its own. */
function moreOf(json: Json, count: number, idName: string): readonly Json[] {
  return Array.from({ length: count }, (_none, index) => ({
    ...asObject(json),
    [idName]: `01990000-0000-7000-8000-0000000001${String(index).padStart(2, '0')}`,
  }));
}

function reversed(json: Json): Json {
  return Object.fromEntries(Object.entries(asObject(json)).toReversed());
}
