import type { FaultRun } from '../support/run';
import { plainText } from './d3-plain-text';
import { powerCuts } from './d4-power-cuts';
import { kills } from './d5-kills';
import { fullDisk } from './d6-full-disk';
import { damage } from './d8-damage';
import { restoreDrill } from './d10-restore-drill';
import { rekeyKills } from './d12-rekey-kills';
import { copyKills } from './d13-copy-kills';
import { rollback } from './d9-rollback';
import {
  backups,
  oldVaults,
  openSequence,
  otherEngines,
  paperKey,
  rescued,
  slots,
  surroundings,
} from './held-by-tests';
import { keyDerivation } from './v1-key-derivation';
import { wrongPassphrases } from './v10-wrong-passphrase';
import { flippedHeaders, headerVectors, mutatedHeaders } from './v2-v4-headers';
import { headerCuts } from './v6-header-cuts';
import { lockLeavesNothing, secretsStayInside } from './v8-v9-program';
import { places } from './x2-places';

/** Every run, in the order they are done. */
export const faultRuns: readonly FaultRun[] = [
  keyDerivation,
  flippedHeaders,
  mutatedHeaders,
  headerVectors,
  slots,
  headerCuts,
  paperKey,
  lockLeavesNothing,
  secretsStayInside,
  wrongPassphrases,
  openSequence,
  otherEngines,
  plainText,
  powerCuts,
  kills,
  fullDisk,
  damage,
  rescued,
  rollback,
  restoreDrill,
  backups,
  oldVaults,
  rekeyKills,
  copyKills,
  surroundings,
  places,
];
