import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { memberIdSchema, vaultIdSchema } from '../../shared/kernel/ids';
import { err, ok, type Result } from '../../shared/kernel/result';
import { argon2CostSchema, workOf } from './argon2';

export const headerFormat = 'dossier-vault';
export const headerFormatVersion = 1;
/** Longer files are not even read. One member and slot make about 2 KiB. */
export const headerMaxBytes = 64 * 1024;

/** Base64 of so many bytes, written in the one way there is to write them. */
function base64Bytes(limits: { readonly least: number; readonly most: number }) {
  return z
    .string()
    .max(Math.ceil(limits.most / 3) * 4)
    .refine((text) => {
      const bytes = Buffer.from(text, 'base64');
      const rightLength = bytes.byteLength >= limits.least && bytes.byteLength <= limits.most;
      return rightLength && bytes.toString('base64') === text;
    });
}
const exactly = (bytes: number) => base64Bytes({ least: bytes, most: bytes });

/** An age X25519 identity: `AGE-SECRET-KEY-1` and 58 signs of Bech32. */
export const identityBytes = 74;
/** Identity, anchor of the vault key, and the tag of AES-GCM. */
const wrappedIdentityBytes = identityBytes + 32 + 16;

const memberSchema = z.strictObject({
  memberId: memberIdSchema,
  /** A sheet is a member of its own: it can be revoked by itself, and survives the advocate. So is a set of shares. */
  kind: z.enum(['advocate', 'recoverySheet']),
  recipient: z.string().regex(/^age1[02-9ac-hj-np-z]{58}$/),
});

// The order of the keys is the order in the file. Associated data, MAC and checksum are taken over it.
const slotBeginning = { slotId: z.uuid(), memberId: memberIdSchema };
const slotEnd = {
  /** Epoch of the vault key whose anchor the slot holds. */
  anchorEpoch: z.int().positive(),
  commitment: exactly(32),
  nonce: exactly(12),
  wrappedIdentity: exactly(wrappedIdentityBytes),
};
const passphraseSlotSchema = z.strictObject({
  ...slotBeginning,
  kind: z.literal('passphrase'),
  keyDerivation: z.strictObject({
    algorithm: z.literal('argon2id'),
    version: z.literal(19),
    ...argon2CostSchema.shape,
    salt: exactly(16),
  }),
  ...slotEnd,
});
export type PassphraseSlot = z.infer<typeof passphraseSlotSchema>;

/** Opened by 32 random bytes that stand on paper: on one sheet, or in any two of three shares. */
const recoverySlotSchema = z.strictObject({ ...slotBeginning, kind: z.literal('recovery'), ...slotEnd });

/** What proves today's vault key to whoever last opened the vault in an earlier epoch; see `new-key-proof.ts`. */
const earlierAnchorSchema = z.strictObject({
  epoch: z.int().positive(),
  proof: exactly(32),
  nonce: exactly(12),
  /** The anchor of that epoch and the tag of AES-GCM, for the next proof. */
  wrappedAnchor: exactly(32 + 16),
});
export type RecoverySlot = z.infer<typeof recoverySlotSchema>;
export type EarlierAnchor = z.infer<typeof earlierAnchorSchema>;

/** Advocates and recovery sheets together. */
export const mostMembers = 32;
/** More would make one wrong passphrase cost minutes: each of them is tried. */
export const mostPassphraseSlots = 16;
/** MiB times passes, of all passphrase slots together: what one wrong passphrase may cost. */
const mostWork = 64 * 1024;

const headerBodySchema = z.strictObject({
  format: z.literal(headerFormat),
  formatVersion: z.literal(headerFormatVersion),
  /** Rises by one with every header written. */
  sequence: z.int().positive(),
  vaultId: vaultIdSchema,
  /** Rises by one with every new vault key. */
  epoch: z.int().positive(),
  members: z.array(memberSchema).min(1).max(mostMembers),
  slots: z
    .array(z.discriminatedUnion('kind', [passphraseSlotSchema, recoverySlotSchema]))
    .min(1)
    .max(32),
  /** An age file of the vault key, to the recipients of all members. */
  sealedVaultKey: base64Bytes({ least: 100, most: 8192 }),
  /** One for each earlier epoch that a slot still holds the anchor of, oldest first. */
  earlierAnchors: z.array(earlierAnchorSchema).max(31),
});
export type HeaderBody = z.infer<typeof headerBodySchema>;
export type Member = HeaderBody['members'][number];
export type Slot = HeaderBody['slots'][number];

const headerSchema = z.strictObject({
  ...headerBodySchema.shape,
  /** HMAC-SHA256 over the file up to this field, keyed from the vault key. Against whoever can write to the disk. */
  mac: exactly(32),
  /** SHA-256 over the file up to this field. Against chance: it tells a damaged file before a passphrase is asked. */
  checksum: exactly(32),
});
export type Header = z.infer<typeof headerSchema>;

export type HeaderFailure =
  | { readonly kind: 'headerDamaged'; readonly reason: HeaderDamage }
  /** Written by a newer version of the program. */
  | { readonly kind: 'vaultNewer' };
