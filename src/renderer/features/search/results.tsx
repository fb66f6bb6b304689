import * as Ariakit from '@ariakit/react';
import { Eye } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { CaseId } from '../../../shared/kernel/ids';
import type { SearchGroup, SearchKind, SearchResult } from '../../../shared/search/contract';
import { describeUncertainDate } from '../../../shared/timeline/describe-date';
import { searchKinds } from '../../../shared/search/contract';
import { navigate, type Route } from '../../lib/navigation';
import { useFormats, useText } from '../../lib/text';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Card } from '../../ui/card';
import { writeWallClock } from '../conversations';
import { personLabel } from '../people';
import { useInterfaceLanguage } from '../timeline';
import styles from './results.module.css';

/** Names a result among all of one search. */
export function resultKey(caseId: CaseId, result: SearchResult): string {
  switch (result.kind) {
    case 'case':
      return `case ${caseId}`;
    case 'person':
      return `person ${result.personId}`;
    case 'interview':
      return result.part.kind === 'paragraph'
        ? `passage ${result.part.blockId}`
        : `${result.part.kind} ${result.interviewId} ${result.snippet?.text ?? ''}`;
    case 'fact':
      return `fact ${result.factId}`;
    case 'exhibit':
      return `exhibit ${result.exhibitId} ${result.snippet?.text ?? ''}`;
    case 'message':
      return `message ${result.conversationId} ${result.sequence}`;
    case 'answers':
      return `answers ${caseId} ${result.filingKind} ${result.language}`;
    case 'filing':
      return `filing ${result.filingId}`;
    case 'draft':
      return `draft ${result.draftId}`;
  }
}

/** Where a result leads. */
export function routeTo(caseId: CaseId, result: SearchResult): Route {
  switch (result.kind) {
    case 'case':
      return { kind: 'case', caseId, section: 'overview' };
    case 'person':
      return { kind: 'case', caseId, section: 'people', focusId: result.personId };
    case 'interview': {
      const { interviewId, part } = result;
      return {
        kind: 'interview',
        caseId,
        interviewId,
        ...(part.kind === 'paragraph' ? { blockId: part.blockId } : {}),
      };
    }
    case 'fact':
      return { kind: 'fact', caseId, factId: result.factId };
    case 'exhibit':
      return { kind: 'case', caseId, section: 'exhibits', focusId: result.exhibitId };
    case 'message':
      return {
        kind: 'case',
        caseId,
        section: 'conversations',
        focusId: result.conversationId,
        field: String(result.sequence),
      };
    case 'answers': {
      const { filingKind, language } = result;
      return { kind: 'filingReview', caseId, filingKind, language };
    }
    case 'filing':
      return { kind: 'case', caseId, section: 'filings', focusId: result.filingId };
    case 'draft':
      return { kind: 'draft', caseId, draftId: result.draftId };
  }
}

/** What may be shown while names are hidden. An answer with names may still stand there for a moment after they were. */
export function withoutNames(group: SearchGroup): SearchGroup {
  return {
    ...group,
    results: group.results.map((result) => {
      if (result.kind === 'person') return { ...result, name: null, snippet: null };
      if (result.kind === 'message') return { ...result, sender: null };
      return result.kind === 'filing' || result.kind === 'draft' ? { ...result, snippet: null } : result;
    }),
  };
}

/** What was found, by case and kind. One Tab stop for all of it; arrow keys move from one result to the next. */
export function Results(props: {
  readonly groups: readonly SearchGroup[];
  readonly store: Ariakit.CompositeStore;
  readonly onOpen: (caseId: CaseId, result: SearchResult) => void;
  /** Null when the search is in one case already. */
  readonly onNarrow: ((caseId: CaseId) => void) | null;
  readonly onLeaveUp: () => void;
}) {
  const text = useText();
  return (
    <Ariakit.Composite
      store={props.store}
      className={styles.groups}
      role="group"
      aria-label={text('search.results')}
      onKeyDownCapture={(event) => {
        const { activeId } = props.store.getState();
        if (event.key === 'ArrowUp' && activeId === props.store.first()) {
          event.preventDefault();
          event.stopPropagation();
          props.onLeaveUp();
        }
      }}
    >
      {props.groups.map((group) => (
        <CaseResults key={group.caseId} group={group} onOpen={props.onOpen} onNarrow={props.onNarrow} />
      ))}
    </Ariakit.Composite>
  );
}

function CaseResults(props: {
  readonly group: SearchGroup;
  readonly onOpen: (caseId: CaseId, result: SearchResult) => void;
  readonly onNarrow: ((caseId: CaseId) => void) | null;
}) {
  const text = useText();
  const formats = useFormats();
  const { caseId, caseCode, caseClosed, results } = props.group;
  const { onNarrow } = props;
  return (
    <section aria-label={caseCode}>
      <div className={styles.caseHead}>
        <h2 className={styles.code}>
          <button
            type="button"
            className={styles.codeButton}
            onClick={() => navigate({ kind: 'case', caseId, section: 'overview' })}
          >
            {caseCode}
          </button>
        </h2>
        {caseClosed && <Badge>{text('search.closedCase')}</Badge>}
        <span className={styles.count}>{formats.number(results.length)}</span>
        {onNarrow !== null && (
          <span className={styles.narrow}>
            <Button look="link" size="small" onPress={() => onNarrow(caseId)}>
              {text('search.onlyThisCase')}
            </Button>
          </span>
        )}
      </div>
      <Card flush>
        {searchKinds.map((kind) => (
          <KindResults
            key={kind}
            kind={kind}
            caseId={caseId}
            results={results.filter((result) => result.kind === kind)}
            onOpen={props.onOpen}
          />
        ))}
      </Card>
    </section>
  );
}

