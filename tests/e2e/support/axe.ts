import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

interface Fault {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

let source: Promise<string> | null = null;

/** What axe calls serious or critical on the page as it is. */
export async function axeFaults(page: Page): Promise<readonly string[]> {
  source ??= readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  // Not a script element: the policy of the page rightly refuses it.
  if (!(await page.evaluate<boolean>('typeof axe === "object"'))) await page.evaluate(await source);
  // What comes in while it fades has no colours of its own yet. A spinner never ends.
  await page.evaluate(() => {
    const ending = document
      .getAnimations()
      .filter((each) => each.effect?.getComputedTiming().iterations !== Infinity);
    return Promise.allSettled(ending.map(({ finished }) => finished));
  });
  // A menu's focus traps hand the focus on at once; nobody ever stands on one.
  const found = await page.evaluate<readonly Fault[]>(
    'axe.run({ exclude: [["[data-focus-trap]"]] }, { resultTypes: ["violations"] }).then(({ violations }) => violations)',
  );
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, impact, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${impact} ${id}: ${html.slice(0, 200)} (${failureSummary})`),
    );
}
