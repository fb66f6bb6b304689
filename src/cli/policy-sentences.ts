import type { Expected, PolicyProblem } from '../shared/policy/problems';

/** Where in an organisation's file something is wrong, and what would be right. */
export function policyProblemSentence(problem: PolicyProblem): string {
  switch (problem.kind) {
    case 'unreadable':
      return `The file cannot be read (${problem.code}).`;
    case 'tooLarge':
      return 'The file is larger than 64 KB.';
    case 'notJson':
      return `Line ${problem.line}: this is not JSON.`;
    case 'fieldTwice':
      return `Line ${problem.line}, ${problem.field}: it stands there twice.`;
    case 'unknownField':
      return `Line ${problem.line}, ${problem.field}: there is no such field.`;
    case 'fieldMissing':
      return `Line ${problem.line}, ${problem.field}: this field is missing.`;
    case 'wrongValue':
      return `Line ${problem.line}, ${problem.field}: ${expectedSentence(problem.expected)}.`;
  }
}

function expectedSentence(expected: Expected): string {
  switch (expected.kind) {
    case 'number':
      return `a whole number from ${expected.min} to ${expected.max} is expected`;
    case 'oneOf':
      return `one of these is expected: ${expected.choices}`;
    case 'yesOrNo':
      return 'true or false is expected';
    case 'text':
      return 'text is expected, neither empty nor too long';
    case 'list':
      return 'a list is expected, neither empty nor too long';
    case 'group':
      return 'fields between { and } are expected';
    case 'fullPath':
      return 'a full path of a folder is expected';
    case 'publicKey':
      return 'the second line of a .pub file of minisign is expected';
  }
}
