import { useState } from 'react';
import {
  differenceReasons,
  relations,
  type AccountStatement,
  type Comparison,
} from '../../../shared/accounts/schemas';
import type { AccountId } from '../../../shared/kernel/ids';
import type { NamedFact } from '../../../shared/timeline/schemas';
import { isCallError, useCommand } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Checkbox, RadioCards } from '../../ui/choice';
import { Drawer } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { TextArea, TextField } from '../../ui/field';
import { Stack } from '../../ui/layout';
import { showToast } from '../../ui/toast';

/** Writes down how a fact stands in an earlier account, and why otherwise. */
export function ComparisonForm(props: {
  readonly fact: NamedFact;
  readonly accountId: AccountId;
  readonly accountName: string;
  /** Null while nobody compared. */
  readonly statement: AccountStatement | null;
  readonly onClose: () => void;
}) {
  const text = useText();
  const { fact, accountId, statement } = props;
  const compare = useCommand('accounts.compare');
  const [relation, setRelation] = useState<Comparison['relation'] | null>(statement?.relation ?? null);
  const [wording, setWording] = useState(statement?.wording ?? '');
  const [locator, setLocator] = useState(statement?.locator ?? '');
  const [reasons, setReasons] = useState<Comparison['reasons']>(statement?.reasons ?? []);
  const [reason, setReason] = useState(statement?.reason ?? '');
  const [failure, setFailure] = useState<string | null>(null);

  const write = async (comparison: Comparison | null): Promise<void> => {
    if (compare.isRunning) return;
    const written = await compare.run({ accountId, factId: fact.id, comparison });
    if (!written.ok) {
      if (isCallError(written.error)) {
        const { id, values } = callErrorText(written.error);
        setFailure(text(id, values));
      } else setFailure(text(`accounts.failure.${written.error.kind}`));
      return;
    }
    if (comparison === null && statement !== null) {
      const { accountId: _account, factId: _fact, ...before } = statement;
      showToast({
        text: text('accounts.compare.cleared'),
        action: {
          label: text('accounts.undo'),
          onPress: () =>
            void compare.run({ accountId, factId: fact.id, comparison: before }).then((back) => {
              if (!back.ok) showToast({ text: text('accounts.restore.failed') });
            }),
        },
      });
    }
    props.onClose();
  };

  return (
    <Drawer
      title={props.accountName}
      description={<bdi>{fact.statement}</bdi>}
      onClose={props.onClose}
      onSubmit={() => {
        if (relation !== null) void write({ relation, wording, locator, reasons, reason });
      }}
      footer={
        <>
          {statement !== null && (
            <Button look="quiet" onPress={() => void write(null)}>
              {text('accounts.compare.clear')}
            </Button>
          )}
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button look="primary" type="submit" disabled={relation === null} busy={compare.isRunning}>
            {text('accounts.form.save')}
          </Button>
        </>
      }
    >
      <Stack>
        {failure !== null && (
          <Banner tone="danger" urgent>
            {failure}
          </Banner>
        )}
        <RadioCards
          legend={text('accounts.compare.relation')}
          value={relation}
          onChange={setRelation}
          options={relations.map((value) => ({
            value,
            label: text(`accounts.relation.${value}`),
            description: text(`accounts.relation.${value}.hint`),
          }))}
        />
        <TextArea
          label={text('accounts.compare.wording')}
          value={wording}
          onChange={setWording}
          maxLength={4000}
          words
          optional
        />
        <TextField
          label={text('accounts.compare.locator')}
          value={locator}
          onChange={setLocator}
          maxLength={200}
          optional
        />
        {relation !== null && relation !== 'same' && (
          <>
            <fieldset aria-label={text('accounts.compare.reasons')}>
              <Stack gap={2}>
                <p>{text('accounts.compare.reasons')}</p>
                {differenceReasons.map((value) => (
                  <Checkbox
                    key={value}
                    label={text(`accounts.reason.${value}`)}
                    checked={reasons.includes(value)}
                    onChange={(isTicked) =>
                      setReasons((before) =>
                        differenceReasons.filter((each) =>
                          each === value ? isTicked : before.includes(each),
                        ),
                      )
                    }
                  />
                ))}
              </Stack>
            </fieldset>
            <TextArea
              label={text('accounts.compare.reason')}
              hint={text('accounts.compare.reason.hint')}
              value={reason}
              onChange={setReason}
              maxLength={4000}
              optional
            />
          </>
        )}
      </Stack>
    </Drawer>
  );
}
