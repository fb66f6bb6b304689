import { BadgeCheck, ShieldAlert } from 'lucide-react';
import type { SignatureState } from '../../../shared/packs/signature';
import { useText } from '../../lib/text';
import { Badge } from '../../ui/badge';

/** Who vouches for a pack. Nothing is shown of one that came with the program. */
export function SignatureBadge(props: { readonly signature: SignatureState }) {
  const text = useText();
  const { signature } = props;
  switch (signature.kind) {
    case 'ofProgram':
      return null;
    case 'signed':
      return (
        <Badge tone="success" icon={<BadgeCheck aria-hidden="true" />}>
          {text('packs.signature.signed', { name: signature.keyName })}
        </Badge>
      );
    case 'unknownKey':
    case 'unsigned':
      return (
        <Badge tone="danger" icon={<ShieldAlert aria-hidden="true" />}>
          {text(`packs.signature.${signature.kind}`)}
        </Badge>
      );
  }
}
