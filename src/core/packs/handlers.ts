import { readFileSync, statSync } from 'node:fs';
import { deriveCaseDeadlines, type CaseDeadline } from '../../shared/deadlines/case-deadlines';
import type { CaseId } from '../../shared/kernel/ids';
import type { Language } from '../../shared/kernel/languages';
import { err, ok, type Result } from '../../shared/kernel/result';
import { comparePacks, type PackChange } from '../../shared/packs/compare';
import { packsContract, type PackEntry } from '../../shared/packs/contract';
import type { SignatureState } from '../../shared/packs/signature';
import { formatCitation } from '../../shared/procedures/citation';
import type { ProcedurePack } from '../../shared/procedures/schemas';
import { holidayLookupOf } from '../deadlines/holidays';
import { listSettlements } from '../deadlines/store';
import type { VaultDeps } from '../kernel/deps';
import { dialogText } from '../kernel/dialog-texts';
import type { Handlers } from '../kernel/handlers';
import { listPackIds, parsePack, shippedPack } from '../procedures/pack-loader';
import { listEvents, listProcedures, readCaseHead, readProcedure } from '../procedures/store';
import { factToView, packToView } from '../procedures/views';
import type { OpenVault } from '../vault/session';
import { isSignedWith, parsePublicKey, parseSignature } from './minisign';
import { packArchiveExtension, packArchiveLimitBytes, readPackArchive } from './pack-archive';
import { signatureOf } from './signature-state';
import { compareAge, contentDigest, digestOfShipped, keepVersion, openShelf } from './shelf';
import {
  countCasesByVersion,
  deleteKey,
  deleteStoredPack,
  findStoredPack,
  insertKey,
  insertStoredPack,
  listStoredPacks,
  writeCaseVersion,
  type StoredPack,
} from './store';
import { listTrustedKeys } from './trusted-keys';

/** A pack file that was read and waits for the person’s word. */
interface ChosenPack {
  readonly pack: ProcedurePack;
  readonly archive: Uint8Array;
  readonly contentSha256: string;
  readonly signature: string;
  readonly keyId: string | null;
}

/** The one chosen last, for as long as the vault is open. */
const chosenByVault = new WeakMap<OpenVault, ChosenPack>();

