import { err, ok } from '../../shared/kernel/result';
import { settingsContract } from '../../shared/settings/contract';
import type { Handlers } from '../kernel/handlers';
import { loosenedBy } from './store';

export const settingsHandlers: Handlers<typeof settingsContract> = {
  'settings.read': ({ settings }) => ok(settings.read()),
  'settings.change': ({ settings, policy }, changes) => {
    const fields = loosenedBy(changes, policy.rules);
    return fields.length === 0 ? ok(settings.change(changes)) : err({ kind: 'fixedByOrganisation', fields });
  },
};
