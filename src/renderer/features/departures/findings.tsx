import { leakKinds } from '../../../shared/departures/leak-kinds';
import { isAgainst, type Finding } from '../../../shared/departures/schemas';
import { isOnlyTold, originalTraces } from '../../../shared/evidence/traces';
import type { CaseId } from '../../../shared/kernel/ids';
import { useText, type Text } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { usePeople, type PersonView } from '../people';
import styles from './findings.module.css';

/** What was found in a document that is about to leave: what speaks against it first, then who is named. */
export function Findings(props: { readonly caseId: CaseId; readonly findings: readonly Finding[] }) {
  const text = useText();
  const told = props.findings.filter(({ trace }) => isOnlyTold(trace));
  const stops = props.findings.filter(isAgainst);
  const missing = props.findings.filter(({ kind }) => kind === 'pictureMissing');
  const named = props.findings.filter(({ kind }) => kind === 'named');
  return (
    <>
      {stops.length > 0 && (
        <Banner tone="danger" urgent title={text('departures.findings.stop')}>
          <List caseId={props.caseId} findings={stops} />
        </Banner>
      )}
      {told.length > 0 && (
        <Banner title={text('departures.findings.told')}>
          <List caseId={props.caseId} findings={told} />
        </Banner>
      )}
      {missing.map((finding) => (
        <Banner key={finding.kind} tone="warning">
          {whatWasFound(text, finding, undefined)}
        </Banner>
      ))}
      {named.length > 0 && (
        <Banner title={text('departures.findings.named')}>
          <List caseId={props.caseId} findings={named} />
        </Banner>
      )}
    </>
  );
}

function List(props: { readonly caseId: CaseId; readonly findings: readonly Finding[] }) {
  const text = useText();
  const { personOf } = usePeople(props.caseId);
  return (
    <ul className={styles.list}>
      {props.findings.map((finding) => {
        const person = finding.personId === null ? undefined : personOf(finding.personId);
        const [first] = finding.places;
        return (
          <li key={JSON.stringify([finding.kind, finding.personId, finding.otherCase, finding.trace])}>
            <bdi>{whatWasFound(text, finding, person)}</bdi>
            {first !== undefined && finding.kind !== 'pictureReplaced' && (
              <div className={styles.place}>
                {finding.kind === 'trace'
                  ? exhibitsText(text, finding)
                  : placeText(text, first, finding.places.length - 1)}
                {first.excerpt !== null && (
                  <>
                    {' · '}
                    <bdi className={styles.excerpt}>{first.excerpt}</bdi>
                  </>
                )}
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function placeText(
  text: Text,
  { part, paragraph, exhibit }: Finding['places'][number],
  more: number,
): string {
  return exhibit === null || exhibit === ''
    ? text(`departures.place.${part}`, { paragraph, more })
    : text('departures.place.exhibit', { exhibit, paragraph, more });
}

/** Which originals say it; a file that stands in no exhibit has no number. */
function exhibitsText(text: Text, { places }: Finding): string {
  const numbers = places.flatMap(({ exhibit }) => (exhibit === null || exhibit === '' ? [] : [exhibit]));
  return text('departures.place.exhibits', { exhibits: numbers.join(', '), count: numbers.length });
}

function whatWasFound(text: Text, finding: Finding, person: PersonView | undefined): string {
  const who = person?.shownAs ?? text('people.unknownPerson');
  switch (finding.kind) {
    case 'guardedWords':
      return finding.otherCase === null
        ? text('departures.found.guardedWords')
        : text('departures.found.guardedOfOther', { code: finding.otherCase });
    case 'otherCase':
      return text('departures.found.otherCase', { code: finding.otherCase ?? '' });
    case 'trace':
      return traceText(text, finding);
    case 'pictureReplaced':
    case 'pictureMissing':
      return text(`departures.found.${finding.kind}`, {
        exhibits: finding.places.map(({ exhibit }) => exhibit ?? '').join(', '),
      });
    case 'named':
      return who;
    default:
      return text(`departures.found.${finding.kind}`, { who });
  }
}

/** A trace in an original has a place; in a document of ours it stands beside the whole. */
function traceText(text: Text, { trace, places }: Finding): string {
  const ofOriginal = places.length === 0 ? undefined : originalTraces.find((each) => each === trace);
  if (ofOriginal !== undefined) return text(`evidence.ownTrace.${ofOriginal}`);
  const ofDocument = leakKinds.find((each) => each === trace);
  return ofDocument === undefined
    ? text('departures.objection.trace')
    : text('departures.found.trace', { trace: text(`departures.trace.${ofDocument}`) });
}
