import { useState } from 'react';
import { fileLanguages, type FileLanguage } from '../../../shared/cases/schemas';
import type { CivilDate } from '../../../shared/kernel/time';
import type { PersonMatch } from '../../../shared/people/schemas';
import type { ChannelFailure, CallError } from '../../lib/core';
import { navigate } from '../../lib/navigation';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useInterfaceLanguage, useText } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { RadioCards } from '../../ui/choice';
import { DateField } from '../../ui/date-field';
import { Dialog } from '../../ui/dialog';
import { callErrorText } from '../../ui/error-boundary';
import { TextArea, TextField } from '../../ui/field';
import { Columns, Stack } from '../../ui/layout';
import { Waiting } from '../../ui/spinner';
import { hasNames, MatchList, noNames, useNameSearch, useWallClock } from '../people';
import styles from './new-case-dialog.module.css';

/** Opens a case in two steps: who it is about, looked for in all other cases; then the file. */
export function NewCaseDialog(props: { readonly onClose: () => void }) {
  const [names, setNames] = useState(noNames);
  const [reviewed, setReviewed] = useState<readonly PersonMatch[] | null>(null);
  // Asked for while names are typed: the second step cannot be submitted without, and would lose a quick Enter.
  const storedPrefix = useChannel('cases.readCodePrefix', {}).data?.codePrefix ?? '';
  return reviewed === null ? (
    <WhoStep names={names} onChange={setNames} onClose={props.onClose} onReviewed={setReviewed} />
  ) : (
    <FileStep
      names={names}
      reviewed={reviewed}
      storedPrefix={storedPrefix}
      onBack={() => setReviewed(null)}
      onClose={props.onClose}
    />
  );
}

function WhoStep(props: {
  readonly names: typeof noNames;
  readonly onChange: (names: typeof noNames) => void;
  readonly onReviewed: (matches: readonly PersonMatch[]) => void;
  readonly onClose: () => void;
}) {
  const text = useText();
  const { names, onChange } = props;
  const matches = useNameSearch(names);
  const isNamed = hasNames(names);
  return (
    <Dialog
      title={text('cases.new.title')}
      description={text('cases.new.who')}
      onClose={props.onClose}
      onSubmit={() => {
        if (matches !== null) props.onReviewed(matches);
      }}
      footer={
        <>
          <Button onPress={props.onClose}>{text('ui.cancel')}</Button>
          <Button type="submit" look="primary" disabled={matches === null}>
            {text(
              !isNamed
                ? 'cases.new.withoutName'
                : matches !== null && matches.length > 0
                  ? 'cases.new.someoneElse'
                  : 'cases.new.next',
            )}
          </Button>
        </>
      }
    >
      <Stack gap={4}>
        <Columns gap={3} column="13rem">
          <TextField
            autoFocus
            label={text('people.field.givenNames')}
            hint={text('people.field.givenNamesHint')}
            value={names.givenNames}
            maxLength={200}
            onChange={(givenNames) => onChange({ ...names, givenNames })}
          />
          <TextField
            label={text('people.field.familyName')}
            value={names.familyName}
            maxLength={200}
            onChange={(familyName) => onChange({ ...names, familyName })}
          />
        </Columns>
        <Columns gap={3} column="13rem">
          <TextField
            label={text('people.field.nativeScriptName')}
            optional
            value={names.nativeScriptName}
            maxLength={200}
            onChange={(nativeScriptName) => onChange({ ...names, nativeScriptName })}
          />
          <TextArea
            label={text('people.field.otherNames')}
            optional
            rows={1}
            value={names.otherNames}
            maxLength={2000}
            onChange={(otherNames) => onChange({ ...names, otherNames })}
          />
        </Columns>
        <div className={styles.found} aria-live="polite">
          {!isNamed && <p className={styles.soft}>{text('cases.new.searchWaits')}</p>}
          {isNamed && matches === null && <Waiting label={text('cases.new.searching')} />}
          {isNamed && matches?.length === 0 && <Banner tone="success">{text('cases.new.nobody')}</Banner>}
          {matches !== null && matches.length > 0 && (
            <Stack gap={2}>
              <Banner tone="warning" title={text('cases.new.found', { count: matches.length })}>
                {text('cases.new.foundBody')}
              </Banner>
              <MatchList
                matches={matches}
                onOpen={(match) => {
                  props.onClose();
                  navigate({ kind: 'case', caseId: match.caseId, section: 'overview' });
                }}
              />
            </Stack>
          )}
        </div>
      </Stack>
    </Dialog>
  );
}

