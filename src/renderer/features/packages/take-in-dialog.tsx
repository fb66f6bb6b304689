import { PackageOpen, Undo2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import {
  mustConfirmMaker,
  type CasePlan,
  type LookedAtPackage,
  type PlanEntry,
  type Side,
} from '../../../shared/packages/schemas';
import type { Result } from '../../../shared/kernel/result';
import { call, type ChannelFailure } from '../../lib/core';
import { navigate } from '../../lib/navigation';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText, type Text } from '../../lib/text';
import { useWork } from '../../lib/use-work';
import { Badge } from '../../ui/badge';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Definitions } from '../../ui/card';
import { Checkbox } from '../../ui/choice';
import { ConfirmDialog, Dialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { Row, Stack } from '../../ui/layout';
import { Progress, WorkProgress } from '../../ui/progress';
import { showToast } from '../../ui/toast';
import { NamesToggle, useNamesShown } from '../people';
import { PassphraseField } from '../vault';
import { choose, chooseInAll, countLookedAt, listChoices, type Choices } from './choices';
import { DifferenceList } from './difference-list';
import styles from './packages.module.css';

type Failure =
  | ChannelFailure<'packages.look'>
  | ChannelFailure<'packages.takeIn'>
  | ChannelFailure<'packages.differences'>
  | Parameters<typeof callErrorText>[0];

/** Chooses a package, shows who made it and what it would change, field by field, and takes it in. */
export function TakeInDialog(props: { readonly onClose: () => void }) {
  const text = useText();
  const look = useCommand('packages.look');
  const takeIn = useCommand('packages.takeIn');
  const cancel = useCommand('work.cancel');
  const reading = useWork('readPackage');
  const taking = useWork('takeInPackage');
  const [asking, setAsking] = useState<{ readonly handle: string; readonly fileName: string } | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [looked, setLooked] = useState<LookedAtPackage | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [isConfirmed, setConfirmed] = useState(false);
  const [choices, setChoices] = useState<ReadonlyMap<string, Choices>>(new Map());
  const [isAsked, setAsked] = useState(false);
  const begun = useRef(false);

  const tell = (error: Failure): void => setFailure(failureText(text, error));

  async function open(handle: string | null): Promise<void> {
    setFailure(null);
    const answer = await look.run({ handle, passphrase: handle === null ? null : passphrase });
    if (answer.ok) {
      setPassphrase('');
      setAsking(null);
      setLooked(answer.value);
    } else if (answer.error.kind === 'passphraseNeeded') setAsking(answer.error);
    else if (answer.error.kind === 'dialogCancelled') props.onClose();
    else tell(answer.error);
  }

  const openFirst = useRef(() => open(null));
  useEffect(() => {
    if (begun.current) return;
    begun.current = true;
    void openFirst.current();
  }, []);

  async function take(): Promise<void> {
    if (looked === null) return;
    setFailure(null);
    const taken = await takeIn.run({
      handle: looked.handle,
      choices: looked.cases.flatMap(({ caseId }) =>
        listChoices(choices.get(caseId) ?? new Map()).map((choice) => ({ ...choice, caseId })),
      ),
      makerConfirmed: isConfirmed,
    });
    if (!taken.ok) {
      tell(taken.error);
      return;
    }
    const { cases } = taken.value;
    const [first] = cases;
    showToast({ text: text('packages.takenIn', { cases: cases.map(({ code }) => code).join(', ') }) });
    props.onClose();
    if (first !== undefined && cases.length === 1) {
      navigate({ kind: 'case', caseId: first.caseId, section: 'overview' });
    }
  }

  const work = reading ?? taking;
  const close = (): void => {
    if (!look.isRunning && !takeIn.isRunning) props.onClose();
    else if (work !== null) void cancel.run({ id: work.id });
  };
  const isSomethingHere = looked?.cases.some(({ codeHere }) => codeHere !== null) ?? false;
  const needsConfirming = looked !== null && mustConfirmMaker(looked.maker.standing, isSomethingHere);
  const isBefore = looked !== null && looked.takenInAt !== null;
  const conflicts = looked?.cases.reduce((sum, plan) => sum + countConflicts(plan), 0) ?? 0;
  const lookedAt = [...choices.values()].reduce((sum, each) => sum + countLookedAt(each), 0);
  const left = conflicts - lookedAt;

  const submit = (): void => {
    if (asking !== null) void open(asking.handle);
    else if (left > 0) setAsked(true);
    else void take();
  };

  return (
    <>
      <Dialog
        title={text('packages.takeIn.title')}
        description={asking === null ? text('packages.takeIn.lead') : asking.fileName}
        size="large"
        onClose={close}
        onSubmit={submit}
        footer={
          <>
            {conflicts > 0 && !isBefore && (
              <p className={styles.left} role="status">
                {text('packages.conflicts.left', { count: left })}
              </p>
            )}
            <Button onPress={close}>{text('ui.cancel')}</Button>
            {asking !== null && (
              <Button type="submit" look="primary" busy={look.isRunning} disabled={passphrase === ''}>
                {text('packages.takeIn.open')}
              </Button>
            )}
            {looked !== null && (
              <Button
                type="submit"
                look="primary"
                icon={<PackageOpen />}
                busy={takeIn.isRunning}
                disabled={isBefore || (needsConfirming && !isConfirmed)}
              >
                {text('packages.takeIn')}
              </Button>
            )}
          </>
        }
      >
        <Stack gap={4}>
          {failure !== null && (
            <Banner tone="danger" urgent>
              {failure}
            </Banner>
          )}
          {work !== null && <WorkProgress work={work} label={text('packages.takeIn.reading')} />}
          {look.isRunning && work === null && (
            <Progress label={text('packages.takeIn.reading')} fraction={null} />
          )}
          {asking !== null && (
            <PassphraseField
              label={text('packages.takeIn.passphrase')}
              value={passphrase}
              onChange={setPassphrase}
              autoFocus
            />
          )}
          {looked !== null && (
            <>
              <About looked={looked} />
              {needsConfirming && (
                <Checkbox
                  label={text(
                    looked.maker.standing === 'unknown'
                      ? 'packages.takeIn.confirmUnknownMaker'
                      : 'packages.takeIn.confirmMaker',
                  )}
                  checked={isConfirmed}
                  onChange={setConfirmed}
                />
              )}
              {looked.cases.map((plan) => (
                <CasePart
                  key={plan.caseId}
                  handle={looked.handle}
                  plan={plan}
                  choices={choices.get(plan.caseId) ?? new Map()}
                  onChoices={(chosen) => setChoices((before) => new Map(before).set(plan.caseId, chosen))}
                  onFailure={tell}
                />
              ))}
            </>
          )}
        </Stack>
      </Dialog>
      {isAsked && (
        <ConfirmDialog
          title={text('packages.conflicts.ask.title')}
          confirmLabel={text('packages.conflicts.ask.confirm')}
          onCancel={() => setAsked(false)}
          onConfirm={() => {
            setAsked(false);
            void take();
          }}
        >
          {text('packages.conflicts.ask.body', { count: left })}
        </ConfirmDialog>
      )}
    </>
  );
}

/** Records for a person to choose in. */
function countConflicts({ counts }: CasePlan): number {
  return counts.conflict + counts.removedHere;
}

function About(props: { readonly looked: LookedAtPackage }) {
  const text = useText();
  const formats = useFormats();
  const { maker, madeAt, purpose, forReading, takenInAt, fileName } = props.looked;
  return (
    <>
      {takenInAt !== null && (
        <Banner tone="warning">{text('packages.takeIn.before', { when: formats.instant(takenInAt) })}</Banner>
      )}
      {(maker.standing === 'unknown' || maker.standing === 'otherKey') && (
        <Banner tone={maker.standing === 'otherKey' ? 'danger' : 'info'}>
          {text(`packages.maker.${maker.standing}`, { name: maker.name })}
        </Banner>
      )}
      <Definitions
        entries={[
          { term: text('packages.about.file'), value: <bdi>{fileName}</bdi> },
          {
            term: text('packages.about.maker'),
            value: (
              <>
                <bdi>{maker.name}</bdi> · <code className={styles.code}>{maker.fingerprint}</code>
              </>
            ),
          },
          { term: text('packages.about.madeAt'), value: formats.instant(madeAt) },
          {
            term: text('packages.about.purpose'),
            value: text(`packages.purpose.${forReading ? 'forReading' : purpose}`),
          },
        ]}
      />
    </>
  );
}

const pageSize = 100;

function CasePart(props: {
  readonly handle: string;
  readonly plan: CasePlan;
  readonly choices: Choices;
  readonly onChoices: (choices: Choices) => void;
  readonly onFailure: (failure: Failure) => void;
}) {
  const text = useText();
  const formats = useFormats();
  const { plan, handle, choices } = props;
  const withNames = useNamesShown();
  const [from, setFrom] = useState(0);
  const [pressed, setPressed] = useState<{ readonly take: Side; readonly before: Choices } | null>(null);
  const start = useRef<HTMLElement>(null);
  const isHere = plan.codeHere !== null;
  const { data } = useChannel(
    'packages.differences',
    { handle, caseId: plan.caseId, withNames, from, limit: pageSize },
    { enabled: isHere, keepPrevious: true },
  );
  const conflicts = countConflicts(plan);

  async function takeAll(take: Side): Promise<void> {
    const read = await readConflicts(handle, plan);
    if (!read.ok) {
      props.onFailure(read.error);
      return;
    }
    setPressed({ take, before: choices });
    props.onChoices(chooseInAll(choices, read.value, take));
  }

  const turnTo = (next: number): void => {
    setFrom(next);
    start.current?.scrollIntoView();
  };
  const differences = Object.values(plan.counts).reduce((sum, count) => sum + count, 0);
  return (
    <section ref={start} className={styles.case} aria-label={plan.code}>
      <Row gap={2} wrap justify="between">
        <Row gap={2} wrap>
          <h3 dir="auto">{plan.codeHere ?? plan.code}</h3>
          <Badge tone={isHere ? 'info' : 'success'}>
            {text(isHere ? 'packages.case.known' : 'packages.case.new')}
          </Badge>
        </Row>
        {isHere && differences > 0 && <NamesToggle size="small" />}
      </Row>
      <p className={styles.quiet}>
        {isHere
          ? text('packages.case.counts', plan.counts)
          : text('packages.case.holds', { rows: plan.rows, originals: plan.originals })}
      </p>
      {isHere && differences === 0 && <p>{text('packages.case.same')}</p>}
      {isHere && !plan.hasBase && differences > 0 && (
        <Banner tone="info">{text('packages.case.noBase')}</Banner>
      )}
      {conflicts > 0 && (
        <>
          <p>{text('packages.case.choose')}</p>
          <Row gap={2} wrap>
            <Button size="small" onPress={() => void takeAll('here')}>
              {text('packages.conflicts.all.here')}
            </Button>
            <Button size="small" onPress={() => void takeAll('there')}>
              {text('packages.conflicts.all.there')}
            </Button>
          </Row>
          {pressed !== null && (
            <Banner
              actions={
                <Button
                  size="small"
                  icon={<Undo2 />}
                  onPress={() => {
                    props.onChoices(pressed.before);
                    setPressed(null);
                  }}
                >
                  {text('packages.conflicts.undo')}
                </Button>
              }
            >
              {text(`packages.conflicts.done.${pressed.take}`, { count: conflicts })}
            </Banner>
          )}
        </>
      )}
      {data !== undefined && (
        <>
          <DifferenceList
            entries={data.entries}
            choices={choices}
            onChoose={(entry, fields, take) => {
              // What was chosen since would be lost with it.
              setPressed(null);
              props.onChoices(choose(choices, entry, fields, take));
            }}
          />
          {data.total > pageSize && (
            <Row gap={3} justify="center">
              <Button size="small" disabled={from === 0} onPress={() => turnTo(from - pageSize)}>
                {text('cases.page.before')}
              </Button>
              <span>
                {text('cases.page.range', {
                  from: formats.number(from + 1),
                  until: formats.number(Math.min(from + pageSize, data.total)),
                  total: formats.number(data.total),
                })}
              </span>
              <Button
                size="small"
                disabled={from + pageSize >= data.total}
                onPress={() => turnTo(from + pageSize)}
              >
                {text('cases.page.after')}
              </Button>
            </Row>
          )}
        </>
      )}
    </section>
  );
}

/** All records of a case for a person to choose in, those on other pages too. They come first. */
async function readConflicts(handle: string, plan: CasePlan): Promise<Result<readonly PlanEntry[], Failure>> {
  const count = countConflicts(plan);
  const found: PlanEntry[] = [];
  while (found.length < count) {
    const limit = Math.min(500, count - found.length);
    const read = await call('packages.differences', {
      handle,
      caseId: plan.caseId,
      from: found.length,
      limit,
    });
    if (!read.ok) return read;
    if (read.value.entries.length === 0) break;
    found.push(...read.value.entries);
  }
  return { ok: true, value: found };
}

function failureText(text: Text, error: Failure): string {
  if (isCallError(error)) {
    const { id, values } = callErrorText(error);
    return text(id, values);
  }
  switch (error.kind) {
    case 'packageDoesNotFit':
      return text('packages.failure.packageDoesNotFit', { where: error.where });
    case 'sealedDiffers':
    case 'sealBroken':
    case 'rowsElsewhere':
    case 'caseUnreadable':
      return text(`packages.failure.${error.kind}`, { code: error.code });
    case 'rulesMissing':
      return text('packages.failure.rulesMissing', { pack: error.pack, version: error.version });
    case 'passphraseNeeded':
    case 'dialogCancelled':
      return text('packages.failure.packageNotOpen');
    default:
      return text(`packages.failure.${error.kind}`);
  }
}
