import type { InterruptedCopy } from '../shared/departures/copies';

/** Where what is left of it lies, and what to do. */
export function interruptedSentence({ problem, path, temporaryPath, olderPath }: InterruptedCopy): string {
  switch (problem) {
    case 'placeMissing':
      return `a copy was interrupted, and the folder of ${path} is not there now: plug the stick or disk in and open the vault again, since what was written of it can lie there in plain form, or say in the window (Vault, This laptop) that it is gone.`;
    case 'notRemoved':
      return `a copy was interrupted, and what was written of it cannot be taken away: delete ${temporaryPath} yourself, or open the vault again once that is allowed.`;
    case 'notRecorded':
      return `a copy was interrupted and may stand whole as ${path}, but could not be looked at or written down: open the vault again.`;
    case 'olderNotPutBack':
      return `a copy was interrupted, and the older file of its name, now ${olderPath ?? path}, could not get its name back: move away what has that name, and open the vault again.`;
    case 'olderNotRemoved':
      return `a copy stands and is written down, but the older file that it replaced cannot be taken away: delete ${olderPath ?? path} yourself, or open the vault again once that is allowed.`;
  }
}