function FileStep(props: {
  readonly names: typeof noNames;
  readonly reviewed: readonly PersonMatch[];
  /** What codes of cases begin with; empty until it is known. */
  readonly storedPrefix: string;
  readonly onBack: () => void;
  readonly onClose: () => void;
}) {
  const text = useText();
  const { date: today } = useWallClock();
  const spoken = useInterfaceLanguage();
  const [fileLanguage, setFileLanguage] = useState<FileLanguage>(
    fileLanguages.find((language) => language === spoken) ?? 'fr',
  );
  const [openedOn, setOpenedOn] = useState<CivilDate | null>(today);
  const [advocateName, setAdvocateName] = useState('');
  const stored = props.storedPrefix;
  const [typedPrefix, setTypedPrefix] = useState<string | null>(null);
  const prefix = typedPrefix ?? stored;
  const isPrefixRight = /^[A-Z][A-Z0-9]{0,5}$/.test(prefix);
  const [problem, setProblem] = useState<string | null>(null);
  const create = useCommand('cases.create');
  const changePrefix = useCommand('cases.changeCodePrefix');

  const explain = (error: ChannelFailure<'cases.create'> | CallError): string => {
    if (isCallError(error)) {
      const sentence = callErrorText(error);
      return text(sentence.id, sentence.values);
    }
    return text(error.kind === 'impossibleDay' ? 'cases.new.futureDay' : 'cases.new.searchAgain');
  };
  const open = async () => {
    if (openedOn === null || !isPrefixRight) return;
    if (prefix !== stored) {
      const changed = await changePrefix.run({ codePrefix: prefix });
      if (!changed.ok) {
        setProblem(explain(changed.error));
        return;
      }
    }
    const opened = await create.run({
      fileLanguage,
      openedOn,
      advocateName,
      client: props.names,
      reviewedMatches: props.reviewed.map(({ personId }) => personId),
    });
    if (!opened.ok) {
      setProblem(explain(opened.error));
      return;
    }
    props.onClose();
    navigate({ kind: 'case', caseId: opened.value.caseId, section: 'overview' });
  };

  return (
    <Dialog
      title={text('cases.new.title')}
      description={text('cases.new.file')}
      onClose={props.onClose}
      onSubmit={() => void open()}
      footer={
        <>
          <Button onPress={props.onBack}>{text('cases.new.back')}</Button>
          <Button
            type="submit"
            look="primary"
            busy={create.isRunning || changePrefix.isRunning}
            disabled={openedOn === null || !isPrefixRight}
          >
            {text('cases.new.open')}
          </Button>
        </>
      }
    >
      <Stack gap={4}>
        <RadioCards
          legend={text('cases.field.fileLanguage')}
          column="8rem"
          options={fileLanguages.map((value) => ({ value, label: text(`cases.language.${value}`) }))}
          value={fileLanguage}
          onChange={setFileLanguage}
        />
        <Columns gap={3} column="13rem">
          <DateField
            label={text('cases.field.openedOn')}
            value={openedOn}
            onChange={setOpenedOn}
            error={openedOn !== null && openedOn > today ? text('cases.new.futureDay') : undefined}
          />
          <TextField
            label={text('cases.field.advocateName')}
            optional
            value={advocateName}
            maxLength={200}
            onChange={setAdvocateName}
          />
        </Columns>
        <TextField
          label={text('cases.field.codePrefix')}
          hint={text('cases.field.codePrefixHint', {
            example: `${prefix}-${(openedOn ?? today).slice(0, 4)}-001`,
          })}
          dir="ltr"
          value={prefix}
          maxLength={6}
          onChange={(value) => setTypedPrefix(value.toUpperCase())}
          error={isPrefixRight || prefix === '' ? undefined : text('cases.field.codePrefixWrong')}
        />
        {problem !== null && (
          <Banner tone="danger" urgent>
            {problem}
          </Banner>
        )}
      </Stack>
    </Dialog>
  );
}
