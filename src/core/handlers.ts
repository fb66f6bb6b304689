import type { AppContract } from '../shared/contract';
import { accountsHandlers } from './accounts/handlers';
import { backupsHandlers } from './backups/handlers';
import { casesHandlers } from './cases/handlers';
import { chronologyHandlers } from './chronology/handlers';
import { consentHandlers } from './consent/handlers';
import { conversationsHandlers } from './conversations/handlers';
import { custodyHandlers } from './custody/handlers';
import { deadlinesHandlers } from './deadlines/handlers';
import { departuresHandlers } from './departures/handlers';
import { dossiersHandlers } from './dossiers/handlers';
import { draftsHandlers } from './drafts/handlers';
import { evidenceHandlers } from './evidence/handlers';
import { exhibitsHandlers } from './exhibits/handlers';
import { dispatchHandlers } from './filings/dispatch-handlers';
import { filingsHandlers } from './filings/handlers';
import { auditHandlers } from './audit/handlers';
import type { Handlers } from './kernel/handlers';
import { retentionHandlers } from './retention/handlers';
import { salvageHandlers } from './salvage/handlers';
import { transferHandlers } from './transfer/handlers';
import { updatesHandlers } from './updates/handlers';
import { travelHandlers } from './travel/handlers';
import { vaultHandlers } from './vault/handlers';
import { interviewsHandlers } from './interviews/handlers';
import { laptopHandlers } from './laptop/handlers';
import { membersHandlers } from './members/handlers';
import { packagesHandlers } from './packages/handlers';
import { packsHandlers } from './packs/handlers';
import { peopleHandlers } from './people/handlers';
import { policyHandlers } from './policy/handlers';
import { practiceHandlers } from './practice/handlers';
import { coverageHandlers } from './procedures/coverage';
import { proceduresHandlers } from './procedures/handlers';
import { recoveryHandlers } from './recovery/handlers';
import { searchHandlers } from './search/handlers';
import { settingsHandlers } from './settings/handlers';
import { spellingHandlers } from './spelling/handlers';
import { templatesHandlers } from './templates/handlers';
import { timelineHandlers } from './timeline/handlers';
import { workHandlers } from './work/handlers';

/** Every handler, by channel. */
export const handlers: Handlers<AppContract> = {
  ...accountsHandlers,
  ...auditHandlers,
  ...backupsHandlers,
  ...casesHandlers,
  ...chronologyHandlers,
  ...consentHandlers,
  ...conversationsHandlers,
  ...custodyHandlers,
  ...deadlinesHandlers,
  ...departuresHandlers,
  ...dossiersHandlers,
  ...transferHandlers,
  ...evidenceHandlers,
  ...exhibitsHandlers,
  ...filingsHandlers,
  ...dispatchHandlers,
  ...draftsHandlers,
  ...interviewsHandlers,
  ...laptopHandlers,
  ...membersHandlers,
  ...packagesHandlers,
  ...packsHandlers,
  ...peopleHandlers,
  ...policyHandlers,
  ...practiceHandlers,
  ...proceduresHandlers,
  ...coverageHandlers,
  ...recoveryHandlers,
  ...retentionHandlers,
  ...salvageHandlers,
  ...searchHandlers,
  ...settingsHandlers,
  ...spellingHandlers,
  ...templatesHandlers,
  ...timelineHandlers,
  ...updatesHandlers,
  ...travelHandlers,
  ...vaultHandlers,
  ...workHandlers,
};
