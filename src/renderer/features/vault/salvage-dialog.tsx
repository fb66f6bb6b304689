import { FolderOpen, House } from 'lucide-react';
import { useState } from 'react';
import type { VaultId } from '../../../shared/kernel/ids';
import { vaultNameMaxLength } from '../../../shared/vault/contract';
import type { SalvageFailure, SalvageReport } from '../../../shared/vault/salvage';
import type { CallError } from '../../lib/core';
import { isCallError, useCommand } from '../../lib/queries';
import { tellShell } from '../../lib/shell';
import { useFormats, useText, type Text } from '../../lib/text';
import { useWork } from '../../lib/use-work';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { RadioCards } from '../../ui/choice';
import { Dialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { TextField } from '../../ui/field';
import { Stack } from '../../ui/layout';
import { WorkProgress } from '../../ui/progress';
import { Table, TableCell, TableRow } from '../../ui/table';
import type { Sentence } from './failure-texts';

/** The vault that is open, or one that does not open any more, with the passphrase that was typed for it. */
export type SalvageSource =
  { readonly kind: 'open' } | { readonly kind: 'known'; readonly id: VaultId; readonly passphrase: string };

interface Salvaged {
  readonly name: string;
  readonly report: SalvageReport;
}

/** Reads what is left of a damaged vault into a new one, and lists what is lost. */
export function SalvageDialog(props: {
  readonly source: SalvageSource;
  readonly vaultName: string;
  readonly onClose: () => void;
}) {
  const [salvaged, setSalvaged] = useState<Salvaged | null>(null);
  return salvaged === null ? (
    <Begin {...props} onSalvaged={setSalvaged} />
  ) : (
    <Outcome salvaged={salvaged} isOpen={props.source.kind === 'open'} onClose={props.onClose} />
  );
}

function Begin(props: {
  readonly source: SalvageSource;
  readonly vaultName: string;
  readonly onClose: () => void;
  readonly onSalvaged: (salvaged: Salvaged) => void;
}) {
  const text = useText();
  const salvage = useCommand('vault.salvage');
  const underWay = useWork('salvage');
  const [name, setName] = useState(() =>
    text('vault.salvage.nameProposed', { name: props.vaultName }).slice(0, vaultNameMaxLength),
  );
  const [place, setPlace] = useState<'default' | 'choose'>('default');
  const [failure, setFailure] = useState<SalvageFailure | CallError | null>(null);

  async function run(): Promise<void> {
    if (salvage.isRunning) return;
    setFailure(null);
    const salvaged = await salvage.run({ source: props.source, name, place });
    if (salvaged.ok) props.onSalvaged(salvaged.value);
    else setFailure(salvaged.error);
  }

  const sentence = failure === null ? null : salvageFailureText(failure);
  const isAboutName = failure?.kind === 'nameNotUsable' || failure?.kind === 'nameTaken';
  return (
    <Dialog
      title={text('vault.salvage.title')}
      description={text('vault.salvage.lead')}
      onClose={() => {
        // What is under way is stopped by its own button.
        if (!salvage.isRunning) props.onClose();
      }}
      onSubmit={() => void run()}
      footer={
        <>
          <Button disabled={salvage.isRunning} onPress={props.onClose}>
            {text('ui.cancel')}
          </Button>
          <Button type="submit" look="primary" busy={salvage.isRunning}>
            {text('vault.salvage.run')}
          </Button>
        </>
      }
    >
      <Stack gap={4}>
        <TextField
          label={text('vault.salvage.name')}
          value={name}
          maxLength={vaultNameMaxLength}
          disabled={salvage.isRunning}
          onChange={(value) => {
            setName(value);
            setFailure(null);
          }}
          error={isAboutName && sentence !== null ? text(sentence.id, sentence.values) : undefined}
        />
        <RadioCards
          legend={text('vault.create.place')}
          value={place}
          onChange={setPlace}
          options={[
            {
              value: 'default',
              label: text('vault.create.placeDefault'),
              description: text('vault.create.placeDefaultHint'),
              icon: <House />,
            },
            {
              value: 'choose',
              label: text('vault.create.placeChoose'),
              description: text('vault.salvage.placeChooseHint'),
              icon: <FolderOpen />,
            },
          ]}
        />
        {underWay !== null && (
          <WorkProgress
            work={underWay}
            label={text('vault.salvage.running')}
            detail={stepText(underWay.step, text)}
          />
        )}
        {sentence !== null && !isAboutName && (
          <Banner tone="danger" urgent>
            {text(sentence.id, sentence.values)}
          </Banner>
        )}
      </Stack>
    </Dialog>
  );
}

function Outcome(props: {
  readonly salvaged: Salvaged;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}) {
  const text = useText();
  const formats = useFormats();
  const { name, report } = props.salvaged;
  const { losses, uncounted, unplacedPages, originals } = report;
  const lostOriginals = originals.missing + originals.damaged;
  const isWhole = losses.length + uncounted.length + unplacedPages + lostOriginals === 0;
  return (
    <Dialog
      title={text('vault.salvage.done', { name })}
      size="large"
      onClose={props.onClose}
      footer={
        props.isOpen ? (
          <>
            <Button onPress={props.onClose}>{text('ui.close')}</Button>
            <Button look="primary" onPress={() => tellShell({ kind: 'lock' })}>
              {text('vault.salvage.lockAndOpen')}
            </Button>
          </>
        ) : (
          <Button look="primary" onPress={props.onClose}>
            {text('vault.salvage.toUnlock')}
          </Button>
        )
      }
    >
      <Stack gap={4}>
        <Banner
          tone={isWhole ? 'success' : 'warning'}
          title={text(isWhole ? 'vault.salvage.allThere' : 'vault.salvage.someLost')}
        >
          {text('vault.salvage.counted', {
            rows: formats.number(report.rows),
            originals: formats.number(originals.copied),
            pages: report.damagedPages,
          })}
        </Banner>
        {losses.length > 0 && (
          <Table
            label={text('vault.salvage.list')}
            columns={[
              { key: 'case', label: text('vault.salvage.list.case'), width: '9rem' },
              { key: 'what', label: text('vault.salvage.list.what'), width: '13rem' },
              { key: 'became', label: text('vault.salvage.list.became') },
            ]}
          >
            {losses.map(({ kind, reason, caseCode, count }) => (
              <TableRow key={`${caseCode} ${kind} ${reason}`}>
                <TableCell isHeading>{caseCode === '' ? text('vault.salvage.noCase') : caseCode}</TableCell>
                <TableCell>{text(`vault.salvage.kind.${kind}`, { count })}</TableCell>
                <TableCell>{text(`vault.salvage.reason.${reason}`)}</TableCell>
              </TableRow>
            ))}
          </Table>
        )}
        <Stack gap={2}>
          {lostOriginals > 0 && (
            <p>
              {text('vault.salvage.originalsLost', {
                missing: originals.missing,
                damaged: originals.damaged,
              })}
            </p>
          )}
          {originals.withoutRecord > 0 && (
            <p>{text('vault.salvage.withoutRecord', { count: originals.withoutRecord })}</p>
          )}
          {uncounted.length + unplacedPages > 0 && <p>{text('vault.salvage.uncounted')}</p>}
          <p>{text('vault.salvage.whatNow')}</p>
        </Stack>
      </Stack>
    </Dialog>
  );
}

function stepText(step: string, text: Text): string {
  switch (step) {
    case 'rows':
      return text('vault.salvage.step.rows');
    case 'originals':
      return text('vault.salvage.step.originals');
    default:
      return text('vault.salvage.step.pages');
  }
}

/** Null when the person closed the dialog for the folder. */
function salvageFailureText(failure: SalvageFailure | CallError): Sentence | null {
  if (isCallError(failure)) return callErrorText(failure);
  switch (failure.kind) {
    case 'dialogCancelled':
      return null;
    case 'nameNotUsable':
    case 'nameTaken':
    case 'folderInsideVault':
      return { id: `vault.createFailure.${failure.kind}` };
    case 'cancelled':
    case 'nothingReadable':
      return { id: `vault.salvage.${failure.kind}` };
    case 'tooSoon':
      return { id: 'vault.unlock.wait', values: { seconds: Math.ceil(failure.retryAfterMs / 1000) } };
    case 'vaultMissing':
    case 'notAVault':
    case 'headerDamaged':
    case 'vaultNewer':
    case 'vaultUnknown':
    case 'vaultInUse':
    case 'wrongPassphrase':
      return { id: `vault.failure.${failure.kind}` };
  }
}
