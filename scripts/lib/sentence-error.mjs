/**
 * A failure whose message is written for the person at the keyboard: what is wrong and what to do.
 * Commands print the message alone; any other error keeps its stack, because it is a mistake of ours.
 */
export class SentenceError extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = 'SentenceError';
  }
}

/**
 * Runs a command's main function, prints what went wrong and sets the exit code.
 *
 * @param {() => Promise<number | void>} main   returns the exit code, 0 when it returns nothing
 */
export async function runMain(main) {
  try {
    process.exitCode = (await main()) ?? 0;
  } catch (error) {
    process.stderr.write(`\n${error instanceof SentenceError ? error.message : describeError(error)}\n`);
    process.exitCode = 1;
  }
}

/**
 * @param {unknown} error
 * @returns {string}
 */
export function describeError(error) {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
