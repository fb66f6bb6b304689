import { FolderInput, KeyRound, ListTree, PackageOpen, Send, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { ListedPackage } from '../../../shared/packages/schemas';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Badge } from '../../ui/badge';
import { Banner } from '../../ui/banner';
import { Button, IconButton } from '../../ui/button';
import { Card, EmptyState, Section } from '../../ui/card';
import { ConfirmDialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { Row, Stack } from '../../ui/layout';
import { Table, TableCell, TableRow } from '../../ui/table';
import { showToast } from '../../ui/toast';
import { Leaves } from '../policy';
import { BringInFolderDialog } from './bring-in-folder-dialog';
import styles from './packages.module.css';
import { ReceivedPackageDialog } from './received-package-dialog';
import { SendCasesDialog } from './send-package-dialog';
import { TakeInDialog } from './take-in-dialog';

/** The vault's public key, what came and went as a package, and the way to take one in. */
export function PackagesSection() {
  const text = useText();
  const { data: packages } = useChannel('packages.list', {});
  const [isTakingIn, setTakingIn] = useState(false);
  const [isSending, setSending] = useState(false);
  const [isBringingIn, setBringingIn] = useState(false);
  return (
    <Stack gap={6}>
      <Section
        title={text('packages.list.title')}
        description={text('packages.list.lead')}
        actions={
          <Row gap={2} wrap justify="end">
            <Button icon={<FolderInput />} onPress={() => setBringingIn(true)}>
              {text('transfer.bringIn')}
            </Button>
            <Leaves as="casePackage">
              <Button icon={<Send />} onPress={() => setSending(true)}>
                {text('packages.sendCases')}
              </Button>
            </Leaves>
            <Button look="primary" icon={<PackageOpen />} onPress={() => setTakingIn(true)}>
              {text('packages.takeIn')}
            </Button>
          </Row>
        }
      >
        {packages !== undefined && (
          <Card flush={packages.length > 0}>
            {packages.length === 0 ? (
              <EmptyState icon={<PackageOpen />} title={text('packages.list.empty.title')}>
                {text('packages.list.empty.body')}
              </EmptyState>
            ) : (
              <PackagesTable packages={packages} />
            )}
          </Card>
        )}
      </Section>
      <OwnKey />
      {isSending && <SendCasesDialog given={null} onClose={() => setSending(false)} />}
      {isTakingIn && <TakeInDialog onClose={() => setTakingIn(false)} />}
      {isBringingIn && <BringInFolderDialog onClose={() => setBringingIn(false)} />}
    </Stack>
  );
}

function OwnKey() {
  const text = useText();
  const { data } = useChannel('packages.key', {});
  const make = useCommand('packages.makeKey');
  if (data === undefined) return null;
  const { publicKey, fingerprint } = data;
  return (
    <Section title={text('packages.key.title')} description={text('packages.key.lead')}>
      <Card>
        {publicKey === null ? (
          <EmptyState
            icon={<KeyRound />}
            title={text('packages.key.none.title')}
            actions={
              <Button busy={make.isRunning} onPress={() => void make.run({})}>
                {text('packages.key.make')}
              </Button>
            }
          >
            {text('packages.key.none.body')}
          </EmptyState>
        ) : (
          <Stack gap={4}>
            <div>
              <code className={styles.key} aria-label={text('packages.key.label')}>
                {publicKey}
              </code>
              <p className={styles.quiet}>{text('packages.key.hint')}</p>
            </div>
            <p className={styles.quiet}>
              {text('packages.key.fingerprint')} <code className={styles.code}>{fingerprint}</code>
            </p>
          </Stack>
        )}
      </Card>
    </Section>
  );
}

function PackagesTable(props: { readonly packages: readonly ListedPackage[] }) {
  const text = useText();
  const formats = useFormats();
  const undo = useCommand('packages.undo');
  const [asked, setAsked] = useState<ListedPackage | null>(null);
  const [shownId, setShownId] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const shown = props.packages.find(
    ({ packageId, direction }) => packageId === shownId && direction === 'takenIn',
  );
  const takeOut = async ({ packageId }: ListedPackage): Promise<void> => {
    setFailure(null);
    const undone = await undo.run({ packageId });
    setAsked(null);
    if (undone.ok) showToast({ text: text('packages.undone') });
    else if (isCallError(undone.error)) {
      const { id, values } = callErrorText(undone.error);
      setFailure(text(id, values));
    } else setFailure(text(`packages.failure.${undone.error.kind}`));
  };
  return (
    <>
      {failure !== null && (
        <Banner tone="danger" urgent>
          {failure}
        </Banner>
      )}
      <Table
        label={text('packages.list.title')}
        columns={[
          { key: 'which', label: text('packages.column.which') },
          { key: 'cases', label: text('packages.column.cases'), width: '14rem' },
          { key: 'when', label: text('packages.column.when'), width: '14.5rem' },
          { key: 'actions', label: text('departures.column.actions'), hideLabel: true, width: '6rem' },
        ]}
      >
        {props.packages.map((each) => (
          <TableRow key={`${each.direction} ${each.packageId}`}>
            <TableCell isHeading>
              <Row gap={2} wrap>
                <span dir="auto">
                  {text(`packages.direction.${each.direction}`, { name: each.otherName })}
                </span>
                <Badge>{text(`packages.purpose.${each.forReading ? 'forReading' : each.purpose}`)}</Badge>
                {each.undoneAt !== null && <Badge tone="warning">{text('packages.state.undone')}</Badge>}
              </Row>
              <div className={styles.quiet} dir="auto">
                {each.fileName}
              </div>
            </TableCell>
            <TableCell>{each.cases.map(({ code }) => code).join(', ')}</TableCell>
            <TableCell>
              {formats.instant(each.recordedAt)}
              <div className={styles.quiet}>{formats.size(each.sizeBytes)}</div>
            </TableCell>
            <TableCell inFront align="end">
              <Row gap={1} justify="end">
                {each.direction === 'takenIn' && each.undoneAt === null && (
                  <IconButton
                    size="small"
                    label={text('packages.details', { name: each.otherName })}
                    icon={<ListTree />}
                    onPress={() => setShownId(each.packageId)}
                  />
                )}
                {each.canUndo && (
                  <IconButton
                    size="small"
                    label={text('packages.undo', { name: each.otherName })}
                    icon={<Undo2 />}
                    onPress={() => setAsked(each)}
                  />
                )}
              </Row>
            </TableCell>
          </TableRow>
        ))}
      </Table>
      {shown !== undefined && <ReceivedPackageDialog received={shown} onClose={() => setShownId(null)} />}
      {asked !== null && (
        <ConfirmDialog
          title={text('packages.undo.title')}
          confirmLabel={text('packages.undo.confirm')}
          tone="danger"
          busy={undo.isRunning}
          onCancel={() => setAsked(null)}
          onConfirm={() => void takeOut(asked)}
        >
          {text('packages.undo.body')}
        </ConfirmDialog>
      )}
    </>
  );
}
