import { FilePlus2, KeyRound, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { CaseId } from '../../../shared/kernel/ids';
import type { PackEntry, TrustedKey } from '../../../shared/packs/contract';
import { localDay } from '../../lib/civil-dates';
import type { CallError, ChannelFailure } from '../../lib/core';
import { useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Badge } from '../../ui/badge';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Card, Section } from '../../ui/card';
import { ConfirmDialog, Dialog } from '../../ui/dialog';
import { TextArea, TextField } from '../../ui/field';
import { Stack } from '../../ui/layout';
import { Menu, type MenuEntry } from '../../ui/menu';
import { Skeleton } from '../../ui/spinner';
import { RowOpener, Table, TableCell, TableRow } from '../../ui/table';
import { showToast } from '../../ui/toast';
import { usePackLanguage } from '../deadlines';
import { useOrganisation } from '../policy';
import { AddPackDialog, type ChosenPack } from './add-pack-dialog';
import { packFailureText } from './failure-text';
import { MoveCaseDialog } from './move-case-dialog';
import { PackDialog } from './pack-dialog';
import styles from './packs-section.module.css';
import { SignatureBadge } from './signature-badge';

type OpenDialog =
  | { readonly kind: 'add'; readonly chosen: ChosenPack }
  | { readonly kind: 'sources'; readonly pack: PackEntry }
  | { readonly kind: 'remove'; readonly pack: PackEntry }
  | { readonly kind: 'move'; readonly caseId: CaseId }
  | { readonly kind: 'addKey' }
  | { readonly kind: 'removeKey'; readonly key: TrustedKey };

