import { useState } from 'react';
import type { CitableRecord } from '../../../shared/drafts/contract';
import { useText } from '../../lib/text';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { Stack } from '../../ui/layout';
import { OpenableList } from '../../ui/list';
import styles from './draft-desk.module.css';

/** Exhibits and facts of the case, one of which is cited where one was typing. */
export function CiteDialog(props: {
  readonly citable: readonly CitableRecord[];
  /** A paragraph was typed in, so that there is a place for it. */
  readonly hasPlace: boolean;
  readonly onCite: (record: CitableRecord) => void;
  readonly onClose: () => void;
}) {
  const text = useText();
  const [typed, setTyped] = useState('');
  const words = plain(typed).split(/\s+/u);
  const nameOf = ({ kind, number }: CitableRecord) => text(`drafts.citation.${kind}`, { number });
  const shown = props.citable.filter((record) => {
    const hay = plain(`${nameOf(record)} ${record.title}`);
    return words.every((word) => hay.includes(word));
  });
  return (
    <Dialog
      title={text('drafts.cite.title')}
      description={text(props.hasPlace ? 'drafts.cite.lead' : 'drafts.cite.noPlace')}
      onClose={props.onClose}
      footer={<Button onPress={props.onClose}>{text('ui.close')}</Button>}
    >
      <Stack gap={3}>
        <TextField
          label={text('drafts.cite.search')}
          type="search"
          value={typed}
          onChange={setTyped}
          autoFocus
        />
        <div className={styles.scroll}>
          <OpenableList
            label={text('drafts.cite.title')}
            items={props.hasPlace ? shown : []}
            keyOf={({ kind, id }) => `${kind} ${id}`}
            onOpen={props.onCite}
          >
            {(record) => (
              <span dir="auto">
                <strong>{nameOf(record)}</strong> {record.title}
              </span>
            )}
          </OpenableList>
        </div>
      </Stack>
    </Dialog>
  );
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();
}
