import { Eye, EyeOff } from 'lucide-react';
import { useMemo } from 'react';
import { useScreenActions } from '../../lib/actions';
import { useText } from '../../lib/text';
import { Button } from '../../ui/button';
import { Tooltip } from '../../ui/tooltip';
import {
  showNamesKey,
  turnNamesOff,
  turnNamesOn,
  useNamesShown,
  useNamesTurnedOn,
  useShownNamesKeeper,
} from './shown-names';

/** Turns real names on and off where one is; holding F9 shows them for as long. Also in the palette. */
export function NamesToggle(props: { readonly size?: 'small' | 'medium' }) {
  useShownNamesKeeper();
  const text = useText();
  const isShown = useNamesShown();
  const isTurnedOn = useNamesTurnedOn();
  const label = text(isTurnedOn ? 'people.names.hide' : 'people.names.show');

  useScreenActions(
    useMemo(
      () => [{ id: 'people.names', label, run: isTurnedOn ? turnNamesOff : turnNamesOn }],
      [label, isTurnedOn],
    ),
  );

  return (
    <Tooltip text={text('people.names.hold')} keys={[showNamesKey]}>
      <Button
        look="quiet"
        size={props.size ?? 'medium'}
        icon={isShown ? <Eye /> : <EyeOff />}
        pressed={isTurnedOn}
        onPress={isTurnedOn ? turnNamesOff : turnNamesOn}
      >
        {label}
      </Button>
    </Tooltip>
  );
}
