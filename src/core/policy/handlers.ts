import { ok } from '../../shared/kernel/result';
import type { policyContract } from '../../shared/policy/contract';
import type { Handlers } from '../kernel/handlers';

export const policyHandlers: Handlers<typeof policyContract> = {
  'policy.read': ({ policy }) => {
    const { rules, problems, ...rest } = policy;
    return ok({
      ...rest,
      problems: [...problems],
      rules: {
        ...rules,
        allowedExports: [...rules.allowedExports],
        languages: [...rules.languages],
        packKeys: rules.packKeys.map(({ name, keyId }) => ({ name, keyId })),
        updateKeys: rules.updateKeys.map(({ name, keyId }) => ({ name, keyId })),
      },
    });
  },
};
