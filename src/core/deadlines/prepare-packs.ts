import { listPackIds, shippedPack } from '../procedures/pack-loader';
import { holidayLookupOf } from './holidays';

/** Reads the packs and their holidays ahead, so that the first list of cases does not wait for them. */
export function preparePacks(resourcesFolder: string): void {
  for (const id of listPackIds(resourcesFolder)) {
    const pack = shippedPack(resourcesFolder, id);
    if (pack !== undefined) holidayLookupOf(pack);
  }
}
