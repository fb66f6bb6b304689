import { CircleAlert, CircleCheck, CircleHelp, RefreshCw, TriangleAlert, WifiOff } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { Finding, Verdict } from '../../../shared/laptop/contract';
import type { ChannelOutput } from '../../lib/core';
import { useChannel, useCommand } from '../../lib/queries';
import { useFormats, useText, type Formats, type Text } from '../../lib/text';
import { Badge, type Tone } from '../../ui/badge';
import { Banner } from '../../ui/banner';
import { Button } from '../../ui/button';
import { Card, Section } from '../../ui/card';
import { Stack } from '../../ui/layout';
import { Waiting } from '../../ui/spinner';
import { InterruptedCopies } from '../departures';
import styles from './laptop-section.module.css';
import { tryNetworkFromPage } from './network-attempts';

/** Whether this laptop is fit for what the vault holds, and the proof that nothing of it leaves by a network. */
export function LaptopSection() {
  const text = useText();
  return (
    <Stack gap={6}>
      <InterruptedCopies isBeside />
      <Section title={text('laptop.fit.title')} description={text('laptop.fit.lead')}>
        <Fitness />
      </Section>
      <Section title={text('laptop.network.title')} description={text('laptop.network.lead')}>
        <NoNetwork />
      </Section>
    </Stack>
  );
}

const worstFirst: readonly Verdict[] = ['danger', 'attention', 'unknown', 'good'];

type Report = ChannelOutput<'laptop.check'>;

function Fitness() {
  const text = useText();
  const { data: report, isRefreshing, askAgain } = useChannel('laptop.check', {}, { askAnew: true });
  if (report === undefined) return <Waiting label={text('laptop.fit.looking')} />;
  const { findings, system } = report;
  const sorted = findings.toSorted((a, b) => worstFirst.indexOf(a.verdict) - worstFirst.indexOf(b.verdict));
  return (
    <Stack gap={4}>
      <Summary
        findings={findings}
        actions={
          <Button size="small" icon={<RefreshCw />} busy={isRefreshing} onPress={askAgain}>
            {text('laptop.fit.again')}
          </Button>
        }
      />
      <Card flush>
        <ul className={styles.findings}>
          {sorted.map((finding) => (
            <FindingRow key={finding.check} finding={finding} system={system} />
          ))}
        </ul>
      </Card>
    </Stack>
  );
}

function Summary(props: { readonly findings: readonly Finding[]; readonly actions: ReactNode }) {
  const text = useText();
  const count = (verdict: Verdict) => props.findings.filter((each) => each.verdict === verdict).length;
  const worst = worstFirst.find((verdict) => count(verdict) > 0) ?? 'good';
  return (
    <Banner
      tone={worst === 'danger' ? 'danger' : worst === 'good' ? 'success' : 'warning'}
      title={text(`laptop.fit.summary.${worst}`, { count: count(worst) })}
      actions={props.actions}
    >
      {text(worst === 'good' ? 'laptop.fit.summary.goodBody' : 'laptop.fit.summary.body')}
    </Banner>
  );
}

const looks: Readonly<Record<Verdict, { readonly tone: Tone; readonly icon: ReactNode }>> = {
  danger: { tone: 'danger', icon: <CircleAlert /> },
  attention: { tone: 'warning', icon: <TriangleAlert /> },
  unknown: { tone: 'neutral', icon: <CircleHelp /> },
  good: { tone: 'success', icon: <CircleCheck /> },
};

function FindingRow({ finding, system }: { readonly finding: Finding; readonly system: Report['system'] }) {
  const text = useText();
  const formats = useFormats();
  const { tone, icon } = looks[finding.verdict];
  return (
    <li className={styles.finding}>
      <div className={styles.head}>
        <h3 className={styles.name}>{text(`laptop.check.${finding.check}`)}</h3>
        <Badge tone={tone} icon={icon}>
          {text(`laptop.verdict.${finding.verdict}`)}
        </Badge>
      </div>
      <p>{sentence(finding, text, formats)}</p>
      {finding.check === 'forgottenFiles' && finding.count > 0 && <Paths finding={finding} />}
      {finding.verdict !== 'good' && <p className={styles.mend}>{mend(finding, system, text)}</p>}
    </li>
  );
}

function Paths({ finding }: { readonly finding: Extract<Finding, { check: 'forgottenFiles' }> }) {
  const text = useText();
  const more = finding.count - finding.paths.length;
  return (
    <ul className={styles.paths}>
      {finding.paths.map((path) => (
        <li key={path} dir="ltr">
          {path}
        </li>
      ))}
      {more > 0 && <li>{text('laptop.check.forgottenFiles.more', { count: more })}</li>}
    </ul>
  );
}

