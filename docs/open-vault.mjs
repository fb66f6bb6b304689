// Opens a Dossier vault without Dossier, step by step as docs/vault-format.md says. It shares no code with the program and
// needs Node 20 and nothing else.
//
//   node open-vault.mjs <vault folder> --passphrase <file>                a file whose first line is the passphrase
//   node open-vault.mjs <vault folder> --sheet <file>                     a file with the characters of a recovery sheet
//   node open-vault.mjs <vault folder> --sheet <file> --sheet <file>      or of two shares out of three
//
// It prints the key of the database and the identity of the evidence:
//
//   database key       <64 hexadecimal digits>    in SQLCipher 4:  PRAGMA key = "x'…'";
//   evidence identity  AGE-SECRET-KEY-1…          in a file, for:  age -d -i <file> evidence/ab/….age
//
// With `--decrypt-to <file>` it writes the database in plain form besides, for any SQLite. Guard what it prints and writes as
// you guard the vault, and delete it when you have what you need.

import {
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  pbkdf2Sync,
  timingSafeEqual,
} from 'node:crypto';
import { existsSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

function main() {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      passphrase: { type: 'string' },
      sheet: { type: 'string', multiple: true },
      'decrypt-to': { type: 'string' },
    },
  });
  const [folder] = positionals;
  const sheets = values.sheet ?? [];
  if (folder === undefined || (values.passphrase === undefined) === (sheets.length === 0)) {
    stop('Usage: node open-vault.mjs <vault folder> --passphrase <file> | --sheet <file> [--sheet <file>]');
  }
  // If vault.json is damaged, copy vault.json.bak over it.
  const headerText = readFileSync(join(folder, 'vault.json'), 'utf8');
  const secret =
    values.passphrase === undefined
      ? { kind: 'recovery', bytes: readSheets(sheets.map((file) => readFileSync(file, 'utf8'))) }
      : { kind: 'passphrase', text: readFileSync(values.passphrase, 'utf8').replace(/^\ufeff/, '').split(/\r?\n/)[0] };
  const keys = openHeader(headerText, secret);
  process.stdout.write(`database key       ${keys.databaseKey.toString('hex')}\n`);
  process.stdout.write(`evidence identity  ${keys.evidenceIdentity}\n`);
  if (values['decrypt-to'] !== undefined) decryptDatabase(folder, keys.databaseKey, values['decrypt-to']);
}

function stop(sentence) {
  throw new Error(sentence);
}

function bytes(base64) {
  return Buffer.from(base64, 'base64');
}

// 1. From a secret to the vault key ---------------------------------------------------------------------------------

function openHeader(headerText, secret) {
  const header = JSON.parse(headerText);
  const salt = Buffer.from(header.vaultId.replaceAll('-', ''), 'hex');
  const hkdf = (key, label, length = 32) => Buffer.from(hkdfSync('sha256', key, salt, label, length));

  const slot = header.slots.find((each) => each.kind === secret.kind && isOpenedBy(each));
  if (slot === undefined) stop('Another passphrase or sheet, or one that was revoked');
  const { key } = slotKeys(slot);
  const content = openWrapped(header.vaultId, slot, key);
  const identity = content.toString('ascii', 0, 74);
  const vaultKey = decryptAge(bytes(header.sealedVaultKey), identity);

  // Is it the right one, and did nobody change the header?
  const anchor = hkdf(vaultKey, `dossier/1/anchor/${header.epoch}`);
  const known = content.subarray(74);
  if (slot.anchorEpoch === header.epoch) {
    if (!timingSafeEqual(anchor, known)) stop('The header was tampered with');
  } else {
    // The vault got a new key since this secret last opened it, and who gave it proved that with the key before.
    const earlier = header.earlierAnchors.find((each) => each.epoch === slot.anchorEpoch);
    if (earlier === undefined) stop('The header was tampered with');
    const proof = createHmac('sha256', hkdf(known, `dossier/1/new-key/${header.epoch}`)).update(anchor).digest();
    if (!timingSafeEqual(proof, bytes(earlier.proof))) stop('The header was tampered with');
  }
  const authenticated = headerText.slice(0, headerText.indexOf(',\n  "mac": '));
  const mac = createHmac('sha256', hkdf(vaultKey, 'dossier/1/header-mac')).update(authenticated).digest();
  if (!timingSafeEqual(mac, bytes(header.mac))) stop('The header was tampered with');

  return {
    databaseKey: hkdf(vaultKey, `dossier/1/database/${header.epoch}`),
    evidenceIdentity: bech32('age-secret-key-', hkdf(vaultKey, 'dossier/1/evidence-identity')).toUpperCase(),
  };

  /** The commitment tells whether this secret made the slot. */
  function isOpenedBy(each) {
    return timingSafeEqual(slotKeys(each).commitment, bytes(each.commitment));
  }

  function slotKeys(each) {
    const stretched =
      each.kind === 'passphrase' ? stretch(secret.text, each.keyDerivation) : secret.bytes;
    const derived = hkdf(stretched, `dossier/1/slot/${each.kind}/${each.slotId}`, 64);
    return { key: derived.subarray(0, 32), commitment: derived.subarray(32) };
  }
}