export const packsHandlers: Handlers<typeof packsContract> = {
  'packs.list': (deps, { language }) => {
    const { db, resourcesFolder } = deps;
    const shelf = openShelf(deps);
    const stored = listStoredPacks(db);
    const counts = countCasesByVersion(db);
    const keys = listTrustedKeys(deps);
    const shipped = listPackIds(resourcesFolder).flatMap((id) => {
      const pack = shippedPack(resourcesFolder, id);
      const isStored = stored.some(({ packId, version }) => packId === id && version === pack?.version);
      return pack === undefined || isStored ? [] : [{ pack, row: undefined }];
    });
    const kept = stored.flatMap((row) => {
      const pack = shelf.exactly(row.packId, row.version);
      return pack === undefined ? [] : [{ pack, row }];
    });
    const packs = [...shipped, ...kept].map(({ pack, row }): PackEntry => {
      const cases = counts.find(
        ({ packId, version }) => packId === pack.id && version === pack.version,
      )?.cases;
      return {
        ...packToView(pack, language),
        signature: signatureOf(row, keys),
        addedAt: row?.addedAt ?? null,
        isCurrent: shelf.current(pack.id)?.version === pack.version,
        cases: cases ?? 0,
        canBeRemoved: row?.origin === 'file' && cases === undefined,
        texts: pack.texts.map(({ name, lawAsOf }) => ({ name: name[language], lawAsOf })),
        sources: [...pack.sources],
      };
    });
    // Those the office works with come first.
    const isUsed = (id: string) => (counts.some(({ packId }) => packId === id) ? 0 : 1);
    packs.sort(
      (one, other) =>
        isUsed(one.id) - isUsed(other.id) ||
        one.shortTitle.localeCompare(other.shortTitle, language) ||
        compareAge(other, one),
    );
    const outdated = listProcedures(db)
      .filter(({ closedOn }) => closedOn === null)
      .flatMap(({ caseId, code, packId, packVersion }) => {
        const current = shelf.current(packId);
        return current === undefined || current.version === packVersion
          ? []
          : [
              {
                caseId,
                code,
                packTitle: current.shortTitle[language],
                version: packVersion,
                currentVersion: current.version,
              },
            ];
      });
    return ok({
      packs,
      keys: keys.map(({ keyId, name, addedAt }) => ({ keyId, name, addedAt })),
      outdated,
    });
  },

  'packs.reference': (deps, { packId, version, language }) => {
    const pack = openShelf(deps).exactly(packId, version);
    if (pack === undefined) return err({ kind: 'packNotFound' });
    return ok({
      actors: pack.actors.map((actor) => ({
        id: actor.id,
        name: actor.name[language],
        short: actor.short?.[language] ?? '',
        role: actor.role[language],
        reach: actor.reach?.[language] ?? '',
        fact: factToView(actor, pack, language),
      })),
      terms: pack.terms.map((term) => ({
        id: term.id,
        term: term.term,
        note: term.note?.[language] ?? '',
        fact: factToView(term, pack, language),
      })),
      concordance: pack.concordance.map((each) => ({
        id: each.id,
        name: each.name[language],
        old: each.old.map((citation) => formatCitation(citation, pack, language)),
        new: each.new.map((citation) => formatCitation(citation, pack, language)),
        fact: factToView(each, pack, language),
      })),
    });
  },

  'packs.choose': async (deps, { language }) => {
    const path = await deps.host.chooseFile({
      title: dialogText(deps, 'dialogs.choosePack'),
      kinds: [{ name: dialogText(deps, 'dialogs.packKind'), extensions: [packArchiveExtension] }],
    });
    if (path === null) return err({ kind: 'dialogCancelled' });
    const read = readChosen(path);
    if (!read.ok) return read;
    const { archive, signature } = read.value;
    const files = readPackArchive(archive);
    if (!files.ok) return files;
    const parsed = parsePack(files.value);
    if (!parsed.ok) return err({ kind: 'packBroken', problems: [...parsed.error] });
    const pack = parsed.value;
    const contentSha256 = contentDigest(files.value);
    const isHere = findStoredPack(deps.db, pack.id, pack.version) ?? shippedAs(deps, pack);
    if (isHere !== undefined) {
      const kind = isHere.contentSha256 === contentSha256 ? 'alreadyThere' : 'versionTaken';
      return err({ kind, packId: pack.id, version: pack.version });
    }
    const checked = await checkSignature(deps, archive, signature);
    if (!checked.ok) return checked;

    const { state, trustedComment } = checked.value;
    if (state.kind !== 'signed' && deps.policy.rules.onlyThesePackKeys)
      return err({ kind: 'signatureNeeded' });
    const keyId = state.kind === 'signed' ? state.keyId : null;
    chosenByVault.set(deps.vault, { pack, archive, contentSha256, signature, keyId });
    const current = openShelf(deps).current(pack.id);
    const casesOfPack = countCasesByVersion(deps.db).filter(({ packId }) => packId === pack.id);
    return ok({
      contentSha256,
      pack: packToView(pack, language),
      signature: state,
      trustedComment,
      against: current?.version ?? null,
      isOlder: current !== undefined && compareAge(pack, current) < 0,
      changes: current === undefined ? [] : changesToViews(comparePacks(current, pack, language)),
      casesOfPack: casesOfPack.reduce((sum, { cases }) => sum + cases, 0),
    });
  },

  'packs.add': (deps, { contentSha256, confirmsUnsigned }) =>
    deps.db.transaction(() => {
      const { db, clock, vault } = deps;
      const chosen = chosenByVault.get(vault);
      if (chosen?.contentSha256 !== contentSha256) return err({ kind: 'notChosen' });
      if (chosen.keyId === null && !confirmsUnsigned) return err({ kind: 'confirmationMissing' });
      const { pack, archive, signature, keyId } = chosen;
      insertStoredPack(db, {
        packId: pack.id,
        version: pack.version,
        origin: 'file',
        archive,
        contentSha256,
        signature,
        keyId,
        addedAt: clock.now(),
      });
      chosenByVault.delete(vault);
      deps.audit({ action: 'pack.added', subjectId: null, caseId: null });
      return ok({ packId: pack.id, version: pack.version });
    }),

  'packs.remove': (deps, { packId, version }) =>
    deps.db.transaction(() => {
      const { db } = deps;
      if (findStoredPack(db, packId, version)?.origin !== 'file') return err({ kind: 'packNotFound' });
      const used = countCasesByVersion(db).find(
        (count) => count.packId === packId && count.version === version,
      );
      if (used !== undefined) return err({ kind: 'packInUse', cases: used.cases });
      deleteStoredPack(db, packId, version);
      deps.audit({ action: 'pack.removed', subjectId: null, caseId: null });
      return ok({});
    }),

  'packs.addKey': (deps, { name, publicKey }) =>
    deps.db.transaction(() => {
      const { db, clock } = deps;
      const key = parsePublicKey(publicKey);
      if (!key.ok) return key;
      const { keyId, text } = key.value;
      if (deps.policy.rules.onlyThesePackKeys) return err({ kind: 'keysFixed' });
      const known = listTrustedKeys(deps).find((candidate) => candidate.keyId === keyId);
      if (known !== undefined) return err({ kind: 'keyKnown', name: known.name });
      const addedAt = clock.now();
      insertKey(db, { keyId, publicKey: text, name, addedAt });
      deps.audit({ action: 'pack.keyAdded', subjectId: null, caseId: null });
      return ok({ keyId, name, addedAt });
    }),

  'packs.removeKey': (deps, { keyId }) =>
    deps.db.transaction(() => {
      if (!deleteKey(deps.db, keyId)) return err({ kind: 'keyNotFound' });
      deps.audit({ action: 'pack.keyRemoved', subjectId: null, caseId: null });
      return ok({});
    }),

  'packs.compareForCase': (deps, { caseId, language }) => {
    const found = findMove(deps, caseId);
    if (!found.ok) return found;
    const { code, from, to } = found.value;
    const row = findStoredPack(deps.db, to.id, to.version);
    return ok({
      code,
      from: found.value.version,
      to: to.version,
      signature: signatureOf(row, listTrustedKeys(deps)),
      changes: changesToViews(comparePacks(from, to, language)),
      dates: compareDates(deps, caseId, { from, to }, language),
    });
  },

  'packs.moveCase': (deps, { caseId, version }) =>
    deps.db.transaction(() => {
      const found = findMove(deps, caseId);
      if (!found.ok) return found;
      const { to, phaseId } = found.value;
      if (to.version !== version) return err({ kind: 'versionChanged' });
      if (!to.phases.some(({ id }) => id === phaseId)) return err({ kind: 'phaseGone', phaseId });
      keepVersion(deps, to);
      writeCaseVersion(deps.db, caseId, to.version);
      deps.audit({ action: 'procedure.versionChanged', subjectId: caseId, caseId });
      return ok({});
    }),
};

