import { FileText, Files, LifeBuoy, Plus } from 'lucide-react';
import { useState } from 'react';
import { keptAtMaxLength, type RecoveryWay } from '../../../shared/recovery/contract';
import type { CallError, ChannelFailure } from '../../lib/core';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText, type Text } from '../../lib/text';
import { Badge } from '../../ui/badge';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Card, EmptyState, Section } from '../../ui/card';
import { ConfirmDialog, Dialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { TextField } from '../../ui/field';
import { Row, Stack } from '../../ui/layout';
import { Skeleton } from '../../ui/spinner';
import { inHalves } from './in-halves';
import { MakeRecovery } from './make-recovery';
import styles from './recovery-section.module.css';
import { RehearseDialog } from './rehearse-dialog';

type Opened =
  | { readonly what: 'make' }
  | { readonly what: 'rehearse' }
  | { readonly what: 'revoke'; readonly way: RecoveryWay }
  | { readonly what: 'place'; readonly way: RecoveryWay; readonly paper: RecoveryWay['papers'][number] };

/** The ways back into the vault without its passphrase: what there is, where it lies, whether it still fits. */
export function RecoverySection() {
  const text = useText();
  const vault = useChannel('vault.status', {}).data?.open ?? null;
  const overview = useChannel('recovery.overview', {}).data;
  const [opened, setOpened] = useState<Opened | null>(null);
  if (overview === undefined || vault === null)
    return <Skeleton label={text('recovery.loading')} lines={6} />;
  const valid = overview.ways.filter(({ revokedAt }) => revokedAt === null);
  const revoked = overview.ways.filter(({ revokedAt }) => revokedAt !== null);
  const close = () => setOpened(null);
  const begin = (label: string, look: 'primary' | 'secondary') => (
    <Button look={look} icon={<Plus />} onPress={() => setOpened({ what: 'make' })}>
      {label}
    </Button>
  );

  return (
    <Stack gap={5}>
      {valid.length === 0 ? (
        <Card>
          <EmptyState
            icon={<LifeBuoy />}
            title={text('recovery.empty.title')}
            actions={begin(text('recovery.empty.begin'), 'primary')}
          >
            {text('recovery.empty.body')}
          </EmptyState>
        </Card>
      ) : (
        <Section
          title={text('recovery.ways')}
          description={text('recovery.ways.lead')}
          actions={
            <Row gap={2} wrap>
              <Button onPress={() => setOpened({ what: 'rehearse' })}>
                {text('recovery.rehearse.begin')}
              </Button>
              {begin(text('recovery.another'), 'secondary')}
            </Row>
          }
        >
          <Stack gap={4}>
            {isAlone(valid) && <Banner tone="warning">{text('recovery.alone')}</Banner>}
            {valid.some(({ rehearsalDue }) => rehearsalDue) && (
              <Banner tone="warning">{text('recovery.due')}</Banner>
            )}
            <ul className={styles.ways}>
              {valid.map((way) => (
                <li key={way.memberId}>
                  <Way
                    way={way}
                    onRevoke={() => setOpened({ what: 'revoke', way })}
                    onPlace={(paper) => setOpened({ what: 'place', way, paper })}
                  />
                </li>
              ))}
            </ul>
          </Stack>
        </Section>
      )}
      {revoked.length > 0 && <Revoked ways={revoked} />}
      <p className={styles.fingerprint}>
        {text('recovery.fingerprint', { fingerprint: inHalves(overview.vaultFingerprint) })}
      </p>
      {opened?.what === 'make' && <MakeRecovery sheets={valid.length === 0 ? 2 : 1} onClose={close} />}
      {opened?.what === 'rehearse' && <RehearseDialog vaultId={vault.id} onClose={close} />}
      {opened?.what === 'revoke' && <RevokeDialog way={opened.way} onClose={close} />}
      {opened?.what === 'place' && <PlaceDialog way={opened.way} paper={opened.paper} onClose={close} />}
    </Stack>
  );
}

/** One sheet by itself may burn in the same fire as the laptop; a set of shares may not. */
function isAlone(valid: readonly RecoveryWay[]): boolean {
  return valid.length === 1 && valid[0]?.kind === 'sheet';
}

function Way(props: {
  readonly way: RecoveryWay;
  readonly onRevoke: () => void;
  readonly onPlace: (paper: RecoveryWay['papers'][number]) => void;
}) {
  const text = useText();
  const formats = useFormats();
  const { way } = props;
  return (
    <Card>
      <div className={styles.way}>
        <span className={styles.icon} aria-hidden="true">
          {way.kind === 'sheet' ? <FileText /> : <Files />}
        </span>
        <div className={styles.about}>
          <Row gap={2} wrap>
            <h3 className={styles.name}>{wayName(way, text)}</h3>
            {way.rehearsalDue && <Badge tone="warning">{text('recovery.way.due')}</Badge>}
          </Row>
          <p className={styles.dates}>
            {text('recovery.way.madeAt', { at: formats.instant(way.madeAt) })}{' '}
            {way.rehearsedAt === null
              ? text('recovery.way.neverRehearsed')
              : text('recovery.way.rehearsedAt', { at: formats.instant(way.rehearsedAt) })}
          </p>
          <ul className={styles.places}>
            {way.papers.map((paper) => (
              <li key={paper.share} className={styles.place}>
                <span dir="auto">{placeText(paper, text)}</span>
                <Button look="link" size="small" onPress={() => props.onPlace(paper)}>
                  {text(paper.keptAt === '' ? 'recovery.place.note' : 'recovery.place.change')}
                </Button>
              </li>
            ))}
          </ul>
        </div>
        <Button look="quiet" onPress={props.onRevoke}>
          {text('recovery.revoke.begin')}
        </Button>
      </div>
    </Card>
  );
}

function Revoked(props: { readonly ways: readonly RecoveryWay[] }) {
  const text = useText();
  const formats = useFormats();
  return (
    <Section title={text('recovery.revoked')} description={text('recovery.revoked.lead')}>
      <ul className={styles.revoked}>
        {props.ways.map((way) => (
          <li key={way.memberId}>
            {text('recovery.revoked.entry', {
              way: wayName(way, text),
              at: way.revokedAt === null ? '' : formats.instant(way.revokedAt),
            })}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function RevokeDialog(props: { readonly way: RecoveryWay; readonly onClose: () => void }) {
  const text = useText();
  const revoke = useCommand('recovery.revoke');
  const [failure, setFailure] = useState<string | null>(null);
  const { way } = props;

  async function run(): Promise<void> {
    const revoked = await revoke.run({ memberId: way.memberId });
    if (revoked.ok) props.onClose();
    else setFailure(wayFailureText(revoked.error, text));
  }

  return (
    <ConfirmDialog
      title={text('recovery.revoke.title', { way: wayName(way, text) })}
      confirmLabel={text('recovery.revoke.run')}
      tone="danger"
      busy={revoke.isRunning}
      onCancel={props.onClose}
      onConfirm={() => void run()}
    >
      <Stack gap={3}>
        {failure !== null && (
          <Banner tone="danger" urgent>
            {failure}
          </Banner>
        )}
        <p>{text(way.kind === 'sheet' ? 'recovery.revoke.sheet' : 'recovery.revoke.shares')}</p>
        <p>{text('recovery.revoke.backups')}</p>
      </Stack>
    </ConfirmDialog>
  );
}

function PlaceDialog(props: {
  readonly way: RecoveryWay;
  readonly paper: RecoveryWay['papers'][number];
  readonly onClose: () => void;
}) {
  const text = useText();
  const change = useCommand('recovery.changePlace');
  const [keptAt, setKeptAt] = useState(props.paper.keptAt);
  const [failure, setFailure] = useState<string | null>(null);

  async function save(): Promise<void> {
    const { share } = props.paper;
    const changed = await change.run({ memberId: props.way.memberId, share, keptAt });
    if (changed.ok) props.onClose();
    else setFailure(wayFailureText(changed.error, text));
  }

  return (
    <Dialog
      title={text('recovery.place.title')}
      size="small"
      onClose={props.onClose}
      onSubmit={() => void save()}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button type="submit" look="primary" busy={change.isRunning}>
            {text('recovery.place.save')}
          </Button>
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
          label={text('recovery.keptAt')}
          hint={text('recovery.keptAt.hint')}
          value={keptAt}
          onChange={setKeptAt}
          maxLength={keptAtMaxLength}
        />
      </Stack>
    </Dialog>
  );
}

/** What a way is called on the screen. */
function wayName(way: RecoveryWay, text: Text): string {
  return text(`recovery.way.${way.kind}`, { number: way.number, label: way.label });
}

function placeText(paper: RecoveryWay['papers'][number], text: Text): string {
  const { share, keptAt } = paper;
  if (share === null) return keptAt === '' ? text('recovery.place.unknown') : keptAt;
  return keptAt === ''
    ? text('recovery.place.unknownShare', { share })
    : text('recovery.place.share', { share, place: keptAt });
}

function wayFailureText(error: ChannelFailure<'recovery.revoke'> | CallError, text: Text): string {
  if (!isCallError(error)) return text(`recovery.failure.${error.kind}`);
  const sentence = callErrorText(error);
  return text(sentence.id, sentence.values);
}