const stretchedBefore = new Map();

/** Takes ten seconds or so; a passphrase is only tried once on each slot. */
function stretch(passphrase, { memoryKib, passes, lanes, salt }) {
  const found = stretchedBefore.get(salt);
  if (found !== undefined) return found;
  const stretched = argon2id(Buffer.from(passphrase.normalize('NFKC')), bytes(salt), { memoryKib, passes, lanes });
  stretchedBefore.set(salt, stretched);
  return stretched;
}

/** The member's age identity, 74 characters, and 32 bytes of the anchor. */
function openWrapped(vaultId, slot, key) {
  // Every other field of the slot in the order in which it stands in the file, the vault's id before them.
  const { wrappedIdentity, ...fields } = slot;
  const wrapped = bytes(wrappedIdentity);
  const decipher = createDecipheriv('aes-256-gcm', key, bytes(slot.nonce), { authTagLength: 16 });
  decipher.setAAD(Buffer.from(JSON.stringify({ vaultId, ...fields })));
  decipher.setAuthTag(wrapped.subarray(-16));
  return Buffer.concat([decipher.update(wrapped.subarray(0, -16)), decipher.final()]);
}

// 2. A recovery sheet -----------------------------------------------------------------------------------------------

/** The 32 bytes of one sheet, or of two shares. */
export function readSheets(texts) {
  const [one, other, ...more] = texts.map(readSheet);
  if (more.length > 0) stop('One sheet, or two shares');
  if (other === undefined) return one.share === 0 ? one.secret : stop('This is one share; two are needed');
  if (one.share === 0 || other.share === 0) stop('A sheet opens the vault alone; two files must be two shares');
  if (one.label !== other.label) stop('These shares are of two different sets');
  if (one.share === other.share) stop('This is the same share twice');
  // Two points give the line back: secret = (y₁x₂ + y₂x₁) / (x₁ + x₂) in the field of 256 elements.
  const divisor = inverse(one.share ^ other.share);
  return Buffer.from(
    one.secret.map((byte, index) =>
      multiply(multiply(byte, other.share) ^ multiply(other.secret[index], one.share), divisor),
    ),
  );
}

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function readSheet(typed) {
  const text = typed
    .toUpperCase()
    .replace('DOSSIER:', '')
    .replaceAll(/[^0-9A-Z]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1')
    .replaceAll('U', 'V');
  if (text.length !== 84) stop(`A sheet has 84 characters; these are ${text.length}`);
  const groups = text.match(/.{6}/g).map((group) => Array.from(group, (character) => alphabet.indexOf(character)));
  groups.forEach((group, index) => {
    const check = group.slice(0, 5).reduce((sum, value) => timesX(sum ^ value), 0) ^ (index + 1);
    if (check !== group[5]) stop(`Group ${index + 1} is not as on the sheet`);
  });
  const values = groups.flatMap((group) => group.slice(0, 5));
  if (values[0] !== 1) stop('This sheet is of a newer version');
  // version, share, 8 of the vault's fingerprint, 4 of the sheet's label, 52 of the secret, 4 of the check
  const bits = values.slice(14, 66).map((value) => value.toString(2).padStart(5, '0')).join('');
  return {
    share: values[1],
    label: values.slice(10, 14).join(),
    secret: Buffer.from(bits.slice(0, 256).match(/.{8}/g).map((byte) => Number.parseInt(byte, 2))),
  };
}

function timesX(value) {
  return value << 1 > 31 ? (value << 1) ^ 0b100101 : value << 1;
}

function multiply(one, other) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = product << 1;
    if (product > 255) product ^= 0x11b;
    if ((other >> bit) & 1) product ^= one;
  }
  return product;
}

