/**
 * Progress goes to standard error, so that a command's own output stays clean for whoever reads it.
 *
 * @typedef {(detail: string) => void} ReportDetail   replaces the detail shown behind the label
 */

const showAfterMs = 1000;
const terminalEveryMs = 250;
const plainEveryMs = 15_000;

/**
 * Shows that work is going on once it takes longer than a second: one line that is rewritten on a terminal, a plain line
 * now and then elsewhere. Says nothing about work that is done sooner.
 *
 * @template T
 * @param {string} label
 * @param {(report: ReportDetail) => Promise<T>} work
 * @param {object} options
 * @param {NodeJS.WriteStream} [options.stream]
 * @param {boolean} [options.announcesEnd]   false where the caller says itself how it went
 * @returns {Promise<T>}
 */
export async function withProgress(label, work, { stream = process.stderr, announcesEnd = true } = {}) {
  const startedAt = performance.now();
  const rewrites = stream.isTTY === true && process.env.CI === undefined;
  let detail = '';
  let shownAt = -Infinity;

  const show = () => {
    const now = performance.now();
    if (now - startedAt < showAfterMs || now - shownAt < (rewrites ? 0 : plainEveryMs)) return;
    const line = `${label} … ${formatSeconds(now - startedAt)}${detail === '' ? '' : `, ${detail}`}`;
    if (rewrites) stream.write(`\r\u001B[2K${line.slice(0, Math.max(20, stream.columns - 1))}`);
    else stream.write(`${line}\n`);
    shownAt = now;
  };
  const timer = setInterval(show, rewrites ? terminalEveryMs : showAfterMs);
  timer.unref();

  /** @param {string} outcome */
  const finish = (outcome) => {
    clearInterval(timer);
    if (shownAt === -Infinity) return;
    if (!announcesEnd) {
      if (rewrites) stream.write('\r\u001B[2K');
      return;
    }
    stream.write(
      `${rewrites ? '\r\u001B[2K' : ''}${label}: ${outcome} (${formatSeconds(performance.now() - startedAt)})\n`,
    );
  };

  try {
    const result = await work((text) => {
      detail = text;
    });
    finish('done');
    return result;
  } catch (error) {
    finish('failed');
    throw error;
  }
}

/** @param {string} sentence */
export function say(sentence) {
  process.stderr.write(`${sentence}\n`);
}

/**
 * @param {number} durationMs
 * @returns {string}
 */
export function formatSeconds(durationMs) {
  const seconds = durationMs / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

/**
 * @param {number} doneBytes
 * @param {number | null} totalBytes   null when nobody knows
 * @returns {string}
 */
export function formatMegabytes(doneBytes, totalBytes) {
  const done = Math.round(doneBytes / 1e6);
  return totalBytes === null ? `${done} MB` : `${done} of ${Math.round(totalBytes / 1e6)} MB`;
}