/** The packs of rules: which law, of which day, who reviewed and signed it, and which cases use which version. */
export function PacksSection() {
  const text = useText();
  const formats = useFormats();
  const language = usePackLanguage();
  const organisation = useOrganisation();
  const list = useChannel('packs.list', { language }, { keepPrevious: true, askAnew: true }).data;
  const choose = useCommand('packs.choose');
  const remove = useCommand('packs.remove');
  const removeKey = useCommand('packs.removeKey');
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const [failure, setFailure] = useState<ChannelFailure<'packs.choose'> | CallError | null>(null);
  if (list === undefined) return <Skeleton label={text('packs.loading')} lines={8} />;
  const close = () => setDialog(null);

  async function chooseFile(): Promise<void> {
    setFailure(null);
    const chosen = await choose.run({ language });
    if (chosen.ok) setDialog({ kind: 'add', chosen: chosen.value });
    else if (chosen.error.kind !== 'dialogCancelled') setFailure(chosen.error);
  }

  return (
    <Stack gap={6}>
      {failure !== null && (
        <Banner tone="danger" urgent title={packFailureText(text, failure)}>
          {failure.kind === 'packBroken' && <Problems problems={failure.problems} />}
        </Banner>
      )}
      {list.outdated.length > 0 && (
        <Section title={text('packs.outdated.title')} description={text('packs.outdated.lead')}>
          <Card flush>
            <Table
              label={text('packs.outdated.title')}
              columns={[
                { key: 'code', label: text('packs.column.case'), width: '24%' },
                { key: 'pack', label: text('packs.column.pack') },
                { key: 'version', label: text('packs.outdated.versions'), width: '26%' },
                { key: 'move', label: text('packs.column.actions'), hideLabel: true, align: 'end' },
              ]}
            >
              {list.outdated.map(({ caseId, code, packTitle, version, currentVersion }) => (
                <TableRow key={caseId}>
                  <TableCell isHeading>{code}</TableCell>
                  <TableCell>{packTitle}</TableCell>
                  <TableCell>
                    {text('packs.outdated.fromTo', { from: version, to: currentVersion })}
                  </TableCell>
                  <TableCell align="end">
                    <Button size="small" onPress={() => setDialog({ kind: 'move', caseId })}>
                      {text('packs.move.begin')}
                    </Button>
                  </TableCell>
                </TableRow>
              ))}
            </Table>
          </Card>
        </Section>
      )}
      <Section
        title={text('packs.title')}
        description={text('packs.lead')}
        actions={
          <Button icon={<FilePlus2 />} busy={choose.isRunning} onPress={() => void chooseFile()}>
            {text('packs.add.begin')}
          </Button>
        }
      >
        <Card flush>
          <Table
            label={text('packs.title')}
            columns={[
              { key: 'pack', label: text('packs.column.pack') },
              { key: 'lawAsOf', label: text('packs.column.lawAsOf'), width: '20%' },
              { key: 'state', label: text('packs.column.state'), width: '32%' },
              { key: 'cases', label: text('packs.column.cases'), width: '7rem', align: 'end' },
              { key: 'actions', label: text('packs.column.actions'), hideLabel: true, width: '4rem' },
            ]}
          >
            {list.packs.map((pack) => (
              <TableRow key={`${pack.id} ${pack.version}`}>
                <TableCell isHeading>
                  <RowOpener onOpen={() => setDialog({ kind: 'sources', pack })}>
                    <span className={styles.title}>{pack.shortTitle}</span>
                  </RowOpener>
                  <span className={styles.version}>
                    {text('packs.version', { version: pack.version })}
                    {pack.addedAt !== null &&
                      pack.signature.kind !== 'ofProgram' &&
                      ` · ${text('packs.addedOn', { date: formats.date(localDay(pack.addedAt)) })}`}
                  </span>
                </TableCell>
                <TableCell>{formats.date(pack.lawAsOf)}</TableCell>
                <TableCell>
                  <span className={styles.badges}>
                    <SignatureBadge signature={pack.signature} />
                    {pack.review.state === 'reviewed' ? (
                      <Badge tone="success">
                        {text('procedures.pack.reviewed', {
                          by: pack.review.by ?? '',
                          date: pack.review.on === null ? '' : formats.date(pack.review.on),
                        })}
                      </Badge>
                    ) : (
                      <Badge tone="warning">{text('procedures.pack.unreviewed')}</Badge>
                    )}
                    {!pack.isCurrent && <Badge>{text('packs.earlier')}</Badge>}
                  </span>
                </TableCell>
                <TableCell align="end">{formats.number(pack.cases)}</TableCell>
                <TableCell inFront>
                  {pack.canBeRemoved && (
                    <Menu
                      label={text('packs.menu', { title: pack.shortTitle, version: pack.version })}
                      entries={removeEntry(text('packs.remove.begin'), () =>
                        setDialog({ kind: 'remove', pack }),
                      )}
                    />
                  )}
                </TableCell>
              </TableRow>
            ))}
          </Table>
        </Card>
      </Section>
      <Section
        title={text('packs.keys.title')}
        description={text('packs.keys.lead')}
        actions={
          organisation?.rules.onlyThesePackKeys === true ? (
            <span className={styles.quiet}>
              {text('packs.keys.decided', { organisation: organisation.name })}
            </span>
          ) : (
            <Button icon={<KeyRound />} onPress={() => setDialog({ kind: 'addKey' })}>
              {text('packs.keys.begin')}
            </Button>
          )
        }
      >
        {list.keys.length === 0 ? (
          <p className={styles.quiet}>{text('packs.keys.none')}</p>
        ) : (
          <Card flush>
            <Table
              label={text('packs.keys.title')}
              columns={[
                { key: 'name', label: text('packs.keys.name') },
                { key: 'id', label: text('packs.keys.id'), width: '30%' },
                { key: 'added', label: text('packs.keys.added'), width: '24%' },
                { key: 'actions', label: text('packs.column.actions'), hideLabel: true, width: '4rem' },
              ]}
            >
              {list.keys.map((key) => (
                <TableRow key={key.keyId}>
                  <TableCell isHeading>
                    <bdi>{key.name}</bdi>
                  </TableCell>
                  <TableCell>
                    <span className={styles.code}>{key.keyId}</span>
                  </TableCell>
                  <TableCell>
                    {key.addedAt === null
                      ? text('packs.keys.ofOrganisation')
                      : formats.date(localDay(key.addedAt))}
                  </TableCell>
                  <TableCell inFront>
                    {key.addedAt !== null && (
                      <Menu
                        label={text('packs.keys.menu', { name: key.name })}
                        entries={removeEntry(text('packs.keys.remove'), () =>
                          setDialog({ kind: 'removeKey', key }),
                        )}
                      />
                    )}
                  </TableCell>
                </TableRow>
              ))}
            </Table>
          </Card>
        )}
      </Section>

      {dialog?.kind === 'add' && <AddPackDialog chosen={dialog.chosen} onClose={close} />}
      {dialog?.kind === 'move' && <MoveCaseDialog caseId={dialog.caseId} onClose={close} />}
      {dialog?.kind === 'sources' && <PackDialog pack={dialog.pack} onClose={close} />}
      {dialog?.kind === 'addKey' && <AddKeyDialog onClose={close} />}
      {dialog?.kind === 'remove' && (
        <ConfirmDialog
          title={text('packs.remove.title', {
            title: dialog.pack.shortTitle,
            version: dialog.pack.version,
          })}
          confirmLabel={text('packs.remove.begin')}
          tone="danger"
          busy={remove.isRunning}
          onCancel={close}
          onConfirm={() => {
            const { id: packId, version } = dialog.pack;
            void remove.run({ packId, version }).then((removed) => {
              close();
              showToast({
                text: removed.ok ? text('packs.remove.done') : packFailureText(text, removed.error),
              });
            });
          }}
        >
          <p>{text('packs.remove.body')}</p>
        </ConfirmDialog>
      )}
      {dialog?.kind === 'removeKey' && (
        <ConfirmDialog
          title={text('packs.keys.removeTitle', { name: dialog.key.name })}
          confirmLabel={text('packs.keys.remove')}
          tone="danger"
          busy={removeKey.isRunning}
          onCancel={close}
          onConfirm={() => {
            void removeKey.run({ keyId: dialog.key.keyId }).then((removed) => {
              close();
              if (!removed.ok) showToast({ text: packFailureText(text, removed.error) });
            });
          }}
        >
          <p>{text('packs.keys.removeBody')}</p>
        </ConfirmDialog>
      )}
    </Stack>
  );
}

