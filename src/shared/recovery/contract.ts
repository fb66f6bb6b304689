import { z } from 'zod';
import { command, noInput, query } from '../kernel/contract';
import { memberIdSchema, vaultIdSchema } from '../kernel/ids';
import { instantSchema, civilDateSchema } from '../kernel/time';
import { passphraseSchema, strengthSchema } from '../vault/passphrase';
import { databaseFailures, folderFailures, unlockedVaultSchema, vaultWarningSchema } from '../vault/contract';
import { groupCount, shareNumbers } from './code';

/** `sheet`: one paper that opens the vault alone. `shares`: three papers, any two of which do. */
export const recoveryKinds = ['sheet', 'shares'] as const;
export const recoveryKindSchema = z.enum(recoveryKinds);
export type RecoveryKind = (typeof recoveryKinds)[number];

/** Null on a sheet; else which of three shares a paper is. */
export const shareNumberSchema = z.union(shareNumbers.map((number) => z.literal(number)));
const paperSchema = z.strictObject({
  share: shareNumberSchema.nullable(),
  /** Where it lies, in the person's own words; empty when nobody wrote it down. */
  keptAt: z.string(),
});

/** A way back into the vault without a passphrase: a sheet, or a set of three shares. */
export const recoveryWaySchema = z.strictObject({
  memberId: memberIdSchema,
  kind: recoveryKindSchema,
  /** From 1, over all that were ever made for this vault; stands on the paper. */
  number: z.int().positive(),
  /** Four characters that stand on the paper; no two of a vault have the same. */
  label: z.string(),
  madeAt: instantSchema,
  /** When somebody last proved that it still fits; null when nobody did since it was made. */
  rehearsedAt: instantSchema.nullable(),
  /** A year has passed since it was made or rehearsed. */
  rehearsalDue: z.boolean(),
  revokedAt: instantSchema.nullable(),
  papers: z.array(paperSchema),
});
export type RecoveryWay = z.infer<typeof recoveryWaySchema>;

/** How many characters the person types back from each paper before it counts, in groups. */
export const groupsAskedBack = 3;
export const keptAtMaxLength = 200;

/** One paper as it is to be printed. */
const draftPaperSchema = z.strictObject({
  share: shareNumberSchema.nullable(),
  groups: z.array(z.string()).length(groupCount),
  /** Numbers of the groups to be typed back, from 1. */
  asked: z.array(z.int().min(1).max(groupCount)).length(groupsAskedBack),
});
export type DraftPaper = z.infer<typeof draftPaperSchema>;

/** A way that does not count yet: its papers are to be printed, and groups of them typed back. */
export const recoveryDraftSchema = z.strictObject({
  draftId: z.uuid(),
  kind: recoveryKindSchema,
  number: z.int().positive(),
  label: z.string(),
  vaultId: vaultIdSchema,
  vaultName: z.string(),
  vaultFingerprint: z.string(),
  madeOn: civilDateSchema,
  papers: z.array(draftPaperSchema),
});
export type RecoveryDraft = z.infer<typeof recoveryDraftSchema>;

const kind = <Kind extends string>(name: Kind) => z.strictObject({ kind: z.literal(name) });

/** `paper` counts what was given from 1: one sheet, or the first and the second share. */
const paperNumber = { paper: z.int().min(1).max(2) };

