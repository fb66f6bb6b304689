import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readPackage } from '../../../src/core/filings/package-reader';
import { writePackage } from '../../../src/core/filings/write-package';
import { rowHashes } from '../../support/backups';
import { createTestCore, type TestCore } from '../../support/core';
import { seededRandom, type Random } from '../../faults/support/random';

/** 5,000 before a release; each is taken in by the channel, and tried on the practice case where it is not refused. */
const runs = Number(process.env['DOSSIER_TEMPLATE_MUTATIONS'] ?? 200);
const firstSeed = Number(process.env['DOSSIER_TEMPLATE_FIRST_SEED'] ?? 0);
/** Of the processor, so that a busy machine does not decide. */
const longestMs = 10_000;
/** With these the program once told of a fault of its own, where the file was to blame. */
const onceFaults = [2553, 3022, 4000];

const sources = ['F7.fr', 'F13.nl', 'F3.fr', 'F2.fr'].map((name) =>
  readFileSync(resolve('resources/templates/be-thb', `${name}.docx`)),
);

let core: TestCore;
beforeAll(async () => {
  core = createTestCore();
  await core.createVault();
});
afterAll(() => core.close());

/** The file as it lies there: cut, filled up, bits turned, parts of it put elsewhere. */
function mutateFile(bytes: Buffer, random: Random): Buffer {
  const changed = Buffer.from(bytes);
  switch (random.below(4)) {
    case 0:
      return changed.subarray(0, random.below(changed.byteLength));
    case 1:
      return Buffer.concat([changed, random.bytes(1 + random.below(5000))]);
    case 2: {
      const at = random.below(changed.byteLength);
      return Buffer.concat([changed.subarray(0, at), changed.subarray(random.below(changed.byteLength))]);
    }
    default:
      for (let count = 1 + random.below(4); count > 0; count -= 1) {
        const at = random.below(changed.byteLength);
        changed[at] = (changed[at] ?? 0) ^ (1 << random.below(8));
      }
      return changed;
  }
}

const pieces: readonly string[] = [
  '{',
  '}',
  '{#exhibits}',
  '{/exhibits}',
  '{^client.familyName}',
  '{/}',
  '{client.familyName}',
  '{#exhibits}'.repeat(200),
  '{{{',
  '“client.familyName”',
  '<w:p>',
  '</w:p>',
  '</w:tc></w:tr>',
  '<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>',
  '<w:t>'.repeat(3000),
  '<!DOCTYPE a [<!ENTITY b "c">]>',
  '&b;',
  '<w:instrText>INCLUDETEXT "http://example.org"</w:instrText>',
  '<w:altChunk r:id="rId1"/>',
  '<w:del w:id="1"><w:r><w:delText>x</w:delText></w:r></w:del>',
  '\u0000',
  '\uD800',
  '<![CDATA[',
  '<w:vanish/>',
  'x'.repeat(200_000),
  '<Relationship Id="r" Type="x/attachedTemplate" Target="http://example.org" TargetMode="External"/>',
];

/** Parts that are said to be what they are not, or nothing. */
function mutateTypes(types: string, random: Random): string {
  const line = random.pick(types.match(/<(?:Default|Override)[^>]*>/gu) ?? []);
  const type = random.pick(['image/png', 'application/xml', 'application/octet-stream', 'text/plain', '']);
  return types.replace(
    line,
    random.chance(0.3) ? '' : line.replace(/ContentType="[^"]*"/u, `ContentType="${type}"`),
  );
}