function inverse(value) {
  return Array.from({ length: 255 }, (_, index) => index + 1).find((each) => multiply(each, value) === 1);
}

// 3. age ------------------------------------------------------------------------------------------------------------

/** The content of an age file that is one chunk long. The format: age-encryption.org/v1 */
function decryptAge(file, identity) {
  const privateBytes = fromBech32(identity);
  const privateKey = createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b656e04220420', 'hex'), privateBytes]),
    format: 'der',
    type: 'pkcs8',
  });
  const publicBytes = createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).subarray(-32);
  const end = /\n--- [^\n]+\n/.exec(file.toString('latin1'));
  const headerEnd = end.index + end[0].length;
  const stanzas = file.toString('latin1', 0, end.index).matchAll(/-> X25519 (\S+)\n(\S+)/g);
  for (const [, ephemeral, body] of stanzas) {
    const ephemeralBytes = bytes(ephemeral);
    const shared = diffieHellman({
      privateKey,
      publicKey: createPublicKey({
        key: Buffer.concat([Buffer.from('302a300506032b656e032100', 'hex'), ephemeralBytes]),
        format: 'der',
        type: 'spki',
      }),
    });
    const salt = Buffer.concat([ephemeralBytes, publicBytes]);
    const wrapKey = Buffer.from(hkdfSync('sha256', shared, salt, 'age-encryption.org/v1/X25519', 32));
    const fileKey = openChaCha(wrapKey, Buffer.alloc(12), bytes(body));
    if (fileKey === null) continue;
    const macKey = Buffer.from(hkdfSync('sha256', fileKey, '', 'header', 32));
    const mac = createHmac('sha256', macKey).update(file.subarray(0, end.index + 4)).digest();
    if (!timingSafeEqual(mac, bytes(end[0].slice(5)))) stop('The sealed key is damaged');
    const payload = file.subarray(headerEnd);
    const payloadKey = Buffer.from(hkdfSync('sha256', fileKey, payload.subarray(0, 16), 'payload', 32));
    // One chunk: number 0, and the last.
    const nonce = Buffer.concat([Buffer.alloc(11), Buffer.from([1])]);
    return openChaCha(payloadKey, nonce, payload.subarray(16)) ?? stop('The sealed key is damaged');
  }
  return stop('The vault key is not sealed to this member');
}

function openChaCha(key, nonce, sealed) {
  const decipher = createDecipheriv('chacha20-poly1305', key, nonce, { authTagLength: 16 });
  decipher.setAuthTag(sealed.subarray(-16));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
  } catch {
    return null;
  }
}

const bech32Alphabet = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

function fromBech32(text) {
  const data = text.toLowerCase().slice(text.lastIndexOf('1') + 1, -6);
  const bits = Array.from(data, (each) => bech32Alphabet.indexOf(each).toString(2).padStart(5, '0')).join('');
  return Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
}

function bech32(prefix, content) {
  const bits = Array.from(content, (byte) => byte.toString(2).padStart(8, '0')).join('');
  const data = bits.match(/.{1,5}/g).map((five) => Number.parseInt(five.padEnd(5, '0'), 2));
  const expanded = [
    ...Array.from(prefix, (character) => character.charCodeAt(0) >> 5),
    0,
    ...Array.from(prefix, (character) => character.charCodeAt(0) & 31),
  ];
  const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];
  let sum = 1;
  for (const value of [...expanded, ...data, 0, 0, 0, 0, 0, 0]) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    generators.forEach((generator, bit) => {
      if ((top >> bit) & 1) sum ^= generator;
    });
  }
  const check = [25, 20, 15, 10, 5, 0].map((shift) => ((sum ^ 1) >>> shift) & 31);
  return `${prefix}1${[...data, ...check].map((value) => bech32Alphabet[value]).join('')}`;
}

