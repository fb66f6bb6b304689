import { err, ok, type Result } from '../kernel/result';

// What stands on a recovery sheet, as characters that survive handwriting. docs/vault-format.md describes it for others.

/** Crockford's base 32: no I, L, O and U, so that nothing on the paper looks like another thing on it. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const groupDataLength = 5;
/** Five characters and their check character. */
export const groupLength = groupDataLength + 1;
export const groupCount = 14;
/** Characters of a paper without the checks of its groups, each worth 0 to 31. */
export const valueCount = groupCount * groupDataLength;
const formatVersion = 1;
export const secretBytes = 32;
const secretLength = 52;
export const fingerprintLength = 8;
export const sheetLabelLength = 4;
const checkLength = 4;
/** Every QR code of a sheet begins so; a code that is pasted may. */
export const codePrefix = 'DOSSIER:';

export const shareNumbers = [1, 2, 3] as const;
export type ShareNumber = (typeof shareNumbers)[number];

/** What a recovery sheet carries. */
export interface RecoveryCode {
  /** Null on a sheet that opens the vault alone; else which of three shares it is, any two of which do. */
  readonly share: ShareNumber | null;
  /** Tells vaults apart: 8 characters that follow from the vault's id. */
  readonly vaultFingerprint: string;
  /** Tells the sheets of a vault apart: 4 characters that follow from the member's id. Shares of one set have the same. */
  readonly sheetLabel: string;
  /** 32 bytes: the secret itself, or its share. */
  readonly secret: Uint8Array;
}

export type GroupReading =
  | { readonly kind: 'empty' }
  | { readonly kind: 'tooShort' }
  | { readonly kind: 'tooLong' }
  /** `character` stands on no sheet. */
  | { readonly kind: 'foreignCharacter'; readonly character: string }
  /** The check character does not fit: something in this group is not as on the sheet, or it belongs to another place. */
  | { readonly kind: 'wrong' }
  | { readonly kind: 'right'; readonly text: string };

export type RecoveryCodeFailure =
  /** Not as many characters as a sheet has. */
  | { readonly kind: 'codeIncomplete' }
  /** `group` counts from 1. */
  | { readonly kind: 'groupWrong'; readonly group: number }
  /** Each group fits by itself, and all together do not: more than one character is wrong. */
  | { readonly kind: 'codeWrong' }
  /** Written by a newer version of the program. */
  | { readonly kind: 'codeNewer' };

/** The groups of a sheet, in order. */
export function writeRecoveryCode(code: RecoveryCode): readonly string[] {
  const body = [
    formatVersion,
    code.share ?? 0,
    ...valuesOf(code.vaultFingerprint),
    ...valuesOf(code.sheetLabel),
    ...toFiveBits(code.secret),
  ];
  return valuesToGroups([...body, ...checkOf(body)]);
}

/** The groups of 70 values of 0 to 31, each with its check character. */
export function valuesToGroups(values: readonly number[]): readonly string[] {
  return Array.from({ length: groupCount }, (_, index) => {
    const data = values.slice(index * groupDataLength, (index + 1) * groupDataLength);
    return textOf([...data, groupCheck(data, index + 1)]);
  });
}

/** What the groups of a paper say without their check characters: 70 values of 0 to 31. */
export function groupsToValues(groups: readonly string[]): readonly number[] {
  return groups.flatMap((group) => valuesOf(group).slice(0, -1));
}

/**
 * What was typed for one group. Spaces, dashes and small letters are forgiven, and so are letters that look like others:
 * O is read as 0, I and L as 1, U as V.
 *
 * @param number place of the group on the sheet, from 1: a right group in a wrong place is told as well
 */
export function readGroup(typed: string, number: number): GroupReading {
  const text = tidied(typed);
  if (text === '') return { kind: 'empty' };
  const foreign = Array.from(text).find((character) => !alphabet.includes(character));
  if (foreign !== undefined) return { kind: 'foreignCharacter', character: foreign };
  if (text.length < groupLength) return { kind: 'tooShort' };
  if (text.length > groupLength) return { kind: 'tooLong' };
  const values = valuesOf(text);
  return values.at(-1) === groupCheck(values.slice(0, -1), number)
    ? { kind: 'right', text }
    : { kind: 'wrong' };
}

