import * as Ariakit from '@ariakit/react';
import { Link2, Plus, X } from 'lucide-react';
import { useId, useState, type KeyboardEvent } from 'react';
import type { CaseId, FactId } from '../../../shared/kernel/ids';
import { describeUncertainDate } from '../../../shared/timeline/describe-date';
import {
  constraintKinds,
  gapUnits,
  type ConstraintKind,
  type GapUnit,
} from '../../../shared/timeline/linked-time';
import type { ConstraintDraft, NamedFact } from '../../../shared/timeline/schemas';
import { useChannel } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button, IconButton } from '../../ui/button';
import { Checkbox } from '../../ui/choice';
import { Field, SelectField, TextField } from '../../ui/field';
import styles from './constraint-list.module.css';
import { useInterfaceLanguage } from './interface-language';
import placeStyles from './place-field.module.css';
import { ContradictionSteps, gapText, shortStatement, TimeSteps, workedOutText } from './time-sentences';

/** When a fact was beside others, and what follows for its days. The date that was given stays as it is. */
export function ConstraintList(props: {
  readonly caseId: CaseId;
  readonly factId: FactId | null;
  /** The date in the form; '' for none or one that cannot be read yet. */
  readonly edtf: string;
  readonly constraints: readonly ConstraintDraft[];
  readonly onChange: (constraints: readonly ConstraintDraft[]) => void;
}) {
  const text = useText();
  const { caseId, factId, edtf, constraints } = props;
  const [isAdding, setAdding] = useState(false);
  const { data: facts } = useChannel(
    'timeline.named',
    { factIds: constraints.map(({ otherFactId }) => otherFactId) },
    { keepPrevious: true },
  );
  return (
    <fieldset className={styles.links}>
      <legend className={styles.legend}>{text('timeline.link.title')}</legend>
      {constraints.length === 0 && !isAdding && <p className={styles.none}>{text('timeline.link.none')}</p>}
      {constraints.length > 0 && (
        <ul className={styles.list}>
          {constraints.map((constraint, index) => (
            <Link
              // The same may be said twice; its place tells the two apart.
              // oxlint-disable-next-line react/no-array-index-key
              key={`${constraint.otherFactId} ${index}`}
              constraint={constraint}
              other={facts?.find(({ id }) => id === constraint.otherFactId)}
              isKnown={facts !== undefined}
              onRemove={() => props.onChange(constraints.toSpliced(index, 1))}
            />
          ))}
        </ul>
      )}
      {isAdding ? (
        <NewLink
          caseId={caseId}
          factId={factId}
          onAdd={(constraint) => {
            props.onChange([...constraints, constraint]);
            setAdding(false);
          }}
          onCancel={() => setAdding(false)}
        />
      ) : (
        <div>
          <Button size="small" icon={<Plus />} onPress={() => setAdding(true)}>
            {text('timeline.link.add')}
          </Button>
        </div>
      )}
      <WorkedOutRange caseId={caseId} factId={factId} edtf={edtf} constraints={constraints} />
    </fieldset>
  );
}

function Link(props: {
  readonly constraint: ConstraintDraft;
  readonly other: NamedFact | undefined;
  readonly isKnown: boolean;
  readonly onRemove: () => void;
}) {
  const text = useText();
  const language = useInterfaceLanguage();
  const { constraint, other } = props;
  const { kind, gap, note } = constraint;
  return (
    <li className={styles.link}>
      <Link2 aria-hidden="true" />
      <span className={styles.words}>
        <span className={styles.relation}>
          {gap === null || kind === 'during'
            ? text(`timeline.link.relation.${kind}`)
            : text(`timeline.link.relation.${kind}.gap`, { gap: gapText(gap, text) })}
        </span>{' '}
        {other === undefined ? (
          props.isKnown && text('timeline.link.gone')
        ) : (
          <bdi className={styles.other}>{shortStatement(other.statement)}</bdi>
        )}
        {other !== undefined && other.edtf !== '' && (
          <span className={styles.otherDate}> · {describeUncertainDate(other.edtf, language)}</span>
        )}
        {note !== '' && (
          <q className={styles.note}>
            <bdi>{note}</bdi>
          </q>
        )}
      </span>
      <IconButton size="small" label={text('timeline.link.remove')} icon={<X />} onPress={props.onRemove} />
    </li>
  );
}

