import type { Random } from '../support/random';
import { forgedText, pathsOf, valueAt, withRightChecksum, withValue, type Json } from './loose';

const numbers = [
  0,
  -1,
  1,
  2,
  3,
  8,
  9,
  16,
  17,
  31,
  63,
  255,
  65_535,
  65_536,
  65_537,
  262_144,
  1_048_576,
  1_048_577,
  2_097_152,
  2 ** 31 - 1,
  2 ** 31,
  2 ** 32,
  2 ** 53 - 1,
  2 ** 53,
  1e21,
  1e308,
  0.5,
  3.000001,
  -0,
];
const texts = [
  '',
  ' ',
  'x',
  'null',
  '0',
  '\0',
  '\ud800',
  '\u202e',
  'A'.repeat(60_000),
  '==',
  'AAAA',
  '../../vault.db',
  '__proto__',
  'argon2i',
  'argon2id',
  'passphrase',
  'recovery',
  'token',
  'age1',
  'dossier-vault',
  '00000000-0000-0000-0000-000000000000',
];

/**
 * A header changed as somebody might who can write to the disk and knows the format: numbers at their limits, values of
 * other places and of another vault, fields missing, doubled, unknown or in another order, bytes cut and turned. Most have
 * a checksum that fits, so that they are not refused for that alone.
 */
export function mutatedHeader(own: string, foreign: string, random: Random): Buffer {
  // Both were written by the program.
  let json = JSON.parse(own) as Json;
  const other = JSON.parse(foreign) as Json;
  const changes = random.chance(0.6) ? 1 : 2 + random.below(2);
  for (let count = 0; count < changes; count += 1) json = changedOnce(json, other, random);
  let text = forgedText(json);
  if (random.chance(0.15)) text = changedText(text, random);
  if (random.chance(0.1)) text = text.replace(/"checksum": ".{6}/, '"checksum": "AAAAAA');
  const bytes = Buffer.from(text, 'utf8');
  if (random.chance(0.05) && bytes.byteLength > 0) {
    bytes.writeUInt8(random.below(256), random.below(bytes.byteLength));
  }
  return random.chance(0.03) ? bytes.subarray(0, random.below(bytes.byteLength + 1)) : bytes;
}

function changedOnce(json: Json, other: Json, random: Random): Json {
  const paths = pathsOf(json);
  if (paths.length === 0) return json;
  const path = random.pick(paths);
  const found = valueAt(json, path);
  switch (random.below(15)) {
    case 0:
      return withValue(json, path, undefined);
    case 1:
      return withValue(json, path, random.pick(numbers));
    case 2:
      return withValue(json, path, random.pick(texts));
    case 3:
      return withValue(json, path, random.pick<Json>([null, true, false, [], {}, [[]], { a: 1 }]));
    case 4:
    case 5:
      // A slot, a member, a sealed key or any smaller part of another vault.
      return withValue(json, path, valueAt(other, path) ?? null);
    case 6: {
      const from = random.pick(paths);
      return withValue(json, path, valueAt(json, from) ?? null);
    }
    case 7:
      return Array.isArray(found)
        ? withValue(json, path, Array.from({ length: random.below(40) }, () => [...found]).flat())
        : withValue(
            json,
            path,
            typeof found === 'number' ? found + random.pick([-1, 1, 65_536]) : random.pick(texts),
          );
    case 8:
    case 12:
    case 13:
    case 14: {
      const strings = paths.filter((each) => typeof valueAt(json, each) === 'string');
      const chosen = strings.length === 0 ? path : random.pick(strings);
      return withValue(json, chosen, changedBase64(valueAt(json, chosen), random));
    }
    case 9:
      return typeof found === 'object' && found !== null && !Array.isArray(found)
        ? withValue(json, path, {
            ...found,
            [random.pick(['more', 'kdf', '__proto__', 'memoryKib', 'state'])]: 1,
          })
        : json;
    case 10:
      return typeof found === 'object' && found !== null && !Array.isArray(found)
        ? withValue(json, path, Object.fromEntries(Object.entries(found).toReversed()))
        : json;
    default:
      return Array.isArray(found) ? withValue(json, path, [...found].toReversed()) : json;
  }
}

/** Base64 of a few other bits, or of another length. */
function changedBase64(found: Json | undefined, random: Random): Json {
  if (typeof found !== 'string') return random.pick(texts);
  const bytes = Buffer.from(found, 'base64');
  if (bytes.byteLength === 0) return 'AA==';
  if (random.chance(0.15)) return bytes.subarray(0, random.below(bytes.byteLength)).toString('base64');
  if (random.chance(0.15))
    return Buffer.concat([bytes, random.bytes(1 + random.below(64))]).toString('base64');
  const at = random.below(bytes.byteLength);
  bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << random.below(8)), at);
  return bytes.toString('base64');
}

/** What JSON itself hides: doubled keys, other spaces, escapes, more text before or after. */
function changedText(text: string, random: Random): string {
  const lines = text.split('\n');
  const at = random.below(lines.length);
  switch (random.below(6)) {
    case 0:
      return withRightChecksum([...lines.slice(0, at), lines[at] ?? '', ...lines.slice(at)].join('\n'));
    case 1:
      return withRightChecksum(text.replaceAll('  ', '\t'));
    case 2:
      return withRightChecksum(text.replace('vault', '\\u0076ault'));
    case 3:
      return `${text}${random.pick([' ', '\n', '{}', '\0', text])}`;
    case 4:
      return `${random.pick(['\ufeff', ' ', '\n', '['])}${text}`;
    default:
      return withRightChecksum([...lines.slice(0, at), ...lines.slice(at + 1)].join('\n'));
  }
}
