import { Copy, FileDown } from 'lucide-react';
import { useState } from 'react';
import type { FilingKind } from '../../../shared/filings/kinds';
import type { Language } from '../../../shared/kernel/languages';
import { useChannel, useCommand } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button, IconButton } from '../../ui/button';
import { Checkbox } from '../../ui/choice';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { Stack } from '../../ui/layout';
import { Table, TableCell, TableRow } from '../../ui/table';
import { showToast } from '../../ui/toast';
import { copyText } from './copy-text';
import { starterFailureText } from './starter-failure';
import { useKnownTags, type KnownTag } from './tag-meanings';
import styles from './template-pages.module.css';

/** Every tag with its meaning, to be searched and copied. */
export function TagListDialog(props: {
  readonly filingKind: FilingKind;
  readonly language: Language;
  readonly onClose: () => void;
}) {
  const text = useText();
  const tags = useKnownTags();
  const [typed, setTyped] = useState('');
  const [onlyOfFiling, setOnlyOfFiling] = useState(false);
  const { data } = useChannel(
    'templates.tryOnPractice',
    { filingKind: props.filingKind, language: props.language, templateId: null },
    { enabled: onlyOfFiling },
  );
  const used = new Set(data?.tags.map(({ tag }) => tag.replace(/^[#^]/, '')));
  const shown = tags
    .filter(({ name, list }) => !onlyOfFiling || (used.has(name) && (list === '' || used.has(list))))
    .filter((tag) => fits(tag, typed));
  const copyList = (): void => {
    const list = shown.map(({ tag, kind, list: of, meaning }) =>
      [tag, meaning, text(`templates.tags.kind.${kind}`, { list: of })].join('\t'),
    );
    const isCopied = copyText(list.join('\n'));
    showToast({
      text: isCopied
        ? text('templates.tags.listCopied', { count: shown.length })
        : text('templates.tags.listNotCopied'),
    });
  };
  const starter = useCommand('templates.saveStarter');
  const [failure, setFailure] = useState<string | null>(null);
  const saveStarter = async (): Promise<void> => {
    setFailure(null);
    const { filingKind, language } = props;
    const named = shown.map(({ name, list, meaning }) => ({ name, list, meaning }));
    const saved = await starter.run({ filingKind, language, tags: named });
    if (saved.ok) showToast({ text: text('filings.saved', { fileName: saved.value.fileName }) });
    else if (saved.error.kind !== 'dialogCancelled') setFailure(starterFailureText(text, saved.error));
  };
  return (
    <Dialog
      title={text('templates.tags.title')}
      description={text('templates.tags.lead')}
      size="large"
      onClose={props.onClose}
      footer={
        <>
          <Button icon={<Copy />} disabled={shown.length === 0} onPress={copyList}>
            {text('templates.tags.copyList')}
          </Button>
          <Button
            icon={<FileDown />}
            busy={starter.isRunning}
            disabled={shown.length === 0}
            onPress={() => void saveStarter()}
          >
            {text('templates.tags.saveStarter')}
          </Button>
          <Button onPress={props.onClose}>{text('ui.close')}</Button>
        </>
      }
    >
      <Stack gap={3}>
        {failure !== null && (
          <Banner tone="danger" urgent>
            {failure}
          </Banner>
        )}
        <TextField
          label={text('templates.tags.search')}
          type="search"
          value={typed}
          onChange={setTyped}
          autoFocus
        />
        <Checkbox
          label={text('templates.tags.ofFiling', { filing: text(`filings.kind.${props.filingKind}`) })}
          checked={onlyOfFiling}
          onChange={setOnlyOfFiling}
        />
        <p role="status">{text('templates.tags.count', { count: shown.length })}</p>
        <div className={styles.scroll}>
          <Table
            label={text('templates.tags.title')}
            columns={[
              { key: 'tag', label: text('templates.tags.column.tag'), width: '20rem' },
              { key: 'meaning', label: text('templates.tags.column.meaning') },
              { key: 'copy', label: text('templates.tags.column.copy'), hideLabel: true, width: '3.5rem' },
            ]}
          >
            {shown.map((tag) => (
              <TagRow key={`${tag.list} ${tag.name}`} known={tag} />
            ))}
          </Table>
        </div>
      </Stack>
    </Dialog>
  );
}

function TagRow({ known }: { readonly known: KnownTag }) {
  const text = useText();
  const { tag, kind, list, meaning } = known;
  const copy = () =>
    showToast({ text: text(copyText(tag) ? 'templates.tags.copied' : 'templates.tags.notCopied', { tag }) });
  return (
    <TableRow>
      <TableCell isHeading>
        <span className={styles.tag}>{tag}</span>
      </TableCell>
      <TableCell>
        {meaning}
        <br />
        <span className={styles.excerpt}>{text(`templates.tags.kind.${kind}`, { list })}</span>
      </TableCell>
      <TableCell inFront align="end">
        <IconButton
          size="small"
          label={text('templates.tags.copy', { tag })}
          icon={<Copy />}
          onPress={copy}
        />
      </TableCell>
    </TableRow>
  );
}

/** Every word typed stands in the name, the list or the meaning, however it is accented or cased. */
function fits({ name, list, meaning }: KnownTag, typed: string): boolean {
  const hay = plain(`${name} ${list} ${meaning}`);
  return plain(typed)
    .split(/\s+/u)
    .every((word) => hay.includes(word));
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim();
}
