import { ensurePackages } from './lib/packages.mjs';
import { projectRoot } from './lib/places.mjs';
import { runMain, SentenceError } from './lib/sentence-error.mjs';

// Import rules between the sides of the program (.dependency-cruiser.cjs). A tool that cannot read TypeScript finds no
// module and no mistake; so this also fails when it saw less than there is.
await runMain(async () => {
  await ensurePackages();
  const { checkBoundaries } = await import('./lib/boundaries.mjs');
  const { files, unseen, imports, crossings } = await checkBoundaries(projectRoot);
  if (files === 0 || unseen.length > 0) {
    throw new SentenceError(
      `The imports of ${unseen.length} of ${files} files were not seen:\n${unseen.join('\n')}`,
    );
  }
  if (imports < files) {
    throw new SentenceError(
      `Only ${imports} imports were seen in ${files} files: the check reads no TypeScript.`,
    );
  }
  for (const { rule, from, to, comment, round } of crossings) {
    process.stdout.write(`${rule}: ${from} → ${to}\n    ${comment}\n`);
    if (round.length > 0) process.stdout.write(`    round: ${round.join(' → ')}\n`);
  }
  process.stdout.write(`${files} files, ${imports} imports, ${crossings.length} that cross a boundary.\n`);
  return crossings.length === 0 ? 0 : 1;
});
