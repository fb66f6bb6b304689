import { CircleAlert, ListTodo, Plus, Printer } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { CaseId } from '../../../shared/kernel/ids';
import type { Coverage, CoverageRow } from '../../../shared/procedures/coverage';
import { navigate, type RouteOf } from '../../lib/navigation';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import { Card, EmptyState, Section } from '../../ui/card';
import { callErrorText } from '../../ui/error-boundary';
import { VisuallyHidden } from '../../ui/layout';
import { Screen } from '../../ui/screen';
import { Skeleton } from '../../ui/spinner';
import { Table, TableCell, TableRow } from '../../ui/table';
import { usePackLanguage } from '../deadlines';
import { Leaves } from '../policy';
import styles from './coverage.module.css';
import { holeTarget } from './hole-target';
import { PrintedCoverage } from './printed-coverage';
import { LeavingDialog } from '../departures';

/** How many of each are shown before the rest is only counted. */
const mostShown = 5;

/** Which element of the law rests on what, where nothing stands, and what serves nothing. */
export function CoverageScreen({ route }: { readonly route: RouteOf<'case'> }) {
  const text = useText();
  const language = usePackLanguage();
  const { caseId } = route;
  const { data } = useChannel(
    'procedures.coverage',
    { caseId, language },
    { keepPrevious: true, askAnew: true },
  );
  const print = useCommand('procedures.printCoverage');
  const [isLeaving, setLeaving] = useState(false);

  if (data === undefined) {
    return (
      <Screen title={text('procedures.coverage.title')} width="wide">
        <Skeleton label={text('procedures.coverage.loading')} lines={8} />
      </Screen>
    );
  }
  const needed = data.rows.filter(({ isNeeded }) => isNeeded);
  const others = data.rows.filter(({ isNeeded }) => !isNeeded);
  return (
    <Screen
      title={text('procedures.coverage.title')}
      lead={text('procedures.coverage.lead')}
      width="wide"
      actions={
        data.rows.length > 0 ? (
          <Leaves as="print">
            <Button icon={<Printer />} onPress={() => setLeaving(true)}>
              {text('procedures.coverage.print')}
            </Button>
          </Leaves>
        ) : undefined
      }
    >
      {isLeaving && (
        <LeavingDialog
          caseId={caseId}
          title={text('procedures.coverage.print')}
          lead={text('procedures.coverage.print.lead')}
          action={text('procedures.coverage.print')}
          icon={<Printer />}
          onClose={() => setLeaving(false)}
          onLeave={async (input) => {
            const printed = await print.run({ caseId, language, ...input });
            if (printed.ok) return { kind: 'left' };
            const { error } = printed;
            if (isCallError(error)) {
              const { id, values } = callErrorText(error);
              return { kind: 'failed', sentence: text(id, values) };
            }
            if (error.kind === 'reasonNeeded') return { kind: 'needed', needed: error };
            return error.kind === 'printCancelled'
              ? { kind: 'notNow' }
              : { kind: 'failed', sentence: text('procedures.coverage.printFailed') };
          }}
        />
      )}
      {data.rows.length === 0 ? (
        <Card>
          <EmptyState
            icon={<ListTodo />}
            title={text('procedures.coverage.notStarted.title')}
            actions={
              <Button onPress={() => navigate({ kind: 'case', caseId, section: 'procedure' })}>
                {text('procedures.coverage.toProcedure')}
              </Button>
            }
          >
            {text('procedures.coverage.notStarted.body')}
          </EmptyState>
        </Card>
      ) : (
        <>
          <CoverageTable caseId={caseId} title={text('procedures.coverage.needed')} rows={needed} />
          <CoverageTable caseId={caseId} title={text('procedures.coverage.others')} rows={others} />
          <Idle caseId={caseId} coverage={data} />
          <PrintedCoverage coverage={data} />
        </>
      )}
    </Screen>
  );
}

