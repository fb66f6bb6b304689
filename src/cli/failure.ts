import { objectionSentence } from './departure-reason';
import { z } from 'zod';
import { makePackageFailureSchema, takeInFailureSchema } from '../shared/packages/failures';
import { transferContract } from '../shared/transfer/contract';
import { paperFailureSchema } from '../shared/recovery/contract';

/** Ends a command with exit code 1 and one sentence. */
export class CommandFailure extends Error {
  readonly failure: { readonly kind: string };

  /** @param sentence what to tell; by default what `sentenceFor` knows of the kind */
  constructor(failure: { readonly kind: string }, sentence: string = sentenceFor(failure)) {
    super(sentence);
    this.failure = failure;
  }
}

/** Ends a command with exit code 2: it was asked for in a way that cannot be meant. */
export class UsageFailure extends Error {}

const sentencesByKind: Readonly<Record<string, string>> = {
  vaultMissing: 'There is no vault at this path.',
  notAVault: 'This folder is not a vault.',
  headerDamaged: 'Both copies of the vault’s header are damaged. Restore vault.json from a backup.',
  vaultNewer: 'A newer version of Dossier wrote this vault. Nothing in it was touched.',
  vaultInUse: 'Another running program has this vault open. Lock it there first.',
  wrongPassphrase: 'This is not the passphrase of this vault.',
  databaseMissing: 'The vault’s database, vault.db, is missing.',
  databaseDamaged: 'The vault’s database is damaged, or belongs to another vault.',
  databaseNotEncrypted: 'The vault’s database is not encrypted. It is not the one that Dossier wrote.',
  databaseForeign: 'The vault’s database was not written by Dossier.',
  engineWithoutEncryption: 'The database engine of this program has no encryption, so it refuses to work.',
  backupFailed:
    'The vault must be brought to a new version, and the copy to keep before that failed its test.',
  nameNotUsable: 'This name cannot name a folder on every system. Use letters, digits, spaces and hyphens.',
  nameTaken: 'There is something of this name in that folder already.',
  folderInsideVault: 'That folder lies inside a vault.',
  passphraseTooWeak:
    'This passphrase is too easy to guess. Take at least 15 characters, for example six random words.',
  passphraseInUse: 'This passphrase opens the vault already. Choose another one.',
  tooSoon: 'A wrong passphrase was tried a moment ago. Wait, then try again.',
  memberUnknown: 'Nobody of this name can open the vault; see `vault members`.',
  ownMembership: 'Nobody revokes herself: another advocate has to do it.',
  lastAdvocate: 'The vault must open with at least one passphrase. Let another advocate in first.',
  tooManyMembers: 'A vault has room for sixteen advocates. Revoke somebody first.',
  rekeyUnderWay: 'A new key is being made. Wait until that has ended.',
  copyNotVerified:
    'What was written did not stand the test, so nothing was changed: the disk may be failing.',
  openAgain: 'The new key counts. Open the vault once more to finish the last step.',
  diskFull: 'The disk is full. What was saved before is safe.',
  readOnlyFolder: 'The folder cannot be written to.',
  vaultReadOnly: 'The vault is open for reading only, because of its warning.',
  vaultDamaged: 'Part of the vault’s database is damaged. Copy the vault’s folder, then run `vault verify`.',
  nothingReadable:
    'No page of the database can be read with the key of this vault. Restore the vault from a backup.',
  isABackup:
    'This folder is a backup, and opening it would change it. Use `vault backup-check` or `vault restore`.',
  notABackup: 'There is no backup of Dossier in this folder.',
  backupMissing: 'The backup cannot be read: its disk is not there, was pulled out, or fails.',
  backupNewer: 'A newer version of Dossier made this backup.',
  backupDamaged: 'The backup did not pass its test:',
  vaultFileDamaged: 'The vault itself is damaged, so no backup was made of it. Run `vault verify`.',
  folderNotWritable: 'The folder cannot be written to.',
  folderLost: 'The disk went away while it was written to. Earlier backups are as they were.',
  folderMissing: 'The folder for backups is not there.',
  notEnoughRoom: 'There is too little room. Earlier backups are as they were.',
  fileTooLarge:
    'That disk takes no file as large as the vault: FAT32 ends at 4 GB. Use one formatted as exFAT.',
  otherWorkUnderWay: 'Something wrote to the vault’s file while it was copied. Try again.',
  dialogCancelled: 'No place to save to was given.',
  nothingOpen: 'There is no open deadline to write into a calendar.',
  noFacts: 'This case has no facts, so nothing was written.',
  caseNotFound: 'There is no such case in this vault.',
  noExhibits: 'There is no exhibit to write.',
  originalNotWhole:
    'The original of an exhibit is missing or damaged, so no folder was made. Restore it from a backup.',
  insideVault: 'That place is inside the vault. Plain copies may not lie there.',
  policyBroken:
    'the file of your organisation is not understood, so its strictest rules count and nothing leaves a vault; see `policy show`.',
  folderFixed: 'Your organisation decides where backups go; see `policy show`.',
  passphraseBelowFloor:
    'a passphrase that opens it costs less to guess than your organisation wants. It is raised when its advocate opens the vault; see `vault members`.',
  targetFull: 'There is no room left at that place. What was written was taken away again.',
  targetNotWritable: 'That folder does not let Dossier write.',
  notAnExport: 'There is no case in this folder: the folder with case.json in it is meant.',
  exportTooLarge: 'The case is larger than Dossier takes in (200 MB of case.json, 500,000 rows).',
  exportNewer: 'A newer version of Dossier wrote this case. Nothing was brought in.',
  notAPackage: 'This file is not a package of Dossier.',
  packageNewer: 'A newer version of Dossier made this package. Nothing was taken in.',
  packageDamaged:
    'The package is damaged: it was cut, or is not as it was made. Copy it again from where it came from.',
  packageTooLarge: 'The package is larger than Dossier takes in (500,000 rows).',
  signatureWrong: 'The package is not signed by the key that stands in it. Nothing was taken in.',
  notForThisVault:
    'The package is for another public key. Send its maker the one of this vault: `package key`.',
  passphraseNeeded: 'The package is encrypted to a passphrase: name a file with --package-passphrase-file.',
  sourceUnreadable: 'The package cannot be read: there is no such file, or its disk was pulled out or fails.',
  packageChanged: 'The file was exchanged for another one meanwhile. Nothing was taken in.',
  packageNotOpen: 'The package was not looked at, or the vault was locked since.',
  alreadyTakenIn: 'This package was taken in before. Nothing was changed.',
  makerNotConfirmed:
    'The package changes a case that is here and its maker’s vault is not known, or it is signed with another key than earlier ones of that vault. Compare the key with its maker (`package inspect`), then give --confirm-maker.',
  choiceUnknown: 'What differs has changed since it was looked at. Look at it again.',
  packageNotFound: 'There is no such package here that could be taken out again.',
  changedSince: 'Something that came with it was changed or used since, so it is not taken out again.',
  notAPublicKey: 'That is not a public key: one begins with age1.',
  readersDoNotWork: 'A package for reading is a copy: it is neither checked out nor handed over.',
  caseNotWorkedOnHere: 'This case came only to be read, or was handed over. Nothing in it is changed here.',
  codeIncomplete: 'This is not all of a sheet: its 14 groups of six characters are needed.',
  codeWrong: 'Each group fits by itself, and all of them do not fit together.',
  codeNewer: 'This sheet was made by a newer version of Dossier.',
  sheetAmongShares: 'A sheet opens the vault alone: give that one by itself, or two shares.',
  sharesOfDifferentSets: 'These shares belong to two different sets.',
  // Warnings of a vault that opened all the same.
  headerFromAnotherMoment:
    'the header and the database are not from the same moment; one of them was put back from an older copy. The vault is open for reading only.',
  olderThanLastSeen: 'the vault was put back from an older copy. It is open for reading only.',
  auditChainBroken:
    'the last entries of the audit log do not fit together. The vault is open for reading only.',
  headerCopyMended: 'one copy of the header was damaged or missing, and was written again from the other.',
  headerCopyDamaged: 'one copy of the header is damaged or missing, and could not be written again.',
  rekeyInterrupted:
    'a new key was being made and the work was interrupted. The key before still counts; go on with `vault rekey`.',
  rekeyFinished: 'the vault got its new key when the program ended; what was left to do has been done.',
  purgeFinished:
    'a case was being destroyed when the program ended; the rest has been done and nothing of it is left.',
  purgeUnfinished:
    'a case is destroyed in part: its entries are gone, but something of it may still be on the disk. It is tried again at the next opening.',
  laptopFilesNotWritten: 'this laptop could not note that the vault was opened.',
  folderMayBeSynchronised:
    'the vault lies in a folder that another program seems to copy to the internet. Move it elsewhere.',
};

