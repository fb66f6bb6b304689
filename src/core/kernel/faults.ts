/**
 * One line about a fault of the program that may be written to a log: the kind of error and where in the program it
 * arose. Never its message, which may quote what a person typed, a path or a key.
 */
export function describeFault(incident: {
  readonly incidentId: string;
  readonly channel: string;
  readonly cause: unknown;
}): string {
  const { incidentId, channel, cause } = incident;
  if (!(cause instanceof Error)) return `fault ${incidentId} in ${channel}: ${typeof cause}`;
  const code = 'code' in cause && typeof cause.code === 'string' ? ` ${cause.code}` : '';
  const places = (cause.stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6)
    // Keeps function, file name, line and column; drops the folders.
    .map((line) =>
      line
        .trim()
        .replace(/\((?:.*[\\/])?([^\\/()]+)\)/, '($1)')
        .replace(/at (?:file:\/\/)?\S*[\\/]/, 'at '),
    )
    .join(' < ');
  return `fault ${incidentId} in ${channel}: ${cause.name}${code} ${places}`;
}