// 4. The database, page by page -------------------------------------------------------------------------------------

function decryptDatabase(folder, databaseKey, output) {
  const log = join(folder, 'vault.db-wal');
  if (existsSync(log) && statSync(log).size > 0) {
    stop('The last changes stand in vault.db-wal. Use the key and SQLCipher, which reads both.');
  }
  const database = readFileSync(join(folder, 'vault.db'));
  const macSalt = database.subarray(0, 16).map((byte) => byte ^ 0x3a);
  const macKey = pbkdf2Sync(databaseKey, macSalt, 2, 32, 'sha512');
  const plain = [];
  for (let number = 1; number <= database.byteLength / 4096; number += 1) {
    const page = database.subarray((number - 1) * 4096, number * 4096);
    const begin = number === 1 ? 16 : 0;
    const numberBytes = Buffer.alloc(4);
    numberBytes.writeUInt32LE(number);
    const mac = createHmac('sha512', macKey).update(page.subarray(begin, 4032)).update(numberBytes).digest();
    if (!timingSafeEqual(mac, page.subarray(4032))) stop(`Page ${number} is damaged`);
    const cipher = createDecipheriv('aes-256-cbc', databaseKey, page.subarray(4016, 4032)).setAutoPadding(false);
    const content = Buffer.concat([cipher.update(page.subarray(begin, 4016)), cipher.final()]);
    plain.push(number === 1 ? Buffer.from('SQLite format 3\0') : Buffer.alloc(0), content, Buffer.alloc(80));
  }
  const whole = Buffer.concat(plain);
  // Bytes 18 and 19 say that a write-ahead log belongs to the file; this copy has none.
  whole.fill(1, 18, 20);
  writeFileSync(output, whole, { mode: 0o600 });
}

// 5. Argon2id, RFC 9106 -----------------------------------------------------------------------------------------------

/** 64-bit words stand in the memory as two of 32 bits, the lower one first; 256 of them to a block of 1 KiB. */
const blockWords = 256;

/** Argon2id version 1.3. `secret` and `associatedData` are for the example of the RFC; a vault uses neither. */
export function argon2id(password, salt, cost, options = {}) {
  const { memoryKib, passes, lanes } = cost;
  const { length = 32, secret = Buffer.alloc(0), associatedData = Buffer.alloc(0) } = options;
  const numbers = (...values) => Buffer.from(Uint32Array.from(values).buffer);
  const withLength = (part) => Buffer.concat([numbers(part.length), part]);
  const inputs = [password, salt, secret, associatedData].map(withLength);
  const first = blake2b(Buffer.concat([numbers(lanes, length, memoryKib, passes, 0x13, 2), ...inputs]), 64);

  const segment = Math.floor(memoryKib / (4 * lanes));
  const columns = segment * 4;
  const memory = new Uint32Array(columns * lanes * blockWords);
  const block = (lane, column) => (lane * columns + column) * blockWords;
  for (let lane = 0; lane < lanes; lane += 1) {
    for (const column of [0, 1]) {
      const content = longHash(Buffer.concat([first, numbers(column, lane)]), 1024);
      memory.set(new Uint32Array(Uint8Array.from(content).buffer), block(lane, column));
    }
  }

  const zeros = new Uint32Array(blockWords);
  const addresses = new Uint32Array(blockWords);
  const input = new Uint32Array(blockWords);
  for (let pass = 0; pass < passes; pass += 1) {
    for (let slice = 0; slice < 4; slice += 1) {
      for (let lane = 0; lane < lanes; lane += 1) fillSegment(pass, slice, lane);
    }
  }

  const last = Uint32Array.from(memory.subarray(block(0, columns - 1), block(0, columns)));
  for (let lane = 1; lane < lanes; lane += 1) {
    const at = block(lane, columns - 1);
    for (let word = 0; word < blockWords; word += 1) last[word] ^= memory[at + word];
  }
  return longHash(Buffer.from(last.buffer), length);

  function fillSegment(pass, slice, lane) {
    const isIndependent = pass === 0 && slice < 2;
    if (isIndependent) {
      input.fill(0);
      [pass, lane, slice, columns * lanes, passes, 2].forEach((value, index) => (input[2 * index] = value));
    }
    for (let index = 0; index < segment; index += 1) {
      if (isIndependent && index % 128 === 0) {
        input[12] += 1;
        compress(zeros, 0, input, 0, addresses, 0, false);
        compress(zeros, 0, addresses, 0, addresses, 0, false);
      }
      const column = slice * segment + index;
      if (pass === 0 && column < 2) continue;
      const before = block(lane, column === 0 ? columns - 1 : column - 1);
      const [low, high] = isIndependent
        ? [addresses[2 * (index % 128)], addresses[2 * (index % 128) + 1]]
        : [memory[before], memory[before + 1]];
      const fromLane = pass === 0 && slice === 0 ? lane : high % lanes;
      // How many blocks may be referred to: those finished, without the one just before.
      const finished = pass === 0 ? slice * segment : 3 * segment;
      const area =
        fromLane === lane ? finished + index - 1 : finished - (index === 0 ? 1 : 0);
      const y = multiplyHigh(area, multiplyHigh(low, low));
      const start = pass === 0 || slice === 3 ? 0 : (slice + 1) * segment;
      const reference = block(fromLane, (start + area - 1 - y) % columns);
      compress(memory, before, memory, reference, memory, block(lane, column), pass > 0);
    }
  }
}

