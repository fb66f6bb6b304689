import { BookOpenText, Download, FileText } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { FilingKind } from '../../../shared/filings/kinds';
import type { Language } from '../../../shared/kernel/languages';
import type { FilingSummary } from '../../../shared/filings/schemas';
import type { CaseId, FilingId } from '../../../shared/kernel/ids';
import { useScreenActions } from '../../lib/actions';
import { navigate, type RouteOf } from '../../lib/navigation';
import { useChannel } from '../../lib/queries';
import { useFormats, useText, type TextId } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Button, IconButton } from '../../ui/button';
import { Card, EmptyState, Section } from '../../ui/card';
import { Row, Stack } from '../../ui/layout';
import { OpenableList } from '../../ui/list';
import { Screen } from '../../ui/screen';
import { RowOpener, Table, TableCell, TableRow } from '../../ui/table';
import { FilingDepartureDialog } from '../departures';
import { DispatchLog } from './dispatch-log';
import { FilingTextDialog } from './filing-text-dialog';
import { kindLabel } from './filing-texts';
import styles from './filings-screen.module.css';
import { useFreshFilings } from './use-fresh-filings';

/** What can be made for a case, and what was made. */
export function FilingsScreen({ route }: { readonly route: RouteOf<'case'> }) {
  const text = useText();
  const { caseId, focusId } = route;
  const formats = useFormats();
  const { data } = useChannel('filings.list', { caseId });
  const drafts = useChannel('drafts.list', { caseId }, { askAnew: true });
  // Undefined until a text was opened or closed: then the filing that the route asks for is read.
  const [chosenId, setReadId] = useState<FilingId | null>();
  const [leaving, setLeaving] = useState<FilingSummary | null>(null);
  useFreshFilings();
  const readId = chosenId === undefined ? focusId : chosenId;
  const read = data?.made.find(({ id }) => id === readId);

  const offered = data?.offered;
  useScreenActions(
    useMemo(
      () =>
        (offered ?? []).map(({ filingKind, preferredLanguage }) => ({
          id: `filings.prepare.${filingKind}`,
          label: `${text(`filings.kind.${filingKind}`)} (${text(`filings.language.${preferredLanguage}`)})`,
          run: () => openReview(caseId, filingKind, preferredLanguage),
        })),
      [offered, caseId, text],
    ),
  );

  return (
    <Screen title={text('filings.title')} lead={text('filings.lead')} width="wide">
      {data !== undefined && (
        <Stack gap={6}>
          <Section title={text('filings.offered.title')}>
            {data.offered.length === 0 && (
              <Banner tone="info" title={text('filings.offered.none.title')}>
                {text('filings.offered.none.body')}
              </Banner>
            )}
            {data.offered.length > 0 && (
              <Card flush>
                <ul className={styles.offers}>
                  {data.offered.map(({ filingKind, phaseId, languages, preferredLanguage }) => (
                    <OfferedFiling
                      key={filingKind}
                      filingKind={filingKind}
                      phaseId={phaseId}
                      languages={[
                        preferredLanguage,
                        ...languages.filter((language) => language !== preferredLanguage),
                      ]}
                      onPrepare={(language) => openReview(caseId, filingKind, language)}
                    />
                  ))}
                </ul>
              </Card>
            )}
          </Section>
          {drafts.data !== undefined && drafts.data.length > 0 && (
            <Section title={text('drafts.list.title')}>
              <Card flush>
                <OpenableList
                  label={text('drafts.list.title')}
                  items={drafts.data}
                  keyOf={({ id }) => id}
                  onOpen={({ id }) => navigate({ kind: 'draft', caseId, draftId: id })}
                >
                  {(draft) => (
                    <span>
                      {kindLabel(text, draft.filingKind)} ({text(`filings.language.${draft.language}`)})
                      <span className={styles.purpose}>
                        {text('drafts.list.state', {
                          when: formats.instant(draft.savedAt),
                          worked: draft.worked,
                          comments: draft.openComments,
                        })}
                      </span>
                    </span>
                  )}
                </OpenableList>
              </Card>
            </Section>
          )}
          <Section title={text('filings.made.title')} description={text('filings.saveAs.outside')}>
            <Card flush={data.made.length > 0}>
              {data.made.length === 0 ? (
                <EmptyState icon={<FileText />} title={text('filings.made.empty.title')}>
                  {text('filings.made.empty.body')}
                </EmptyState>
              ) : (
                <MadeFilings filings={data.made} onRead={setReadId} onSave={setLeaving} />
              )}
            </Card>
          </Section>
          <DispatchLog caseId={caseId} made={data.made} />
        </Stack>
      )}
      {leaving !== null && <FilingDepartureDialog filing={leaving} onClose={() => setLeaving(null)} />}
      {read !== undefined && <FilingTextDialog filing={read} onClose={() => setReadId(null)} />}
    </Screen>
  );
}

