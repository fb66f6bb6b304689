import { Eye, FileDown, FileText, Files, Printer } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { languages, type Language } from '../../../shared/kernel/languages';
import type { ShareNumber } from '../../../shared/recovery/code';
import {
  keptAtMaxLength,
  type DraftPaper,
  type RecoveryDraft,
  type RecoveryKind,
} from '../../../shared/recovery/contract';
import type { CallError, ChannelFailure } from '../../lib/core';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useText, type Text } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { RadioCards } from '../../ui/choice';
import { ConfirmDialog, Dialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { SelectField, TextField } from '../../ui/field';
import { Stack } from '../../ui/layout';
import { Leaves } from '../policy';
import styles from './make-recovery.module.css';
import { allRight, GroupFields, type TypedGroups } from './sheet-entry';
import { GroupList, PrintedSheet, SheetPage } from './sheet-page';

/** What was typed back from one paper, and where it will lie. */
interface Checked {
  readonly share: ShareNumber | null;
  readonly typed: TypedGroups;
  readonly keptAt: string;
}

type Step =
  | { readonly at: 'kind' }
  | { readonly at: 'paper'; readonly draft: RecoveryDraft; readonly index: number }
  | { readonly at: 'check'; readonly draft: RecoveryDraft; readonly index: number }
  /** One sheet counts, and another is to follow. */
  | { readonly at: 'next' }
  | { readonly at: 'done' };

/**
 * Makes a way back step by step: what kind, then each paper printed and checked by typing some of it back.
 *
 * @param props.sheets   how many independent sheets to make one after the other, when it is sheets
 */
export function MakeRecovery(props: { readonly sheets: number; readonly onClose: () => void }) {
  const text = useText();
  const interfaceLanguage = useChannel('settings.read', {}).data?.language ?? 'en';
  const prepare = useCommand('recovery.prepare');
  const confirm = useCommand('recovery.confirm');
  const discard = useCommand('recovery.discard');
  const [kind, setKind] = useState<RecoveryKind>('sheet');
  const [chosenLanguage, setLanguage] = useState<Language | null>(null);
  const [step, setStep] = useState<Step>({ at: 'kind' });
  const [checked, setChecked] = useState<readonly Checked[]>([]);
  const [made, setMade] = useState(0);
  const [failure, setFailure] = useState<string | null>(null);
  const [leaving, setLeaving] = useState(false);
  const language = chosenLanguage ?? interfaceLanguage;

  async function begin(): Promise<void> {
    setFailure(null);
    const prepared = await prepare.run({ kind });
    if (!prepared.ok) {
      setFailure(makeFailureText(prepared.error, text));
      return;
    }
    setChecked([]);
    setStep({ at: 'paper', draft: prepared.value, index: 0 });
  }

  async function take(draft: RecoveryDraft, index: number, answer: Checked): Promise<void> {
    setFailure(null);
    const all = [...checked.filter(({ share }) => share !== answer.share), answer];
    setChecked(all);
    if (index + 1 < draft.papers.length) {
      setStep({ at: 'paper', draft, index: index + 1 });
      return;
    }
    const papers = all.map((each) => ({ ...each, typed: [...each.typed] }));
    const confirmed = await confirm.run({ draftId: draft.draftId, papers });
    if (!confirmed.ok) {
      setFailure(makeFailureText(confirmed.error, text));
      return;
    }
    const isLast = draft.kind === 'shares' || made + 1 >= props.sheets;
    setMade(made + 1);
    setStep(isLast ? { at: 'done' } : { at: 'next' });
  }

  const draft = 'draft' in step ? step.draft : null;

  function close(): void {
    if (draft === null) props.onClose();
    else setLeaving(true);
  }

  const shared = { failure, onClose: close };
  return (
    <>
      {step.at === 'kind' && (
        <KindStep
          {...shared}
          kind={kind}
          onKind={setKind}
          language={language}
          onLanguage={setLanguage}
          sheets={props.sheets}
          busy={prepare.isRunning}
          onNext={() => void begin()}
        />
      )}
      {step.at === 'paper' && (
        <PaperStep
          key={step.index}
          {...shared}
          draft={step.draft}
          paper={paperAt(step.draft, step.index)}
          language={language}
          onNext={() => {
            setFailure(null);
            setStep({ ...step, at: 'check' });
          }}
        />
      )}
      {step.at === 'check' && (
        <CheckStep
          key={step.index}
          {...shared}
          draft={step.draft}
          paper={paperAt(step.draft, step.index)}
          busy={confirm.isRunning}
          onBack={() => setStep({ ...step, at: 'paper' })}
          onNext={(answer) => void take(step.draft, step.index, answer)}
        />
      )}
      {step.at === 'next' && (
        <Dialog
          title={text('recovery.make.nextTitle')}
          onClose={close}
          footer={
            <>
              <Button onPress={props.onClose}>{text('recovery.make.later')}</Button>
              <Button look="primary" busy={prepare.isRunning} onPress={() => void begin()}>
                {text('recovery.make.second')}
              </Button>
            </>
          }
        >
          <Stack gap={4}>
            <Failure sentence={failure} />
            <p>{text('recovery.make.nextBody')}</p>
          </Stack>
        </Dialog>
      )}
      {step.at === 'done' && (
        <Dialog
          title={text('recovery.make.doneTitle')}
          onClose={close}
          footer={
            <Button look="primary" onPress={props.onClose}>
              {text('recovery.make.done')}
            </Button>
          }
        >
          <p>{text(kind === 'sheet' ? 'recovery.make.doneSheets' : 'recovery.make.doneShares')}</p>
        </Dialog>
      )}
      {leaving && draft !== null && (
        <ConfirmDialog
          title={text('recovery.leave.title')}
          confirmLabel={text('recovery.leave.confirm')}
          tone="danger"
          onCancel={() => setLeaving(false)}
          onConfirm={() => void discard.run({ draftId: draft.draftId }).then(props.onClose)}
        >
          {text(draft.kind === 'sheet' ? 'recovery.leave.sheet' : 'recovery.leave.shares')}
        </ConfirmDialog>
      )}
    </>
  );
}

function paperAt(draft: RecoveryDraft, index: number): DraftPaper {
  const paper = draft.papers[index];
  if (paper === undefined) throw new Error('A draft has no such paper');
  return paper;
}

interface StepProps {
  readonly failure: string | null;
  readonly onClose: () => void;
}

function KindStep(
  props: StepProps & {
    readonly kind: RecoveryKind;
    readonly onKind: (kind: RecoveryKind) => void;
    readonly language: Language;
    readonly onLanguage: (language: Language) => void;
    readonly sheets: number;
    readonly busy: boolean;
    readonly onNext: () => void;
  },
) {
  const text = useText();
  return (
    <Dialog
      title={text('recovery.make.title')}
      description={text('recovery.make.lead')}
      onClose={props.onClose}
      onSubmit={props.onNext}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button type="submit" look="primary" busy={props.busy}>
            {text('recovery.make.begin')}
          </Button>
        </>
      }
    >
      <Stack gap={4}>
        <Failure sentence={props.failure} />
        <RadioCards
          legend={text('recovery.make.kind')}
          value={props.kind}
          onChange={props.onKind}
          column="15rem"
          options={[
            {
              value: 'sheet',
              label: text('recovery.make.sheets', { count: props.sheets }),
              description: text('recovery.make.sheetsHint'),
              icon: <FileText />,
            },
            {
              value: 'shares',
              label: text('recovery.make.shares'),
              description: text('recovery.make.sharesHint'),
              icon: <Files />,
            },
          ]}
        />
        <SelectField
          label={text('recovery.make.language')}
          hint={text('recovery.make.languageHint')}
          value={props.language}
          onChange={props.onLanguage}
          options={languages.map((value) => ({ value, label: text(`recovery.language.${value}`) }))}
        />
        <Banner tone="neutral" icon={<Printer />}>
          {text('recovery.make.printer')}
        </Banner>
      </Stack>
    </Dialog>
  );
}

