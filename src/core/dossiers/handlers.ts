import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { ChronologyChoice } from '../../shared/chronology/contract';
import type { DocumentParagraph } from '../../shared/departures/objections';
import type { dossiersContract } from '../../shared/dossiers/contract';
import type { EvidenceFileId } from '../../shared/kernel/ids';
import { err, ok } from '../../shared/kernel/result';
import { readCase } from '../cases/store';
import { readToldFacts } from '../chronology/read';
import { readCustody, type CheckedExhibit, type KeptOriginal } from '../custody/read';
import type { CopyRecord } from '../departures/copy-record';
import { passGateWith } from '../departures/depart';
import { lookThroughOriginals, titleSaid } from '../departures/look-at-originals';
import { isOriginalDamaged, openOriginal } from '../evidence/originals';
import { createTraceReader, type TraceReader } from '../evidence/traces/look-into';
import { safeInFileName } from '../filings/file-name';
import type { VaultDeps } from '../kernel/deps';
import { targetFailureOf } from '../kernel/target-failure';
import { dialogText } from '../kernel/dialog-texts';
import type { Handlers } from '../kernel/handlers';
import type { WorkContext } from '../work/registry';
import { dossierPage, type PageFile } from './page';
import { extensionOf, isWithin } from './places';
import { beginBag, manifest, type Bag, type WrittenFile } from './write-dossier';

type Input = Parameters<(typeof dossiersHandlers)['exhibits.saveDossier']>[1];

export const dossiersHandlers: Handlers<typeof dossiersContract> = {
  'exhibits.saveDossier': async (deps, input) => {
    const { db, host, vault, clock, work } = deps;
    const record = readCase(db, input.caseId);
    if (record === null) return err({ kind: 'caseNotFound' });
    const isChosen = (id: string): boolean => input.exhibitIds.some((each) => each === id);
    const exhibits = readCustody(db, input.caseId)
      .filter(({ id }) => isChosen(id))
      .map((exhibit) => ({ ...exhibit, originals: exhibit.originals.filter((each) => each.goesOut === 1) }));
    if (exhibits.length === 0) return err({ kind: 'noExhibits' });
    const { to, reason, reasonKind } = input;
    const originalsLeaving = exhibits.flatMap((exhibit) => exhibit.originals);
    const passed = passGateWith(deps, {
      caseId: input.caseId,
      to,
      told: input.withChronology ? ['account', 'papers'] : ['papers'],
      findings: await lookThroughOriginals({ db, originals: vault.originals }, input.caseId, {
        fileIds: originalsLeaving.map(({ id }) => id),
        leaveAs: input.as,
        alsoSaid: wordsBeside(deps, input, exhibits),
      }),
      reason,
    });
    if (!passed.ok) return passed;
    const parent = await host.chooseFolder({ title: dialogText(deps, 'dialogs.saveDossierIn') });
    if (parent === null) return err({ kind: 'dialogCancelled' });
    if (isWithin(parent, vault.originals.folder)) return err({ kind: 'insideVault' });

    return work.run('evidenceDossier', async (context) => {
      let bag: Bag | null = null;
      const traces = createTraceReader(vault.originals);
      context.signal.addEventListener('abort', traces.end, { once: true });
      let current = '';
      try {
        const { caseId } = input;
        const recordOf = (cleanCopies: ReadonlySet<string>): CopyRecord => ({
          departures: [{ caseId, kind: 'folder', to, objections: [...passed.value], reason, reasonKind }],
          custody: originalsLeaving.map(({ id }) => ({
            fileId: id,
            action: 'inDossier',
            at: clock.now(),
            ...(cleanCopies.has(id) ? { details: { without: 'traces' } } : {}),
          })),
          audit: [{ action: 'exhibit.dossierSaved', subjectId: caseId, caseId }],
        });
        bag = await beginBag(deps, {
          parent,
          name: `${safeInFileName(record.code)}_${clock.today()}`,
          record: recordOf(new Set()),
        });
        const { payload, cleanCopies } = await fillBag(
          deps,
          { bag, input, code: record.code, exhibits, traces, context },
          (number) => {
            current = number;
          },
        );
        context.pointOfNoReturn();
        const byteLength = payload.reduce((sum, file) => sum + file.byteLength, 0);
        const folderName = basename(bag.finish(byteLength, recordOf(cleanCopies)));
        bag = null;
        return ok({
          folderName,
          originals: originalsLeaving.length,
          cleanCopies: cleanCopies.size,
          byteLength,
        });
      } catch (failure) {
        if (context.signal.aborted) return err({ kind: 'cancelled' });
        if (isOriginalDamaged(failure)) return err({ kind: 'originalNotWhole', exhibitNumber: current });
        const kind = targetFailureOf(failure);
        if (kind === null) throw failure;
        return err({ kind: kind === 'targetFull' ? kind : 'targetNotWritable' });
      } finally {
        traces.end();
        bag?.discard();
      }
    });
  },
};

/** What the folder says in words of ours: titles, from whom originals came, the chronology. */
function wordsBeside(
  { db }: VaultDeps,
  { caseId, language, withGiver, withChronology }: Input,
  exhibits: ReturnType<typeof readCustody>,
): readonly DocumentParagraph[] {
  const facts = withChronology ? readToldFacts(db, caseId, wholeChronology(language)) : [];
  return [
    ...exhibits.flatMap(({ number, title, originals }) => [
      titleSaid(number, title),
      ...(withGiver ? originals.map(({ receivedFrom }) => titleSaid(number, receivedFrom)) : []),
    ]),
    ...facts.map(({ statement, details, note }, index) => ({
      part: 'text' as const,
      paragraph: index + 1,
      text: [statement, ...details, note].join(' '),
    })),
  ];
}

