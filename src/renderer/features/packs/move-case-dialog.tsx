import { useState } from 'react';
import type { CaseId } from '../../../shared/kernel/ids';
import { useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Checkbox } from '../../ui/choice';
import { Dialog } from '../../ui/dialog';
import { Stack } from '../../ui/layout';
import { Skeleton } from '../../ui/spinner';
import { Table, TableCell, TableRow } from '../../ui/table';
import { showToast } from '../../ui/toast';
import { usePackLanguage } from '../deadlines';
import { packFailureText } from './failure-text';
import { PackChanges } from './pack-changes';
import styles from './packs-section.module.css';
import { SignatureBadge } from './signature-badge';

/** Moves a case to the version for new cases, after showing what changes for it. */
export function MoveCaseDialog(props: { readonly caseId: CaseId; readonly onClose: () => void }) {
  const text = useText();
  const formats = useFormats();
  const language = usePackLanguage();
  const { caseId, onClose } = props;
  const { data, failure: noMove } = useChannel('packs.compareForCase', { caseId, language });
  const move = useCommand('packs.moveCase');
  const [failure, setFailure] = useState<string | null>(null);
  const [confirmed, setConfirmed] = useState(false);
  const isVouchedFor = data?.signature.kind === 'ofProgram' || data?.signature.kind === 'signed';

  async function run(): Promise<void> {
    if (data === undefined) return;
    const moved = await move.run({ caseId, version: data.to });
    if (!moved.ok) {
      setFailure(packFailureText(text, moved.error));
      return;
    }
    showToast({ text: text('packs.move.done', { code: data.code, version: data.to }) });
    onClose();
  }

  return (
    <Dialog
      title={text('packs.move.title')}
      size="large"
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose}>{text('ui.cancel')}</Button>
          <Button
            look="primary"
            busy={move.isRunning}
            disabled={data === undefined || !(isVouchedFor || confirmed)}
            onPress={() => void run()}
          >
            {text('packs.move.run')}
          </Button>
        </>
      }
    >
      {data === undefined ? (
        noMove === undefined ? (
          <Skeleton label={text('packs.loading')} lines={6} />
        ) : (
          <p>{packFailureText(text, noMove)}</p>
        )
      ) : (
        <Stack gap={4}>
          {failure !== null && (
            <Banner tone="danger" urgent>
              {failure}
            </Banner>
          )}
          <p>
            {text('packs.move.lead', { code: data.code, from: data.from, to: data.to })}{' '}
            <SignatureBadge signature={data.signature} />
          </p>
          <section>
            <h3 className={styles.heading}>{text('packs.move.dates')}</h3>
            {data.dates.length === 0 ? (
              <p className={styles.quiet}>{text('packs.move.noDates')}</p>
            ) : (
              <Table
                label={text('packs.move.dates')}
                columns={[
                  { key: 'title', label: text('packs.move.deadline') },
                  { key: 'before', label: text('packs.move.before', { version: data.from }), width: '25%' },
                  { key: 'after', label: text('packs.move.after', { version: data.to }), width: '25%' },
                ]}
              >
                {data.dates.map(({ ruleId, title, before, after }) => (
                  <TableRow key={`${ruleId} ${before ?? ''} ${after ?? ''}`}>
                    <TableCell isHeading>{title}</TableCell>
                    <TableCell>
                      {before === null ? text('packs.change.nothing') : formats.date(before)}
                    </TableCell>
                    <TableCell>
                      {after === null ? text('packs.change.nothing') : formats.date(after)}
                    </TableCell>
                  </TableRow>
                ))}
              </Table>
            )}
          </section>
          <section>
            <h3 className={styles.heading}>{text('packs.changes.title')}</h3>
            <PackChanges changes={data.changes} />
          </section>
          {!isVouchedFor && (
            <Checkbox
              label={text('packs.move.confirmUnsigned')}
              checked={confirmed}
              onChange={setConfirmed}
            />
          )}
        </Stack>
      )}
    </Dialog>
  );
}
