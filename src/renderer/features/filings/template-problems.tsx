import type { TemplateProblem } from '../../../shared/filings/schemas';
import { useText } from '../../lib/text';
import styles from './review-screen.module.css';

/** Every mistake of a template with its place, its cause and the way to mend it. */
export function TemplateProblems({ problems }: { readonly problems: readonly TemplateProblem[] }) {
  const text = useText();
  return (
    <ul className={styles.warnings}>
      {problems.map((problem) => {
        const { part, paragraph, excerpt, cause, tag, suggestion } = problem;
        return (
          <li key={`${part} ${paragraph} ${cause} ${tag}`}>
            {text('filings.templateProblem.place', { part, paragraph, excerpt })}
            <br />
            {text(`filings.templateProblem.${cause}.cause`, { tag })}{' '}
            {text(`filings.templateProblem.${cause}.mend`, { suggestion: suggestion ?? 'none' })}
          </li>
        );
      })}
    </ul>
  );
}