function openReview(caseId: CaseId, filingKind: FilingKind, language: Language): void {
  navigate({ kind: 'filingReview', caseId, filingKind, language });
}

function OfferedFiling(props: {
  readonly filingKind: FilingKind;
  readonly phaseId: string | null;
  readonly languages: readonly Language[];
  readonly onPrepare: (language: Language) => void;
}) {
  const text = useText();
  // Phases of offered filings are few and each has its text, which a test proves.
  const phase = text(`filings.phase.${props.phaseId ?? 'any'}` as TextId);
  return (
    <li className={styles.offer}>
      <p className={styles.phase}>{phase}</p>
      <div>
        <h3 className={styles.name}>{kindLabel(text, props.filingKind)}</h3>
        <p className={styles.purpose}>{text(`filings.purpose.${props.filingKind}`)}</p>
      </div>
      <Row gap={1} justify="end">
        {props.languages.map((language, index) => (
          <Button
            key={language}
            look={index === 0 ? 'secondary' : 'quiet'}
            onPress={() => props.onPrepare(language)}
          >
            {text(index === 0 ? 'filings.offered.prepare' : 'filings.offered.otherLanguage', {
              language: text(`filings.language.${language}`),
            })}
          </Button>
        ))}
      </Row>
    </li>
  );
}

function MadeFilings(props: {
  readonly filings: readonly FilingSummary[];
  readonly onRead: (filingId: FilingId) => void;
  readonly onSave: (filing: FilingSummary) => void;
}) {
  const text = useText();
  const formats = useFormats();
  const columns = [
    { key: 'filing', label: text('filings.made.column.filing') },
    { key: 'language', label: text('filings.made.column.language'), width: '7.5rem' },
    { key: 'version', label: text('filings.made.column.version'), align: 'end', width: '5.5rem' },
    { key: 'made', label: text('filings.made.column.made'), width: '13rem' },
    { key: 'saved', label: text('filings.made.column.saved'), width: '15rem' },
    { key: 'actions', label: text('filings.made.column.actions'), hideLabel: true, width: '6rem' },
  ] as const;
  return (
    <Table label={text('filings.made.title')} columns={columns}>
      {props.filings.map((filing) => {
        const lastExport = filing.exportedAt.at(-1);
        return (
          <TableRow key={filing.id}>
            <TableCell isHeading>
              <RowOpener onOpen={() => props.onRead(filing.id)}>
                {kindLabel(text, filing.filingKind)}
              </RowOpener>
            </TableCell>
            <TableCell>{text(`filings.language.${filing.language}`)}</TableCell>
            <TableCell align="end">{formats.number(filing.version)}</TableCell>
            <TableCell>{formats.instant(filing.generatedAt)}</TableCell>
            <TableCell>
              {lastExport === undefined
                ? text('filings.made.notSaved')
                : text('filings.made.savedTimes', {
                    count: filing.exportedAt.length,
                    when: formats.instant(lastExport),
                  })}
            </TableCell>
            <TableCell inFront align="end">
              <Row gap={1} justify="end">
                <IconButton
                  size="small"
                  label={text('filings.read')}
                  icon={<BookOpenText />}
                  onPress={() => props.onRead(filing.id)}
                />
                <IconButton
                  size="small"
                  label={text('filings.saveAs')}
                  icon={<Download />}
                  onPress={() => props.onSave(filing)}
                />
              </Row>
            </TableCell>
          </TableRow>
        );
      })}
    </Table>
  );
}