/** The sentence for a failure's kind. One that has none is named as it is, so that it can be looked up. */
export function sentenceFor(failure: { readonly kind: string }): string {
  if (failure.kind === 'unexpected' && 'incidentId' in failure) {
    return `Something went wrong in the program itself. Incident ${String(failure.incidentId)}.`;
  }
  if (failure.kind === 'badInput' && 'paths' in failure && Array.isArray(failure.paths)) {
    return `These values do not fit: ${failure.paths.join(', ')}.`;
  }
  if (failure.kind === 'exportNotAllowed' && 'leaves' in failure) {
    return `Your organisation does not let this leave a vault (${String(failure.leaves)}); see \`policy show\`.`;
  }
  return (
    objectionSentence(failure) ??
    caseTransferSentence(failure) ??
    recoverySentence(failure) ??
    sentencesByKind[failure.kind] ??
    `Refused: ${failure.kind}.`
  );
}

const caseTransferFailureSchema = z.union([
  transferContract['cases.exportOpen'].failure,
  transferContract['cases.importOpen'].failure,
  makePackageFailureSchema,
  takeInFailureSchema,
]);

/** Null for what has nothing to do with a case that goes from one vault to another. */
function caseTransferSentence(failure: { readonly kind: string }): string | null {
  const parsed = caseTransferFailureSchema.safeParse(failure);
  if (!parsed.success) return null;
  const { data } = parsed;
  switch (data.kind) {
    case 'caseOriginalNotWhole':
      return `The original ${data.name} is missing or damaged, so nothing was written. Restore it from a backup first.`;
    case 'exportDoesNotFit':
      return `What stands in case.json does not fit together (${data.where}). Nothing was brought in.`;
    case 'exportFileChanged':
      return `${data.path} is missing, or not what the export wrote. Nothing was brought in; copy the folder again.`;
    case 'packageDoesNotFit':
      return `What stands in the package does not fit together (${data.where}). Nothing was taken in.`;
    case 'sealBroken':
      return `An interview in ${data.code} is not as it was sealed, or an addendum to it is not. Ask its maker to check her vault. Nothing was taken in.`;
    case 'sealedDiffers':
      return `The package holds another version of something in ${data.code} that never changes once it is written (${data.table}). Nothing was taken in.`;
    case 'rowsElsewhere':
      return `Rows of this case are here already, in ${data.code}. Nothing was taken in.`;
    case 'caseUnreadable':
      return `Something in ${data.code} cannot be read here, so nothing was taken in. Check the vault first (dossier vault verify).`;
    case 'caseElsewhere':
      return `${data.code} came only to be read, or was handed over, so it is not sent on from here.`;
    case 'caseIsHere':
      return `This case is here already as ${data.code}. Nothing is written over.`;
    case 'rulesMissing':
      return `The case follows version ${data.version} of the rules ${data.pack}, which this vault lacks. Add the file rules.* of the folder in the app first (Settings, Rules).`;
    default:
      return null;
  }
}