function removeEntry(label: string, run: () => void): readonly MenuEntry[] {
  return [{ label, icon: <Trash2 />, tone: 'danger', onSelect: run }];
}

type Problem = Extract<ChannelFailure<'packs.choose'>, { readonly kind: 'packBroken' }>['problems'][number];

/** Each mistake with its place, and how to mend it. */
function Problems(props: { readonly problems: readonly Problem[] }) {
  const text = useText();
  const language = usePackLanguage();
  const most = 20;
  return (
    <>
      <ul className={styles.problems}>
        {props.problems.slice(0, most).map(({ file, line, texts }) => (
          <li key={`${file} ${line} ${texts[language].cause}`}>
            <span className={styles.place}>{text('packs.problem.place', { file, line })}</span>{' '}
            {texts[language].cause} <span className={styles.mend}>{texts[language].mend}</span>
          </li>
        ))}
      </ul>
      {props.problems.length > most && (
        <p>{text('packs.problem.more', { count: props.problems.length - most })}</p>
      )}
    </>
  );
}

function AddKeyDialog(props: { readonly onClose: () => void }) {
  const text = useText();
  const add = useCommand('packs.addKey');
  const [name, setName] = useState('');
  const [publicKey, setPublicKey] = useState('');
  const [failure, setFailure] = useState<string | null>(null);

  async function run(): Promise<void> {
    const added = await add.run({ name: name.trim(), publicKey });
    if (!added.ok) {
      setFailure(packFailureText(text, added.error));
      return;
    }
    showToast({ text: text('packs.keys.done', { name: added.value.name }) });
    props.onClose();
  }

  return (
    <Dialog
      title={text('packs.keys.addTitle')}
      onClose={props.onClose}
      onSubmit={() => void run()}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button
            type="submit"
            look="primary"
            busy={add.isRunning}
            disabled={name.trim() === '' || publicKey.trim() === ''}
          >
            {text('packs.keys.run')}
          </Button>
        </>
      }
    >
      <Stack gap={4}>
        <p>{text('packs.keys.addLead')}</p>
        {failure !== null && (
          <Banner tone="danger" urgent>
            {failure}
          </Banner>
        )}
        <TextField
          label={text('packs.keys.name')}
          hint={text('packs.keys.nameHint')}
          value={name}
          onChange={setName}
          maxLength={100}
          autoFocus
        />
        <TextArea
          label={text('packs.keys.publicKey')}
          spelling={false}
          hint={text('packs.keys.publicKeyHint')}
          value={publicKey}
          onChange={(value) => {
            setPublicKey(value);
            setFailure(null);
          }}
          rows={2}
          maxLength={1000}
        />
      </Stack>
    </Dialog>
  );
}
