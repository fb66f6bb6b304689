import { fillAccount } from './fill-account';
import { fillAttestation } from './fill-attestation';
import { fillComplaint } from './fill-complaint';
import { fillConsent } from './fill-consent';
import { fillExtension } from './fill-extension';
import { fillCivilParty } from './fill-civil-party';
import { fillFileAccess } from './fill-file-access';
import { fillFinancialAid } from './fill-financial-aid';
import { fillInventory } from './fill-inventory';
import { fillMagistrate } from './fill-magistrate';
import { fillMandate } from './fill-mandate';
import { fillMedical } from './fill-medical';
import { fillMinor } from './fill-minor';
import { fillMissing } from './fill-missing';
import { fillObservations } from './fill-observations';
import { fillAnnulment, fillExtremeUrgency } from './fill-petition';
import { fillRegularisation } from './fill-regularisation';
import { fillReferral } from './fill-referral';
import { fillReflection } from './fill-reflection';
import { fillRenewal } from './fill-renewal';
import { fillStay } from './fill-stay';
import { fillUnlimited } from './fill-unlimited';
import { filingKinds, type FilingKind } from './kinds';
import type { Sheet } from './sheet';

/**
 * The filings that can be made: how each is filled in. A kind that stands here needs its templates in
 * `scripts/templates/` and its questions and fields in `answers.ts` and `fields.ts`; a kind that does not stand here is
 * never offered.
 */
export const fills: Readonly<Partial<Record<FilingKind, (sheet: Sheet) => void>>> = {
  F1: fillReferral,
  F2: fillConsent,
  F3: fillMandate,
  F4: fillReflection,
  F5: fillAccount,
  F6: fillComplaint,
  F7: fillAttestation,
  F8: fillMagistrate,
  F9: fillExtension,
  F10: fillStay,
  F11: fillRenewal,
  F12: fillUnlimited,
  F13: fillInventory,
  F14: fillCivilParty,
  F15: fillFinancialAid,
  F16: fillRegularisation,
  F17: fillMedical,
  F18: fillAnnulment,
  F19: fillExtremeUrgency,
  F20: fillObservations,
  F21: fillMinor,
  F22: fillFileAccess,
  L1: fillMissing,
};

/** In the order of their numbers. */
export const offeredKinds: readonly FilingKind[] = filingKinds.filter((kind) => fills[kind] !== undefined);
