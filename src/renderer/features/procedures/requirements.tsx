import { Mail, StickyNote } from 'lucide-react';
import { useState } from 'react';
import type { Exhibit } from '../../../shared/evidence/schemas';
import { preferredLanguageOf } from '../../../shared/filings/kinds';
import { exhibitIdSchema, personIdSchema, type CaseId } from '../../../shared/kernel/ids';
import {
  requirementStates,
  type PhaseView,
  type ProcedureView,
  type RequirementView,
} from '../../../shared/procedures/contract';
import type { ChannelInput } from '../../lib/core';
import { classNames } from '../../lib/class-names';
import { navigate } from '../../lib/navigation';
import { useChannel, useCommand } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Badge } from '../../ui/badge';
import { Banner } from '../../ui/banner';
import { Button, IconButton } from '../../ui/button';
import { Card, Section } from '../../ui/card';
import { SelectField } from '../../ui/field';
import { MarkBadge } from '../deadlines';
import { usePeople, type PersonView } from '../people';
import { Disclosure } from './disclosure';
import { procedureFailureText } from './failure-text';
import { RequirementDialog } from './requirement-dialog';
import styles from './requirements.module.css';

export type RequirementChanges = ChannelInput<'procedures.setRequirement'>['changes'];

/** What must be brought together for each document, and who has it. What comes next stands open. */
export function Requirements(props: {
  readonly caseId: CaseId;
  readonly procedure: ProcedureView;
  readonly focusId: string | undefined;
}) {
  const text = useText();
  const { caseId, procedure, focusId } = props;
  const { people } = usePeople(caseId);
  const exhibits = useChannel('evidence.list', { caseId }).data;
  const fileLanguage = useChannel('cases.read', { caseId }).data?.fileLanguage;
  const letterLanguage = preferredLanguageOf('L1', fileLanguage);
  const set = useCommand('procedures.setRequirement');
  const [failure, setFailure] = useState<string | null>(null);
  const [openedId, setOpenedId] = useState<string | null>(
    procedure.requirements.some(({ id }) => id === focusId) ? (focusId ?? null) : null,
  );
  const current = procedure.phases.find(({ id }) => id === procedure.phaseId);
  const opened = procedure.requirements.find(({ id }) => id === openedId);

  const change = async (requirementId: string, changes: RequirementChanges): Promise<boolean> => {
    const changed = await set.run({ caseId, requirementId, changes });
    setFailure(changed.ok ? null : procedureFailureText(text, changed.error));
    return changed.ok;
  };

  return (
    <Section
      title={text('procedures.requirements')}
      description={text('procedures.requirements.lead')}
      actions={
        <Button
          size="small"
          icon={<Mail />}
          onPress={() =>
            navigate({ kind: 'filingReview', caseId, filingKind: 'L1', language: letterLanguage })
          }
        >
          {text('procedures.requirements.letter')}
        </Button>
      }
    >
      {failure !== null && (
        <Banner tone="danger" urgent>
          {failure}
        </Banner>
      )}
      <Card flush>
        {procedure.phases.map((phase) => {
          const requirements = procedure.requirements.filter(({ phaseId }) => phaseId === phase.id);
          if (requirements.length === 0) return null;
          const isNext = current?.next.includes(phase.id) === true || phase.id === focusId;
          return (
            <Disclosure
              key={phase.id}
              title={titleOf(phase, text('procedures.requirements.for', { phase: phase.name }))}
              startsOpen={isNext || requirements.some(({ id }) => id === focusId)}
              aside={<Progress requirements={requirements} isNext={isNext} />}
            >
              <div className={styles.list} role="list">
                {requirements.map((requirement) => (
                  <RequirementRow
                    key={requirement.id}
                    requirement={requirement}
                    people={people ?? []}
                    exhibits={exhibits ?? []}
                    onChange={(changes) => void change(requirement.id, changes)}
                    onOpen={() => setOpenedId(requirement.id)}
                  />
                ))}
              </div>
            </Disclosure>
          );
        })}
      </Card>
      {opened !== undefined && (
        <RequirementDialog
          requirement={opened}
          conditions={procedure.conditions}
          onSave={(changes) => change(opened.id, changes)}
          onClose={() => setOpenedId(null)}
        />
      )}
    </Section>
  );
}

