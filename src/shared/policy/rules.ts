import type { InterfaceLanguage } from '../kernel/languages';
import { interfaceLanguages } from '../kernel/languages';
import { exportKinds, type ExportKind } from './export-kinds';

/** A key of minisign that the organisation trusts. */
export interface OrganisationKey {
  readonly name: string;
  readonly keyId: string;
  readonly publicKey: string;
}

/** What counts on this laptop, whatever a person would like. */
export interface PolicyRules {
  /** Null leaves it to the person. */
  readonly lockAfterMinutesAtMost: number | null;
  readonly locksOnMinimise: boolean;
  /** Null leaves it to the program. */
  readonly passphraseFloor: { readonly memoryMib: number; readonly passes: number } | null;
  readonly allowedExports: readonly ExportKind[];
  readonly languages: readonly InterfaceLanguage[];
  readonly backups:
    | { readonly kind: 'free' }
    /** Until a person chooses another. */
    | { readonly kind: 'suggested'; readonly folder: string }
    | { readonly kind: 'fixed'; readonly folder: string }
    /** The one the vault remembers, and no other: which one is meant cannot be read. */
    | { readonly kind: 'asRemembered' };
  readonly packKeys: readonly OrganisationKey[];
  readonly onlyThesePackKeys: boolean;
  /** Keys with which an update of the program may be signed, besides those that came with it. */
  readonly updateKeys: readonly OrganisationKey[];
  readonly onlyTheseUpdateKeys: boolean;
}

/** Where no organisation decides. */
export const freeRules: PolicyRules = {
  lockAfterMinutesAtMost: null,
  locksOnMinimise: false,
  passphraseFloor: null,
  allowedExports: exportKinds,
  languages: interfaceLanguages,
  backups: { kind: 'free' },
  packKeys: [],
  onlyThesePackKeys: false,
  updateKeys: [],
  onlyTheseUpdateKeys: false,
};

/**
 * While the file is there and cannot be understood (ADR 12): nothing leaves and nothing new is trusted, but vaults open
 * and what is typed is saved. Languages keep nobody's secret.
 */
export const strictestRules: PolicyRules = {
  lockAfterMinutesAtMost: 2,
  locksOnMinimise: true,
  passphraseFloor: { memoryMib: 256, passes: 3 },
  allowedExports: [],
  languages: interfaceLanguages,
  backups: { kind: 'asRemembered' },
  packKeys: [],
  onlyThesePackKeys: true,
  updateKeys: [],
  onlyTheseUpdateKeys: true,
};
