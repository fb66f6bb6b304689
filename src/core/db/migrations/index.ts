import type { Migration } from '../migrate';
import { firstSchema } from './0001-first-schema';

/** Every step of the schema, oldest first. */
export const migrations: readonly Migration[] = [firstSchema];