/** Cuts a pasted code, or the characters of a QR code, into groups. */
export function splitIntoGroups(typed: string): readonly string[] {
  const text = tidied(typed);
  return Array.from({ length: Math.ceil(text.length / groupLength) }, (_, index) =>
    text.slice(index * groupLength, (index + 1) * groupLength),
  );
}

/** Reads a whole sheet, however it was typed. */
export function readRecoveryCode(typed: string): Result<RecoveryCode, RecoveryCodeFailure> {
  const groups = splitIntoGroups(typed);
  const readings = groups.slice(0, groupCount).map((group, index) => readGroup(group, index + 1));
  const wrong = readings.findIndex(({ kind }) => kind === 'wrong' || kind === 'foreignCharacter');
  if (wrong !== -1) return err({ kind: 'groupWrong', group: wrong + 1 });
  if (groups.length !== groupCount || readings.some(({ kind }) => kind !== 'right')) {
    return err({ kind: 'codeIncomplete' });
  }

  const values = groupsToValues(groups);
  const body = values.slice(0, -checkLength);
  if (textOf(checkOf(body)) !== textOf(values.slice(-checkLength))) return err({ kind: 'codeWrong' });
  const [version = 0, share = 0, ...rest] = body;
  if (version > formatVersion) return err({ kind: 'codeNewer' });
  const secret = fromFiveBits(rest.slice(fingerprintLength + sheetLabelLength));
  const shareNumber = shareNumbers.find((number) => number === share) ?? null;
  if (secret === null || version !== formatVersion || (share !== 0 && shareNumber === null)) {
    return err({ kind: 'codeWrong' });
  }
  return ok({
    share: shareNumber,
    vaultFingerprint: textOf(rest.slice(0, fingerprintLength)),
    sheetLabel: textOf(rest.slice(fingerprintLength, fingerprintLength + sheetLabelLength)),
    secret,
  });
}

function tidied(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s\p{Cf}]/gu, '')
    .replace(codePrefix, '')
    .replaceAll(/[\p{Pd}_.,;:·|/]/gu, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/gu, '1')
    .replaceAll('U', 'V');
}

/** So many of the first bits of some bytes as characters of a sheet: five bits to a character. */
export function labelFrom(bytes: Uint8Array, length: number): string {
  return textOf(toFiveBits(bytes).slice(0, length));
}

/**
 * One value of 0 to 31 that every single wrong character, every two characters swapped and every other place changes:
 * a sum in the field of 32 elements (x⁵ + x² + 1) in which each character has another weight, and the place is added.
 */
function groupCheck(data: readonly number[], number: number): number {
  return data.reduce((sum, value) => timesX(sum ^ value), 0) ^ number;
}

function timesX(value: number): number {
  const shifted = value << 1;
  return shifted > 31 ? shifted ^ 0b100101 : shifted;
}

/** The first 20 bits of CRC-32 (ISO 3309) over the characters before it. */
function checkOf(body: readonly number[]): readonly number[] {
  let crc = 0xffffffff;
  for (const character of textOf(body)) {
    crc ^= character.charCodeAt(0);
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  const check = ~crc >>> 12;
  return [15, 10, 5, 0].map((shift) => (check >>> shift) & 31);
}

/** Five bits to a value, the last one filled up with zeros. */
function toFiveBits(bytes: Uint8Array): readonly number[] {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/gu) ?? []).map((five) => Number.parseInt(five.padEnd(5, '0'), 2));
}

/** Null when the bits after the last byte are not zero: then it is no secret that this program wrote. */
function fromFiveBits(values: readonly number[]): Uint8Array | null {
  if (values.length !== secretLength) return null;
  const bits = values.map((value) => value.toString(2).padStart(5, '0')).join('');
  if (bits.slice(secretBytes * 8).includes('1')) return null;
  return Uint8Array.from({ length: secretBytes }, (_, index) =>
    Number.parseInt(bits.slice(index * 8, index * 8 + 8), 2),
  );
}

function valuesOf(text: string): readonly number[] {
  return Array.from(text, (character) => alphabet.indexOf(character));
}

function textOf(values: readonly number[]): string {
  return values.map((value) => alphabet.charAt(value)).join('');
}