/** First contact has no document to ask for. */
function titleOf(phase: PhaseView, forPhase: string): string {
  return phase.document === null ? phase.name : forPhase;
}

function Progress(props: { readonly requirements: readonly RequirementView[]; readonly isNext: boolean }) {
  const text = useText();
  const isThere = ({ state }: RequirementView) => state === 'received' || state === 'notNeeded';
  const alternatives = props.requirements.filter(({ need }) => need === 'oneOf');
  const required = props.requirements.filter(({ need }) => need === 'required');
  // Of several alternatives one is enough.
  const total = required.length + (alternatives.length > 0 ? 1 : 0);
  const done = required.filter(isThere).length + (alternatives.some(isThere) ? 1 : 0);
  return (
    <Badge tone={done === total ? 'success' : props.isNext ? 'accent' : 'neutral'}>
      {text('procedures.requirements.progress', { done, total })}
    </Badge>
  );
}

function RequirementRow(props: {
  readonly requirement: RequirementView;
  readonly people: readonly PersonView[];
  readonly exhibits: readonly Exhibit[];
  readonly onChange: (changes: RequirementChanges) => void;
  readonly onOpen: () => void;
}) {
  const text = useText();
  const { requirement, onChange } = props;
  const named = (label: string) => `${label}: ${requirement.name}`;
  return (
    <div className={styles.row} role="listitem">
      <div className={styles.state}>
        <span className={classNames(styles.light, styles[requirement.state])} aria-hidden="true" />
        <SelectField
          label={named(text('procedures.requirement.state'))}
          hideLabel
          value={requirement.state}
          options={requirementStates.map((state) => ({
            value: state,
            label: text(`procedures.requirement.state.${state}`),
          }))}
          onChange={(state) => onChange({ state })}
        />
      </div>
      <div className={styles.words}>
        <span className={classNames(styles.name, requirement.state === 'notNeeded' && styles.struck)}>
          {requirement.name}
        </span>
        <span className={styles.hint}>
          {text('procedures.requirement.usually', {
            provider: text(`procedures.provider.${requirement.provider}`),
          })}
          {requirement.need !== 'required' && <> · {text(`procedures.need.${requirement.need}`)}</>}{' '}
          <MarkBadge mark={requirement.fact.mark} />
        </span>
        {requirement.note !== '' && (
          <p className={styles.note} dir="auto">
            {requirement.note}
          </p>
        )}
      </div>
      <SelectField
        label={named(text('procedures.requirement.holder'))}
        hideLabel
        emptyLabel={
          requirement.holderNote === '' ? text('procedures.requirement.nobody') : requirement.holderNote
        }
        value={requirement.holderPersonId}
        options={props.people.map(({ id, shownAs }) => ({ value: id, label: shownAs }))}
        onChange={(id) => onChange({ holderPersonId: personIdSchema.parse(id) })}
        onClear={() => onChange({ holderPersonId: null })}
      />
      <SelectField
        label={named(text('procedures.requirement.exhibit'))}
        hideLabel
        emptyLabel={text('procedures.requirement.noExhibit')}
        value={requirement.exhibit?.id ?? null}
        options={props.exhibits.map(({ id, number, title }) => ({
          value: id,
          label: text('procedures.requirement.exhibitLabel', { number, title }),
        }))}
        onChange={(id) => onChange({ exhibitId: exhibitIdSchema.parse(id) })}
        onClear={() => onChange({ exhibitId: null })}
      />
      <IconButton
        label={text('procedures.requirement.details', { name: requirement.name })}
        size="small"
        icon={<StickyNote />}
        onPress={props.onOpen}
      />
    </div>
  );
}
