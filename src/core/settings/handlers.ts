import { ok } from '../../shared/kernel/result';
import { settingsContract } from '../../shared/settings/contract';
import type { Handlers } from '../kernel/handlers';

export const settingsHandlers: Handlers<typeof settingsContract> = {
  'settings.read': ({ settings }) => ok(settings.read()),
  'settings.change': ({ settings }, changes) => ok(settings.change(changes)),
};
