import { KeyRound, PencilLine, RotateCcwKey, UserMinus, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { exhaustiveCheck } from '../../../shared/kernel/result';
import type { Work } from '../../../shared/work/schemas';
import { localDay } from '../../lib/civil-dates';
import { useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText, type Formats, type Text, type TextId } from '../../lib/text';
import { useWork } from '../../lib/use-work';
import { Badge } from '../../ui/badge';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Card, Section } from '../../ui/card';
import { ConfirmDialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { Row, Stack } from '../../ui/layout';
import { Menu, type MenuEntry } from '../../ui/menu';
import { WorkProgress } from '../../ui/progress';
import { Skeleton } from '../../ui/spinner';
import { Table, TableCell, TableRow } from '../../ui/table';
import { showToast } from '../../ui/toast';
import type { Sentence } from './failure-texts';
import {
  AddMemberDialog,
  ChangePassphraseDialog,
  RenameMemberDialog,
  RevokeMemberDialog,
  type ListedMember,
} from './member-dialogs';
import styles from './members-section.module.css';

type OpenDialog =
  | { readonly kind: 'add' }
  | { readonly kind: 'change' }
  | { readonly kind: 'rename'; readonly member: ListedMember }
  | { readonly kind: 'revoke'; readonly member: ListedMember }
  /** `revoked`: the name of whoever was revoked a moment ago; null when the person began by herself. */
  | { readonly kind: 'rekey'; readonly revoked: string | null };

/** Who can open the vault, with what, and the key they share. */
export function MembersSection() {
  const text = useText();
  const formats = useFormats();
  const list = useChannel('members.list', {}).data;
  const rekeying = useWork('rekey');
  const [dialog, setDialog] = useState<OpenDialog | null>(null);
  const [failure, setFailure] = useState<Sentence | null>(null);
  const rekey = useCommand('members.rekey');
  if (list === undefined) return <Skeleton label={text('members.loading')} lines={5} />;

  const close = () => setDialog(null);
  const you = list.members.find((member) => member.isYou);
  const isBusy = rekeying !== null || rekey.isRunning;

  async function makeKey(): Promise<void> {
    setDialog(null);
    setFailure(null);
    const made = await rekey.run({});
    if (made.ok) showToast({ text: text('members.rekey.done') });
    else if (made.error.kind !== 'cancelled') setFailure(rekeyFailureText(made.error));
    else showToast({ text: text('members.rekey.cancelled') });
  }

  return (
    <Stack gap={6}>
      {(isBusy || failure !== null || list.rekeyInterrupted || list.revokedSinceKey.length > 0) && (
        <Stack gap={3}>
          {failure !== null && (
            <Banner tone="danger" urgent>
              {text(failure.id, failure.values)}
            </Banner>
          )}
          {isBusy ? (
            <Card>
              {rekeying === null ? (
                text('members.rekey.step.export')
              ) : (
                <WorkProgress
                  work={rekeying}
                  label={text('members.rekey.running')}
                  detail={stepText(rekeying, text, formats)}
                />
              )}
            </Card>
          ) : list.rekeyInterrupted ? (
            <Banner
              tone="warning"
              title={text('members.rekey.interrupted')}
              actions={
                <Button size="small" onPress={() => void makeKey()}>
                  {text('members.rekey.goOn')}
                </Button>
              }
            >
              {text('members.rekey.interruptedBody')}
            </Banner>
          ) : (
            list.revokedSinceKey.length > 0 && (
              <Banner
                tone="warning"
                title={text('members.rekey.advised', {
                  names: formats.list([...new Set(list.revokedSinceKey.map(({ name }) => name))]),
                })}
                actions={
                  <Button size="small" onPress={() => setDialog({ kind: 'rekey', revoked: null })}>
                    {text('members.rekey.begin')}
                  </Button>
                }
              >
                {text('members.rekey.advisedBody')}
              </Banner>
            )
          )}
        </Stack>
      )}

      <Section
        title={text('members.title')}
        description={text('members.lead')}
        actions={
          <Button
            icon={<UserPlus />}
            disabled={isBusy || list.full}
            onPress={() => setDialog({ kind: 'add' })}
          >
            {text('members.add.begin')}
          </Button>
        }
      >
        <Card flush>
          <Table
            label={text('members.title')}
            columns={[
              { key: 'name', label: text('members.column.name') },
              { key: 'kind', label: text('members.column.kind'), width: '20%' },
              { key: 'added', label: text('members.column.added'), width: '20%' },
              { key: 'opened', label: text('members.column.opened'), width: '26%' },
              { key: 'actions', label: text('members.column.actions'), hideLabel: true, width: '4rem' },
            ]}
          >
            {list.members.map((member) => (
              <TableRow key={member.memberId}>
                <TableCell isHeading>
                  <Row gap={2}>
                    <bdi>{nameOf(member, text)}</bdi>
                    {member.isYou && <Badge tone="accent">{text('members.you')}</Badge>}
                  </Row>
                </TableCell>
                <TableCell>{text(`members.kind.${member.kind}`)}</TableCell>
                <TableCell>
                  {member.addedAt === null ? '' : formats.shortDate(localDay(member.addedAt))}
                </TableCell>
                <TableCell>
                  {member.lastOpenedAt === null
                    ? text('members.neverOpened')
                    : formats.instant(member.lastOpenedAt)}
                </TableCell>
                <TableCell align="end">
                  <Menu
                    label={text('members.actions', { name: nameOf(member, text) })}
                    entries={memberEntries(member, isBusy, text, setDialog)}
                  />
                </TableCell>
              </TableRow>
            ))}
          </Table>
        </Card>
        {list.full && <p className={styles.note}>{text('members.failure.tooManyMembers')}</p>}
      </Section>

      {you !== undefined && you.cost !== null && (
        <Section
          title={text('members.change.section')}
          description={text('members.cost', {
            memory: formats.number(you.cost.memoryMib),
            passes: you.cost.passes,
          })}
          actions={
            <Button icon={<PencilLine />} disabled={isBusy} onPress={() => setDialog({ kind: 'change' })}>
              {text('members.change.begin')}
            </Button>
          }
        >
          <p className={styles.note}>{text('members.change.note')}</p>
        </Section>
      )}

      <Section
        title={text('members.rekey.section')}
        description={
          list.keyMadeAt === null
            ? undefined
            : text('members.rekey.madeAt', { at: formats.instant(list.keyMadeAt) })
        }
        actions={
          <Button
            icon={<RotateCcwKey />}
            disabled={isBusy}
            onPress={() => setDialog({ kind: 'rekey', revoked: null })}
          >
            {text('members.rekey.begin')}
          </Button>
        }
      >
        <p className={styles.note}>{text('members.rekey.when')}</p>
      </Section>

      {dialog !== null && (
        <Dialogs dialog={dialog} you={you} onClose={close} onOpen={setDialog} onRekey={makeKey} />
      )}
    </Stack>
  );
}

function Dialogs(props: {
  readonly dialog: OpenDialog;
  readonly you: ListedMember | undefined;
  readonly onClose: () => void;
  readonly onOpen: (dialog: OpenDialog) => void;
  readonly onRekey: () => Promise<void>;
}) {
  const text = useText();
  const { dialog, onClose } = props;
  switch (dialog.kind) {
    case 'add':
      return <AddMemberDialog onClose={onClose} />;
    case 'change':
      return <ChangePassphraseDialog name={props.you?.name ?? ''} onClose={onClose} />;
    case 'rename':
      return <RenameMemberDialog member={dialog.member} onClose={onClose} />;
    case 'revoke':
      return (
        <RevokeMemberDialog
          member={dialog.member}
          onClose={onClose}
          onRevoked={() => props.onOpen({ kind: 'rekey', revoked: nameOf(dialog.member, text) })}
        />
      );
    case 'rekey':
      return (
        <ConfirmDialog
          title={
            dialog.revoked === null
              ? text('members.rekey.title')
              : text('members.rekey.titleRevoked', { name: dialog.revoked })
          }
          confirmLabel={text('members.rekey.run')}
          onCancel={onClose}
          onConfirm={() => void props.onRekey()}
        >
          <Stack gap={3}>
            <p>{text('members.rekey.what')}</p>
            <p>{text('members.rekey.how')}</p>
            <p>{text('members.rekey.copies')}</p>
          </Stack>
        </ConfirmDialog>
      );
    default:
      return exhaustiveCheck(dialog);
  }
}

function memberEntries(
  member: ListedMember,
  isBusy: boolean,
  text: Text,
  open: (dialog: OpenDialog) => void,
): readonly MenuEntry[] {
  const rename: MenuEntry = {
    label: text('members.rename.begin'),
    icon: <PencilLine />,
    onSelect: () => open({ kind: 'rename', member }),
  };
  if (member.isYou && member.cost !== null) {
    return [
      rename,
      {
        label: text('members.change.begin'),
        icon: <KeyRound />,
        disabled: isBusy,
        onSelect: () => open({ kind: 'change' }),
      },
    ];
  }
  if (member.isYou) return [rename];
  return [
    rename,
    'separator',
    {
      label: text('members.revoke.begin'),
      icon: <UserMinus />,
      tone: 'danger',
      disabled: isBusy,
      onSelect: () => open({ kind: 'revoke', member }),
    },
  ];
}

function nameOf(member: ListedMember, text: Text): string {
  return member.name === '' ? text('members.nameless') : member.name;
}

function stepText({ step, done, total }: Work, text: Text, formats: Formats): string {
  switch (step) {
    case 'originals':
    case 'originalsCheck': {
      const id: TextId = `members.rekey.step.${step}`;
      return text(id, { done: formats.number(done), total: formats.number(total ?? 0) });
    }
    case 'waiting':
      return text('members.rekey.step.waiting');
    default:
      return text('members.rekey.step.export');
  }
}

function rekeyFailureText(error: { readonly kind: string }): Sentence {
  switch (error.kind) {
    case 'copyNotVerified':
    case 'rekeyUnderWay':
    case 'openAgain':
      return { id: `members.failure.${error.kind}` };
    default:
      return callErrorText(error as Parameters<typeof callErrorText>[0]);
  }
}
