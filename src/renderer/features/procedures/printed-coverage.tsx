import type { Coverage } from '../../../shared/procedures/coverage';
import { useFormats, useText } from '../../lib/text';
import { Printed } from '../../ui/printed';
import styles from './printed-coverage.module.css';

/** The same on paper, for the meeting with the lawyer: the code of the case stands on it, and the facts themselves. */
export function PrintedCoverage(props: { readonly coverage: Coverage }) {
  const text = useText();
  const formats = useFormats();
  const { caseCode, today, rows } = props.coverage;
  return (
    <Printed>
      <h1 className={styles.title}>{text('procedures.coverage.printedTitle', { code: caseCode })}</h1>
      <p className={styles.lead}>{formats.longDate(today)}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col" className={styles.element}>
              {text('procedures.coverage.column.element')}
            </th>
            <th scope="col">{text('procedures.coverage.column.facts')}</th>
            <th scope="col" className={styles.exhibits}>
              {text('procedures.coverage.column.exhibits')}
            </th>
            <th scope="col" className={styles.count}>
              {text('procedures.coverage.column.paragraphs')}
            </th>
          </tr>
        </thead>
        <tbody>
          {[...rows.filter(({ isNeeded }) => isNeeded), ...rows.filter(({ isNeeded }) => !isNeeded)].map(
            ({ id, name, facts, exhibits, paragraphs }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td>
                  {facts.count === 0 ? (
                    <strong>{text('procedures.coverage.noFact')}</strong>
                  ) : (
                    <ul>
                      {facts.named.map((fact) => (
                        <li key={fact.id} dir="auto">
                          {fact.statement}
                        </li>
                      ))}
                      {facts.count > facts.named.length && (
                        <li>
                          {text('procedures.coverage.more', { count: facts.count - facts.named.length })}
                        </li>
                      )}
                    </ul>
                  )}
                </td>
                <td>
                  {exhibits.count === 0 ? (
                    <strong>{text('procedures.coverage.noExhibit')}</strong>
                  ) : (
                    <ul>
                      {exhibits.named.map((exhibit) => (
                        <li key={exhibit.id} dir="auto">{`${exhibit.number}. ${exhibit.title}`}</li>
                      ))}
                      {exhibits.count > exhibits.named.length && (
                        <li>
                          {text('procedures.coverage.more', {
                            count: exhibits.count - exhibits.named.length,
                          })}
                        </li>
                      )}
                    </ul>
                  )}
                </td>
                <td className={styles.number}>{formats.number(paragraphs.count)}</td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </Printed>
  );
}