/** BLAKE2b of any length: H' of RFC 9106, section 3.3. */
function longHash(content, length) {
  const lengthBytes = Buffer.from(Uint32Array.of(length).buffer);
  if (length <= 64) return blake2b(Buffer.concat([lengthBytes, content]), length);
  const parts = [];
  let hash = blake2b(Buffer.concat([lengthBytes, content]), 64);
  let left = length;
  while (left > 64) {
    parts.push(hash.subarray(0, 32));
    left -= 32;
    hash = blake2b(hash, left > 64 ? 64 : left);
  }
  return Buffer.concat([...parts, hash]);
}

/** BLAKE2b of RFC 7693. Node's own knows one length, and another length is another hash. */
function blake2b(content, length) {
  const mask = (1n << 64n) - 1n;
  const rotate = (word, by) => ((word >> by) | (word << (64n - by))) & mask;
  const start = [
    0x6a09e667f3bcc908n, 0xbb67ae8584caa73bn, 0x3c6ef372fe94f82bn, 0xa54ff53a5f1d36f1n, 0x510e527fade682d1n,
    0x9b05688c2b3e6c1fn, 0x1f83d9abfb41bd6bn, 0x5be0cd19137e2179n,
  ];
  const orders = [
    '0123456789abcdef', 'ea489fd61c02b753', 'b8c052fdae367194', '7931dcbe265a40f8', '905724afe1bc683d',
    '2c6a0b834d75fe19', 'c51fed4a0763928b', 'db7ec13950f4862a', '6fe9b308c2d714a5', 'a2847615fb9e3cd0',
  ];
  const state = [...start];
  state[0] ^= 0x01010000n ^ BigInt(length);
  const padded = Buffer.alloc(Math.max(1, Math.ceil(content.length / 128)) * 128);
  padded.set(content);
  for (let at = 0; at < padded.length; at += 128) {
    const words = Array.from({ length: 16 }, (_, index) => padded.readBigUInt64LE(at + 8 * index));
    const v = [...state, ...start];
    const isLast = at + 128 === padded.length;
    v[12] ^= BigInt(isLast ? content.length : at + 128);
    if (isLast) v[14] ^= mask;
    for (let round = 0; round < 12; round += 1) {
      const order = Array.from(orders[round % 10], (digit) => Number.parseInt(digit, 16));
      quarters.forEach(([a, b, c, d], index) => {
        for (const [word, first, second] of [
          [words[order[2 * index]], 32n, 24n],
          [words[order[2 * index + 1]], 16n, 63n],
        ]) {
          v[a] = (v[a] + v[b] + word) & mask;
          v[d] = rotate(v[d] ^ v[a], first);
          v[c] = (v[c] + v[d]) & mask;
          v[b] = rotate(v[b] ^ v[c], second);
        }
      });
    }
    for (let index = 0; index < 8; index += 1) state[index] ^= v[index] ^ v[index + 8];
  }
  const hash = Buffer.alloc(64);
  state.forEach((word, index) => hash.writeBigUInt64LE(word, 8 * index));
  return hash.subarray(0, length);
}

