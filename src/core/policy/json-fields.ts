/** Where the fields of a JSON text stand. */
export interface FoundFields {
  /** Line by the way to the field, the first being 1. */
  readonly lines: ReadonlyMap<string, number>;
  /** Fields that stand twice in one group. A JSON reader silently takes the later one. */
  readonly twice: readonly { readonly field: string; readonly line: number }[];
}

/** `['packs', 'keys', 0, 'name']` → `packs.keys[0].name` */
export function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, part) => {
    if (typeof part === 'number') return `${name}[${part}]`;
    return name === '' ? String(part) : `${name}.${String(part)}`;
  }, '');
}

interface Frame {
  readonly path: readonly PropertyKey[];
  readonly keys: Set<string> | null;
  key: PropertyKey;
  awaitsKey: boolean;
}

/** @param text one that `JSON.parse` has taken: its grammar is not looked at again */
export function findFields(text: string): FoundFields {
  const lines = new Map<string, number>();
  const twice: { field: string; line: number }[] = [];
  const frames: Frame[] = [];
  let line = 1;

  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:\n]|[^\s{}[\],:"]+/gu)) {
    const frame = frames.at(-1);
    switch (token) {
      case '\n':
        line += 1;
        break;
      case '{':
      case '[': {
        const path = placeIn(frame);
        if (frame?.keys === null) lines.set(fieldName(path), line);
        const isObject = token === '{';
        frames.push({ path, keys: isObject ? new Set() : null, key: 0, awaitsKey: isObject });
        break;
      }
      case '}':
      case ']':
        frames.pop();
        break;
      case ',':
        if (frame === undefined) break;
        if (frame.keys === null) frame.key = Number(frame.key) + 1;
        else frame.awaitsKey = true;
        break;
      case ':':
        break;
      default: {
        if (frame === undefined) break;
        if (frame.keys === null) {
          lines.set(fieldName(placeIn(frame)), line);
        } else if (frame.awaitsKey) {
          // In the place of a key there is nothing but a string.
          const key = JSON.parse(token) as string;
          frame.key = key;
          frame.awaitsKey = false;
          const field = fieldName(placeIn(frame));
          if (frame.keys.has(key)) twice.push({ field, line });
          else lines.set(field, line);
          frame.keys.add(key);
        }
      }
    }
  }
  return { lines, twice };
}

function placeIn(frame: Frame | undefined): readonly PropertyKey[] {
  return frame === undefined ? [] : [...frame.path, frame.key];
}
