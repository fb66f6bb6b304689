import { z } from 'zod';
import { auditActions } from '../../shared/audit/schemas';
import {
  addressedSchema,
  departureKinds,
  objectionSchema,
  reasonKindSchema,
} from '../../shared/departures/schemas';
import { caseIdSchema, filingIdSchema } from '../../shared/kernel/ids';
import { instantSchema } from '../../shared/kernel/time';
import { packagePurposes } from '../../shared/packages/head';
import { custodyActions, noteCustody } from '../evidence/custody';
import { insertExport } from '../filings/store';
import type { VaultDeps } from '../kernel/deps';
import { caseStateSchema } from '../packages/state';
import { recordPackage, recordState, setCasePlace } from '../packages/store';
import { noteDeparture } from './depart';

/**
 * What is written down of a copy once it stands outside of the vault. It is thought up before the first byte is written, so
 * that an opening after a crash can still write it down.
 */
export const copyRecordSchema = z.strictObject({
  /** Entries of the register: one for each case, none for what is of no case. */
  departures: z.array(
    z.strictObject({
      caseId: caseIdSchema,
      kind: z.enum(departureKinds),
      filingId: filingIdSchema.optional(),
      /** Null where nobody said to whom it goes. */
      to: addressedSchema.nullable(),
      objections: z.array(objectionSchema),
      reason: z.string(),
      reasonKind: reasonKindSchema,
    }),
  ),
  custody: z.array(
    z.strictObject({
      fileId: z.string(),
      action: z.enum(custodyActions),
      at: instantSchema,
      details: z.record(z.string(), z.string()).optional(),
    }),
  ),
  audit: z.array(
    z.strictObject({
      action: z.enum(auditActions),
      subjectId: z.string().nullable(),
      caseId: caseIdSchema.nullable(),
    }),
  ),
  /** The filing that the copy is of, if any. */
  exportedFiling: filingIdSchema.optional(),
  /** Of a package: what is kept to compare with when it comes back. */
  packed: z
    .strictObject({
      id: z.string(),
      purpose: z.enum(packagePurposes),
      forReading: z.boolean(),
      otherName: z.string(),
      madeAt: instantSchema,
      states: z.array(z.strictObject({ caseId: caseIdSchema, state: caseStateSchema })),
    })
    .optional(),
});
export type CopyRecord = z.output<typeof copyRecordSchema>;

/** What is known of a copy when it stands. */
export interface StandingCopy {
  /** Empty for one on paper, as its hash. */
  readonly fileName: string;
  /** Empty for a folder. */
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** It has no name, and nothing that could be hashed. */
export const onPaper: StandingCopy = { fileName: '', sha256: '', sizeBytes: 0 };

/** Writes down that a copy left, in the transaction under way. */
export function recordCopy(deps: VaultDeps, record: CopyRecord, copy: StandingCopy): void {
  const { db, clock, newId, actor, audit } = deps;
  const at = clock.now();
  if (record.exportedFiling !== undefined) {
    insertExport(db, { id: newId(), filingId: record.exportedFiling, exportedAt: at });
  }
  if (record.packed !== undefined) {
    const { states, ...packed } = record.packed;
    recordPackage(db, {
      ...packed,
      ...copy,
      direction: 'made',
      vaultId: '',
      publicKey: '',
      recordedAt: at,
      memberId: actor,
      undo: null,
    });
    for (const { caseId, state } of states) {
      recordState(db, { packageId: packed.id, caseId, recordedAt: at, state, auditLog: null });
      if (packed.purpose === 'copy') continue;
      setCasePlace(db, {
        caseId,
        kind: packed.purpose === 'checkOut' ? 'checkedOut' : 'handedOver',
        otherName: packed.otherName,
        since: at,
        packageId: packed.id,
      });
    }
  }
  for (const entry of record.custody) noteCustody(deps, entry);
  for (const departure of record.departures) noteDeparture(deps, { ...departure, ...copy });
  for (const entry of record.audit) audit(entry);
}