function readChosen(
  path: string,
): Result<
  { readonly archive: Buffer; readonly signature: string },
  { readonly kind: 'fileUnreadable' } | { readonly kind: 'archiveTooLarge' }
> {
  try {
    if (statSync(path).size > packArchiveLimitBytes) return err({ kind: 'archiveTooLarge' });
    const archive = readFileSync(path);
    const beside = `${path}.minisig`;
    const hasSignature = statSync(beside, { throwIfNoEntry: false }) !== undefined;
    // A signature file has four short lines; what is larger is none, and is told so.
    const signature = hasSignature ? readFileSync(beside).subarray(0, 4096).toString('utf8') : '';
    return ok({ archive, signature });
  } catch {
    // Whatever the system says, the person can only choose again.
    return err({ kind: 'fileUnreadable' });
  }
}

/** What the program brings under this id and version itself. */
function shippedAs(
  { db, resourcesFolder }: VaultDeps,
  pack: ProcedurePack,
): Pick<StoredPack, 'contentSha256'> | undefined {
  const shipped = openShelf({ db, resourcesFolder }).exactly(pack.id, pack.version);
  return shipped === undefined ? undefined : { contentSha256: digestOfShipped(resourcesFolder, pack.id) };
}

async function checkSignature(
  deps: VaultDeps,
  archive: Uint8Array,
  signatureText: string,
): Promise<
  Result<
    { readonly state: SignatureState; readonly trustedComment: string },
    | { readonly kind: 'signatureUnreadable' }
    | { readonly kind: 'signatureWrong'; readonly keyId: string; readonly keyName: string }
  >
