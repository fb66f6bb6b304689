import type { Migration } from '../migrate';
import { firstSchema } from './0001-first-schema';
import { snoozesAndDispatches } from './0002-snoozes-and-dispatches';
import { procedurePacks } from './0003-procedure-packs';
import { conversations } from './0004-conversations';
import { mailHeaders } from './0005-mail-headers';
import { factsLinkedInTime } from './0006-facts-linked-in-time';
import { exhibitNumbers } from './0007-exhibit-numbers';
import { timelineSettings } from './0008-timeline-settings';
import { timelineViews } from './0009-timeline-views';
import { earlierAccounts } from './0010-earlier-accounts';
import { marksInRecordings } from './0011-marks-in-recordings';
import { askedAgain } from './0012-asked-again';
import { departures } from './0013-departures';
import { redactedCopies } from './0014-redacted-copies';
import { wordsOfOriginals } from './0015-words-of-originals';
import { ownTemplates } from './0016-own-templates';
import { retention } from './0017-retention';
import { packages } from './0018-packages';
import { consents } from './0019-consents';
import { filingDrafts } from './0020-filing-drafts';
import { ownWords } from './0021-own-words';
import { conversationsByPieces } from './0022-conversations-by-pieces';
import { journeys } from './0023-journeys';
import { manyPassagesAtOnce } from './0024-many-passages-at-once';
import { looseOriginals } from './0025-loose-originals';
import { messageTranslations } from './0026-message-translations';
import { exhibitPictures } from './0027-exhibit-pictures';
import { copiesUnderWay } from './0028-copies-under-way';
import { olderFilesKept } from './0029-older-files-kept';

/** Every step of the schema, oldest first. */
export const migrations: readonly Migration[] = [
  firstSchema,
  snoozesAndDispatches,
  procedurePacks,
  conversations,
  mailHeaders,
  factsLinkedInTime,
  exhibitNumbers,
  timelineSettings,
  timelineViews,
  earlierAccounts,
  marksInRecordings,
  askedAgain,
  departures,
  redactedCopies,
  wordsOfOriginals,
  ownTemplates,
  retention,
  packages,
  consents,
  filingDrafts,
  ownWords,
  conversationsByPieces,
  journeys,
  manyPassagesAtOnce,
  looseOriginals,
  messageTranslations,
  exhibitPictures,
  copiesUnderWay,
  olderFilesKept,
];
