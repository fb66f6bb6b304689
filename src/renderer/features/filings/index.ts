export { TemplateProblems } from './template-problems';
