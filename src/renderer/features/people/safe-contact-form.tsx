import { useCallback, useRef, useState } from 'react';
import type { PersonId } from '../../../shared/kernel/ids';
import { withChanges } from '../../../shared/kernel/changes';
import { readWallTime, type WallTimeReading } from '../../../shared/people/safe-contact';
import { emptySafeContact, type SafeContact } from '../../../shared/people/schemas';
import { useCommand } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/choice';
import { TextArea, TextField } from '../../ui/field';
import { Columns, Row, Stack } from '../../ui/layout';
import { useAutosave } from './autosave';
import { SaveMark } from './save-mark';

/** The rules of safe contact with one person; saves itself. A window of time is saved once both ends are there. */
export function SafeContactForm(props: { readonly personId: PersonId; readonly safeContact: SafeContact }) {
  const text = useText();
  const { personId } = props;
  const { run } = useCommand('people.setSafeContact');
  const [start] = useState(props.safeContact);
  const [typed, setTyped] = useState({
    from: props.safeContact.safeFrom ?? '',
    until: props.safeContact.safeUntil ?? '',
  });
  const [left, setLeft] = useState(false);
  const latest = useRef(start);
  const save = useCallback(
    (changes: Partial<SafeContact>) => {
      const safeContact = withChanges(latest.current, changes);
      latest.current = safeContact;
      return run({ personId, safeContact });
    },
    [run, personId],
  );
  const { fields, change, state, saveNow } = useAutosave(start, save);

  const window = readWindow(typed);
  const changeTyped = (next: typeof typed) => {
    setTyped(next);
    setLeft(false);
    const read = readWindow(next);
    if (read.kind === 'window') change({ safeFrom: read.from, safeUntil: read.until });
    if (read.kind === 'anyTime') change({ safeFrom: null, safeUntil: null });
  };
  const takeBack = () => {
    setTyped({ from: '', until: '' });
    change(emptySafeContact);
  };
  const untilError =
    !left || window.kind === 'window' || window.kind === 'anyTime'
      ? undefined
      : text(window.kind === 'half' ? 'people.safe.timeHalf' : 'people.safe.timeUnreadable');
  const reading =
    window.kind === 'window'
      ? text(window.from < window.until ? 'people.safe.timeReading' : 'people.safe.timeReadingNight', window)
      : undefined;

  return (
    <Stack gap={4}>
      <Row justify="between" wrap>
        <span>{text('people.safe.lead')}</span>
        <SaveMark state={state} onRetry={() => void saveNow()} />
      </Row>
      <Stack gap={2}>
        <Checkbox
          label={text('people.safe.neverCall')}
          checked={fields.neverCall}
          onChange={(neverCall) => change({ neverCall })}
        />
        <Checkbox
          label={text('people.safe.neverWrite')}
          checked={fields.neverWrite}
          onChange={(neverWrite) => change({ neverWrite })}
        />
        <Checkbox
          label={text('people.safe.leaveNoMessage')}
          checked={fields.leaveNoMessage}
          onChange={(leaveNoMessage) => change({ leaveNoMessage })}
        />
      </Stack>
      <Columns gap={3} column="9rem">
        <TextField
          label={text('people.safe.from')}
          hint={text('people.safe.timeHint')}
          dir="ltr"
          value={typed.from}
          maxLength={8}
          onBlur={() => setLeft(true)}
          onChange={(from) => changeTyped({ ...typed, from })}
        />
        <TextField
          label={text('people.safe.until')}
          dir="ltr"
          value={typed.until}
          maxLength={8}
          onBlur={() => setLeft(true)}
          onChange={(until) => changeTyped({ ...typed, until })}
          reading={reading}
          error={untilError}
        />
      </Columns>
      <TextField
        label={text('people.safe.codeWord')}
        hint={text('people.safe.codeWordHint')}
        value={fields.codeWord}
        maxLength={100}
        onChange={(codeWord) => change({ codeWord })}
      />
      <TextArea
        label={text('people.safe.instructions')}
        hint={text('people.safe.instructionsHint')}
        rows={2}
        value={fields.instructions}
        maxLength={2000}
        onChange={(instructions) => change({ instructions })}
      />
      <div>
        <Button size="small" look="link" onPress={takeBack}>
          {text('people.safe.takeBack')}
        </Button>
      </div>
    </Stack>
  );
}

type Window =
  | { readonly kind: 'window'; readonly from: string; readonly until: string }
  | { readonly kind: 'anyTime' | 'half' | 'unreadable' };

function readWindow(typed: { readonly from: string; readonly until: string }): Window {
  const from: WallTimeReading = readWallTime(typed.from);
  const until: WallTimeReading = readWallTime(typed.until);
  if (from.kind === 'unreadable' || until.kind === 'unreadable') return { kind: 'unreadable' };
  if (from.kind === 'time' && until.kind === 'time' && from.time !== until.time) {
    return { kind: 'window', from: from.time, until: until.time };
  }
  return { kind: from.kind === 'empty' && until.kind === 'empty' ? 'anyTime' : 'half' };
}
