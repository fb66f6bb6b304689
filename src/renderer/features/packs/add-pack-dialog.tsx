import { useState } from 'react';
import type { ChannelOutput } from '../../lib/core';
import { useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Definitions } from '../../ui/card';
import { Checkbox } from '../../ui/choice';
import { Dialog } from '../../ui/dialog';
import { Stack } from '../../ui/layout';
import { showToast } from '../../ui/toast';
import { packFailureText } from './failure-text';
import { PackChanges } from './pack-changes';
import styles from './packs-section.module.css';
import { SignatureBadge } from './signature-badge';

export type ChosenPack = ChannelOutput<'packs.choose'>;

/** Shows a pack that was chosen from a file, and adds it when the person says so. */
export function AddPackDialog(props: { readonly chosen: ChosenPack; readonly onClose: () => void }) {
  const text = useText();
  const formats = useFormats();
  const { chosen, onClose } = props;
  const { pack, signature, against } = chosen;
  const add = useCommand('packs.add');
  const [confirmed, setConfirmed] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const isSigned = signature.kind === 'signed';

  async function run(): Promise<void> {
    const added = await add.run({ contentSha256: chosen.contentSha256, confirmsUnsigned: confirmed });
    if (!added.ok) {
      setFailure(packFailureText(text, added.error));
      return;
    }
    showToast({ text: text('packs.add.done', { title: pack.shortTitle, version: pack.version }) });
    onClose();
  }

  return (
    <Dialog
      title={text('packs.add.title')}
      size="large"
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{text('ui.cancel')}</Button>
          <Button
            look={isSigned ? 'primary' : 'danger'}
            busy={add.isRunning}
            disabled={!isSigned && !confirmed}
            onPress={() => void run()}
          >
            {text(isSigned ? 'packs.add.run' : 'packs.add.runUnsigned')}
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
        {signature.kind === 'unsigned' && (
          <Banner tone="danger" title={text('packs.add.unsigned')}>
            {text('packs.add.unsignedBody')}
          </Banner>
        )}
        {signature.kind === 'unknownKey' && (
          <Banner tone="danger" title={text('packs.add.unknownKey', { keyId: signature.keyId })}>
            {text('packs.add.unknownKeyBody')}
          </Banner>
        )}
        <Definitions
          entries={[
            { term: text('packs.column.pack'), value: pack.title },
            { term: text('packs.column.version'), value: pack.version },
            { term: text('packs.column.lawAsOf'), value: formats.date(pack.lawAsOf) },
            {
              term: text('packs.column.review'),
              value:
                pack.review.state === 'reviewed'
                  ? text('procedures.pack.reviewed', {
                      by: pack.review.by ?? '',
                      date: pack.review.on === null ? '' : formats.date(pack.review.on),
                    })
                  : text('procedures.pack.unreviewed'),
            },
            ...(isSigned
              ? [
                  {
                    term: text('packs.column.signature'),
                    value: (
                      <>
                        <SignatureBadge signature={signature} /> {chosen.trustedComment}
                      </>
                    ),
                  },
                ]
              : []),
          ]}
        />
        {chosen.isOlder && against !== null && (
          <Banner tone="warning">{text('packs.add.older', { version: against })}</Banner>
        )}
        <section>
          <h3 className={styles.heading}>
            {against === null ? text('packs.add.newPack') : text('packs.add.against', { version: against })}
          </h3>
          {against === null ? (
            <p className={styles.quiet}>{text('packs.add.newPackBody')}</p>
          ) : (
            <PackChanges changes={chosen.changes} />
          )}
        </section>
        <p className={styles.quiet}>{text('packs.add.casesStay', { count: chosen.casesOfPack })}</p>
        {!isSigned && (
          <Checkbox label={text('packs.add.confirmUnsigned')} checked={confirmed} onChange={setConfirmed} />
        )}
      </Stack>
    </Dialog>
  );
}
