import { writeFileSync } from 'node:fs';
import electronegativity from '@doyensec/electronegativity';

/*
 * Looks through one folder and writes what the tool returns as JSON. The command of the tool itself is not used: it writes the head
 * of its report and the findings side by side, so that now and then the one stands over the others. A program of its own, because
 * the tool speaks on standard output and changes what `console.log` does.
 */
const [folder, report] = process.argv.slice(2);
const { errors, issues } = await electronegativity({
  input: folder,
  isRelative: true,
  customScan: [],
  excludeFromScan: [],
  parserPlugins: [],
});
writeFileSync(
  report,
  JSON.stringify({
    unread: errors.map(({ file, message }) => `${file}: ${message}`),
    findings: issues.map(({ id, file, sample = 'N/A' }) => ({ issue: id, file, sample })),
  }),
);
