import { Archive, ArchiveRestore, ArrowRight, CircleCheck, Lock, Pencil } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { CaseRecord } from '../../../shared/cases/schemas';
import type { CaseId } from '../../../shared/kernel/ids';
import type { CivilDate } from '../../../shared/kernel/time';
import { proposeKeepUntil } from '../../../shared/retention/keep-until';
import type { ChannelOutput } from '../../lib/core';
import { navigate, type CaseSection, type RouteOf } from '../../lib/navigation';
import { useChannel, useCommand } from '../../lib/queries';
import { useFormats, useInterfaceLanguage, useText } from '../../lib/text';
import { Button } from '../../ui/button';
import { Card, EmptyState, Section } from '../../ui/card';
import { DateField } from '../../ui/date-field';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { Stack } from '../../ui/layout';
import { OpenableList } from '../../ui/list';
import { Menu } from '../../ui/menu';
import { Screen } from '../../ui/screen';
import { Skeleton } from '../../ui/spinner';
import { showToast } from '../../ui/toast';
import { usePeople, useWallClock } from '../people';
import { HoldDialog, KeepingSection } from '../retention';
import { CaseFormDrawer } from './case-form';
import { Due, Phase, Reflection, useLocalized } from './case-state';
import { nextSteps, stepPlaces } from './next-steps';
import styles from './overview-screen.module.css';

type OpenedCase = ChannelOutput<'cases.read'>;

/** Where a case stands and what to do next. */
export function OverviewScreen(props: { readonly route: RouteOf<'case'> }) {
  const text = useText();
  const formats = useFormats();
  const { caseId } = props.route;
  const answer = useChannel('cases.read', { caseId });
  const [isEditing, setEditing] = useState(false);
  const opened = answer.data;

  if (answer.failure !== undefined) {
    return (
      <Screen title={text('cases.gone.title')}>
        <EmptyState
          icon={<Archive />}
          title={text('cases.gone.body')}
          actions={<Button onPress={() => navigate({ kind: 'cases' })}>{text('cases.gone.back')}</Button>}
        />
      </Screen>
    );
  }
  if (opened === undefined) {
    return (
      <Screen title={text('cases.overview')}>
        <Skeleton label={text('cases.loadingOne')} lines={6} />
      </Screen>
    );
  }
  return (
    <Screen
      width="wide"
      title={opened.code}
      lead={text('cases.overviewLead', {
        opened: formats.date(opened.openedOn),
        language: text(`cases.language.${opened.fileLanguage}`),
      })}
      actions={<CaseActions opened={opened} onEdit={() => setEditing(true)} />}
    >
      <div className={styles.columns}>
        <div className={styles.main}>
          <StandingSection opened={opened} />
          <WhatNext opened={opened} onEdit={() => setEditing(true)} />
          <PeopleAtAGlance caseId={caseId} />
          <RecentInterviews caseId={caseId} />
        </div>
        <div className={styles.side}>
          <InTheFile opened={opened} />
          <Identifiers opened={opened} onEdit={() => setEditing(true)} />
          <KeepingSection caseId={caseId} code={opened.code} />
        </div>
      </div>
      {isEditing && <CaseFormDrawer opened={opened} onClose={() => setEditing(false)} />}
    </Screen>
  );
}

function goTo(caseId: CaseId, section: CaseSection, focusId?: string): void {
  navigate({ kind: 'case', caseId, section, ...(focusId === undefined ? {} : { focusId }) });
}

function StandingSection(props: { readonly opened: OpenedCase }) {
  const text = useText();
  const localized = useLocalized();
  const { phase, reflection, id } = props.opened;
  return (
    <Section
      title={text('cases.standing')}
      actions={
        <Button look="link" size="small" onPress={() => goTo(id, 'procedure')}>
          {text('cases.toProcedure')}
        </Button>
      }
    >
      <Card>
        <div className={styles.standing}>
          <Standpoint label={text('cases.column.phase')}>
            {phase === null ? <Phase phase={null} /> : localized(phase.name)}
          </Standpoint>
          {reflection !== null && (
            <Standpoint label={text('cases.reflectionPeriod')}>
              <Reflection reflection={reflection} />
              <progress
                className={styles.clock}
                max={reflection.of}
                value={reflection.day}
                aria-label={text('cases.reflectionPeriod')}
              />
            </Standpoint>
          )}
        </div>
        <NextDeadlines opened={props.opened} />
      </Card>
    </Section>
  );
}

