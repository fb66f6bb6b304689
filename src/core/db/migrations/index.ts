import type { Migration } from '../migrate';
import { firstSchema } from './0001-first-schema';
import { snoozesAndDispatches } from './0002-snoozes-and-dispatches';

/** Every step of the schema, oldest first. */
export const migrations: readonly Migration[] = [firstSchema, snoozesAndDispatches];
