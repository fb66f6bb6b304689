// What other features may use of the vault's.
export { useSecondsUntil } from './countdown';
export { PassphraseField } from './passphrase-field';
export { isPracticeVault } from './practice';
export { StrengthMeter, usePassphraseStrength } from './strength-meter';
