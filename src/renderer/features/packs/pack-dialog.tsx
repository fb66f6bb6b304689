import { useState } from 'react';
import type { PackEntry, PackReference } from '../../../shared/packs/contract';
import { useChannel } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { Stack } from '../../ui/layout';
import { Skeleton } from '../../ui/spinner';
import { Table, TableCell, TableRow } from '../../ui/table';
import { Tabs } from '../../ui/tabs';
import { MarkBadge, PartialDate, usePackLanguage, VerifyBadge } from '../deadlines';
import styles from './pack-dialog.module.css';

type Part = 'actors' | 'terms' | 'concordance' | 'sources';

/** What a pack holds for reading: who does what, the terms in four languages, old and new articles, and its sources. */
export function PackDialog(props: { readonly pack: PackEntry; readonly onClose: () => void }) {
  const text = useText();
  const language = usePackLanguage();
  const { pack } = props;
  const { data } = useChannel('packs.reference', { packId: pack.id, version: pack.version, language });
  const [wanted, setWanted] = useState('');
  const [chosen, setChosen] = useState<Part | null>(null);
  const found = data === undefined ? undefined : narrowed(data, wanted);
  const tabs = (['actors', 'terms', 'concordance'] as const).filter((part) => (data?.[part].length ?? 0) > 0);
  const shown = chosen ?? tabs[0] ?? 'sources';
  return (
    <Dialog title={pack.title} size="large" onClose={props.onClose}>
      {data === undefined || found === undefined ? (
        <Skeleton label={text('packs.loading')} lines={8} />
      ) : (
        <Stack gap={4}>
          {tabs.length > 0 && (
            <TextField
              label={text('packs.reference.find')}
              value={wanted}
              onChange={setWanted}
              maxLength={100}
              autoFocus
            />
          )}
          <Tabs<Part>
            label={pack.title}
            value={shown}
            onChange={setChosen}
            tabs={[
              ...tabs.map((part) => ({
                value: part,
                label: text(`packs.reference.${part}`),
                count: found[part].length,
                content:
                  found[part].length === 0 ? (
                    <p className={styles.quiet}>{text('packs.reference.nothing', { wanted })}</p>
                  ) : (
                    <Reading part={part} found={found} />
                  ),
              })),
              {
                value: 'sources',
                label: text('packs.reference.sources'),
                content: <Sources pack={pack} />,
              },
            ]}
          />
        </Stack>
      )}
    </Dialog>
  );
}

/** What names the words looked for anywhere, whatever their case and accents. */
function narrowed(reference: PackReference, wanted: string): PackReference {
  const folded = fold(wanted.trim());
  const names = (record: unknown): boolean => fold(JSON.stringify(record)).includes(folded);
  return {
    actors: reference.actors.filter(({ name, short, role, reach }) => names([name, short, role, reach])),
    terms: reference.terms.filter(({ term, note }) => names([term, note])),
    concordance: reference.concordance.filter((each) => names([each.name, each.old, each.new])),
  };
}

function fold(words: string): string {
  return words.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

function Reading(props: { readonly part: Exclude<Part, 'sources'>; readonly found: PackReference }) {
  const text = useText();
  const { part, found } = props;
  switch (part) {
    case 'actors':
      return (
        <dl className={styles.actors}>
          {found.actors.map(({ id, name, short, role, reach, fact }) => (
            <div key={id}>
              <dt>
                {name} {short !== '' && <span className={styles.quiet}>({short})</span>}{' '}
                <MarkBadge mark={fact.mark} /> {fact.verify && <VerifyBadge />}
              </dt>
              <dd>{role}</dd>
              {reach !== '' && <dd className={styles.quiet}>{reach}</dd>}
              {fact.basis.length > 0 && <dd className={styles.quiet}>{fact.basis.join(' · ')}</dd>}
            </div>
          ))}
        </dl>
      );
    case 'terms':
      return (
        <>
          <p className={styles.quiet}>{text('packs.reference.termsLead')}</p>
          <Table
            label={text('packs.reference.terms')}
            columns={termLanguages.map((each) => ({ key: each, label: text(`packs.reference.in.${each}`) }))}
          >
            {found.terms.map(({ id, term, note }) => (
              <TableRow key={id}>
                {termLanguages.map((each, index) => (
                  <TableCell key={each} isHeading={index === 0}>
                    <span lang={each}>{term[each]}</span>
                    {index === 0 && note !== '' && <span className={styles.note}>{note}</span>}
                  </TableCell>
                ))}
              </TableRow>
            ))}
          </Table>
        </>
      );
    case 'concordance':
      return (
        <Table
          label={text('packs.reference.concordance')}
          columns={[
            { key: 'name', label: text('packs.reference.offence') },
            { key: 'old', label: text('packs.reference.old') },
            { key: 'new', label: text('packs.reference.new') },
            { key: 'mark', label: text('packs.reference.mark'), width: '22%' },
          ]}
        >
          {found.concordance.map((each) => (
            <TableRow key={each.id}>
              <TableCell isHeading>{each.name}</TableCell>
              <TableCell>{each.old.join('; ')}</TableCell>
              <TableCell>{each.new.join('; ')}</TableCell>
              <TableCell>
                <MarkBadge mark={each.fact.mark} always /> {each.fact.verify && <VerifyBadge />}
              </TableCell>
            </TableRow>
          ))}
        </Table>
      );
  }
}

/** French and Dutch first: theirs are the words of the law. */
const termLanguages = ['fr', 'nl', 'de', 'en'] as const;

function Sources(props: { readonly pack: PackEntry }) {
  const text = useText();
  const { pack } = props;
  return (
    // With nothing else to focus, the keyboard could not scroll.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.lists} role="region" aria-label={text('packs.sources.texts')} tabIndex={0}>
      <section>
        <h3 className={styles.heading}>{text('packs.sources.texts')}</h3>
        <ul>
          {pack.texts.map(({ name, lawAsOf }) => (
            <li key={name}>
              {name}{' '}
              <span className={styles.quiet}>
                ({lawAsOf === null ? text('procedures.law.notRead') : <PartialDate date={lawAsOf} />})
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section>
        <h3 className={styles.heading}>{text('packs.sources.works')}</h3>
        <ul>
          {pack.sources.map(({ key, title, date }) => (
            <li key={key}>
              {key} · {title}{' '}
              {date !== null && (
                <span className={styles.quiet}>
                  (<PartialDate date={date} />)
                </span>
              )}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