function NewLink(props: {
  readonly caseId: CaseId;
  readonly factId: FactId | null;
  readonly onAdd: (constraint: ConstraintDraft) => void;
  readonly onCancel: () => void;
}) {
  const text = useText();
  const [kind, setKind] = useState<ConstraintKind>('after');
  const [amount, setAmount] = useState('');
  const [unit, setUnit] = useState<GapUnit>('week');
  const [approximate, setApproximate] = useState(true);
  const [other, setOther] = useState<NamedFact | null>(null);
  const [note, setNote] = useState('');
  const [isTried, setTried] = useState(false);
  const count = /^[0-9]{1,4}$/u.test(amount.trim()) ? Number(amount) : null;
  const isWrong = amount.trim() !== '' && (count === null || count < 1 || count > 1000);

  const add = (): void => {
    setTried(true);
    if (other === null || (isWrong && kind !== 'during')) return;
    props.onAdd({
      kind,
      otherFactId: other.id,
      gap: kind === 'during' || count === null ? null : { amount: count, unit, approximate },
      note: note.trim(),
    });
  };
  // Otherwise Enter would save the whole form, and Escape close it.
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    const { target } = event;
    if (
      event.defaultPrevented ||
      !(target instanceof HTMLInputElement || target instanceof HTMLSelectElement)
    ) {
      return;
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      // On the open list Enter chooses the fact.
      if (target.getAttribute('aria-activedescendant') === null) add();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      event.stopPropagation();
      props.onCancel();
    }
  };

  return (
    // The fields inside take the keys.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions
    <div className={styles.editor} onKeyDown={onKeyDown}>
      <div className={styles.line}>
        <SelectField
          label={text('timeline.link.relation')}
          value={kind}
          options={constraintKinds.map((each) => ({
            value: each,
            label: text(`timeline.link.relation.${each}`),
          }))}
          onChange={setKind}
        />
        {kind !== 'during' && (
          <>
            <TextField
              label={text('timeline.link.amount')}
              value={amount}
              onChange={setAmount}
              maxLength={4}
              optional
              error={isWrong ? text('timeline.link.amount.wrong') : undefined}
            />
            <SelectField
              label={text('timeline.link.unit')}
              value={unit}
              options={gapUnits.map((each) => ({ value: each, label: text(`timeline.link.unit.${each}`) }))}
              onChange={setUnit}
            />
          </>
        )}
      </div>
      {kind !== 'during' && count !== null && (
        <Checkbox
          label={text('timeline.link.about')}
          description={text('timeline.link.about.description')}
          checked={approximate}
          onChange={setApproximate}
        />
      )}
      <FactField
        caseId={props.caseId}
        except={props.factId}
        value={other}
        onChange={setOther}
        error={isTried && other === null ? text('timeline.link.other.missing') : undefined}
      />
      <TextField
        label={text('timeline.link.note')}
        value={note}
        onChange={setNote}
        maxLength={200}
        dir="auto"
        optional
      />
      <div className={styles.buttons}>
        <Button size="small" onPress={add}>
          {text('timeline.link.confirm')}
        </Button>
        <Button size="small" look="quiet" onPress={props.onCancel}>
          {text('ui.cancel')}
        </Button>
      </div>
    </div>
  );
}

