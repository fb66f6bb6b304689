import { useMemo } from 'react';
import type { PersonMatch } from '../../../shared/people/schemas';
import { useFormats, useText } from '../../lib/text';
import { Badge } from '../../ui/badge';
import { Button } from '../../ui/button';
import styles from './match-list.module.css';
import { personLabel } from './people-of-case';

/** People of other cases who may be the one meant, without their names. */
export function MatchList(props: {
  readonly matches: readonly PersonMatch[];
  readonly onOpen?: (match: PersonMatch) => void;
}) {
  const text = useText();
  const formats = useFormats();
  const rows = useMemo(
    () =>
      props.matches.map((match) => ({
        match,
        label: personLabel(text, match),
        why: formats.list(match.reasons.map((reason) => text(`people.match.${reason}`))),
      })),
    [props.matches, text, formats],
  );
  return (
    <ul className={styles.matches}>
      {rows.map(({ match, label, why }) => (
        <li key={match.personId} className={styles.match}>
          <span className={styles.mask}>
            <bdi>{match.maskedName}</bdi>
          </span>
          <span className={styles.where}>
            <span>
              <span className={styles.code}>{match.caseCode}</span> · {label}
              {match.caseClosed && (
                <>
                  {' '}
                  <Badge>{text('people.match.closed')}</Badge>
                </>
              )}
            </span>
            <span className={styles.why}>{why}</span>
          </span>
          {props.onOpen !== undefined && (
            <Button size="small" onPress={() => props.onOpen?.(match)}>
              {text('people.match.open', { code: match.caseCode })}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
