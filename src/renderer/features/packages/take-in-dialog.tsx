import { PackageOpen } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { mustConfirmMaker, type CasePlan, type LookedAtPackage } from '../../../shared/packages/schemas';
import type { ChannelFailure } from '../../lib/core';
import { navigate } from '../../lib/navigation';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText, type Text } from '../../lib/text';
import { useWork } from '../../lib/use-work';
import { Badge } from '../../ui/badge';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Definitions } from '../../ui/card';
import { Checkbox } from '../../ui/choice';
import { Dialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { Row, Stack } from '../../ui/layout';
import { Progress, WorkProgress } from '../../ui/progress';
import { showToast } from '../../ui/toast';
import { NamesToggle, useNamesShown } from '../people';
import { PassphraseField } from '../vault';
import { choiceKey, DifferenceList, type Choices } from './difference-list';
import styles from './packages.module.css';

type Failure =
  ChannelFailure<'packages.look'> | ChannelFailure<'packages.takeIn'> | Parameters<typeof callErrorText>[0];

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
        [...(choices.get(caseId)?.values() ?? [])].map((choice) => ({ ...choice, caseId })),
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

  return (
    <Dialog
      title={text('packages.takeIn.title')}
      description={asking === null ? text('packages.takeIn.lead') : asking.fileName}
      size="large"
      onClose={close}
      onSubmit={() => void (asking === null ? take() : open(asking.handle))}
      footer={
        <>
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
              />
            ))}
          </>
        )}
      </Stack>
    </Dialog>
  );
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

const shownAtOnce = 100;

function CasePart(props: {
  readonly handle: string;
  readonly plan: CasePlan;
  readonly choices: Choices;
  readonly onChoices: (choices: Choices) => void;
}) {
  const text = useText();
  const { plan } = props;
  const withNames = useNamesShown();
  const [limit, setLimit] = useState(shownAtOnce);
  const isHere = plan.codeHere !== null;
  const { data } = useChannel(
    'packages.differences',
    { handle: props.handle, caseId: plan.caseId, withNames, limit: Math.min(limit, 500) },
    { enabled: isHere },
  );
  const differences = Object.values(plan.counts).reduce((sum, count) => sum + count, 0);
  return (
    <section className={styles.case} aria-label={plan.code}>
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
      {plan.counts.conflict + plan.counts.removedHere > 0 && <p>{text('packages.case.choose')}</p>}
      {data !== undefined && (
        <>
          <DifferenceList
            entries={data.entries}
            choices={props.choices}
            onChoose={(choice) => props.onChoices(new Map(props.choices).set(choiceKey(choice), choice))}
          />
          {data.total > data.entries.length && limit < 500 && (
            <div>
              <Button size="small" onPress={() => setLimit(limit + shownAtOnce)}>
                {text('packages.case.more', { count: data.total - data.entries.length })}
              </Button>
            </div>
          )}
          {data.total > 500 && limit >= 500 && (
            <p className={styles.quiet}>{text('packages.case.tooMany', { count: data.total })}</p>
          )}
        </>
      )}
    </section>
  );
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
      return text(`packages.failure.${error.kind}`, { code: error.code });
    case 'rowsElsewhere':
      return text('packages.failure.rowsElsewhere', { code: error.code });
    case 'rulesMissing':
      return text('packages.failure.rulesMissing', { pack: error.pack, version: error.version });
    case 'passphraseNeeded':
    case 'dialogCancelled':
      return text('packages.failure.packageNotOpen');
    default:
      return text(`packages.failure.${error.kind}`);
  }
}
