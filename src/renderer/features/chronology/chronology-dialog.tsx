import { FileDown } from 'lucide-react';
import { useState } from 'react';
import { citedSources, type CitedSources } from '../../../shared/chronology/contract';
import { shortestReason } from '../../../shared/departures/schemas';
import type { CaseId } from '../../../shared/kernel/ids';
import { languages, type Language } from '../../../shared/kernel/languages';
import type { FactFilter } from '../../../shared/timeline/schemas';
import type { ChannelOutput } from '../../lib/core';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useInterfaceLanguage, useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Checkbox, RadioCards } from '../../ui/choice';
import { Dialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { SelectField } from '../../ui/field';
import { Columns, Stack } from '../../ui/layout';
import { showToast } from '../../ui/toast';
import { LeavingFields, useLeaving } from '../departures';
import { usePeople } from '../people';
import styles from './chronology-dialog.module.css';

type Facts = 'all' | 'filtered' | 'element';

/** Chooses what a chronology tells, shows whom it would give away, and saves it as a Word file. */
export function ChronologyDialog(props: {
  readonly caseId: CaseId;
  /** Language of the case's file: the one most documents are wanted in. */
  readonly fileLanguage: Language;
  /** What the timeline shows now; null when it shows everything. */
  readonly shownFilter: FactFilter | null;
  readonly onClose: () => void;
}) {
  const text = useText();
  const { caseId, shownFilter } = props;
  const save = useCommand('timeline.saveChronology');
  const interfaceLanguage = useInterfaceLanguage();
  const elements =
    useChannel('procedures.conditions', { caseId, language: interfaceLanguage }).data?.conditions ?? [];
  const [language, setLanguage] = useState<Language>(props.fileLanguage);
  const [facts, setFacts] = useState<Facts>(shownFilter === null ? 'all' : 'filtered');
  const [elementId, setElementId] = useState<string | null>(null);
  const [sources, setSources] = useState<CitedSources>('exhibits');
  const [withSourceKind, setWithSourceKind] = useState(false);
  const [withConfidence, setWithConfidence] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const leaving = useLeaving();

  const filter: FactFilter =
    facts === 'filtered'
      ? (shownFilter ?? {})
      : facts === 'element' && elementId !== null
        ? { conditionId: elementId }
        : {};
  const draft = { caseId, choice: { language, filter, sources, withSourceKind, withConfidence } };
  const isChosen = facts !== 'element' || elementId !== null;
  const look = useChannel('timeline.lookAtChronology', draft, { enabled: isChosen }).data;

  const submit = async (): Promise<void> => {
    if (!isChosen || save.isRunning) return;
    if (!leaving.isSaid) {
      setFailure(text('departures.to.missing'));
      return;
    }
    setFailure(null);
    const saved = await save.run({ ...draft, ...leaving.input });
    if (saved.ok) {
      showToast({ text: text('chronology.saved', { fileName: saved.value.fileName }) });
      props.onClose();
    } else if (isCallError(saved.error)) {
      const { id, values } = callErrorText(saved.error);
      setFailure(text(id, values));
    } else if (saved.error.kind === 'reasonNeeded') {
      leaving.onNeeded(saved.error);
      setFailure(text('departures.reason.missing', { count: shortestReason }));
    } else if (saved.error.kind !== 'dialogCancelled') {
      setFailure(text(`chronology.failure.${saved.error.kind}`));
    }
  };

  return (
    <Dialog
      title={text('chronology.title')}
      description={text('chronology.lead')}
      size="large"
      onClose={props.onClose}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button
            type="submit"
            look="primary"
            icon={<FileDown />}
            busy={save.isRunning}
            disabled={!isChosen || look?.facts === 0}
          >
            {text('chronology.save')}
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
        <LeavingFields caseId={caseId} leaving={leaving} />
        <RadioCards
          legend={text('chronology.facts')}
          value={facts}
          onChange={setFacts}
          options={[
            { value: 'all', label: text('chronology.facts.all') },
            ...(shownFilter === null
              ? []
              : [{ value: 'filtered' as const, label: text('chronology.facts.filtered') }]),
            ...(elements.length === 0
              ? []
              : [{ value: 'element' as const, label: text('chronology.facts.element') }]),
          ]}
        />
        {facts === 'element' && (
          <SelectField
            label={text('chronology.element')}
            value={elementId}
            emptyLabel={text('chronology.element.choose')}
            options={elements.map(({ id, name }) => ({ value: id, label: name }))}
            onChange={setElementId}
          />
        )}
        <Columns>
          <SelectField
            label={text('chronology.language')}
            hint={text('chronology.language.hint')}
            value={language}
            options={languages.map((value) => ({ value, label: text(`chronology.language.${value}`) }))}
            onChange={setLanguage}
          />
          <SelectField
            label={text('chronology.sources')}
            value={sources}
            options={citedSources.map((value) => ({ value, label: text(`chronology.sources.${value}`) }))}
            onChange={setSources}
          />
        </Columns>
        <Checkbox
          label={text('chronology.withSourceKind')}
          checked={withSourceKind}
          onChange={setWithSourceKind}
        />
        <Checkbox
          label={text('chronology.withConfidence')}
          description={text('chronology.withConfidence.hint')}
          checked={withConfidence}
          onChange={setWithConfidence}
        />
        {look !== undefined && <WhatItHolds caseId={caseId} look={look} withNotes={sources !== 'none'} />}
      </Stack>
    </Dialog>
  );
}

/** How much the document would tell, and who could be recognised in it. */
export function WhatItHolds(props: {
  readonly caseId: CaseId;
  readonly look: ChannelOutput<'timeline.lookAtChronology'>;
  readonly withNotes: boolean;
}) {
  const text = useText();
  const { personOf } = usePeople(props.caseId);
  const { mentions, otherCases, ...counts } = props.look;
  if (counts.facts === 0) return <Banner tone="warning">{text('chronology.look.none')}</Banner>;
  return (
    <Stack gap={3}>
      <Banner title={text('chronology.look.title')}>
        {text(props.withNotes ? 'chronology.look.counts' : 'chronology.look.countsWithoutNotes', counts)}
      </Banner>
      {otherCases.length > 0 && (
        <Banner tone="danger" urgent>
          {text('chronology.look.otherCases', { codes: otherCases.join(', ') })}
        </Banner>
      )}
      {mentions.length === 0 ? (
        <Banner>{text('chronology.look.nobody')}</Banner>
      ) : (
        <Banner tone="warning" title={text('chronology.look.named')}>
          <ul className={styles.named}>
            {mentions.map(({ personId, by }) => (
              <li key={personId}>
                <bdi>{personOf(personId)?.shownAs ?? text('people.unknownPerson')}</bdi> (
                {by.map((kind) => text(`chronology.look.${kind}`)).join(', ')})
              </li>
            ))}
          </ul>
        </Banner>
      )}
    </Stack>
  );
}