/** Why what was typed is no way into this vault. */
export const paperFailures = [
  /** Not as many characters as a paper has. */
  z.strictObject({ kind: z.literal('codeIncomplete'), ...paperNumber }),
  /** `group` counts from 1. */
  z.strictObject({ kind: z.literal('groupWrong'), ...paperNumber, group: z.int().positive() }),
  /** Each group fits by itself, and all together do not. */
  z.strictObject({ kind: z.literal('codeWrong'), ...paperNumber }),
  /** Written by a newer version of the program. */
  z.strictObject({ kind: z.literal('codeNewer'), ...paperNumber }),
  /** So many words were typed, and a paper has 32. */
  z.strictObject({ kind: z.literal('wordsIncomplete'), ...paperNumber, words: z.int().nonnegative() }),
  /** `word` counts from 1; it is on no list. */
  z.strictObject({ kind: z.literal('wordUnknown'), ...paperNumber, word: z.int().positive() }),
  /** Each word is on the list, and all together do not fit. */
  z.strictObject({ kind: z.literal('wordsWrong'), ...paperNumber }),
  /** `vaultName` is null when this laptop does not know the vault the paper belongs to. */
  z.strictObject({
    kind: z.literal('otherVault'),
    ...paperNumber,
    vaultName: z.string().nullable(),
    fingerprint: z.string(),
    ownFingerprint: z.string(),
  }),
  /** One share alone opens nothing. */
  z.strictObject({ kind: z.literal('oneShareOnly'), share: shareNumberSchema }),
  /** Two papers of which at least one is a whole sheet. */
  kind('sheetAmongShares'),
  kind('sharesOfDifferentSets'),
  z.strictObject({ kind: z.literal('sameShareTwice'), share: shareNumberSchema }),
  /** It is of this vault, and the vault no longer knows it; or does not know it yet, being an older copy. */
  z.strictObject({ kind: z.literal('sheetRevoked'), label: z.string() }),
  /** The vault knows a sheet of this label, and what was typed does not open it. */
  z.strictObject({ kind: z.literal('sheetDoesNotFit'), label: z.string() }),
] as const;
export const paperFailureSchema = z.discriminatedUnion('kind', [...paperFailures]);
export type PaperFailure = z.infer<typeof paperFailureSchema>;

/** One sheet, or two shares, as typed or pasted, in characters or in words. Never kept. */
export const typedPapersSchema = z.array(z.string().max(1000)).min(1).max(2);

const saveFailures = [
  kind('targetFull'),
  kind('targetNotWritable'),
  kind('targetMissing'),
  kind('writtenWrongly'),
] as const;

/** A vault that papers have opened, as far as choosing who gets a new passphrase. It counts as locked until `recovery.finish`. */
export const begunRecoverySchema = z.strictObject({
  advocates: z.array(z.strictObject({ memberId: memberIdSchema, name: z.string() })),
  /** Why it would open for reading only; see `vault.unlock`. Must be accepted to go on. */
  warnings: z.array(vaultWarningSchema),
  mustAcceptWarnings: z.boolean(),
});
export type BegunRecovery = z.infer<typeof begunRecoverySchema>;

