import { z } from 'zod';
import { makeFailureSchema } from '../backups/contract';
import { command, noInput, query } from '../kernel/contract';
import { vaultIdSchema } from '../kernel/ids';
import { interfaceLanguageSchema } from '../kernel/languages';
import { instantSchema } from '../kernel/time';
import { updateForms } from './manifest';

const kind = <Kind extends string>(name: Kind) => z.strictObject({ kind: z.literal(name) });

/** A vault of this laptop, as far as it matters before an update. */
const updateVaultSchema = z.strictObject({
  id: vaultIdSchema,
  name: z.string(),
  /** It is open now: its backup is made as part of the update. */
  isOpen: z.boolean(),
  /** Its folder is there. */
  present: z.boolean(),
  /** The newest backup that this laptop made and proved, and that is still there; null when there is none. */
  backupAt: instantSchema.nullable(),
  /** That backup is of today. */
  isFresh: z.boolean(),
});
export type UpdateVault = z.infer<typeof updateVaultSchema>;

const tooNewSchema = z.strictObject({
  id: vaultIdSchema,
  name: z.string(),
  /** A backup from before the newer version changed it is there, which the older one can restore. */
  hasBackupBefore: z.boolean(),
});

export const chooseUpdateFailureSchema = z.discriminatedUnion('kind', [
  kind('dialogCancelled'),
  kind('fileUnreadable'),
  kind('notAnUpdate'),
  /** No key is known with which an update could be signed. */
  kind('noKeys'),
  z.strictObject({ kind: z.literal('unknownKey'), keyId: z.string() }),
  z.strictObject({ kind: z.literal('signatureWrong'), keyId: z.string() }),
  kind('contentChanged'),
  z.strictObject({ kind: z.literal('otherSystem'), platform: z.string(), architecture: z.string() }),
  /** It is for the other way in which the program can be installed. */
  z.strictObject({ kind: z.literal('otherForm'), form: z.enum(updateForms) }),
  /** The program lies where no update can take its place. */
  kind('cannotUpdateItself'),
  z.strictObject({ kind: z.literal('notNewer'), version: z.string(), current: z.string() }),
  /** A version between the two must be installed first. */
  z.strictObject({ kind: z.literal('tooOld'), from: z.string(), current: z.string() }),
  z.strictObject({
    kind: z.literal('notEnoughRoom'),
    neededBytes: z.number().positive(),
    freeBytes: z.number().nonnegative(),
  }),
  kind('cancelled'),
  kind('otherWorkUnderWay'),
]);
export type ChooseUpdateFailure = z.infer<typeof chooseUpdateFailureSchema>;

export const applyUpdateFailureSchema = z.discriminatedUnion('kind', [
  /** The program was started anew since it was chosen, or the stick holds another file now. */
  kind('notChosen'),
  kind('fileUnreadable'),
  kind('contentChanged'),
  /** It does not unpack as a program does. Nothing of it is left. */
  kind('contentRefused'),
  /** These vaults have no backup of today, and nobody said to go on without. */
  z.strictObject({ kind: z.literal('backupsMissing'), vaults: z.array(updateVaultSchema).min(1) }),
  /** The backup of the open vault was not made; the program is as it was. */
  z.strictObject({ kind: z.literal('backupFailed'), failure: makeFailureSchema }),
  kind('targetFull'),
  kind('targetNotWritable'),
  kind('cancelled'),
  kind('otherWorkUnderWay'),
]);
export type ApplyUpdateFailure = z.infer<typeof applyUpdateFailureSchema>;

export const goBackFailureSchema = z.discriminatedUnion('kind', [
  kind('noWayBack'),
  /** The older version cannot open these. It can restore a backup from before, where there is one. */
  z.strictObject({ kind: z.literal('vaultsTooNew'), vaults: z.array(tooNewSchema).min(1) }),
  kind('otherWorkUnderWay'),
]);
export type GoBackFailure = z.infer<typeof goBackFailureSchema>;

export const updatesContract = {
  'updates.status': query({
    access: 'open',
    input: noInput,
    output: z.strictObject({
      version: z.string(),
      form: z.enum(['folder', 'deb', 'other']),
      keys: z.array(z.strictObject({ name: z.string(), keyId: z.string() })),
      /** The version that starts next, when it is another one than runs now. */
      startsNext: z.string().nullable(),
      /** The version one can go back to; null when there is none. */
      wayBack: z.string().nullable(),
    }),
  }),
  /** Asks for an update and looks at it whole. Nothing is written. Work of the kind `update`. */
  'updates.choose': command({
    access: 'open',
    input: z.strictObject({ language: interfaceLanguageSchema }),
    output: z.strictObject({
      /** For `updates.apply`. */
      handle: z.string(),
      version: z.string(),
      current: z.string(),
      notes: z.string(),
      signedBy: z.strictObject({ name: z.string(), keyId: z.string(), comment: z.string() }),
      form: z.enum(updateForms),
      /** Vaults are brought to a newer form when they are next opened, and the version of now refuses them then. */
      changesVaults: z.boolean(),
      vaults: z.array(updateVaultSchema),
    }),
    failure: chooseUpdateFailureSchema,
    touches: [],
  }),
  /**
   * Makes and proves a backup of the open vault, then installs: an archive is unpacked beside the version of now and switched
   * to, a Debian package is laid ready for the administrator. Work of the kind `update`.
   */
  'updates.apply': command({
    access: 'open',
    input: z.strictObject({
      handle: z.string().max(64),
      /** Vaults for which the person goes on without a backup of today. */
      without: z.array(vaultIdSchema).max(1000),
    }),
    output: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('switched'), version: z.string() }),
      z.strictObject({
        kind: z.literal('staged'),
        version: z.string(),
        /** What an administrator types. */
        command: z.string(),
        sha256: z.string(),
      }),
    ]),
    failure: applyUpdateFailureSchema,
    touches: ['updates', 'backups', 'audit'],
  }),
  /** Makes the version before the last update the one that starts next. */
  'updates.goBack': command({
    access: 'open',
    input: z.strictObject({ acceptsTooNew: z.boolean() }),
    output: z.strictObject({ version: z.string() }),
    failure: goBackFailureSchema,
    touches: ['updates'],
  }),
};