/** More than these stand in the part about the procedure. */
const mostDeadlines = 4;

function NextDeadlines(props: { readonly opened: OpenedCase }) {
  const text = useText();
  const language = useInterfaceLanguage();
  const { id, closedOn, nextDeadline } = props.opened;
  const answer = useChannel('deadlines.list', { caseId: id, language }, { enabled: nextDeadline !== null });
  if (closedOn !== null) return null;
  const open = answer.data?.deadlines.filter(({ settled }) => settled === null) ?? [];
  return (
    <div className={styles.deadlines}>
      <span className={styles.label}>{text('cases.nextDeadlines')}</span>
      {nextDeadline === null && <span className={styles.faint}>{text('cases.nothingDue')}</span>}
      <ul>
        {open.slice(0, mostDeadlines).map((deadline) => (
          <li
            key={`${deadline.caseEventId} ${deadline.ruleId} ${deadline.stage}`}
            className={styles.deadline}
          >
            <Due
              deadline={{
                date: deadline.actBy,
                lastDay: deadline.date,
                urgency: deadline.urgency,
                verify: deadline.verify,
                unsigned: nextDeadline?.unsigned === true,
              }}
            />
            <span>{deadline.title}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Standpoint(props: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className={styles.standpoint}>
      <span className={styles.label}>{props.label}</span>
      <span className={styles.value}>{props.children}</span>
    </div>
  );
}

function WhatNext(props: { readonly opened: OpenedCase; readonly onEdit: () => void }) {
  const text = useText();
  const { opened } = props;
  const { people } = usePeople(opened.id);
  const language = useInterfaceLanguage();
  const asked = useChannel('procedures.steps', { caseId: opened.id, language }).data?.steps ?? [];
  const consent = useChannel('consent.read', { caseId: opened.id }).data;
  if (people === undefined || opened.closedOn !== null) return null;
  const missing = nextSteps({
    isClosed: false,
    hasPhase: opened.phase !== null,
    hasOfficeNumber: opened.immigrationOfficeNumber !== '',
    counts: opened.counts,
    consent:
      consent === undefined
        ? null
        : { isAsked: consent.entries.length > 0, runsOut: consent.standings.some(({ runsOut }) => runsOut) },
    people,
  });
  // What the law asks for comes before what the file lacks.
  const lines = [
    ...asked.map((step) => ({
      key: step.id,
      title: step.title,
      why: step.text,
      open: () => goTo(opened.id, 'procedure'),
    })),
    ...missing.map((step) => ({
      key: step,
      title: text(`cases.step.${step}`),
      why: text(`cases.step.${step}.why`),
      open: () => (step === 'fillIdentifiers' ? props.onEdit() : goTo(opened.id, stepPlaces[step])),
    })),
  ];
  return (
    <Section title={text('cases.next')}>
      <Card flush={lines.length > 0}>
        {lines.length === 0 ? (
          <span className={styles.allWell}>
            <CircleCheck aria-hidden="true" />
            {text('cases.next.none')}
          </span>
        ) : (
          <OpenableList
            label={text('cases.next')}
            items={lines}
            keyOf={({ key }) => key}
            onOpen={({ open }) => open()}
          >
            {(line) => (
              <span className={styles.step}>
                <span>
                  <span className={styles.stepTitle}>{line.title}</span>
                  <span className={styles.stepWhy}>{line.why}</span>
                </span>
                <ArrowRight aria-hidden="true" />
              </span>
            )}
          </OpenableList>
        )}
      </Card>
    </Section>
  );
}

function PeopleAtAGlance(props: { readonly caseId: CaseId }) {
  const text = useText();
  const { people } = usePeople(props.caseId);
  if (people === undefined) return null;
  return (
    <Section
      title={text('people.title')}
      actions={
        <Button look="link" size="small" onPress={() => goTo(props.caseId, 'people')}>
          {text('cases.toPeople')}
        </Button>
      }
    >
      <ul className={styles.people}>
        {people.map((person) => (
          <li key={person.id}>
            <button
              type="button"
              className={styles.person}
              onClick={() => goTo(props.caseId, 'people', person.id)}
            >
              <bdi>{person.shownAs}</bdi>
              {person.name !== null && <span className={styles.role}>{person.label}</span>}
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** The others stand in the part about interviews. */
const mostInterviews = 3;

function RecentInterviews(props: { readonly caseId: CaseId }) {
  const text = useText();
  const formats = useFormats();
  const { caseId } = props;
  const interviews = useChannel('interviews.list', { caseId }).data ?? [];
  if (interviews.length === 0) return null;
  return (
    <Section
      title={text('cases.recentInterviews')}
      actions={
        <Button look="link" size="small" onPress={() => goTo(caseId, 'interviews')}>
          {text('cases.toInterviews')}
        </Button>
      }
    >
      <Card flush>
        <OpenableList
          label={text('cases.recentInterviews')}
          items={interviews.slice(0, mostInterviews)}
          keyOf={({ id }) => id}
          onOpen={({ id }) => navigate({ kind: 'interview', caseId, interviewId: id })}
        >
          {(interview) => (
            <span className={styles.step}>
              <span>
                <span className={styles.stepTitle} dir="auto">
                  {interview.title}
                </span>
                <span className={styles.stepWhy}>
                  {formats.date(interview.heldOn)}
                  {interview.sealedAt !== null && ` · ${text('cases.sealed')}`}
                </span>
              </span>
              <ArrowRight aria-hidden="true" />
            </span>
          )}
        </OpenableList>
      </Card>
    </Section>
  );
}

function InTheFile(props: { readonly opened: OpenedCase }) {
  const text = useText();
  const formats = useFormats();
  const { counts, id } = props.opened;
  const tiles: readonly (readonly [CaseSection, keyof typeof counts])[] = [
    ['interviews', 'interviews'],
    ['timeline', 'facts'],
    ['exhibits', 'exhibits'],
    ['people', 'people'],
  ];
  return (
    <Section title={text('cases.column.file')}>
      <div className={styles.tiles}>
        {tiles.map(([section, count]) => (
          <button key={section} type="button" className={styles.tile} onClick={() => goTo(id, section)}>
            <span className={styles.count}>{formats.number(counts[count])}</span>
            <span className={styles.label}>{text(`cases.count.${count}`, { count: counts[count] })}</span>
          </button>
        ))}
      </div>
    </Section>
  );
}

const identifiers = [
  'immigrationOfficeNumber',
  'prosecutionNumber',
  'policeReportNumber',
  'advocateName',
  'centreName',
  'centreAddress',
] as const satisfies readonly (keyof CaseRecord)[];

function Identifiers(props: { readonly opened: CaseRecord; readonly onEdit: () => void }) {
  const text = useText();
  const { opened } = props;
  return (
    <Section
      title={text('cases.identifiers')}
      actions={
        <Button size="small" look="quiet" icon={<Pencil />} onPress={props.onEdit}>
          {text('cases.edit')}
        </Button>
      }
    >
      <Card>
        <dl className={styles.identifiers}>
          {identifiers.map((field) => (
            <div key={field}>
              <dt className={styles.label}>{text(`cases.field.${field}`)}</dt>
              <dd className={styles.lines}>
                {opened[field] === '' ? (
                  <span className={styles.faint}>{text('cases.notKnown')}</span>
                ) : (
                  <bdi>{opened[field]}</bdi>
                )}
              </dd>
            </div>
          ))}
        </dl>
        {opened.note !== '' && (
          <p className={styles.note} dir="auto">
            {opened.note}
          </p>
        )}
      </Card>
    </Section>
  );
}

function CaseActions(props: { readonly opened: CaseRecord; readonly onEdit: () => void }) {
  const text = useText();
  const { opened } = props;
  const [isClosing, setClosing] = useState(false);
  const [isHolding, setHolding] = useState(false);
  const kept = useChannel('retention.readCase', { caseId: opened.id }).data;
  const isHeld = kept?.holds.some(({ liftedAt }) => liftedAt === null) === true;
  const reopen = useCommand('cases.reopen').run;
  return (
    <>
      <Menu
        label={text('cases.actions')}
        entries={[
          { label: text('cases.edit.title'), icon: <Pencil />, onSelect: props.onEdit },
          opened.closedOn === null
            ? { label: text('cases.close'), icon: <Archive />, onSelect: () => setClosing(true) }
            : {
                label: text('cases.reopen'),
                icon: <ArchiveRestore />,
                onSelect: () => void reopen({ caseId: opened.id }),
              },
          // One in force is shown, and lifted, beside the case.
          ...(isHeld
            ? []
            : [{ label: text('retention.hold.place'), icon: <Lock />, onSelect: () => setHolding(true) }]),
        ]}
      />
      {isHolding && (
        <HoldDialog caseId={opened.id} code={opened.code} act="place" onClose={() => setHolding(false)} />
      )}
      {isClosing && <CloseDialog opened={opened} onClose={() => setClosing(false)} />}
    </>
  );
}

function CloseDialog(props: { readonly opened: CaseRecord; readonly onClose: () => void }) {
  const text = useText();
  const { date: today } = useWallClock();
  const [closedOn, setClosedOn] = useState<CivilDate | null>(today);
  const [reason, setReason] = useState('');
  const period = useChannel('retention.readPeriod', {}).data?.period ?? null;
  // Follows the day of closing until somebody types another.
  const [typedUntil, setTypedUntil] = useState<{
    readonly day: CivilDate | null;
    readonly isValid: boolean;
  } | null>(null);
  const { run, isRunning } = useCommand('cases.close');
  const reopen = useCommand('cases.reopen').run;
  const { opened } = props;
  const isPossible = closedOn !== null && closedOn >= opened.openedOn && closedOn <= today;
  const proposed = period === null || !isPossible ? null : proposeKeepUntil(closedOn, period);
  const keepUntil = typedUntil === null ? proposed : typedUntil.day;
  const isTooEarly = keepUntil !== null && isPossible && keepUntil < closedOn;
  const isReady = isPossible && !isTooEarly && typedUntil?.isValid !== false;

  const close = async () => {
    if (!isReady) return;
    const closed = await run({ caseId: opened.id, closedOn, reason, keepUntil });
    props.onClose();
    showToast(
      closed.ok
        ? {
            text: text('cases.close.done', { code: opened.code }),
            action: { label: text('cases.close.undo'), onPress: () => void reopen({ caseId: opened.id }) },
          }
        : { text: text('cases.close.failed') },
    );
  };

  return (
    <Dialog
      size="small"
      title={text('cases.close.title', { code: opened.code })}
      description={text('cases.close.body')}
      onClose={props.onClose}
      onSubmit={() => void close()}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button type="submit" look="primary" busy={isRunning} disabled={!isReady}>
            {text('cases.close')}
          </Button>
        </>
      }
    >
      <Stack gap={4}>
        <DateField
          label={text('cases.field.closedOn')}
          value={closedOn}
          onChange={setClosedOn}
          error={closedOn !== null && !isPossible ? text('cases.edit.impossibleDay') : undefined}
        />
        <TextField
          label={text('retention.closingReason')}
          optional
          value={reason}
          maxLength={1000}
          onChange={setReason}
        />
        <DateField
          label={text('retention.keepUntil')}
          optional
          hint={text(period === null ? 'retention.keepUntil.noPeriod' : 'retention.keepUntil.proposed')}
          value={keepUntil}
          onChange={(day, isValid) => setTypedUntil({ day, isValid })}
          error={isTooEarly ? text('retention.keepUntil.beforeClosing') : undefined}
        />
      </Stack>
    </Dialog>
  );
}
