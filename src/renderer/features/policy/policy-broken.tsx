import type { PolicyProblem } from '../../../shared/policy/problems';
import { useText, type Text } from '../../lib/text';
import { Banner } from '../../ui/banner';
import styles from './policy.module.css';
import { usePolicy } from './use-policy';

/** Says that the organisation's file is not understood, where in it, and what counts meanwhile. Nothing otherwise. */
export function PolicyBroken() {
  const text = useText();
  const policy = usePolicy();
  if (policy?.state !== 'broken') return null;
  return (
    <Banner tone="danger" urgent title={text('policy.broken.title')}>
      {text('policy.broken.body')}
      <ul className={styles.problems}>
        {policy.problems.map((problem) => (
          <li key={JSON.stringify(problem)}>{problemText(problem, text)}</li>
        ))}
      </ul>
      <p className={styles.path} dir="ltr">
        {policy.path}
      </p>
    </Banner>
  );
}

function problemText(problem: PolicyProblem, text: Text): string {
  switch (problem.kind) {
    case 'unreadable':
      return text('policy.problem.unreadable', { code: problem.code });
    case 'tooLarge':
      return text('policy.problem.tooLarge');
    case 'notJson':
      return text('policy.problem.notJson', { line: problem.line });
    case 'fieldTwice':
    case 'unknownField':
    case 'fieldMissing':
      return text(`policy.problem.${problem.kind}`, { line: problem.line, field: problem.field });
    case 'wrongValue': {
      const { line, field, expected } = problem;
      const { kind, ...values } = expected;
      return text('policy.problem.wrongValue', {
        line,
        field,
        expected: text(`policy.expected.${kind}`, values),
      });
    }
  }
}
