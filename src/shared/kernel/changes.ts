/** The thing with the changes made. A field that is missing or undefined stays as it was. */
export function withChanges<Thing extends object>(before: Thing, changes: Partial<Thing>): Thing {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  // Every field of `changes` that is defined has the type it has in `Thing`.
  return { ...before, ...(Object.fromEntries(given) as Partial<Thing>) };
}