export const recoveryContract = {
  /** Every way there is or was, by number, and whether to remind of any. */
  'recovery.overview': query({
    input: noInput,
    output: z.strictObject({
      vaultFingerprint: z.string(),
      ways: z.array(recoveryWaySchema),
      /** `none`: no way at all. `rehearsal`: at least one is due. Null also while the person has put it off. */
      reminder: z.enum(['none', 'rehearsal']).nullable(),
    }),
  }),
  /** Draws a new secret and gives the papers to be printed. Nothing is written before `recovery.confirm`. */
  'recovery.prepare': command({
    input: z.strictObject({ kind: recoveryKindSchema }),
    output: recoveryDraftSchema,
    failure: kind('tooManyMembers'),
    touches: [],
  }),
  /** Prints what the page shows for printing, through the system's dialog. */
  'recovery.print': command({
    input: z.strictObject({ draftId: z.uuid() }),
    output: z.strictObject({}),
    failure: z.discriminatedUnion('kind', [
      kind('draftGone'),
      kind('printCancelled'),
      /** The system offers no printer, or the printer refused. */
      kind('printFailed'),
    ]),
    touches: [],
  }),
  /** Saves what the page shows for printing as a PDF, at a place the person chooses. The one file ever made of it. */
  'recovery.savePdf': command({
    input: z.strictObject({ draftId: z.uuid(), share: shareNumberSchema.nullable() }),
    output: z.strictObject({}),
    failure: z.discriminatedUnion('kind', [
      kind('draftGone'),
      kind('dialogCancelled'),
      kind('printFailed'),
      ...saveFailures,
    ]),
    touches: ['audit'],
  }),
  /** Makes the papers count, when the groups asked for are as on them. */
  'recovery.confirm': command({
    input: z.strictObject({
      draftId: z.uuid(),
      papers: z
        .array(
          z.strictObject({
            share: shareNumberSchema.nullable(),
            typed: z.array(z.string().max(100)).length(groupsAskedBack),
            keptAt: z.string().trim().max(keptAtMaxLength),
          }),
        )
        .min(1)
        .max(3),
    }),
    output: z.strictObject({ memberId: memberIdSchema }),
    failure: z.discriminatedUnion('kind', [
      /** The vault was locked meanwhile, or this draft counts already. */
      kind('draftGone'),
      kind('tooManyMembers'),
      /** The vault is being given a new key; members can change when that is done. */
      kind('rekeyUnderWay'),
      /** `share` null on a sheet; `group` counts from 1. */
      z.strictObject({
        kind: z.literal('typedDiffers'),
        share: shareNumberSchema.nullable(),
        group: z.int().positive(),
      }),
    ]),
    touches: ['recovery', 'members', 'audit'],
  }),
  /** Forgets a draft whose papers are not to count. */
  'recovery.discard': command({
    input: z.strictObject({ draftId: z.uuid() }),
    output: z.strictObject({}),
    touches: ['recovery'],
  }),
  'recovery.changePlace': command({
    input: z.strictObject({
      memberId: memberIdSchema,
      share: shareNumberSchema.nullable(),
      keptAt: z.string().trim().max(keptAtMaxLength),
    }),
    output: z.strictObject({}),
    failure: kind('wayUnknown'),
    touches: ['recovery'],
  }),
  /** Takes a way out of the vault's header. Older copies of the header still open with it. */
  'recovery.revoke': command({
    input: z.strictObject({ memberId: memberIdSchema }),
    output: z.strictObject({}),
    failure: z.discriminatedUnion('kind', [kind('wayUnknown'), kind('rekeyUnderWay')]),
    touches: ['recovery', 'members', 'audit'],
  }),
  /** Proves that a sheet or two shares would open the vault, without opening it. Keeps the date. */
  'recovery.rehearse': command({
    access: 'open',
    input: z.strictObject({ vaultId: vaultIdSchema, typed: typedPapersSchema }),
    output: z.strictObject({ label: z.string(), kind: recoveryKindSchema }),
    failure: z.discriminatedUnion('kind', [...paperFailures, ...folderFailures, kind('vaultUnknown')]),
    touches: ['recovery', 'audit'],
  }),
  /** Puts the reminder off for thirty days. */
  'recovery.remindLater': command({ input: noInput, output: z.strictObject({}), touches: ['recovery'] }),
  /**
   * Opens the vault with a sheet or two shares, as far as choosing who gets a new passphrase. The vault counts as locked
   * until `recovery.finish`.
   */
  'recovery.begin': command({
    access: 'open',
    input: z.strictObject({ vaultId: vaultIdSchema, typed: typedPapersSchema }),
    output: begunRecoverySchema,
    failure: z.discriminatedUnion('kind', [
      ...paperFailures,
      ...folderFailures,
      ...databaseFailures,
      kind('vaultUnknown'),
      kind('vaultAlreadyOpen'),
      kind('vaultInUse'),
    ]),
    touches: ['vault', 'recovery'],
  }),
  /** Gives an advocate a new passphrase, or makes a new advocate, and opens the vault as her or him. */
  'recovery.finish': command({
    access: 'open',
    input: z.strictObject({
      who: z.discriminatedUnion('kind', [
        z.strictObject({ kind: z.literal('advocate'), memberId: memberIdSchema }),
        z.strictObject({ kind: z.literal('newAdvocate'), name: z.string().trim().min(1).max(200) }),
      ]),
      passphrase: passphraseSchema,
      acceptWarnings: z.boolean(),
    }),
    output: unlockedVaultSchema,
    failure: z.discriminatedUnion('kind', [
      /** Nothing was begun, or the program was started again meanwhile. */
      kind('recoveryNotBegun'),
      z.strictObject({ kind: z.literal('passphraseTooWeak'), strength: strengthSchema }),
      kind('memberUnknown'),
      /** A new advocate must have a name of her own: the log tells members by it. */
      kind('nameTaken'),
      kind('tooManyMembers'),
      kind('warningsNotAccepted'),
    ]),
    touches: ['vault', 'recovery', 'members', 'audit'],
  }),
  /** Closes what `recovery.begin` opened. */
  'recovery.abandon': command({
    access: 'open',
    input: noInput,
    output: z.strictObject({}),
    touches: ['vault', 'recovery'],
  }),
};
