import { Check, Combine, Scissors, X } from 'lucide-react';
import type { CaseId, FactId } from '../../../shared/kernel/ids';
import { confidences, mostMerged, mostTagged, sourceKinds, type Tag } from '../../../shared/timeline/schemas';
import { useChannel, useCommand } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Button } from '../../ui/button';
import { Menu, type MenuEntry } from '../../ui/menu';
import { showToast } from '../../ui/toast';
import { usePeople } from '../people';
import styles from './bulk-bar.module.css';
import { useInterfaceLanguage } from './interface-language';
import { useSayDone } from './rework';

/** What can be done with the facts that are selected in the list. */
export function BulkBar(props: {
  readonly caseId: CaseId;
  readonly selection: ReadonlySet<FactId>;
  readonly onMerge: () => void;
  readonly onSplit: () => void;
  readonly onClear: () => void;
}) {
  const text = useText();
  const language = useInterfaceLanguage();
  const { caseId, selection } = props;
  const { people } = usePeople(caseId);
  const { data: conditions } = useChannel('procedures.conditions', { caseId, language });
  const { run } = useCommand('timeline.tag');
  const sayDone = useSayDone();

  const tag = (chosen: Tag): void => {
    void run({ caseId, factIds: [...selection].slice(0, mostTagged), tag: chosen }).then((done) => {
      if (done.ok) sayDone(text('timeline.bulk.done', { count: done.value.changed }), done.value.undoId);
      else showToast({ text: text('timeline.bulk.failed') });
    });
  };
  const onOff = (
    values: readonly { readonly id: string; readonly label: string }[],
    tagOf: (id: string, isOn: boolean) => Tag | null,
  ): readonly MenuEntry[] =>
    [true, false].flatMap((isOn): readonly MenuEntry[] => [
      ...(isOn ? [] : (['separator'] as const)),
      ...values.map(({ id, label }) => ({
        label: text(isOn ? 'timeline.bulk.add' : 'timeline.bulk.takeOff', { what: label }),
        onSelect: () => {
          const chosen = tagOf(id, isOn);
          if (chosen !== null) tag(chosen);
        },
      })),
    ]);

  const personEntries = onOff(
    (people ?? []).map(({ id, shownAs }) => ({ id, label: shownAs })),
    (id, isOn) => {
      const person = people?.find((each) => each.id === id);
      return person === undefined ? null : { kind: 'person', personId: person.id, isOn };
    },
  );
  const conditionEntries = onOff(
    (conditions?.conditions ?? []).map(({ id, name }) => ({ id, label: name })),
    (id, isOn) => ({ kind: 'condition', conditionId: id, isOn }),
  );

  return (
    <div className={styles.bar} role="toolbar" aria-label={text('timeline.bulk')}>
      <span className={styles.count} role="status">
        <Check aria-hidden="true" />
        {text('timeline.bulk.selected', { count: selection.size })}
      </span>
      <Menu
        label={text('timeline.form.disputed')}
        size="small"
        entries={[true, false].map((disputed) => ({
          label: text(disputed ? 'timeline.bulk.disputed' : 'timeline.bulk.notDisputed'),
          onSelect: () => tag({ kind: 'disputed', disputed }),
        }))}
      >
        {text('timeline.form.disputed')}
      </Menu>
      <Menu
        label={text('timeline.form.confidence')}
        size="small"
        entries={confidences.map((confidence) => ({
          label: text(`timeline.confidence.${confidence}`),
          onSelect: () => tag({ kind: 'confidence', confidence }),
        }))}
      >
        {text('timeline.form.confidence')}
      </Menu>
      <Menu
        label={text('timeline.form.sourceKind')}
        size="small"
        entries={sourceKinds.map((sourceKind) => ({
          label: text(`timeline.source.${sourceKind}`),
          onSelect: () => tag({ kind: 'sourceKind', sourceKind }),
        }))}
      >
        {text('timeline.form.sourceKind')}
      </Menu>
      {personEntries.length > 1 && (
        <Menu label={text('timeline.form.people')} size="small" entries={personEntries}>
          {text('timeline.form.people')}
        </Menu>
      )}
      {conditionEntries.length > 1 && (
        <Menu label={text('timeline.bulk.conditions')} size="small" entries={conditionEntries}>
          {text('timeline.bulk.conditions')}
        </Menu>
      )}
      {selection.size > 1 && selection.size <= mostMerged && (
        <Button size="small" icon={<Combine />} onPress={props.onMerge}>
          {text('timeline.merge.open')}
        </Button>
      )}
      {selection.size === 1 && (
        <Button size="small" icon={<Scissors />} onPress={props.onSplit}>
          {text('timeline.split.open')}
        </Button>
      )}
      <Button size="small" look="quiet" icon={<X />} onPress={props.onClear}>
        {text('timeline.bulk.clear')}
      </Button>
      {selection.size > mostTagged && (
        <span className={styles.note}>{text('timeline.bulk.most', { most: mostTagged })}</span>
      )}
    </div>
  );
}