function sentence(finding: Finding, text: Text, formats: Formats): string {
  switch (finding.check) {
    case 'clock':
      return text(`laptop.check.clock.${finding.state}`, {
        now: formats.instant(finding.now),
        last: finding.lastEntry === null ? '' : formats.instant(finding.lastEntry),
      });
    case 'freeSpace':
      return text(`laptop.check.freeSpace.${finding.state}`, {
        free: formats.size(finding.freeBytes),
        vault: formats.size(finding.vaultBytes),
      });
    case 'networkAdapters':
      return text(`laptop.check.networkAdapters.${finding.state}`, {
        count: finding.names.length,
        names: finding.names.join(', '),
      });
    case 'forgottenFiles':
      return [
        text(`laptop.check.forgottenFiles.${finding.state}`, { count: finding.count }),
        ...(finding.lookedAtAll ? [] : [text('laptop.check.forgottenFiles.notAll')]),
      ].join(' ');
    case 'policy':
      return text(`laptop.check.policy.${finding.state}`, { path: finding.path });
    case 'diskEncryption':
      return text(`laptop.check.diskEncryption.${finding.state}`);
    case 'swap':
      return text(`laptop.check.swap.${finding.state}`);
    case 'hibernation':
      return text(`laptop.check.hibernation.${finding.state}`);
    case 'screenLock':
      return text(`laptop.check.screenLock.${finding.state}`);
  }
}

/** What to do, where the answer differs from system to system. */
function mend(finding: Finding, system: Report['system'], text: Text): string {
  switch (finding.check) {
    case 'diskEncryption':
    case 'swap':
    case 'hibernation':
    case 'screenLock':
      return text(`laptop.mend.${finding.check}.${system}`);
    case 'policy':
      return text(finding.state === 'broken' ? 'laptop.mend.policy.broken' : `laptop.mend.policy.${system}`);
    case 'clock':
    case 'freeSpace':
    case 'networkAdapters':
    case 'forgottenFiles':
      return text(`laptop.mend.${finding.check}`);
  }
}

const blocked = ['system', 'requests', 'names', 'page', 'core', 'rights'] as const;

interface Tried {
  readonly key: string;
  readonly label: string;
  readonly refused: boolean;
}

function NoNetwork() {
  const text = useText();
  const core = useCommand('laptop.tryNetwork');
  const [isTrying, setTrying] = useState(false);
  const [tried, setTried] = useState<readonly Tried[] | null>(null);

  async function tryAll(): Promise<void> {
    setTrying(true);
    const fromPage = await tryNetworkFromPage();
    const fromCore = await core.run({});
    setTrying(false);
    setTried([
      ...fromPage.map(({ way, refused }) => ({
        key: `page.${way}`,
        label: text(`laptop.network.page.${way}`),
        refused,
      })),
      ...(fromCore.ok ? fromCore.value.attempts : []).map(({ way, refused }) => ({
        key: `core.${way}`,
        label: text(`laptop.network.core.${way}`),
        refused,
      })),
    ]);
  }

  const open = tried?.filter(({ refused }) => !refused).length ?? 0;
  return (
    <Card>
      <Stack gap={4}>
        <ul className={styles.blocked}>
          {blocked.map((each) => (
            <li key={each}>{text(`laptop.network.blocked.${each}`)}</li>
          ))}
        </ul>
        <div>
          <Button icon={<WifiOff />} busy={isTrying} onPress={() => void tryAll()}>
            {text('laptop.network.try')}
          </Button>
        </div>
        {tried !== null && (
          <>
            <Banner
              tone={open === 0 ? 'success' : 'danger'}
              urgent
              title={text(open === 0 ? 'laptop.network.allRefused' : 'laptop.network.someOpen', {
                count: open === 0 ? tried.length : open,
              })}
            >
              {text(open === 0 ? 'laptop.network.allRefusedBody' : 'laptop.network.someOpenBody')}
            </Banner>
            <ul className={styles.tried}>
              {tried.map(({ key, label, refused }) => (
                <li key={key}>
                  <span>{label}</span>
                  <Badge
                    tone={refused ? 'success' : 'danger'}
                    icon={refused ? <CircleCheck /> : <CircleAlert />}
                  >
                    {text(refused ? 'laptop.network.refused' : 'laptop.network.open')}
                  </Badge>
                </li>
              ))}
            </ul>
          </>
        )}
      </Stack>
    </Card>
  );
}
