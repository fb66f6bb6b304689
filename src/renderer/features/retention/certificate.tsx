import { Check, TriangleAlert } from 'lucide-react';
import { isNothingLeft, type Purge, type PurgeCounts } from '../../../shared/retention/schemas';
import { useFormats, useText, type Formats, type Text } from '../../lib/text';
import { Banner } from '../../ui/banner';
import { Definitions } from '../../ui/card';
import { Row, Stack } from '../../ui/layout';

/** What went with a case, as one line. */
export function countsText(counts: PurgeCounts, text: Text, formats: Formats): string {
  return text('retention.counts', { ...counts, size: formats.size(counts.originalBytes) });
}

/** What is known of a destroyed case: when, by whom, why, how much, and that it was looked for in vain. */
export function Certificate(props: { readonly purge: Purge }) {
  const text = useText();
  const formats = useFormats();
  const { purge } = props;
  return (
    <Stack gap={4}>
      <Definitions
        entries={[
          { term: text('retention.column.case'), value: purge.caseCode },
          {
            term: text('retention.certificate.open'),
            value:
              purge.closedOn === null
                ? formats.date(purge.openedOn)
                : text('retention.certificate.fromTo', {
                    from: formats.date(purge.openedOn),
                    to: formats.date(purge.closedOn),
                  }),
          },
          {
            term: text('retention.certificate.when'),
            value: text('retention.certificate.whenBy', {
              at: formats.instant(purge.begunAt),
              name: purge.memberName,
            }),
          },
          { term: text('retention.certificate.reason'), value: <bdi>{purge.reason}</bdi> },
          { term: text('retention.certificate.what'), value: countsText(purge.counts, text, formats) },
        ]}
      />
      <Findings purge={purge} />
      <StillHolding backups={purge.backups} />
    </Stack>
  );
}

function Findings({ purge }: { readonly purge: Purge }) {
  const text = useText();
  const formats = useFormats();
  const { findings } = purge;
  if (findings === null) return <Banner tone="warning">{text('retention.unfinished.one')}</Banner>;
  const lines = [
    text('retention.findings.rows', { count: findings.rows }),
    text('retention.findings.searchEntries', { count: findings.searchEntries }),
    text('retention.findings.originals', { count: findings.originals }),
    text('retention.findings.pages', {
      pages: findings.freePages,
      size: formats.size(findings.logBytes),
      copies: findings.databaseCopies,
    }),
  ];
  const isClean = isNothingLeft(findings);
  return (
    <Banner
      tone={isClean ? 'success' : 'warning'}
      title={text(isClean ? 'retention.findings.none' : 'retention.findings.some')}
    >
      <Stack gap={1}>
        {lines.map((line) => (
          <Row key={line} gap={2}>
            {isClean ? (
              <Check aria-hidden="true" size="1em" />
            ) : (
              <TriangleAlert aria-hidden="true" size="1em" />
            )}
            <span>{line}</span>
          </Row>
        ))}
      </Stack>
    </Banner>
  );
}

/** What a purge does not reach: backups that may hold the case. */
export function StillHolding(props: { readonly backups: Purge['backups'] }) {
  const text = useText();
  const formats = useFormats();
  const { backups } = props;
  if (backups.length === 0) return <p>{text('retention.backups.none')}</p>;
  return (
    <Banner tone="warning" title={text('retention.backups.some', { count: backups.length })}>
      <p>{text('retention.backups.what')}</p>
      <p>{formats.list(backups.slice(0, 5).map(({ takenAt }) => formats.instant(takenAt)))}</p>
    </Banner>
  );
}