export type HeaderDamage = 'tooLong' | 'notJson' | 'otherFormat' | 'wrongShape' | 'notCanonical' | 'checksum';

/**
 * Reads a header strictly: length, version, shape and bounds, one way of writing it, checksum. Nothing in it may be
 * believed before `hasRightMac`, except what is needed to get at the key for that.
 */
export function parseHeader(bytes: Uint8Array): Result<Header, HeaderFailure> {
  if (bytes.byteLength > headerMaxBytes) return damaged('tooLong');
  const text = Buffer.from(bytes).toString('utf8');
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    // The one expected failure of this call is text that is not JSON.
    return damaged('notJson');
  }
  const version = z
    .looseObject({ format: z.literal(headerFormat), formatVersion: z.int().positive() })
    .safeParse(json);
  if (!version.success) return damaged('otherFormat');
  if (version.data.formatVersion > headerFormatVersion) {
    // Every version ends in the checksum, so that a flipped bit in the number is not taken for a newer version.
    return hasChecksumAtEnd(text) ? err({ kind: 'vaultNewer' }) : damaged('checksum');
  }

  const parsed = headerSchema.safeParse(json);
  if (!parsed.success || !refersToItself(parsed.data)) return damaged('wrongShape');
  // Also refuses a key that stands twice, another order of keys, and text that is not UTF-8.
  if (!Buffer.from(headerToText(parsed.data), 'utf8').equals(bytes)) return damaged('notCanonical');
  const { mac, checksum, ...body } = parsed.data;
  if (checksum !== checksumOf(body, mac)) return damaged('checksum');
  return ok(parsed.data);
}

/** The header as it stands in the file. */
export function headerToText(header: Header): string {
  return `${JSON.stringify(header, null, 2)}\n`;
}

/** Completes a header with its MAC and checksum. */
export function signHeader(body: HeaderBody, macKey: Uint8Array): Header {
  // Parsing puts the keys in the order of the format.
  const ordered = headerBodySchema.parse(body);
  if (!refersToItself(ordered)) throw new Error('A header that no reader would take');
  const mac = macOf(ordered, macKey).toString('base64');
  return { ...ordered, mac, checksum: checksumOf(ordered, mac) };
}

export function hasRightMac(header: Header, macKey: Uint8Array): boolean {
  const { mac, checksum: _checksum, ...body } = header;
  return timingSafeEqual(macOf(body, macKey), Buffer.from(mac, 'base64'));
}

function damaged(reason: HeaderDamage): Result<never, HeaderFailure> {
  return err({ kind: 'headerDamaged', reason });
}

/**
 * Ids stand once, every member has one slot of his kind, at least one opens with a passphrase, trying all of those is
 * affordable, and earlier anchors are those that slots hold.
 */
function refersToItself({ members, slots, epoch, earlierAnchors }: HeaderBody): boolean {
  const kindsByMember = new Map<string, string>(members.map(({ memberId, kind }) => [memberId, kind]));
  const passphraseSlots = slots.filter((slot) => slot.kind === 'passphrase');
  const work = passphraseSlots.map((slot) => workOf(slot.keyDerivation)).reduce((sum, each) => sum + each, 0);
  const earlierEpochs = new Set(
    slots.map((slot) => slot.anchorEpoch).filter((anchorEpoch) => anchorEpoch !== epoch),
  );
  return (
    kindsByMember.size === members.length &&
    slots.length === members.length &&
    new Set(slots.map((slot) => slot.slotId)).size === slots.length &&
    new Set(slots.map((slot) => slot.memberId)).size === slots.length &&
    slots.every((slot) => kindsByMember.get(slot.memberId) === memberKindBySlot[slot.kind]) &&
    passphraseSlots.length >= 1 &&
    passphraseSlots.length <= mostPassphraseSlots &&
    work <= mostWork &&
    [...earlierEpochs].every((earlier) => earlier < epoch) &&
    JSON.stringify(earlierAnchors.map((anchor) => anchor.epoch)) ===
      JSON.stringify([...earlierEpochs].toSorted((a, b) => a - b))
  );
}

const memberKindBySlot = { passphrase: 'advocate', recovery: 'recoverySheet' } as const;

function macOf(body: HeaderBody, macKey: Uint8Array): Buffer {
  return createHmac('sha256', macKey).update(textUpToNextField(body)).digest();
}

function checksumOf(body: HeaderBody, mac: string): string {
  return createHash('sha256')
    .update(textUpToNextField({ ...body, mac }))
    .digest('base64');
}

function hasChecksumAtEnd(text: string): boolean {
  const end = /,\n {2}"checksum": "([^"]{44})"\n\}\n$/.exec(text);
  if (end === null) return false;
  return createHash('sha256').update(text.slice(0, end.index)).digest('base64') === end[1];
}

/** The file's text from its beginning to just before the comma that the next field would follow. */
function textUpToNextField(fields: object): string {
  return JSON.stringify(fields, null, 2).slice(0, -'\n}'.length);
}
