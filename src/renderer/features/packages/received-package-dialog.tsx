import { useRef, useState } from 'react';
import type { CaseId } from '../../../shared/kernel/ids';
import type { Decision, ListedPackage, ReceivedLog } from '../../../shared/packages/schemas';
import { useChannel } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { Badge } from '../../ui/badge';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Definitions } from '../../ui/card';
import { Dialog } from '../../ui/dialog';
import { Row, Stack } from '../../ui/layout';
import { Skeleton } from '../../ui/spinner';
import { LogEntries } from '../audit';
import { NamesToggle, useNamesShown } from '../people';
import { Fields } from './difference-list';
import { tableName } from './field-names';
import styles from './packages.module.css';

/** What is kept of a package that was taken in: what was chosen then, and the log that came with it. */
export function ReceivedPackageDialog(props: {
  readonly received: ListedPackage;
  readonly onClose: () => void;
}) {
  const text = useText();
  const formats = useFormats();
  const { packageId, otherName, fileName, recordedAt, cases, goneCodes } = props.received;
  return (
    <Dialog
      title={text('packages.details.title', { name: otherName })}
      description={text('packages.details.about', { fileName, when: formats.instant(recordedAt) })}
      size="large"
      onClose={props.onClose}
      footer={<Button onPress={props.onClose}>{text('ui.close')}</Button>}
    >
      <Stack gap={5}>
        {goneCodes.map((code) => (
          <Banner key={code} tone="info">
            {text('packages.details.gone', { code })}
          </Banner>
        ))}
        {cases.length === 0 && goneCodes.length === 0 && <p>{text('packages.details.none')}</p>}
        {cases.map(({ caseId, code }) => (
          <section key={caseId} className={styles.received} aria-label={code}>
            <h3 dir="auto">{code}</h3>
            <Decisions packageId={packageId} caseId={caseId} />
            <Log packageId={packageId} caseId={caseId} />
          </section>
        ))}
      </Stack>
    </Dialog>
  );
}

function Decisions(props: { readonly packageId: string; readonly caseId: CaseId }) {
  const text = useText();
  const { packageId, caseId } = props;
  const withNames = useNamesShown();
  const { data, failure } = useChannel('packages.decisions', { caseId, withNames }, { keepPrevious: true });
  const decisions = data?.filter((each) => each.packageId === packageId);
  return (
    <Stack gap={3}>
      <Row gap={2} wrap justify="between">
        <h4>{text('packages.decisions.title')}</h4>
        {decisions !== undefined && decisions.length > 0 && <NamesToggle size="small" />}
      </Row>
      {failure !== undefined && <p>{text(`packages.failure.${failure.kind}`)}</p>}
      {decisions === undefined && failure === undefined && (
        <Skeleton label={text('packages.decisions.loading')} lines={3} />
      )}
      {decisions?.length === 0 && <p className={styles.quiet}>{text('packages.decisions.none')}</p>}
      {decisions !== undefined && decisions.length > 0 && (
        <ul className={styles.entries}>
          {byRecord(decisions).map(({ table, key, title, groups }) => (
            <li key={`${table} ${key}`} className={styles.entry}>
              <Row gap={2} wrap>
                <span>{tableName(text, table)}</span>
                {title !== '' && (
                  <span className={styles.title} dir="auto">
                    {title}
                  </span>
                )}
              </Row>
              {groups.map(({ fields, values, taken }) => (
                <Fields key={fields} difference={{ fields, values, isConflict: true }} chosen={taken} />
              ))}
            </li>
          ))}
        </ul>
      )}
    </Stack>
  );
}

/** Decisions about one record stand together, in the order given. */
function byRecord(
  decisions: readonly Decision[],
): readonly (Pick<Decision, 'table' | 'key' | 'title'> & { readonly groups: readonly Decision[] })[] {
  const first = decisions.filter(
    (each, index) => decisions.findIndex((other) => isSameRecord(each, other)) === index,
  );
  return first.map(({ table, key, title }) => ({
    table,
    key,
    title,
    groups: decisions.filter((each) => isSameRecord(each, { table, key })),
  }));
}

type RecordOf = Pick<Decision, 'table' | 'key'>;

function isSameRecord(one: RecordOf, other: RecordOf): boolean {
  return one.table === other.table && one.key === other.key;
}

const shownAtOnce = 60;

function Log(props: { readonly packageId: string; readonly caseId: CaseId }) {
  const text = useText();
  const [limit, setLimit] = useState(shownAtOnce);
  const { data, failure } = useChannel('packages.log', { ...props, limit }, { keepPrevious: true });
  return (
    <Stack gap={3}>
      <div>
        <h4>{text('packages.log.title')}</h4>
        <p className={styles.quiet}>{text('packages.log.lead')}</p>
      </div>
      {failure !== undefined && (
        <p>
          {text(
            failure.kind === 'caseNotFound'
              ? 'packages.failure.caseNotFound'
              : 'packages.log.packageNotFound',
          )}
        </p>
      )}
      {data === undefined && failure === undefined && (
        <Skeleton label={text('packages.log.loading')} lines={6} />
      )}
      {data !== undefined && 'entries' in data && (
        <SignedLog log={data} onMore={() => setLimit(limit + shownAtOnce * 5)} />
      )}
      {data !== undefined && !('entries' in data) && (
        <Banner tone="danger">{text(`packages.log.signature.${data.signature}`)}</Banner>
      )}
    </Stack>
  );
}

function SignedLog(props: {
  readonly log: Extract<ReceivedLog, { readonly entries: unknown }>;
  readonly onMore: () => void;
}) {
  const text = useText();
  const formats = useFormats();
  const { signature, chain, fingerprint, writtenAt, entries, total } = props.log;
  const list = useRef<HTMLDivElement>(null);
  const showMore = (): void => {
    // The button goes away with the last entries, and would take the focus along.
    list.current?.focus({ preventScroll: true });
    props.onMore();
  };
  return (
    <>
      <Definitions
        entries={[
          {
            term: text('packages.log.signature'),
            value: (
              <Row gap={2} align="baseline">
                <Badge tone={signature === 'holds' ? 'success' : 'warning'}>
                  {text(`packages.log.signature.${signature}.word`)}
                </Badge>
                <span>{text(`packages.log.signature.${signature}`)}</span>
              </Row>
            ),
          },
          {
            term: text('packages.log.fingerprint'),
            value: <code className={styles.code}>{fingerprint}</code>,
          },
          {
            term: text('packages.log.chain'),
            value: (
              <Row gap={2} align="baseline">
                <Badge tone={chain === 'holds' ? 'success' : 'warning'}>
                  {text(`packages.log.chain.${chain}.word`)}
                </Badge>
                <span>{text(`packages.log.chain.${chain}`)}</span>
              </Row>
            ),
          },
          { term: text('packages.log.writtenAt'), value: formats.instant(writtenAt) },
        ]}
      />
      {entries.length === 0 ? (
        <p className={styles.quiet}>{text('packages.log.none')}</p>
      ) : (
        <div ref={list} tabIndex={-1} className={styles.log}>
          <LogEntries
            headingLevel={5}
            // The case stands over the list already.
            entries={entries.map((entry) => ({ ...entry, caseCode: '', memberRecovery: null }))}
          />
        </div>
      )}
      {total > entries.length && (
        <div>
          <Button size="small" onPress={showMore}>
            {text('packages.log.more', { count: total - entries.length })}
          </Button>
        </div>
      )}
    </>
  );
}