/** Null for what has nothing to do with the papers of recovery. */
function recoverySentence(failure: { readonly kind: string }): string | null {
  const parsed = paperFailureSchema.safeParse(failure);
  if (!parsed.success) return null;
  const { data } = parsed;
  switch (data.kind) {
    case 'groupWrong':
      return `Group ${data.group} of paper ${data.paper} is not as it can stand on a sheet. Compare it.`;
    case 'wordsIncomplete':
      return `A paper has 32 words; of paper ${data.paper} there are ${data.words}.`;
    case 'wordUnknown':
      return `Word ${data.word} of paper ${data.paper} is on no list. Compare it.`;
    case 'wordsWrong':
      return `Each word of paper ${data.paper} is on the list, and all of them do not fit together: one was taken for another, or two changed places.`;
    case 'otherVault':
      return `This sheet belongs to another vault: its fingerprint is ${data.fingerprint}, that of this vault ${data.ownFingerprint}.`;
    case 'oneShareOnly':
      return `This is share ${data.share} of 3; two shares of one set are needed.`;
    case 'sameShareTwice':
      return `This is share ${data.share} twice.`;
    case 'sheetRevoked':
      return `The paper ${data.label} is of this vault and does not open it: it was revoked, or never came to count.`;
    case 'sheetDoesNotFit':
      return `The vault knows the paper ${data.label}, but what was typed does not open it.`;
    default:
      return null;
  }
}
