import { Eye, EyeOff } from 'lucide-react';
import { useState, type Ref } from 'react';
import { useText } from '../../lib/text';
import { IconButton } from '../../ui/button';
import { TextField, type FieldProps } from '../../ui/field';

/** A passphrase: hidden until asked to be shown, with a word when capital letters are locked on. */
export function PassphraseField(
  props: FieldProps & {
    readonly value: string;
    readonly onChange: (value: string) => void;
    readonly autoFocus?: boolean;
    readonly disabled?: boolean;
    readonly size?: 'medium' | 'large';
    readonly ref?: Ref<HTMLInputElement>;
  },
) {
  const text = useText();
  const [shown, setShown] = useState(false);
  const [capsLock, setCapsLock] = useState(false);
  return (
    <TextField
      {...props}
      type={shown ? 'text' : 'password'}
      dir="ltr"
      maxLength={1000}
      hint={capsLock ? text('vault.capsLock') : props.hint}
      onKeyDown={(event) => setCapsLock(event.getModifierState('CapsLock'))}
      end={
        <IconButton
          size="small"
          label={text(shown ? 'vault.hidePassphrase' : 'vault.showPassphrase')}
          pressed={shown}
          icon={shown ? <EyeOff /> : <Eye />}
          onPress={() => setShown(!shown)}
        />
      }
    />
  );
}
