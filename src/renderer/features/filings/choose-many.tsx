import { ListChecks, Search } from 'lucide-react';
import { useState } from 'react';
import { useText } from '../../lib/text';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/choice';
import { Drawer } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { Row, Stack } from '../../ui/layout';
import styles from './review-screen.module.css';

export interface Choosable {
  readonly id: string;
  readonly name: string;
  /** Labels of the other questions of this filing that it answers already. */
  readonly elsewhere: readonly string[];
}

/**
 * Several of many: how many are chosen, and a drawer to choose them in, with a search and, where there is use for it, only
 * those that stand nowhere in the filing yet. Nothing changes until it is kept.
 */
export function ChooseMany(props: {
  readonly label: string;
  readonly hint: string | undefined;
  readonly options: readonly Choosable[];
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}) {
  const text = useText();
  const [isOpen, setOpen] = useState(false);
  const { options, chosen } = props;
  return (
    <fieldset aria-label={props.label}>
      <Stack gap={1}>
        {props.hint !== undefined && <p className={styles.hint}>{props.hint}</p>}
        <Row gap={3}>
          <Button size="small" icon={<ListChecks />} onPress={() => setOpen(true)}>
            {text('filings.choose.open')}
          </Button>
          <span className={styles.hint}>
            {text('filings.choose.count', { count: chosen.length, all: options.length })}
          </span>
        </Row>
        {isOpen && (
          <ChooseDrawer
            {...props}
            onKeep={(kept) => {
              setOpen(false);
              props.onChange(kept);
            }}
            onClose={() => setOpen(false)}
          />
        )}
      </Stack>
    </fieldset>
  );
}

function ChooseDrawer(props: {
  readonly label: string;
  readonly options: readonly Choosable[];
  readonly chosen: readonly string[];
  readonly onKeep: (chosen: readonly string[]) => void;
  readonly onClose: () => void;
}) {
  const text = useText();
  const { options } = props;
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set(props.chosen));
  const [sought, setSought] = useState('');
  const [onlyNew, setOnlyNew] = useState(false);
  const words = folded(sought);
  const shown = options.filter(
    ({ name, elsewhere }) => folded(name).includes(words) && !(onlyNew && elsewhere.length > 0),
  );
  const tick = (ids: readonly string[], isTicked: boolean): void => {
    const next = new Set(ticked);
    for (const id of ids) {
      if (isTicked) next.add(id);
      else next.delete(id);
    }
    setTicked(next);
  };
  // In the order they are offered in, whichever was ticked first.
  const kept = options.filter(({ id }) => ticked.has(id)).map(({ id }) => id);
  return (
    <Drawer
      title={props.label}
      description={text('filings.choose.count', { count: kept.length, all: options.length })}
      onClose={props.onClose}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button look="primary" onPress={() => props.onKeep(kept)}>
            {text('filings.choose.keep', { count: kept.length })}
          </Button>
        </>
      }
    >
      <Stack gap={3}>
        <TextField
          label={text('filings.choose.search')}
          hideLabel
          type="search"
          placeholder={text('filings.choose.search')}
          start={<Search aria-hidden="true" />}
          value={sought}
          onChange={setSought}
          autoFocus
        />
        <Row gap={3}>
          <Button look="link" size="small" onPress={() => tick(idsOf(shown), true)}>
            {text('filings.choose.allShown')}
          </Button>
          <Button look="link" size="small" onPress={() => tick(idsOf(shown), false)}>
            {text('filings.choose.noneShown')}
          </Button>
        </Row>
        {options.some(({ elsewhere }) => elsewhere.length > 0) && (
          <Checkbox label={text('filings.choose.onlyNew')} checked={onlyNew} onChange={setOnlyNew} />
        )}
        <fieldset aria-label={props.label} className={styles.choosable}>
          {shown.map(({ id, name, elsewhere }) => (
            <Checkbox
              key={id}
              label={<span dir="auto">{name}</span>}
              description={
                elsewhere.length === 0
                  ? undefined
                  : text('filings.choose.elsewhere', { places: elsewhere.join(', ') })
              }
              checked={ticked.has(id)}
              onChange={(isTicked) => tick([id], isTicked)}
            />
          ))}
        </fieldset>
        {shown.length === 0 && <p className={styles.empty}>{text('filings.choose.nothing')}</p>}
      </Stack>
    </Drawer>
  );
}

function idsOf(options: readonly Choosable[]): readonly string[] {
  return options.map(({ id }) => id);
}

function folded(words: string): string {
  return words.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
