import { useState } from 'react';
import type { CaseId, PersonId } from '../../../shared/kernel/ids';
import { personRoles, type PersonRole } from '../../../shared/people/schemas';
import { isCallError, useCommand } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { SelectField, TextField } from '../../ui/field';
import { Columns, Stack } from '../../ui/layout';
import { MatchList } from './match-list';
import { noNames, useNameSearch } from './name-search';

/** Adds someone to a case, and tells when she may be known from another one. */
export function AddPersonDialog(props: {
  readonly caseId: CaseId;
  readonly onAdded: (personId: PersonId) => void;
  readonly onClose: () => void;
}) {
  const text = useText();
  const [role, setRole] = useState<PersonRole | null>(null);
  const [names, setNames] = useState(noNames);
  const [problem, setProblem] = useState<string | null>(null);
  const { run, isRunning } = useCommand('people.create');
  const elsewhere = useNameSearch(names)?.filter(({ caseId }) => caseId !== props.caseId) ?? [];

  const add = async () => {
    if (role === null) return;
    const added = await run({ caseId: props.caseId, role, ...names });
    if (added.ok) {
      props.onAdded(added.value.personId);
      return;
    }
    const sentence = isCallError(added.error)
      ? callErrorText(added.error)
      : ({ id: 'ui.error.page' } as const);
    setProblem(text(sentence.id, 'values' in sentence ? sentence.values : undefined));
  };

  return (
    <Dialog
      title={text('people.add.title')}
      description={text('people.add.lead')}
      onClose={props.onClose}
      onSubmit={() => void add()}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button type="submit" look="primary" busy={isRunning} disabled={role === null}>
            {text('people.add.confirm')}
          </Button>
        </>
      }
    >
      <Stack gap={4}>
        <SelectField
          label={text('people.add.role')}
          value={role}
          required
          options={personRoles.map((each) => ({ value: each, label: text(`people.role.${each}`) }))}
          onChange={setRole}
        />
        <Columns gap={3} column="12rem">
          <TextField
            label={text('people.field.givenNames')}
            optional
            value={names.givenNames}
            maxLength={200}
            onChange={(givenNames) => setNames({ ...names, givenNames })}
          />
          <TextField
            label={text('people.field.familyName')}
            optional
            value={names.familyName}
            maxLength={200}
            onChange={(familyName) => setNames({ ...names, familyName })}
          />
        </Columns>
        {elsewhere.length > 0 && (
          <Stack gap={2}>
            <strong>{text('people.add.known')}</strong>
            <span>{text('people.add.knownBody')}</span>
            <MatchList matches={elsewhere} />
          </Stack>
        )}
        {problem !== null && (
          <Banner tone="danger" urgent>
            {problem}
          </Banner>
        )}
      </Stack>
    </Dialog>
  );
}
