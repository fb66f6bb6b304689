import { ArrowRight, Minus, PencilLine, Plus } from 'lucide-react';
import { statementKinds } from '../../../shared/packs/compare';
import type { PackChangeView } from '../../../shared/packs/contract';
import { useText, type Text } from '../../lib/text';
import { VisuallyHidden } from '../../ui/layout';
import { isFieldLabel } from './field-labels';
import styles from './pack-changes.module.css';

const icons = { added: <Plus />, removed: <Minus />, changed: <PencilLine /> } as const;

/** What differs between two versions of a pack, by kind of statement: what came, what went, what reads otherwise. */
export function PackChanges(props: { readonly changes: readonly PackChangeView[] }) {
  const text = useText();
  const { changes } = props;
  if (changes.length === 0) return <p className={styles.none}>{text('packs.changes.none')}</p>;
  return (
    // A long list in a dialog must scroll by keyboard, also where it is the only thing in it.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={styles.changes} role="region" aria-label={text('packs.changes.title')} tabIndex={0}>
      {statementKinds.map((what) => {
        const ofKind = changes.filter((change) => change.what === what);
        if (ofKind.length === 0) return null;
        return (
          <section key={what}>
            <h3 className={styles.kind}>{text(`packs.what.${what}`)}</h3>
            <ul className={styles.list}>
              {ofKind.map((change) => (
                <li key={change.id} className={styles.change}>
                  <span className={styles[change.kind]} aria-hidden="true">
                    {icons[change.kind]}
                  </span>
                  <div>
                    <p className={styles.name}>
                      <VisuallyHidden>{text(`packs.change.${change.kind}`)}</VisuallyHidden> {change.name}{' '}
                      <span className={styles.id}>{change.id}</span>
                    </p>
                    {change.fields.length > 0 && (
                      <dl className={styles.fields}>
                        {change.fields.map((field) => (
                          <div key={`${field.field} ${field.language ?? ''}`}>
                            <dt>{fieldLabel(field, text)}</dt>
                            <dd>
                              <del className={styles.before}>
                                {field.before ?? text('packs.change.nothing')}
                              </del>{' '}
                              <ArrowRight aria-hidden="true" className={styles.arrow} />{' '}
                              <ins className={styles.after}>
                                {field.after ?? text('packs.change.nothing')}
                              </ins>
                            </dd>
                          </div>
                        ))}
                      </dl>
                    )}
                  </div>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function fieldLabel({ field, language }: PackChangeView['fields'][number], text: Text): string {
  const label = isFieldLabel(field) ? text(`packs.field.${field}`) : text('packs.field.other', { field });
  return language === null
    ? label
    : text('packs.field.inLanguage', { field: label, language: text(`packs.language.${language}`) });
}