function KindResults(props: {
  readonly kind: SearchKind;
  readonly caseId: CaseId;
  readonly results: readonly SearchResult[];
  readonly onOpen: (caseId: CaseId, result: SearchResult) => void;
}) {
  const text = useText();
  if (props.results.length === 0) return null;
  return (
    <div className={styles.kind}>
      <h3 className={styles.kindName}>{text(`search.kinds.${props.kind}`)}</h3>
      <ul>
        {props.results.map((result) => {
          const key = resultKey(props.caseId, result);
          return (
            <Result key={key} id={key} result={result} onOpen={() => props.onOpen(props.caseId, result)} />
          );
        })}
      </ul>
    </div>
  );
}

function Result(props: { readonly id: string; readonly result: SearchResult; readonly onOpen: () => void }) {
  const text = useText();
  const { result } = props;
  const [isRevealed, setRevealed] = useState(false);
  const isHidden = isSensitive(result) && !isRevealed;
  return (
    <li className={styles.line}>
      <Ariakit.CompositeItem id={props.id} className={styles.result} onClick={props.onOpen}>
        <ResultHead result={result} />
        {isHidden ? (
          <span className={styles.hidden}>{text('search.sensitive')}</span>
        ) : (
          <MarkedText result={result} />
        )}
      </Ariakit.CompositeItem>
      {isHidden && (
        <span className={styles.reveal}>
          <Button look="quiet" size="small" icon={<Eye />} onPress={() => setRevealed(true)}>
            {text('search.sensitive.show')}
          </Button>
        </span>
      )}
    </li>
  );
}

function isSensitive(result: SearchResult): boolean {
  return result.kind === 'interview' && result.part.kind === 'paragraph' && result.part.sensitive;
}

function ResultHead({ result }: { readonly result: SearchResult }) {
  const text = useText();
  const formats = useFormats();
  const language = useInterfaceLanguage();
  switch (result.kind) {
    case 'case':
      return null;
    case 'person': {
      const label = personLabel(text, result);
      const hasName = result.name !== null && result.name !== '';
      return (
        <Head title={hasName ? <bdi>{result.name}</bdi> : label}>
          {hasName && label}
          {result.fit === 'name' && <Badge>{text('search.fit.name')}</Badge>}
        </Head>
      );
    }
    case 'interview':
      return (
        <Head title={<bdi>{result.title}</bdi>}>
          {formats.shortDate(result.heldOn)}
          <Badge>
            {result.part.kind === 'paragraph'
              ? text(`interviews.provenance.${result.part.provenance}`)
              : text(`search.part.${result.part.kind}`)}
          </Badge>
        </Head>
      );
    case 'fact':
      return (
        <Head
          title={
            result.date === null ? text('search.undated') : describeUncertainDate(result.date.edtf, language)
          }
        />
      );
    case 'exhibit':
      return <Head title={text('search.exhibit', { number: result.number })} />;
    case 'message':
      return (
        <Head title={<bdi>{result.title}</bdi>}>
          {result.at !== '' && <span>{writeWallClock(formats, result.at)}</span>}
          {result.sender !== null && result.sender !== '' && <bdi>{result.sender}</bdi>}
        </Head>
      );
    case 'answers':
      return (
        <Head title={text(`filings.kind.${result.filingKind}`)}>
          {text(`filings.language.${result.language}`)}
        </Head>
      );
    case 'filing':
      return (
        <Head title={text(`filings.kind.${result.filingKind}`)}>
          {text(`filings.language.${result.language}`)}
          <span>{text('search.madeOn', { when: formats.instant(result.generatedAt) })}</span>
        </Head>
      );
    case 'draft':
      return (
        <Head title={text(`filings.kind.${result.filingKind}`)}>
          {text(`filings.language.${result.language}`)}
          <span>{text('search.workedOn', { when: formats.instant(result.savedAt) })}</span>
        </Head>
      );
  }
}

function Head(props: { readonly title: ReactNode; readonly children?: ReactNode }) {
  return (
    <span className={styles.head}>
      <span className={styles.title}>{props.title}</span>
      {props.children !== undefined && <span className={styles.beside}>{props.children}</span>}
    </span>
  );
}

function MarkedText({ result }: { readonly result: SearchResult }) {
  const text = useText();
  const { snippet } = result;
  if (snippet === null) {
    // By the name alone there is no text to show, shown names or not.
    if (result.fit === 'name') return null;
    return <span className={styles.hidden}>{text(hiddenTextOf(result))}</span>;
  }
  const pieces: ReactNode[] = [];
  let at = 0;
  for (const { start, end } of snippet.marks) {
    pieces.push(snippet.text.slice(at, start), <mark key={start}>{snippet.text.slice(start, end)}</mark>);
    at = end;
  }
  pieces.push(snippet.text.slice(at));
  const isSaid = result.kind === 'interview' && result.part.kind === 'paragraph';
  return (
    <span className={isSaid ? styles.said : styles.snippet} dir="auto">
      {pieces}
    </span>
  );
}

function hiddenTextOf(result: SearchResult): 'search.namesHidden.person' | 'search.namesHidden.text' {
  return result.kind === 'person' ? 'search.namesHidden.person' : 'search.namesHidden.text';
}