/** One fact of the case, found by words that stand in it. */
export function FactField(props: {
  readonly caseId: CaseId;
  readonly except: FactId | null;
  readonly value: NamedFact | null;
  readonly onChange: (fact: NamedFact | null) => void;
  readonly error: string | undefined;
}) {
  const text = useText();
  const language = useInterfaceLanguage();
  const [typed, setTyped] = useState('');
  const { data: found } = useChannel(
    'timeline.find',
    { caseId: props.caseId, text: props.value === null ? typed.slice(0, 200) : '', except: props.except },
    { keepPrevious: true },
  );
  const listId = useId();
  return (
    <Ariakit.ComboboxProvider
      value={props.value === null ? typed : shortStatement(props.value.statement)}
      setValue={(value) => {
        // Choosing writes the words of the fact into the field, too.
        if (props.value !== null && value === shortStatement(props.value.statement)) return;
        setTyped(value);
        props.onChange(found?.find(({ id }) => id === value) ?? null);
      }}
    >
      <Field label={text('timeline.link.other')} error={props.error} required>
        {(attributes) => (
          <Ariakit.Combobox
            {...attributes}
            className={placeStyles.control}
            dir="auto"
            spellCheck={false}
            maxLength={200}
            placeholder={text('timeline.link.other.placeholder')}
            autoSelect
            showOnClick
          />
        )}
      </Field>
      <Ariakit.ComboboxPopover
        id={listId}
        className={placeStyles.popover}
        gutter={4}
        sameWidth
        portal
        unmountOnHide
        aria-label={text('timeline.link.other')}
      >
        {found?.length === 0 && <p className={styles.none}>{text('timeline.link.other.none')}</p>}
        {found?.map((fact) => (
          <Ariakit.ComboboxItem
            key={fact.id}
            className={placeStyles.item}
            value={fact.id}
            setValueOnClick={false}
            onClick={() => props.onChange(fact)}
          >
            <span className={styles.found}>
              <bdi>{shortStatement(fact.statement)}</bdi>
              <span className={styles.otherDate}>
                {fact.edtf === '' ? text('timeline.undated') : describeUncertainDate(fact.edtf, language)}
              </span>
            </span>
          </Ariakit.ComboboxItem>
        ))}
      </Ariakit.ComboboxPopover>
    </Ariakit.ComboboxProvider>
  );
}

function WorkedOutRange(props: {
  readonly caseId: CaseId;
  readonly factId: FactId | null;
  readonly edtf: string;
  readonly constraints: readonly ConstraintDraft[];
}) {
  const text = useText();
  const language = useInterfaceLanguage();
  const { data } = useChannel(
    'timeline.workOut',
    {
      caseId: props.caseId,
      factId: props.factId,
      edtf: props.edtf,
      constraints: [...props.constraints],
    },
    { keepPrevious: true, enabled: props.factId !== null || props.constraints.length > 0 },
  );
  if (data === undefined || (props.factId === null && props.constraints.length === 0)) return null;
  return (
    <div className={styles.outcome} aria-live="polite">
      {data.range !== null && (
        <div className={styles.range}>
          <p className={styles.rangeWords}>{workedOutText(data.range, text, language)}</p>
          <p className={styles.none}>{text('timeline.workedOut.note')}</p>
          <details>
            <summary className={styles.why}>{text('timeline.workedOut.why')}</summary>
            {data.whyEarliest.length > 0 && (
              <>
                <p className={styles.because}>{text('timeline.workedOut.whyEarliest')}</p>
                <TimeSteps steps={data.whyEarliest} facts={data.facts} />
              </>
            )}
            {data.whyLatest.length > 0 && (
              <>
                <p className={styles.because}>{text('timeline.workedOut.whyLatest')}</p>
                <TimeSteps steps={data.whyLatest} facts={data.facts} />
              </>
            )}
          </details>
        </div>
      )}
      {data.contradictions.map((contradiction) => (
        <Banner
          key={JSON.stringify(contradiction)}
          tone="warning"
          title={text('timeline.contradiction.title')}
        >
          <ContradictionSteps contradiction={contradiction} facts={data.facts} />
          {text('timeline.contradiction.body')}
        </Banner>
      ))}
    </div>
  );
}
