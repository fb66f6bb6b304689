import { useState } from 'react';
import type { ConditionView, RequirementView } from '../../../shared/procedures/contract';
import { useText } from '../../lib/text';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextArea, TextField } from '../../ui/field';
import { Row, Stack } from '../../ui/layout';
import { LawNote } from '../deadlines';
import type { RequirementChanges } from './requirements';
import styles from './requirement-dialog.module.css';

/** More about one requirement: who else has it, a note, what it proves and where that stands in the law. */
export function RequirementDialog(props: {
  readonly requirement: RequirementView;
  readonly conditions: readonly ConditionView[];
  readonly onSave: (changes: RequirementChanges) => Promise<boolean>;
  readonly onClose: () => void;
}) {
  const text = useText();
  const { requirement } = props;
  const [holderNote, setHolderNote] = useState(requirement.holderNote);
  const [note, setNote] = useState(requirement.note);
  const proves = props.conditions.filter(({ id }) => requirement.proves.includes(id));

  const submit = async () => {
    if (await props.onSave({ holderNote, note })) props.onClose();
  };

  return (
    <Dialog
      title={requirement.name}
      {...(requirement.hint === '' ? {} : { description: requirement.hint })}
      onClose={props.onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button type="submit" look="primary">
            {text('procedures.requirement.save')}
          </Button>
        </>
      }
    >
      <Stack>
        <TextField
          label={text('procedures.requirement.holderNote')}
          hint={text('procedures.requirement.holderNoteHint')}
          optional
          maxLength={300}
          value={holderNote}
          onChange={setHolderNote}
        />
        <TextArea
          label={text('procedures.requirement.note')}
          optional
          rows={3}
          maxLength={5000}
          value={note}
          onChange={setNote}
        />
        {proves.length > 0 && (
          <div>
            <p className={styles.label}>{text('procedures.requirement.proves')}</p>
            <Row gap={1} wrap>
              {proves.map(({ id, name }) => (
                <Badge key={id}>{name}</Badge>
              ))}
            </Row>
          </div>
        )}
        <LawNote fact={requirement.fact} />
      </Stack>
    </Dialog>
  );
}
