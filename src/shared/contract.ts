import { accountsContract } from './accounts/contract';
import { backupsContract } from './backups/contract';
import { casesContract } from './cases/contract';
import { chronologyContract } from './chronology/contract';
import { consentContract } from './consent/contract';
import { conversationsContract } from './conversations/contract';
import { custodyContract } from './custody/contract';
import { deadlinesContract } from './deadlines/contract';
import { departuresContract } from './departures/contract';
import { draftsContract } from './drafts/contract';
import { transferContract } from './transfer/contract';
import { dossiersContract } from './dossiers/contract';
import { evidenceContract } from './evidence/contract';
import { exhibitsContract } from './exhibits/contract';
import { filingsContract } from './filings/contract';
import { dispatchesContract } from './filings/dispatches';
import type { Contract } from './kernel/contract';
import { auditContract } from './audit/contract';
import { vaultContract } from './vault/contract';
import { salvageContract } from './vault/salvage';
import { laptopContract } from './laptop/contract';
import { membersContract } from './members/contract';
import { interviewsContract } from './interviews/contract';
import { packagesContract } from './packages/contract';
import { packsContract } from './packs/contract';
import { peopleContract } from './people/contract';
import { policyContract } from './policy/contract';
import { practiceContract } from './practice/contract';
import { proceduresContract } from './procedures/contract';
import { coverageContract } from './procedures/coverage';
import { recoveryContract } from './recovery/contract';
import { retentionContract } from './retention/contract';
import { searchContract } from './search/contract';
import { settingsContract } from './settings/contract';
import { spellingContract } from './spelling/contract';
import { templatesContract } from './templates/contract';
import { timelineContract } from './timeline/contract';
import { updatesContract } from './updates/contract';
import { travelContract } from './travel/contract';
import { workContract } from './work/contract';

/** Every channel between the page and core. A new domain adds its line here and in `core/handlers.ts`. */
export const contract = {
  ...accountsContract,
  ...auditContract,
  ...backupsContract,
  ...casesContract,
  ...chronologyContract,
  ...consentContract,
  ...conversationsContract,
  ...custodyContract,
  ...deadlinesContract,
  ...departuresContract,
  ...dossiersContract,
  ...transferContract,
  ...evidenceContract,
  ...exhibitsContract,
  ...filingsContract,
  ...dispatchesContract,
  ...draftsContract,
  ...interviewsContract,
  ...laptopContract,
  ...membersContract,
  ...packagesContract,
  ...packsContract,
  ...peopleContract,
  ...policyContract,
  ...practiceContract,
  ...proceduresContract,
  ...coverageContract,
  ...recoveryContract,
  ...retentionContract,
  ...searchContract,
  ...settingsContract,
  ...spellingContract,
  ...templatesContract,
  ...timelineContract,
  ...salvageContract,
  ...vaultContract,
  ...updatesContract,
  ...travelContract,
  ...workContract,
} satisfies Contract;

export type AppContract = typeof contract;
export type ChannelName = keyof AppContract;
