import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  isCollection,
  isMap,
  isPair,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type Document,
} from 'yaml';
import type { z } from 'zod';
import { err, ok, type Result } from '../../shared/kernel/result';
import {
  actorsFileSchema,
  conditionsFileSchema,
  deadlinesFileSchema,
  decisionsFileSchema,
  eventsFileSchema,
  examplesFileSchema,
  filingsFileSchema,
  glossaryFileSchema,
  packFileSchema,
  phasesFileSchema,
  remediesFileSchema,
  requirementsFileSchema,
  routesFileSchema,
  situationsFileSchema,
  sourcesFileSchema,
  type ProcedurePack,
} from '../../shared/procedures/schemas';
import {
  checkPack,
  packFileNames,
  requiredPackFiles,
  type PackFault,
  type PackFileName,
  type PackPath,
} from '../../shared/procedures/check-pack';
import { checkExamples } from '../../shared/procedures/check-examples';
import { faultTexts, type FaultTexts } from '../../shared/procedures/pack-faults';
import { createHolidayLookup, isOn, knownHolidays } from '../deadlines/holidays';

/** The files of a pack and the grammar of each. */
const fileSchemas = {
  'pack.yaml': packFileSchema,
  'sources.yaml': sourcesFileSchema,
  'phases.yaml': phasesFileSchema,
  'conditions.yaml': conditionsFileSchema,
  'requirements.yaml': requirementsFileSchema,
  'events.yaml': eventsFileSchema,
  'deadlines.yaml': deadlinesFileSchema,
  'filings.yaml': filingsFileSchema,
  'actors.yaml': actorsFileSchema,
  'decisions.yaml': decisionsFileSchema,
  'remedies.yaml': remediesFileSchema,
  'routes.yaml': routesFileSchema,
  'situations.yaml': situationsFileSchema,
  'glossary.yaml': glossaryFileSchema,
  'examples.yaml': examplesFileSchema,
} as const satisfies Record<PackFileName, z.ZodType>;

/** What is wrong in a pack, in words for the person who edits it. */
export interface PackProblem {
  readonly file: string;
  /** 1 for the first line; the line nearest to the problem. */
  readonly line: number;
  readonly texts: FaultTexts;
}

/** Largest file that is read. A pack is a few hundred kilobytes; more is a mistake or an attack. */
const sizeLimitBytes = 2 * 1024 * 1024;