/** A Word file whose archive is sound and whose content is not. */
function mutateContent(bytes: Buffer, random: Random): Buffer {
  const read = readPackage(bytes);
  if (!read.ok) throw new Error('A template of the program cannot be read');
  const parts = new Map(read.value);
  // Half of them are sound Word files, in which only the words are wrong.
  if (random.chance(0.5)) {
    const document = Buffer.from(parts.get('word/document.xml') ?? []).toString('utf8');
    const words = [...document.matchAll(/<w:t(?: [^>]*)?>/gu)].map(({ index, 0: tag }) => index + tag.length);
    const at = random.pick(words);
    const tag = random.pick(
      pieces.filter((piece) => !/[<&]/u.test(piece) && !/\p{Surrogate}/u.test(piece) && piece !== '\u0000'),
    );
    parts.set('word/document.xml', Buffer.from(document.slice(0, at) + tag + document.slice(at)));
    return Buffer.from(writePackage(parts));
  }
  if (random.chance(0.15)) {
    const types = Buffer.from(parts.get('[Content_Types].xml') ?? []).toString('utf8');
    parts.set('[Content_Types].xml', Buffer.from(mutateTypes(types, random)));
    return Buffer.from(writePackage(parts));
  }
  for (let count = 1 + random.below(3); count > 0; count -= 1) {
    const names = [...parts.keys()];
    // Most of them where the words stand.
    const name = random.chance(0.6) ? 'word/document.xml' : random.pick(names);
    const text = Buffer.from(parts.get(name) ?? []).toString('utf8');
    const at = random.below(text.length + 1);
    switch (random.below(6)) {
      case 0:
        parts.set(name, Buffer.from(text.slice(0, at) + text.slice(at + random.below(2000))));
        break;
      case 1:
      case 2:
        parts.set(name, Buffer.from(text.slice(0, at) + random.pick(pieces) + text.slice(at)));
        break;
      case 3: {
        const from = random.below(text.length + 1);
        parts.set(
          name,
          Buffer.from(text.slice(0, at) + text.slice(from, from + random.below(3000)) + text.slice(at)),
        );
        break;
      }
      case 4:
        parts.delete(name);
        break;
      default:
        parts.set(
          random.pick([
            'word/vbaProject.bin',
            '../evil.xml',
            'word/embeddings/o.bin',
            'customXml/item1.xml',
            name.toUpperCase(),
          ]),
          random.bytes(200),
        );
    }
  }
  return Buffer.from(writePackage(parts));
}

it(`of ${runs} mutated templates none crashes the program, hangs, or is taken in by half`, async () => {
  const { db } = core.vaultDeps();
  const path = join(core.folder, 'mutated.docx');
  const outcomes = new Map<string, number>();
  let before = JSON.stringify(rowHashes(db));
  let longest = 0;
  let mostMemory = 0;
  for (const seed of new Set([
    ...onceFaults,
    ...Array.from({ length: runs }, (_unused, index) => firstSeed + index),
  ])) {
    const random = seededRandom(seed);
    const source = random.pick(sources);
    writeFileSync(path, random.chance(0.3) ? mutateFile(source, random) : mutateContent(source, random));
    core.host.answerFile(path);
    const memory = process.memoryUsage.rss();
    const began = process.cpuUsage();
    const taken = await core.call('templates.import', { filingKind: 'F7', language: 'fr' });
    let outcome: string = taken.ok ? 'taken' : taken.error.kind;
    if (!taken.ok && taken.error.kind === 'templateRefused') outcome += ` ${taken.error.reason}`;
    if (taken.ok) {
      const templateId = taken.value.template.id;
      const tried = await core.call('templates.tryOnPractice', {
        filingKind: 'F7',
        language: 'fr',
        templateId,
      });
      outcome = tried.ok ? 'taken and tried' : `taken, then ${tried.error.kind}`;
    }
    const { user, system } = process.cpuUsage(began);
    longest = Math.max(longest, (user + system) / 1000);
    mostMemory = Math.max(mostMemory, process.memoryUsage.rss() - memory);
    const after = JSON.stringify(rowHashes(db));
    const isHalf = !taken.ok && after !== before;
    before = after;
    expect({ seed, isHalf }).toEqual({ seed, isHalf: false });
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
    expect({ seed, outcome }).not.toMatchObject({
      outcome: expect.stringMatching(/unexpected|badInput/) as string,
    });
  }
  process.stdout.write(
    `${JSON.stringify({ runs, longestMs: Math.round(longest), mostMebibytes: Math.round(mostMemory / 2 ** 20), ...Object.fromEntries(outcomes) })}\n`,
  );
  expect(longest).toBeLessThan(longestMs);
  // The mutations reach every part of the reader, and some of them change nothing that matters.
  expect([...outcomes.keys()]).toEqual(
    expect.arrayContaining([
      'templateRefused damagedPart',
      'templateRefused badXml',
      'templateRefused wrongType',
      'templateBroken',
      'taken and tried',
    ]),
  );
}, 3_600_000);
