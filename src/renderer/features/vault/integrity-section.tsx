import { LifeBuoy, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import type { VaultReport } from '../../../shared/vault/contract';
import {
  callsForSalvage,
  leavesRecordsWhole,
  problemsOf,
  type FoundProblem,
} from '../../../shared/vault/problems';
import type { CallError, ChannelFailure } from '../../lib/core';
import { isCallError, useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText, type Text } from '../../lib/text';
import { useWork } from '../../lib/use-work';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Card, Definitions } from '../../ui/card';
import { callErrorText } from '../../ui/error-boundary';
import { Stack } from '../../ui/layout';
import { WorkProgress } from '../../ui/progress';
import { SalvageDialog } from './salvage-dialog';

/** The check of the open vault, and the way out of a damaged one. */
export function IntegritySection() {
  const text = useText();
  const open = useChannel('vault.status', {}).data?.open ?? null;
  const verify = useCommand('vault.verify');
  const underWay = useWork('verify');
  const [report, setReport] = useState<VaultReport | null>(null);
  const [failure, setFailure] = useState<ChannelFailure<'vault.verify'> | CallError | null>(null);
  const [salvaging, setSalvaging] = useState(false);
  if (open === null) return null;

  async function check(): Promise<void> {
    setReport(null);
    setFailure(null);
    const checked = await verify.run({});
    if (checked.ok) setReport(checked.value);
    else setFailure(checked.error);
  }

  const problems = report === null ? [] : problemsOf(report);
  const canSalvage = problems.some(callsForSalvage);
  return (
    <Stack gap={4}>
      <Card>
        <Stack gap={4}>
          <p>{text('vault.check.lead')}</p>
          <Definitions
            entries={[
              { term: text('settings.vault.name'), value: <span dir="auto">{open.name}</span> },
              { term: text('settings.vault.member'), value: <span dir="auto">{open.memberName}</span> },
            ]}
          />
          {underWay === null ? (
            <div>
              <Button icon={<ShieldCheck />} busy={verify.isRunning} onPress={() => void check()}>
                {text('vault.check.run')}
              </Button>
            </div>
          ) : (
            <WorkProgress
              work={underWay}
              label={text('vault.check.running')}
              detail={stepText(underWay.step, text)}
            />
          )}
          {failure !== null && <Failure failure={failure} />}
        </Stack>
      </Card>
      {report !== null && <Verdict report={report} />}
      {problems.map((problem) => (
        <Problem key={problem.kind} problem={problem} onMended={() => void check()} />
      ))}
      {canSalvage && (
        <div>
          <Button look="primary" icon={<LifeBuoy />} onPress={() => setSalvaging(true)}>
            {text('vault.salvage.begin')}
          </Button>
        </div>
      )}
      {salvaging && (
        <SalvageDialog source={{ kind: 'open' }} vaultName={open.name} onClose={() => setSalvaging(false)} />
      )}
    </Stack>
  );
}

function Failure({ failure }: { readonly failure: ChannelFailure<'vault.verify'> | CallError }) {
  const text = useText();
  if (!isCallError(failure)) return <Banner tone="neutral">{text('vault.check.cancelled')}</Banner>;
  const sentence = callErrorText(failure);
  return (
    <Banner tone="danger" urgent>
      {text(sentence.id, sentence.values)}
    </Banner>
  );
}

function Verdict({ report }: { readonly report: VaultReport }) {
  const text = useText();
  const formats = useFormats();
  const counted = {
    pages: formats.number(report.pages),
    entries: formats.number(report.auditEntries),
    originals: report.originals.whole,
  };
  return report.healthy ? (
    <Banner tone="success" title={text('vault.check.healthy')}>
      <p>{text('vault.check.healthyBody', counted)}</p>
      {report.auditEntriesLost > 0 && (
        <p>{text('vault.check.entriesLost', { count: report.auditEntriesLost })}</p>
      )}
    </Banner>
  ) : problemsOf(report).every(leavesRecordsWhole) ? (
    <Banner tone="success" title={text('vault.check.recordsWhole')}>
      {text('vault.check.recordsWholeBody')}
    </Banner>
  ) : (
    <Banner tone="danger" urgent title={text('vault.check.problems')}>
      {text('vault.check.first')}
    </Banner>
  );
}

function Problem(props: { readonly problem: FoundProblem; readonly onMended: () => void }) {
  const text = useText();
  const { kind, count, caseCodes } = props.problem;
  return (
    <Banner
      tone={kind === 'originalsWithoutRecord' ? 'neutral' : 'warning'}
      title={text(`vault.check.problem.${kind}`, { count })}
      actions={kind === 'searchIndex' ? <RebuildSearch onDone={props.onMended} /> : undefined}
    >
      {caseCodes.length > 0 && (
        <p>{text('vault.check.cases', { count: caseCodes.length, codes: caseCodes.join(', ') })}</p>
      )}
      <p>{text(`vault.check.todo.${kind}`)}</p>
    </Banner>
  );
}

/** Mends the search index where it was found wanting, and has the vault checked once more. */
function RebuildSearch(props: { readonly onDone: () => void }) {
  const text = useText();
  const rebuild = useCommand('search.rebuild');
  const [failure, setFailure] = useState<CallError | null>(null);
  async function run(): Promise<void> {
    const rebuilt = await rebuild.run({});
    // One that is under way already ends by itself; the check then says how it stands.
    if (rebuilt.ok || !isCallError(rebuilt.error)) props.onDone();
    else setFailure(rebuilt.error);
  }
  if (failure !== null) return <Failure failure={failure} />;
  return (
    <Button size="small" busy={rebuild.isRunning} onPress={() => void run()}>
      {text('search.rebuild')}
    </Button>
  );
}

function stepText(step: string, text: Text): string {
  switch (step) {
    case 'pages':
    case 'seals':
      return text('vault.check.step.pages');
    case 'structure':
    case 'references':
      return text('vault.check.step.rows');
    case 'log':
      return text('vault.check.step.log');
    case 'search':
      return text('vault.check.step.search');
    case 'originals':
      return text('vault.check.step.originals');
    default:
      return text('vault.check.step.header');
  }
}
