import { Download, FileDown, Printer } from 'lucide-react';
import { useState } from 'react';
import {
  shortestReason,
  type Addressed,
  type ConsentLook,
  type ToldKind,
} from '../../../shared/departures/schemas';
import type { FilingSummary } from '../../../shared/filings/schemas';
import type { Language } from '../../../shared/kernel/languages';
import { call } from '../../lib/core';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText, type Formats, type Text } from '../../lib/text';
import { Badge, type Tone } from '../../ui/badge';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { Stack } from '../../ui/layout';
import { Waiting } from '../../ui/spinner';
import { showToast } from '../../ui/toast';
import { NamesToggle, useNamesShown } from '../people';
import { Leaves } from '../policy';
import { Findings } from './findings';
import styles from './findings.module.css';
import { PrintedFiling } from './printed-filing';
import { ReasonField, useReasonNeeded } from './reason-needed';
import { RecipientFields } from './recipient-fields';
import type { WordFile } from './word-pages';

interface Printing {
  readonly form: 'pdf' | 'print';
  readonly language: Language;
  readonly file: WordFile;
}

/** Says who will learn what before a filing leaves the vault, and lets it out; with a written reason where something speaks against it. */
export function FilingDepartureDialog(props: {
  readonly filing: Pick<FilingSummary, 'id' | 'caseId' | 'filingKind'>;
  readonly onClose: () => void;
}) {
  const text = useText();
  const formats = useFormats();
  const withNames = useNamesShown();
  const { id: filingId, caseId, filingKind } = props.filing;
  const [to, setTo] = useState<Addressed | null>(null);
  const { data: look, failure: lookFailure } = useChannel(
    'departures.lookAtFiling',
    { filingId, to, withNames },
    { keepPrevious: true },
  );
  const save = useCommand('filings.saveAs');
  const { reason, reasonKind, onChange: setWhy } = useReasonNeeded();
  const [failure, setFailure] = useState<string | null>(null);
  const needsReason = look !== undefined && look.objections.length > 0;

  const [printing, setPrinting] = useState<Printing | null>(null);

  /** Whether it may go; what is missing stands in the dialog. */
  const mayGo = (): boolean => {
    if (save.isRunning || look === undefined) return false;
    if (needsReason && reason.trim().length < shortestReason) {
      setFailure(text('departures.reason.missing', { count: shortestReason }));
      return false;
    }
    setFailure(null);
    return true;
  };
  const print = async (form: 'pdf' | 'print'): Promise<void> => {
    if (!mayGo()) return;
    const read = await call('filings.document', { filingId });
    // Of a PDF, whoever makes it writes the foot into it.
    if (read.ok) {
      const { language, ...file } = read.value;
      setPrinting({ form, language, file: { ...file, foot: form === 'pdf' ? null : file.foot } });
    } else setFailure(text('filings.failure.filingNotFound'));
  };
  const write = async (form: 'word' | 'pdf' | 'print'): Promise<void> => {
    const dialogTitle = text('filings.saveAs.dialogTitle');
    const saved = await save.run({ filingId, form, dialogTitle, to, reason, reasonKind });
    if (saved.ok) {
      if (saved.value.outcome === 'cancelled') return;
      showToast({
        text:
          saved.value.outcome === 'printed'
            ? text('filings.printed')
            : text('filings.saved', { fileName: saved.value.fileName }),
      });
      props.onClose();
    } else if (isCallError(saved.error)) {
      const { id, values } = callErrorText(saved.error);
      setFailure(text(id, values));
    } else if (saved.error.kind === 'reasonNeeded') {
      setFailure(text('departures.reason.missing', { count: shortestReason }));
    } else {
      setFailure(text(`filings.failure.${saved.error.kind}`));
    }
  };

  // Without the dialog for that moment: what stands behind one is out of reach, also for Chromium when it tags the PDF.
  if (printing !== null) {
    return (
      <PrintedFiling
        language={printing.language}
        file={printing.file}
        onReady={(outcome) => {
          const { form } = printing;
          if (outcome === 'failed') setFailure(text(`filings.failure.${form}Failed`));
          if (outcome === 'wordsMissing') setFailure(text('filings.failure.wordsMissing'));
          void (outcome === 'drawn' ? write(form) : Promise.resolve()).then(() => setPrinting(null));
        }}
      />
    );
  }

  return (
    <Dialog
      title={text('departures.before.title', { filing: text(`filings.kind.${filingKind}`) })}
      description={text('departures.before.lead')}
      size="large"
      onClose={props.onClose}
      onSubmit={() => {
        if (mayGo()) void write('word');
      }}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Leaves as="pdf">
            <Button icon={<FileDown />} disabled={look === undefined} onPress={() => void print('pdf')}>
              {text('filings.savePdf')}
            </Button>
          </Leaves>
          <Leaves as="print">
            <Button icon={<Printer />} disabled={look === undefined} onPress={() => void print('print')}>
              {text('filings.print')}
            </Button>
          </Leaves>
          <Leaves as="word">
            <Button
              type="submit"
              look={needsReason ? 'danger' : 'primary'}
              icon={<Download />}
              busy={save.isRunning}
              disabled={look === undefined}
            >
              {text(needsReason ? 'departures.before.saveAnyway' : 'departures.before.save')}
            </Button>
          </Leaves>
        </>
      }
    >
      <Stack gap={3}>
        {failure !== null && (
          <Banner tone="danger" urgent>
            {failure}
          </Banner>
        )}
        {lookFailure !== undefined && (
          <Banner tone="danger" urgent>
            {text('filings.failure.filingNotFound')}
          </Banner>
        )}
        {look === undefined && lookFailure === undefined && (
          <Waiting label={text('departures.before.looking')} />
        )}
        {look !== undefined && (
          <>
            <RecipientFields to={look.to} onChange={setTo} />
            <Banner tone={consentTone(look.consent)}>{consentText(text, formats, look.consent)}</Banner>
            {needsReason && (
              <ReasonField
                caseId={caseId}
                needed={{ objections: look.objections, findings: look.findings }}
                reason={reason}
                reasonKind={reasonKind}
                onChange={setWhy}
              />
            )}
            <Banner
              title={text('departures.learns', {
                recipient: text(`departures.recipient.${look.to.recipient}`),
              })}
            >
              {look.told === null ? text('departures.told.unknown') : <Told told={look.told} />}
            </Banner>
            {!needsReason && <Findings caseId={caseId} findings={look.findings} />}
            {look.findings.length > 0 && !withNames && <NamesToggle />}
            <p className={styles.under}>{text('departures.before.limits')}</p>
          </>
        )}
      </Stack>
    </Dialog>
  );
}