function wholeChronology(language: Input['language']): ChronologyChoice {
  return { language, filter: {}, sources: 'exhibits', withSourceKind: false, withConfidence: false };
}

/** Writes everything, originals first; throws when one is not whole. */
async function fillBag(
  deps: VaultDeps,
  {
    bag,
    input,
    code,
    exhibits,
    traces,
    context,
  }: {
    readonly bag: Bag;
    readonly input: Input;
    readonly code: string;
    readonly exhibits: ReturnType<typeof readCustody>;
    readonly traces: TraceReader;
    readonly context: WorkContext;
  },
  onExhibit: (number: string) => void,
): Promise<{
  readonly payload: readonly WrittenFile[];
  /** Those that stand there as a copy that says nothing of itself. */
  readonly cleanCopies: ReadonlySet<EvidenceFileId>;
}> {
  const { db, vault, clock, resourcesFolder } = deps;
  const { caseId, language, withGiver } = input;
  const today = clock.today();
  const total = exhibits
    .flatMap(({ originals }) => originals)
    .reduce((sum, { byteLength }) => sum + byteLength, 0);
  let done = 0;
  let count = 0;
  const payload: PageFile[] = [];
  const checked: CheckedExhibit[] = [];

  async function* plain(original: KeptOriginal): AsyncGenerator<Uint8Array> {
    const opened = await openOriginal(vault.originals, original);
    if (!opened.ok) throw notWhole();
    for await (const bytes of opened.value) {
      context.signal.throwIfAborted();
      done += bytes.byteLength;
      context.report({ done, total });
      yield bytes;
      await context.breathe();
    }
  }

  const cleanCopies = new Set<EvidenceFileId>();
  /** Null where it goes as it was received. */
  const bareOf = async (original: KeptOriginal): Promise<Uint8Array | null> => {
    if (input.as === 'received') return null;
    const look = await traces.look({ ...original, name: '' });
    context.signal.throwIfAborted();
    if (!look.ok) throw notWhole();
    return look.value.bare;
  };

  for (const exhibit of exhibits) {
    onExhibit(exhibit.number);
    const originals: CheckedExhibit['originals'][number][] = [];
    for (const original of exhibit.originals) {
      count += 1;
      // Never the file's own name: it may say who somebody is, and may not fit every disk.
      const path = `data/${String(count).padStart(3, '0')}.${extensionOf(original.mediaType)}`;
      const bare = await bareOf(original);
      const written = await bag.add(path, bare ?? plain(original));
      const shown = { ...written, number: exhibit.number, title: exhibit.title };
      const whole = { ...original, found: 'whole' as const, checkedAt: clock.now() };
      if (bare === null) {
        payload.push(shown);
        originals.push(whole);
      } else {
        done += original.byteLength;
        cleanCopies.add(original.id);
        payload.push({ ...shown, originalSha256: original.sha256 });
        originals.push({ ...whole, cleanCopySha256: written.sha256 });
      }
    }
    checked.push({ ...exhibit, originals });
  }
  context.signal.throwIfAborted();

  // The writer of Word files is large, and most sessions make no document with it.
  const { buildCustodyAnnex } = await import('../custody/document');
  const annex = await buildCustodyAnnex({ caseCode: code, language, today, withGiver, exhibits: checked });
  payload.push({
    ...(await bag.add('data/custody.docx', annex)),
    number: '',
    title: { word: 'custody' },
  });
  if (input.withChronology) {
    const facts = readToldFacts(db, caseId, wholeChronology(language));
    const { buildChronology } = await import('../chronology/document');
    const chronology = await buildChronology({ caseCode: code, language, today, facts });
    payload.push({
      ...(await bag.add('data/chronology.docx', chronology)),
      number: '',
      title: { word: 'chronology' },
    });
  }

  const bytes = payload.reduce((sum, { byteLength }) => sum + byteLength, 0);
  const tags = [
    await bag.add('bagit.txt', Buffer.from('BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n')),
    await bag.add(
      'bag-info.txt',
      Buffer.from(`Bagging-Date: ${today}\nPayload-Oxum: ${bytes}.${payload.length}\n`),
    ),
    await bag.add('manifest-sha256.txt', Buffer.from(manifest(payload))),
    ...(cleanCopies.size === 0
      ? []
      : [await bag.add('clean-copies.csv', Buffer.from(cleanCopyList(payload)))]),
  ];
  const page = dossierPage({
    language,
    script: readFileSync(join(resourcesFolder, 'dossier', 'verify.js'), 'utf8'),
    files: [...payload, ...tags.map((tag) => ({ ...tag, number: '', title: { word: 'tag' } as const }))],
    withoutFile: exhibits.filter(({ originals }) => originals.length === 0),
    unchecked: ['index.html', 'tagmanifest-sha256.txt'],
  });
  const index = await bag.add('index.html', Buffer.from(page));
  await bag.add('tagmanifest-sha256.txt', Buffer.from(manifest([...tags, index])));
  context.signal.throwIfAborted();
  return { payload, cleanCopies };
}

function notWhole(): Error {
  return Object.assign(new Error('An original is not whole'), { kind: 'originalDamaged' });
}

/** For programs: which files are no originals, and what the originals are known by. */
function cleanCopyList(payload: readonly PageFile[]): string {
  const lines = payload.flatMap(({ path, sha256, originalSha256 }) =>
    originalSha256 === undefined ? [] : [`${path},${sha256},${originalSha256}\r\n`],
  );
  return `file,sha256,sha256OfOriginal\r\n${lines.join('')}`;
}
