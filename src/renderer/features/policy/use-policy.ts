import type { Policy } from '../../../shared/policy/contract';
import type { ExportKind } from '../../../shared/policy/export-kinds';
import { useChannel } from '../../lib/queries';
import { useText } from '../../lib/text';

/** What the organisation decides; undefined until core has told it. */
export function usePolicy(): Policy | undefined {
  return useChannel('policy.read', {}, { isBeside: true }).data;
}

/** The rules, and the name to give as their reason. Undefined where nobody decides anything. */
export function useOrganisation(): { readonly rules: Policy['rules']; readonly name: string } | undefined {
  const text = useText();
  const policy = usePolicy();
  if (policy === undefined || policy.state === 'none') return undefined;
  return { rules: policy.rules, name: nameOf(policy, text('policy.organisation')) };
}

/** Gives the sentence for what may not leave in this form, and null for what may. */
export function useRefusal(): (kind: ExportKind) => string | null {
  const text = useText();
  const organisation = useOrganisation();
  return (kind) =>
    organisation === undefined || organisation.rules.allowedExports.includes(kind)
      ? null
      : text(`policy.refused.${kind}`, { organisation: organisation.name });
}

export function nameOf({ organisation }: Policy, otherwise: string): string {
  return organisation === '' ? otherwise : organisation;
}