/** Ids of the packs that came with the program: the names of their folders. */
export function listPackIds(resourcesFolder: string): readonly string[] {
  const folder = join(resourcesFolder, 'procedures');
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

const packsByFolder = new Map<string, ProcedurePack>();

/**
 * A pack that came with the program. It is read once: its files do not change while the program runs.
 *
 * @returns undefined when there is no such pack. Throws when the pack is broken, which a test rules out for ours.
 */
export function shippedPack(resourcesFolder: string, packId: string): ProcedurePack | undefined {
  if (!listPackIds(resourcesFolder).includes(packId)) return undefined;
  const folder = join(resourcesFolder, 'procedures', packId);
  const known = packsByFolder.get(folder);
  if (known !== undefined) return known;
  const loaded = loadPack(folder);
  if (!loaded.ok) {
    const [first] = loaded.error;
    throw new Error(`Pack ${packId} is broken: ${first?.file}:${first?.line} ${first?.texts.en.cause}`);
  }
  packsByFolder.set(folder, loaded.value);
  return loaded.value;
}

/** The files of a pack by name, as bytes. */
export type PackFiles = ReadonlyMap<string, Uint8Array>;

/** Reads a pack from its folder and checks it as a whole. Every problem found is told, in the order of the files. */
export function loadPack(folder: string): Result<ProcedurePack, readonly PackProblem[]> {
  return parsePack(readPackFolder(folder));
}

/** The YAML files of a folder. Anything else in it (notes, templates) is no part of the pack. */
export function readPackFolder(folder: string): PackFiles {
  return new Map(
    readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.ya?ml$/i.test(entry.name))
      .map((entry) => [entry.name, readFileSync(join(folder, entry.name))] as const)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}

/** Reads a pack from its files and checks it as a whole. */
export function parsePack(files: PackFiles): Result<ProcedurePack, readonly PackProblem[]> {
  const problems: PackProblem[] = [];
  const sources = new Map<PackFileName, Source>();
  const read = <Name extends PackFileName>(name: Name): z.infer<(typeof fileSchemas)[Name]> | undefined => {
    const source = readSource(files.get(name), name);
    if (!source.ok) {
      problems.push(...source.error);
      return undefined;
    }
    sources.set(name, source.value);
    const parsed = fileSchemas[name].safeParse(source.value.content);
    if (!parsed.success) {
      problems.push(...parsed.error.issues.map((issue) => issueToProblem(issue, source.value)));
      return undefined;
    }
    // The schema is the one of this file name.
    return parsed.data as z.infer<(typeof fileSchemas)[Name]>;
  };
  /** A file that is not there says the same as one with an empty list. */
  const readOptional = <Name extends PackFileName, Empty>(name: Name, empty: Empty) =>
    files.has(name) ? read(name) : empty;

  const head = read('pack.yaml');
  const sourceList = read('sources.yaml');
  const phases = read('phases.yaml');
  const conditions = readOptional('conditions.yaml', { conditions: [] });
  const requirements = readOptional('requirements.yaml', { requirements: [] });
  const events = readOptional('events.yaml', { events: [] });
  const deadlines = read('deadlines.yaml');
  const filings = readOptional('filings.yaml', { filings: [] });
  const actors = readOptional('actors.yaml', { actors: [] });
  const decisions = readOptional('decisions.yaml', { decisions: [] });
  const remedies = readOptional('remedies.yaml', { remedies: [] });
  const routes = readOptional('routes.yaml', { routes: [] });
  const situations = readOptional('situations.yaml', { situations: [] });
  const glossary = readOptional('glossary.yaml', { terms: [] });
  const examples = readOptional('examples.yaml', { examples: [] });
  problems.push(...findForeignFiles(files));
  const isWhole =
    head &&
    sourceList &&
    phases &&
    conditions &&
    requirements &&
    events &&
    deadlines &&
    filings &&
    actors &&
    decisions &&
    remedies &&
    routes &&
    situations &&
    glossary &&
    examples;
  if (!isWhole || problems.length > 0) return err(problems);

  const pack: ProcedurePack = {
    ...head,
    ...sourceList,
    ...phases,
    ...conditions,
    ...requirements,
    ...events,
    ...deadlines,
    ...filings,
    ...actors,
    ...decisions,
    ...remedies,
    ...routes,
    ...situations,
    ...glossary,
    ...examples,
  };
  const faults = [...checkPack(pack), ...findUnknownHolidays(pack)];
  // Counting needs rules that lead somewhere and holidays that exist.
  if (faults.length === 0) faults.push(...checkExamples(pack, createHolidayLookup(pack)));
  const found = faults.map(({ file, path, texts }) => ({
    file,
    line: lineOf(sources.get(file), path),
    texts,
  }));
  return found.length === 0 ? ok(pack) : err(found);
}

function findForeignFiles(files: PackFiles): readonly PackProblem[] {
  const known: ReadonlySet<string> = new Set(packFileNames);
  return [...files.keys()]
    .filter((name) => !known.has(name))
    .map((file) => ({
      file,
      line: 1,
      texts: faultTexts.foreignFile(packFileNames),
    }));
}

/** Days that the almanac of the program does not know for the country: they would have no date. */
function findUnknownHolidays(pack: ProcedurePack): readonly PackFault[] {
  const known = knownHolidays(pack.jurisdiction);
  return pack.rules.flatMap((rule, index) =>
    rule.kind !== 'holidays'
      ? []
      : rule.days.flatMap(({ id, on }, at) =>
          known.some((written) => isOn(written, on))
            ? []
            : [
                {
                  file: 'deadlines.yaml' as const,
                  path: ['rules', index, 'days', at, 'on'],
                  texts: faultTexts.unknownHoliday(on, id, pack.jurisdiction, known),
                },
              ],
        ),
  );
}

interface Source {
  readonly name: PackFileName;
  readonly document: Document;
  readonly lines: LineCounter;
  readonly content: unknown;
}

function readSource(
  bytes: Uint8Array | undefined,
  name: PackFileName,
): Result<Source, readonly PackProblem[]> {
  const problem = (line: number, texts: FaultTexts): PackProblem => ({ file: name, line, texts });
  if (bytes === undefined) return err([problem(1, faultTexts.fileMissing(requiredPackFiles))]);
  if (bytes.length > sizeLimitBytes) return err([problem(1, faultTexts.fileTooLarge())]);
  const lines = new LineCounter();
  const document = parseDocument(Buffer.from(bytes).toString('utf8'), {
    lineCounter: lines,
    uniqueKeys: true,
  });
  if (document.errors.length > 0) {
    return err(
      document.errors.map((error) =>
        problem(lines.linePos(error.pos[0]).line, faultTexts.notYaml(firstLine(error.message))),
      ),
    );
  }
  // Aliases would let a small file unfold into a huge one, and a pack has no use for them.
  const aliases: PackProblem[] = [];
  visit(document, {
    Alias: (_key, { range }) => {
      aliases.push(problem(lines.linePos(range?.[0] ?? 0).line, faultTexts.alias()));
    },
  });
  if (aliases.length > 0) return err(aliases);
  return ok({ name, document, lines, content: document.toJS() as unknown });
}

function issueToProblem(issue: z.core.$ZodIssue, source: Source): PackProblem {
  const where = describePath(source, issue.path);
  return { file: source.name, line: lineOf(source, issue.path), texts: issueTexts(issue, where) };
}

function issueTexts(issue: z.core.$ZodIssue, where: string): FaultTexts {
  const field = String(issue.path.at(-1) ?? '');
  switch (issue.code) {
    case 'invalid_type':
      if (!issue.message.includes('received undefined')) {
        return faultTexts.wrongKind(where, field === '' ? where : field, issue.expected);
      }
      return isLanguage(field)
        ? faultTexts.languageMissing(where, field)
        : faultTexts.fieldMissing(where, field);
    case 'unrecognized_keys':
      return faultTexts.unknownFields(where, issue.keys);
    case 'invalid_value':
      return faultTexts.notAllowed(where, issue.values.map(String));
    case 'invalid_union':
      return faultTexts.unknownRuleKind(where, field === '' ? 'kind' : field);
    case 'too_small':
      return faultTexts.tooSmall(
        where,
        issue.origin === 'number' || issue.origin === 'int' ? Number(issue.minimum) : 0,
      );
    case 'too_big':
      return faultTexts.tooLarge(where, Number(issue.maximum));
    default:
      return faultTexts.badForm(where, issue.message);
  }
}

/** `rules → BE-R8 → length`, with ids in place of positions. */
function describePath(source: Source, path: readonly PropertyKey[]): string {
  const words: string[] = [];
  path.forEach((part, index) => {
    if (typeof part !== 'number') {
      words.push(String(part));
      return;
    }
    const node = source.document.getIn(path.slice(0, index + 1).map(String), true);
    const id = isMap(node) ? (node.get('id') ?? node.get('key')) : undefined;
    words.push(typeof id === 'string' ? id : `number ${part + 1}`);
  });
  return words.length === 0 ? source.name : words.join(' → ');
}

/** The line of the deepest node on the path that is in the file; a missing field has the line of what lacks it. */
function lineOf(source: Source | undefined, path: PackPath): number {
  if (source === undefined) return 1;
  let position = 0;
  let node: unknown = source.document.contents;
  for (const part of path) {
    if (!isCollection(node)) break;
    const pair = isMap(node)
      ? node.items.find(
          (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(part),
        )
      : undefined;
    const next: unknown = node.get(typeof part === 'number' ? part : String(part), true);
    const start = startOf(pair?.key) ?? startOf(next);
    if (start === undefined) break;
    position = start;
    node = next;
  }
  return source.lines.linePos(position).line;
}

function startOf(node: unknown): number | undefined {
  if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range))
    return undefined;
  const start: unknown = node.range[0];
  return typeof start === 'number' ? start : undefined;
}

function isLanguage(field: string): boolean {
  return ['fr', 'nl', 'de', 'en'].includes(field);
}

function firstLine(text: string): string {
  return (text.split('\n')[0] ?? '').replace(/:$/, '');
}
