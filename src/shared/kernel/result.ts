/** The outcome of something that is expected to fail at times. Name it after its success: `const saved = …`. */
export type Result<Value, Failure> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: Failure };

export function ok<Value>(value: Value): { readonly ok: true; readonly value: Value } {
  return { ok: true, value };
}

export function err<Failure>(error: Failure): { readonly ok: false; readonly error: Failure } {
  return { ok: false, error };
}

/** Closes a `switch` over a closed list: a forgotten case does not compile. */
export function exhaustiveCheck(value: never): never {
  throw new Error(`Unexpected case of type ${typeof value}`);
}