function Told({ told }: { readonly told: readonly ToldKind[] }) {
  const text = useText();
  if (told.length === 0) return text('departures.told.nothing');
  return (
    <span className={styles.told}>
      {told.map((kind) => (
        <Badge key={kind} tone="neutral">
          {text(`departures.told.${kind}`)}
        </Badge>
      ))}
    </span>
  );
}

function consentTone({ kind }: ConsentLook): Tone {
  if (kind === 'covers') return 'success';
  if (kind === 'notAsked') return 'info';
  return kind === 'noneOnRecord' ? 'warning' : 'danger';
}

function consentText(text: Text, formats: Formats, consent: ConsentLook): string {
  switch (consent.kind) {
    case 'covers': {
      const names = consent.onlyFor.join(', ');
      if (names !== '') return text('departures.consent.coversSome', { names });
      return consent.until === null
        ? text('departures.consent.covers.open')
        : text('departures.consent.covers', { until: formats.date(consent.until) });
    }
    case 'ended':
      return text('departures.consent.ended', { until: formats.date(consent.until) });
    case 'withdrawn':
    case 'refused':
      return text(`departures.consent.${consent.kind}`, { on: formats.date(consent.on) });
    case 'notForPurpose':
      return text('departures.consent.notForPurpose', {
        purposes: consent.agreed.map((purpose) => text(`consent.purpose.${purpose}`)).join(', '),
      });
    case 'notForData':
      return text('departures.consent.notForData', {
        data: consent.data.map((kind) => text(`departures.told.${kind}`)).join(', '),
      });
    default:
      return text(`departures.consent.${consent.kind}`);
  }
}