> {
  if (signatureText === '') return ok({ state: { kind: 'unsigned' }, trustedComment: '' });
  const signature = parseSignature(signatureText);
  if (!signature.ok) return err({ kind: 'signatureUnreadable' });
  const { keyId, trustedComment } = signature.value;
  const known = listTrustedKeys(deps).find((key) => key.keyId === keyId);
  const key = known === undefined ? undefined : parsePublicKey(known.publicKey);
  if (known === undefined || key?.ok !== true) {
    return ok({ state: { kind: 'unknownKey', keyId }, trustedComment: '' });
  }
  if (!(await isSignedWith(key.value, signature.value, archive))) {
    return err({ kind: 'signatureWrong', keyId, keyName: known.name });
  }
  return ok({ state: { kind: 'signed', keyId, keyName: known.name }, trustedComment });
}

interface Move {
  readonly code: string;
  readonly phaseId: string;
  /** Version the case names; `from` may be another where that one was never kept. */
  readonly version: string;
  readonly from: ProcedurePack;
  readonly to: ProcedurePack;
}

function findMove(
  deps: VaultDeps,
  caseId: CaseId,
): Result<
  Move,
  { readonly kind: 'caseNotFound' } | { readonly kind: 'notStarted' } | { readonly kind: 'upToDate' }
> {
  const head = readCaseHead(deps.db, caseId);
  if (head === undefined) return err({ kind: 'caseNotFound' });
  const procedure = readProcedure(deps.db, caseId);
  if (procedure === undefined) return err({ kind: 'notStarted' });
  const shelf = openShelf(deps);
  const from = shelf.ofCase(procedure);
  const to = shelf.current(procedure.packId);
  if (from === undefined || to === undefined || to.version === procedure.packVersion) {
    return err({ kind: 'upToDate' });
  }
  const code = listProcedures(deps.db).find((listed) => listed.caseId === caseId)?.code ?? '';
  return ok({ code, phaseId: procedure.phaseId, version: procedure.packVersion, from, to });
}

/** The dates of the case’s own deadlines that would change. */
function compareDates(
  { db }: VaultDeps,
  caseId: CaseId,
  { from, to }: Pick<Move, 'from' | 'to'>,
  language: Language,
) {
  const events = listEvents(db, caseId);
  const settlements = listSettlements(db, caseId);
  const derive = (pack: ProcedurePack) =>
    new Map(
      deriveCaseDeadlines(pack, events, settlements, holidayLookupOf(pack)).map((found) => [
        JSON.stringify([found.event.id, found.rule.id, found.deadline.stage]),
        found,
      ]),
    );
  const [before, after] = [derive(from), derive(to)];
  const dateOf = (found: CaseDeadline | undefined) => found?.deadline.date ?? null;
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((key) => {
    const [old, current] = [before.get(key), after.get(key)];
    const rule = (current ?? old)?.rule;
    if (rule === undefined || dateOf(old) === dateOf(current)) return [];
    return [{ ruleId: rule.id, title: rule.title[language], before: dateOf(old), after: dateOf(current) }];
  });
}

function changesToViews(changes: readonly PackChange[]) {
  return changes.map((change) => ({ ...change, fields: [...change.fields] }));
}