function CoverageTable(props: {
  readonly caseId: CaseId;
  readonly title: string;
  readonly rows: readonly CoverageRow[];
}) {
  const text = useText();
  const formats = useFormats();
  const { caseId, rows } = props;
  if (rows.length === 0) return null;
  const open = rows.filter(({ holes }) => holes.length > 0).length;
  return (
    <Section
      title={props.title}
      description={text('procedures.coverage.count', { open, total: rows.length })}
    >
      <Card flush>
        <Table
          label={props.title}
          columns={[
            { key: 'element', label: text('procedures.coverage.column.element'), width: '26%' },
            { key: 'facts', label: text('procedures.coverage.column.facts'), width: '30%' },
            { key: 'exhibits', label: text('procedures.coverage.column.exhibits'), width: '24%' },
            { key: 'paragraphs', label: text('procedures.coverage.column.paragraphs'), width: '20%' },
          ]}
        >
          {rows.map((row) => (
            <TableRow key={row.id}>
              <TableCell isHeading>
                {row.name}
                <div className={styles.text}>{row.text}</div>
              </TableCell>
              <TableCell inFront>
                {row.facts.count === 0 ? (
                  <Hole
                    words={text('procedures.coverage.noFact')}
                    action={text('procedures.coverage.toTimeline')}
                    about={row.name}
                    onGo={() => holeTarget(caseId, row, 'noFact')}
                  />
                ) : (
                  <Named count={row.facts.count}>
                    {row.facts.named.slice(0, mostShown).map((fact) => (
                      <li key={fact.id}>
                        <Button
                          look="link"
                          onPress={() => navigate({ kind: 'fact', caseId, factId: fact.id })}
                        >
                          <span dir="auto">{fact.statement}</span>
                        </Button>
                        {fact.disputed && (
                          <>
                            {' '}
                            <Badge tone="warning">{text('procedures.coverage.disputed')}</Badge>
                          </>
                        )}
                      </li>
                    ))}
                  </Named>
                )}
              </TableCell>
              <TableCell inFront>
                {row.exhibits.count === 0 ? (
                  <Hole
                    words={text('procedures.coverage.noExhibit')}
                    action={text(
                      row.requirements.length > 0
                        ? 'procedures.coverage.toRequirement'
                        : 'procedures.coverage.toExhibits',
                    )}
                    about={row.name}
                    onGo={() => holeTarget(caseId, row, 'noExhibit')}
                  />
                ) : (
                  <Named count={row.exhibits.count}>
                    {row.exhibits.named.slice(0, mostShown).map((exhibit) => (
                      <li key={exhibit.id}>
                        <Button
                          look="link"
                          onPress={() =>
                            navigate({ kind: 'case', caseId, section: 'exhibits', focusId: exhibit.id })
                          }
                        >
                          <span dir="auto">{`${exhibit.number}. ${exhibit.title}`}</span>
                        </Button>
                      </li>
                    ))}
                  </Named>
                )}
              </TableCell>
              <TableCell inFront>
                {row.paragraphs.count === 0 ? (
                  <span className={styles.none}>{text('procedures.coverage.noParagraph')}</span>
                ) : (
                  <Named count={row.paragraphs.count}>
                    {row.paragraphs.named
                      .slice(0, mostShown)
                      .map(({ interviewId, blockId, title, heldOn }, index) => (
                        <li key={`${interviewId} ${blockId}`}>
                          <Button
                            look="link"
                            onPress={() => navigate({ kind: 'interview', caseId, interviewId, blockId })}
                          >
                            {text('procedures.coverage.paragraph', {
                              number: index + 1,
                              title,
                              date: formats.shortDate(heldOn),
                            })}
                          </Button>
                        </li>
                      ))}
                  </Named>
                )}
              </TableCell>
            </TableRow>
          ))}
        </Table>
      </Card>
    </Section>
  );
}

/** Nothing stands there: said in words, with the way to where it is filled. */
function Hole(props: {
  readonly words: string;
  readonly action: string;
  /** The element, for who hears the button without the row. */
  readonly about: string;
  readonly onGo: () => void;
}) {
  return (
    <div className={styles.hole}>
      <span className={styles.holeWords}>
        <CircleAlert aria-hidden="true" />
        {props.words}
      </span>
      <Button size="small" look="quiet" icon={<Plus />} onPress={props.onGo}>
        {props.action}
        <VisuallyHidden>{props.about}</VisuallyHidden>
      </Button>
    </div>
  );
}

function Named(props: { readonly count: number; readonly children: ReactNode }) {
  const text = useText();
  return (
    <ul className={styles.named}>
      {props.children}
      {props.count > mostShown && (
        <li className={styles.none}>
          {text('procedures.coverage.more', { count: props.count - mostShown })}
        </li>
      )}
    </ul>
  );
}

/** Evidence that serves no element yet. */
function Idle(props: { readonly caseId: CaseId; readonly coverage: Coverage }) {
  const text = useText();
  const formats = useFormats();
  const { caseId } = props;
  const { noFacts, noExhibits, noInterviews } = props.coverage.serving;
  if (noFacts.count + noExhibits.count + noInterviews.length === 0) return null;
  return (
    <Section title={text('procedures.coverage.idle')} description={text('procedures.coverage.idle.lead')}>
      <Card>
        <div className={styles.idle}>
          {noFacts.count > 0 && (
            <div>
              <h3 className={styles.idleTitle}>
                {text('procedures.coverage.idle.facts', { count: noFacts.count })}
              </h3>
              <Named count={noFacts.count}>
                {noFacts.named.slice(0, mostShown).map((fact) => (
                  <li key={fact.id}>
                    <Button look="link" onPress={() => navigate({ kind: 'fact', caseId, factId: fact.id })}>
                      <span dir="auto">{fact.statement}</span>
                    </Button>
                  </li>
                ))}
              </Named>
            </div>
          )}
          {noExhibits.count > 0 && (
            <div>
              <h3 className={styles.idleTitle}>
                {text('procedures.coverage.idle.exhibits', { count: noExhibits.count })}
              </h3>
              <Named count={noExhibits.count}>
                {noExhibits.named.slice(0, mostShown).map(({ id, number, title }) => (
                  <li key={id}>
                    <Button
                      look="link"
                      onPress={() => navigate({ kind: 'case', caseId, section: 'exhibits', focusId: id })}
                    >
                      <span dir="auto">{`${number}. ${title}`}</span>
                    </Button>
                  </li>
                ))}
              </Named>
            </div>
          )}
          {noInterviews.length > 0 && (
            <div>
              <h3 className={styles.idleTitle}>
                {text('procedures.coverage.idle.interviews', { count: noInterviews.length })}
              </h3>
              <Named count={noInterviews.length}>
                {noInterviews.slice(0, mostShown).map(({ id, title, heldOn }) => (
                  <li key={id}>
                    <Button
                      look="link"
                      onPress={() => navigate({ kind: 'interview', caseId, interviewId: id })}
                    >
                      {`${title}, ${formats.shortDate(heldOn)}`}
                    </Button>
                  </li>
                ))}
              </Named>
            </div>
          )}
        </div>
      </Card>
    </Section>
  );
}
