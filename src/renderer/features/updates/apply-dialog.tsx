import { useState } from 'react';
import type { VaultId } from '../../../shared/kernel/ids';
import type { UpdateVault } from '../../../shared/updates/contract';
import type { ChannelOutput } from '../../lib/core';
import { useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { useWork } from '../../lib/use-work';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Definitions } from '../../ui/card';
import { Checkbox } from '../../ui/choice';
import { Dialog } from '../../ui/dialog';
import { Stack } from '../../ui/layout';
import { WorkProgress } from '../../ui/progress';
import { applyFailureText } from './failure-text';
import styles from './updates.module.css';

/** What a new version brings, who signed it, and what becomes of the vaults before it is installed. */
export function ApplyDialog(props: {
  readonly chosen: ChannelOutput<'updates.choose'>;
  readonly onClose: () => void;
  readonly onDone: (outcome: ChannelOutput<'updates.apply'>) => void;
}) {
  const text = useText();
  const formats = useFormats();
  const { chosen } = props;
  const apply = useCommand('updates.apply');
  const backup = useWork('backup');
  const update = useWork('update');
  const [without, setWithout] = useState<readonly VaultId[]>([]);
  const [failure, setFailure] = useState<string | null>(null);
  const missing = chosen.vaults.filter(
    ({ isOpen, present, isFresh, id }) => present && !isOpen && !isFresh && !without.includes(id),
  );
  const underWay = update ?? backup ?? null;

  async function run(): Promise<void> {
    if (missing.length > 0) {
      setFailure(text('updates.failure.backupsMissing'));
      return;
    }
    setFailure(null);
    const applied = await apply.run({ handle: chosen.handle, without: [...without] });
    if (applied.ok) props.onDone(applied.value);
    else setFailure(applyFailureText(applied.error, text, formats));
  }

  return (
    <Dialog
      title={text('updates.apply.title', { version: chosen.version })}
      description={text('updates.apply.lead', { current: chosen.current })}
      onClose={props.onClose}
      onSubmit={() => void run()}
      footer={
        <>
          <Button onPress={props.onClose} disabled={apply.isRunning}>
            {text('ui.cancel')}
          </Button>
          <Button type="submit" look="primary" busy={apply.isRunning}>
            {text(chosen.form === 'folder' ? 'updates.apply.run' : 'updates.apply.stage')}
          </Button>
        </>
      }
    >
      <Stack gap={4}>
        {failure !== null && (
          <Banner tone="danger" urgent>
            {failure}
          </Banner>
        )}
        <Definitions
          entries={[
            {
              term: text('updates.signedBy'),
              value: text('updates.signedBy.value', {
                name: chosen.signedBy.name,
                keyId: chosen.signedBy.keyId,
              }),
            },
            { term: text('updates.comment'), value: <bdi>{chosen.signedBy.comment}</bdi> },
            { term: text('updates.notes'), value: <p className={styles.notes}>{chosen.notes}</p> },
          ]}
        />
        {chosen.changesVaults && <Banner tone="warning">{text('updates.changesVaults')}</Banner>}
        {chosen.vaults.length > 0 && (
          <ul className={styles.vaults}>
            {chosen.vaults.map((vault) => (
              <li key={vault.id}>
                <VaultLine
                  vault={vault}
                  isWithout={without.includes(vault.id)}
                  onChange={(isWithout) =>
                    setWithout(isWithout ? [...without, vault.id] : without.filter((id) => id !== vault.id))
                  }
                />
              </li>
            ))}
          </ul>
        )}
        {underWay !== null && (
          <WorkProgress
            work={underWay}
            label={text(underWay.kind === 'backup' ? 'updates.backingUp' : 'updates.installing')}
          />
        )}
      </Stack>
    </Dialog>
  );
}

function VaultLine(props: {
  readonly vault: UpdateVault;
  readonly isWithout: boolean;
  readonly onChange: (isWithout: boolean) => void;
}) {
  const text = useText();
  const formats = useFormats();
  const { name, isOpen, present, isFresh, backupAt } = props.vault;
  if (isOpen) return text('updates.vault.open', { name });
  if (!present) return text('updates.vault.absent', { name });
  if (isFresh && backupAt !== null) {
    return text('updates.vault.fresh', { name, at: formats.instant(backupAt) });
  }
  return (
    <Checkbox
      label={text('updates.vault.without', { name })}
      description={
        backupAt === null
          ? text('updates.vault.never')
          : text('updates.vault.old', { at: formats.instant(backupAt) })
      }
      checked={props.isWithout}
      onChange={props.onChange}
    />
  );
}