function PaperStep(
  props: StepProps & {
    readonly draft: RecoveryDraft;
    readonly paper: DraftPaper;
    readonly language: Language;
    readonly onNext: () => void;
  },
) {
  const text = useText();
  const print = useCommand('recovery.print');
  const savePdf = useCommand('recovery.savePdf');
  const [outcome, setOutcome] = useState<string | null>(null);
  const [saved, setSaved] = useState(false);
  const [byHand, setByHand] = useState(false);
  const { draft, paper } = props;

  async function run(what: 'print' | 'save'): Promise<void> {
    setOutcome(null);
    const { draftId } = draft;
    const answer =
      what === 'print' ? await print.run({ draftId }) : await savePdf.run({ draftId, share: paper.share });
    if (answer.ok) setSaved(saved || what === 'save');
    else setOutcome(printFailureText(answer.error, text));
  }

  return (
    <Dialog
      title={paperTitle(draft, paper, text)}
      description={text('recovery.paper.lead')}
      size="large"
      onClose={props.onClose}
      onSubmit={props.onNext}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button type="submit" look="primary">
            {text('recovery.paper.next')}
          </Button>
        </>
      }
    >
      <PrintedSheet draft={draft} paper={paper} language={props.language} />
      <div className={styles.paper}>
        <div className={styles.preview} aria-hidden="true">
          <SheetPage draft={draft} paper={paper} language={props.language} concealed />
        </div>
        <Stack gap={4}>
          <Failure sentence={outcome} />
          <Stack gap={2} align="start">
            <Leaves as="print">
              <Button icon={<Printer />} busy={print.isRunning} onPress={() => void run('print')}>
                {text('recovery.paper.print')}
              </Button>
            </Leaves>
            <Leaves as="recoverySheet">
              <Button icon={<FileDown />} busy={savePdf.isRunning} onPress={() => void run('save')}>
                {text('recovery.paper.save')}
              </Button>
            </Leaves>
            <Button icon={<Eye />} expanded={byHand} onPress={() => setByHand(!byHand)}>
              {text(byHand ? 'recovery.paper.hide' : 'recovery.paper.byHand')}
            </Button>
          </Stack>
          {saved && <Banner tone="warning">{text('recovery.paper.saved')}</Banner>}
          {byHand ? (
            <div className={styles.characters}>
              <GroupList groups={paper.groups} />
            </div>
          ) : (
            <Banner tone="neutral">{text('recovery.paper.trust')}</Banner>
          )}
        </Stack>
      </div>
    </Dialog>
  );
}

