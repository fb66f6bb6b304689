export { FilingTextDialog } from './filing-text-dialog';
export { failureText, kindLabel } from './filing-texts';
export { FilingWarnings } from './filing-warnings';
export { TemplateProblems } from './template-problems';
