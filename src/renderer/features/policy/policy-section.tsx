import type { Policy } from '../../../shared/policy/contract';
import { exportKinds } from '../../../shared/policy/export-kinds';
import { useText, type Text } from '../../lib/text';
import { Card, Definitions, Section } from '../../ui/card';
import { Stack } from '../../ui/layout';
import { PolicyBroken } from './policy-broken';
import styles from './policy.module.css';
import { nameOf, usePolicy } from './use-policy';

/** Each rule of the organisation in plain words, and the file it stands in. */
export function PolicySection() {
  const text = useText();
  const policy = usePolicy();
  if (policy === undefined) return null;
  const organisation = nameOf(policy, text('policy.organisation'));
  return (
    <Section
      title={text('policy.title')}
      description={policy.state === 'none' ? text('policy.none') : text('policy.lead', { organisation })}
    >
      {policy.state !== 'none' && (
        <Stack gap={3}>
          <PolicyBroken />
          <Card>
            <Definitions entries={entriesOf(policy, text)} />
          </Card>
          {policy.contact !== '' && (
            <p className={styles.note}>{text('policy.contact', { contact: policy.contact })}</p>
          )}
          {policy.state === 'active' && (
            <p className={styles.note}>
              {text('policy.file')}{' '}
              <span className={styles.path} dir="ltr">
                {policy.path}
              </span>
            </p>
          )}
        </Stack>
      )}
    </Section>
  );
}

function entriesOf({ rules }: Policy, text: Text) {
  const { lockAfterMinutesAtMost, locksOnMinimise, passphraseFloor, allowedExports, languages } = rules;
  const { backups, packKeys, onlyThesePackKeys } = rules;
  const refused = exportKinds.filter((kind) => !allowedExports.includes(kind));
  const list = (kinds: readonly (typeof exportKinds)[number][]) =>
    kinds.map((kind) => text(`policy.export.${kind}`)).join(', ');
  const yours = text('policy.yours');
  return [
    {
      term: text('policy.term.lock'),
      value: [
        ...(lockAfterMinutesAtMost === null
          ? []
          : [text('policy.lock.atMost', { minutes: lockAfterMinutesAtMost })]),
        ...(locksOnMinimise ? [text('policy.lock.onMinimise')] : []),
      ],
    },
    {
      term: text('policy.term.passphrase'),
      value: passphraseFloor === null ? [] : [text('policy.passphrase.floor', passphraseFloor)],
    },
    {
      term: text('policy.term.exports'),
      value:
        refused.length === 0
          ? []
          : allowedExports.length === 0
            ? [text('policy.exports.nothing')]
            : [
                text('policy.exports.allowed', { kinds: list(allowedExports) }),
                text('policy.exports.refused', { kinds: list(refused) }),
              ],
    },
    {
      term: text('policy.term.languages'),
      value:
        languages.length === 4
          ? []
          : [languages.map((language) => text(`settings.language.${language}`)).join(', ')],
    },
    {
      term: text('policy.term.backups'),
      value:
        backups.kind === 'free'
          ? []
          : [
              text(`policy.backups.${backups.kind}`, {
                folder: 'folder' in backups ? backups.folder : '',
              }),
            ],
    },
    {
      term: text('policy.term.packs'),
      value: [
        ...packKeys.map((key) => text('policy.packs.key', key)),
        ...(onlyThesePackKeys ? [text('policy.packs.onlyThese')] : []),
      ],
    },
    {
      term: text('policy.term.updates'),
      value: [
        ...rules.updateKeys.map((key) => text('policy.updates.key', key)),
        ...(rules.onlyTheseUpdateKeys
          ? [text(rules.updateKeys.length === 0 ? 'policy.updates.none' : 'policy.updates.onlyThese')]
          : []),
      ],
    },
  ].map(({ term, value }) => ({
    term,
    value: value.length === 0 ? yours : value.map((line) => <p key={line}>{line}</p>),
  }));
}
