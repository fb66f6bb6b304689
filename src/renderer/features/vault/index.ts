// What other features may use of the vault's.
export { useSecondsUntil } from './countdown';
export { PassphraseChoice, useChosenPassphrase } from './passphrase-choice';
export { PassphraseField } from './passphrase-field';
export { isPracticeVault } from './practice';
