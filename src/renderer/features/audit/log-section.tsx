import { FileDown, ListFilter } from 'lucide-react';
import { useState } from 'react';
import type { AuditFilter } from '../../../shared/audit/contract';
import type { CaseId, PersonId } from '../../../shared/kernel/ids';
import type { CallError, ChannelFailure } from '../../lib/core';
import { useChannel, useCommand } from '../../lib/queries';
import { useText, type Text, type TextId } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Card, EmptyState } from '../../ui/card';
import { callErrorText } from '../../ui/error-boundary';
import { SelectField } from '../../ui/field';
import { Stack } from '../../ui/layout';
import { Skeleton } from '../../ui/spinner';
import { showToast } from '../../ui/toast';
import { usePeople } from '../people';
import { Leaves } from '../policy';
import { LogEntries } from './log-entries';
import styles from './log-section.module.css';

const everything: AuditFilter = { caseId: null, memberId: null, personId: null, kind: null };
const pageSize = 60;

/** The audit log as sentences, newest first. */
export function LogSection() {
  const text = useText();
  const [filter, setFilter] = useState(everything);
  const [shown, setShown] = useState(pageSize);
  const offered = useChannel('audit.filters', {}).data;
  const list = useChannel(
    'audit.list',
    { ...filter, before: null, limit: shown },
    { keepPrevious: true },
  ).data;
  const isFiltered = Object.values(filter).some((value) => value !== null);
  const show = (changes: Partial<AuditFilter>) => {
    setFilter((before) => ({ ...before, ...changes }));
    setShown(pageSize);
  };
  if (offered === undefined || list === undefined)
    return <Skeleton label={text('audit.loading')} lines={8} />;

  return (
    <Stack gap={4}>
      <p className={styles.lead}>{text('audit.lead')}</p>
      <div className={styles.filters}>
        <SelectField
          label={text('audit.filter.case')}
          value={filter.caseId}
          emptyLabel={text('audit.filter.allCases')}
          options={offered.cases.map(({ caseId, code }) => ({ value: caseId, label: code }))}
          onChange={(caseId) => show({ caseId, personId: null })}
          onClear={() => show({ caseId: null, personId: null })}
        />
        {filter.caseId !== null && (
          <PersonFilter
            caseId={filter.caseId}
            value={filter.personId}
            onChange={(personId) => show({ personId })}
          />
        )}
        <SelectField
          label={text('audit.filter.member')}
          value={filter.memberId}
          emptyLabel={text('audit.filter.allMembers')}
          options={offered.members.map(({ memberId, name }) => ({ value: memberId, label: name }))}
          onChange={(memberId) => show({ memberId })}
          onClear={() => show({ memberId: null })}
        />
        <SelectField
          label={text('audit.filter.kind')}
          value={filter.kind}
          emptyLabel={text('audit.filter.allKinds')}
          options={offered.kinds.map((kind) => ({ value: kind, label: text(`audit.kind.${kind}`) }))}
          onChange={(kind) => show({ kind })}
          onClear={() => show({ kind: null })}
        />
        {isFiltered && (
          <Button look="quiet" onPress={() => show(everything)}>
            {text('audit.filter.clear')}
          </Button>
        )}
      </div>
      {list.entries.length === 0 ? (
        <Card>
          <EmptyState icon={<ListFilter />} title={text('audit.none.title')}>
            {text('audit.none.body')}
          </EmptyState>
        </Card>
      ) : (
        <Card flush>
          <LogEntries entries={list.entries} />
        </Card>
      )}
      {list.next !== null && (
        <div>
          <Button onPress={() => setShown((count) => Math.min(500, count + pageSize * 2))}>
            {text('audit.more')}
          </Button>
        </div>
      )}
      <Export filter={filter} fingerprint={offered.signingKeyFingerprint} />
    </Stack>
  );
}

function PersonFilter(props: {
  readonly caseId: CaseId;
  readonly value: PersonId | null;
  readonly onChange: (value: PersonId | null) => void;
}) {
  const text = useText();
  const { people } = usePeople(props.caseId);
  return (
    <SelectField
      label={text('audit.filter.person')}
      value={props.value}
      emptyLabel={text('audit.filter.allPeople')}
      options={(people ?? []).map(({ id, label }) => ({ value: id, label }))}
      onChange={props.onChange}
      onClear={() => props.onChange(null)}
    />
  );
}

function Export(props: { readonly filter: AuditFilter; readonly fingerprint: string }) {
  const text = useText();
  const save = useCommand('audit.export');
  const [failure, setFailure] = useState<string | null>(null);

  async function run(): Promise<void> {
    setFailure(null);
    const saved = await save.run(props.filter);
    if (saved.ok) showToast({ text: text('audit.exported', { entries: saved.value.entries }) });
    else setFailure(exportFailureText(saved.error, text));
  }

  return (
    <Stack gap={3}>
      {failure !== null && (
        <Banner tone="danger" urgent>
          {failure}
        </Banner>
      )}
      <div className={styles.export}>
        <Leaves as="log">
          <Button icon={<FileDown />} busy={save.isRunning} onPress={() => void run()}>
            {text('audit.export')}
          </Button>
        </Leaves>
        <p className={styles.hint}>{text('audit.export.hint', { fingerprint: props.fingerprint })}</p>
      </div>
    </Stack>
  );
}

/** Null when there is nothing to tell: the person closed the dialog. */
function exportFailureText(failure: ChannelFailure<'audit.export'> | CallError, text: Text): string | null {
  switch (failure.kind) {
    case 'dialogCancelled':
      return null;
    case 'targetFull':
    case 'targetNotWritable':
    case 'targetMissing':
    case 'writtenWrongly': {
      const id: TextId = `audit.export.${failure.kind}`;
      return text(id);
    }
    default: {
      const sentence = callErrorText(failure);
      return text(sentence.id, sentence.values);
    }
  }
}