/** What a round of BLAKE2b mixes: the columns of a square of 16 words, then its diagonals. */
const quarters = [
  [0, 4, 8, 12], [1, 5, 9, 13], [2, 6, 10, 14], [3, 7, 11, 15],
  [0, 5, 10, 15], [1, 6, 11, 12], [2, 7, 8, 13], [3, 4, 9, 14],
];
/** Where the 16 words of each row, then of each column, of a block of 128 words stand. */
const rowsAndColumns = [
  ...Array.from({ length: 8 }, (_, row) => Array.from({ length: 16 }, (_each, index) => 16 * row + index)),
  ...Array.from({ length: 8 }, (_, column) =>
    Array.from({ length: 16 }, (_each, index) => 16 * (index >> 1) + 2 * column + (index & 1)),
  ),
];
const mixes = Uint8Array.from(rowsAndColumns.flatMap((words) => quarters.flatMap((four) => four.map((each) => words[each]))));
const mixed = new Uint32Array(blockWords);

/** The compression of two blocks into a third: G of RFC 9106, section 3.5. `adds`: what stood in the third counts too. */
function compress(one, oneAt, other, otherAt, target, targetAt, adds) {
  for (let word = 0; word < blockWords; word += 1) {
    const sum = one[oneAt + word] ^ other[otherAt + word];
    mixed[word] = sum;
    target[targetAt + word] = adds ? target[targetAt + word] ^ sum : sum;
  }
  for (let at = 0; at < mixes.length; at += 4) {
    const a = 2 * mixes[at];
    const b = 2 * mixes[at + 1];
    const c = 2 * mixes[at + 2];
    const d = 2 * mixes[at + 3];
    multiplyAndAdd(a, b);
    // A turn by 32 bits swaps the two halves.
    const half = mixed[d] ^ mixed[a];
    mixed[d] = mixed[d + 1] ^ mixed[a + 1];
    mixed[d + 1] = half;
    multiplyAndAdd(c, d);
    turn(b, c, 24);
    multiplyAndAdd(a, b);
    turn(d, a, 16);
    multiplyAndAdd(c, d);
    // By 63 to the right is by 1 to the left.
    const low = mixed[b] ^ mixed[c];
    const high = mixed[b + 1] ^ mixed[c + 1];
    mixed[b] = (low << 1) | (high >>> 31);
    mixed[b + 1] = (high << 1) | (low >>> 31);
  }
  for (let word = 0; word < blockWords; word += 1) target[targetAt + word] ^= mixed[word];
}

/** one = one + other + 2 × (lower half of one) × (lower half of other). */
function multiplyAndAdd(one, other) {
  const product = Math.imul(mixed[one], mixed[other]);
  const high = multiplyHigh(mixed[one], mixed[other]);
  const low = mixed[one] + mixed[other] + ((product << 1) >>> 0);
  mixed[one + 1] = mixed[one + 1] + mixed[other + 1] + ((high << 1) | (product >>> 31)) + Math.floor(low / 2 ** 32);
  mixed[one] = low;
}

/** word = (word + other) without carry, turned to the right by fewer than 32 bits. */
function turn(word, other, by) {
  const low = mixed[word] ^ mixed[other];
  const high = mixed[word + 1] ^ mixed[other + 1];
  mixed[word] = (low >>> by) | (high << (32 - by));
  mixed[word + 1] = (high >>> by) | (low << (32 - by));
}

/** The upper 32 bits of the product of two numbers of 32 bits. */
function multiplyHigh(one, other) {
  const low = Math.imul(one & 0xffff, other & 0xffff);
  const middle = Math.imul(one >>> 16, other & 0xffff);
  const carry = (low >>> 16) + (middle & 0xffff) + Math.imul(one & 0xffff, other >>> 16);
  return (Math.imul(one >>> 16, other >>> 16) + (middle >>> 16) + (carry >>> 16)) >>> 0;
}

if (process.argv[1] !== undefined && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) main();