function CheckStep(
  props: StepProps & {
    readonly draft: RecoveryDraft;
    readonly paper: DraftPaper;
    readonly busy: boolean;
    readonly onBack: () => void;
    readonly onNext: (answer: Checked) => void;
  },
) {
  const text = useText();
  const { draft, paper } = props;
  const [typed, setTyped] = useState<TypedGroups>(() => paper.asked.map(() => ''));
  const [keptAt, setKeptAt] = useState('');
  const [tried, setTried] = useState(false);
  const isReady = allRight(paper.asked, typed);
  return (
    <Dialog
      title={text('recovery.check.title')}
      description={text('recovery.check.lead')}
      onClose={props.onClose}
      onSubmit={() => {
        setTried(true);
        if (isReady) props.onNext({ share: paper.share, typed, keptAt });
      }}
      footer={
        <>
          <Button onPress={props.onBack}>{text('recovery.check.back')}</Button>
          <Button type="submit" look="primary" busy={props.busy}>
            {text('recovery.check.next')}
          </Button>
        </>
      }
    >
      <Stack gap={4}>
        <Failure sentence={props.failure} />
        {tried && !isReady && <Failure sentence={text('recovery.check.missing')} />}
        <div className={styles.asked}>
          <GroupFields
            legend={text('recovery.check.groups', { paper: paperTitle(draft, paper, text) })}
            numbers={paper.asked}
            value={typed}
            onChange={setTyped}
            autoFocus
          />
        </div>
        <TextField
          label={text('recovery.keptAt')}
          hint={text('recovery.keptAt.hint')}
          optional
          value={keptAt}
          onChange={setKeptAt}
          maxLength={keptAtMaxLength}
        />
      </Stack>
    </Dialog>
  );
}

/** What a paper is called on the screen. */
function paperTitle(draft: RecoveryDraft, paper: DraftPaper, text: Text): string {
  return paper.share === null
    ? text('recovery.way.sheet', { number: draft.number, label: draft.label })
    : text('recovery.way.share', { number: draft.number, label: draft.label, share: paper.share });
}

function Failure(props: { readonly sentence: string | null }): ReactNode {
  return props.sentence === null ? null : (
    <Banner tone="danger" urgent>
      {props.sentence}
    </Banner>
  );
}

function makeFailureText(
  error: ChannelFailure<'recovery.prepare'> | ChannelFailure<'recovery.confirm'> | CallError,
  text: Text,
): string {
  if (isCallError(error)) {
    const sentence = callErrorText(error);
    return text(sentence.id, sentence.values);
  }
  switch (error.kind) {
    case 'typedDiffers':
      return error.share === null
        ? text('recovery.failure.typedDiffers', { group: error.group })
        : text('recovery.failure.typedDiffersShare', { group: error.group, share: error.share });
    case 'draftGone':
    case 'rekeyUnderWay':
    case 'tooManyMembers':
      return text(`recovery.failure.${error.kind}`);
  }
}

/** Null when there is nothing to tell: the person closed the dialog. */
function printFailureText(
  error: ChannelFailure<'recovery.print'> | ChannelFailure<'recovery.savePdf'> | CallError,
  text: Text,
): string | null {
  if (isCallError(error)) {
    const sentence = callErrorText(error);
    return text(sentence.id, sentence.values);
  }
  if (error.kind === 'dialogCancelled' || error.kind === 'printCancelled') return null;
  return text(`recovery.failure.${error.kind}`);
}
