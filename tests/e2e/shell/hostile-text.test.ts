import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { identifier, sql } from '../../../src/core/db/sql';
import type { CaseId } from '../../../src/shared/kernel/ids';
import { aVaultWithCases } from '../../integration/backups/support';
import { testPassphrase, type TestCore } from '../../support/core';
import { hostileTexts } from '../../support/hostile-texts';
import { wordFile } from '../../support/word-file';
import { startProgram, type Program } from '../support/program';

// Texts that would run something in a careless page, in every text that a screen shows: none may become markup. The policy of
// the page (CSP) would stop a script; here it must have nothing to stop.

let program: Program | null = null;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail')
    await program?.page().screenshot({ path: 'test-results/hostile-text.png' });
  await program?.close();
  program = null;
});

/** Columns whose words somebody types, by table. What only certain values fit in is left out, and so is what never changes. */
const typed: Readonly<Record<string, readonly string[]>> = {
  cases: [
    'immigration_office_number',
    'prosecution_number',
    'police_report_number',
    'advocate_name',
    'centre_name',
    'centre_address',
    'note',
  ],
  people: [
    'family_name',
    'given_names',
    'native_script_name',
    'other_names',
    'birth_place',
    'identity_document',
    'national_number',
    'organisation',
    'telephone',
    'email',
    'elected_domicile',
    'note',
  ],
  safe_contact_rules: ['code_word', 'instructions'],
  facts: ['statement', 'place', 'dispute_note', 'note'],
  fact_citations: ['quote', 'locator'],
  exhibits: ['title', 'author', 'origin', 'note'],
  case_events: ['reference', 'note'],
  case_requirements: ['holder_note', 'note'],
  members: ['name'],
};

const made = { fields: 0, texts: new Set<string>() };
let next = 0;
function hostile(most = 4000): string {
  const text = hostileTexts[next % hostileTexts.length] ?? '';
  next += 1;
  made.fields += 1;
  made.texts.add(text);
  return text.slice(0, most);
}

const custody = () => ({
  receivedFrom: hostile(200),
  receivedOn: '2026-03-01',
  receivedHow: hostile(200),
  device: hostile(200),
  paperOriginal: hostile(200),
  note: hostile(200),
});

/** A vault in which everything that is shown is hostile, as a folder. */
async function hostileVault(into: string): Promise<void> {
  const { core } = await aVaultWithCases();
  try {
    const { db } = core.vaultDeps();
    for (const [table, columns] of Object.entries(typed)) {
      const name = identifier(table);
      const { wr: isWithoutRowid } = db.get<{ wr: number }>(
        sql`SELECT wr FROM pragma_table_list WHERE name = ${table}`,
      ) ?? { wr: 0 };
      const rows =
        isWithoutRowid === 1
          ? [sql``]
          : db
              .all<{ rowid: number }>(sql`SELECT rowid FROM ${name}`)
              .map(({ rowid }) => sql`WHERE rowid = ${rowid}`);
      for (const where of rows) {
        for (const column of columns) {
          db.run(sql`UPDATE ${name} SET ${identifier(column)} = ${hostile(200)} ${where}`);
        }
      }
    }
    const { cases } = await core.value('cases.list', {});
    const caseId = cases.find(({ code }) => code.endsWith('-001'))?.id;
    if (caseId === undefined) throw new Error('There is no case');
    await fillCase(core, caseId);
    // Of everything at once: what search finds is shown too.
    await core.value('search.rebuild', {});
    await core.value('vault.prepareLock', {});
    cpSync(core.vault().folder, into, { recursive: true });
  } finally {
    core.close();
  }
}

async function fillCase(core: TestCore, caseId: CaseId): Promise<void> {
  const { id: interviewId } = await core.value('interviews.create', {
    caseId,
    details: {
      title: hostile(120),
      heldOn: '2026-03-02',
      startedAt: '10:00',
      endedAt: null,
      placeKind: 'centre',
      language: 'ti',
      interpreter: hostile(120),
      interpreterLanguage: 'ti',
      personsPresent: hostile(120),
      stopReason: '',
      stopNote: hostile(120),
    },
  });
  await core.value('interviews.saveDocument', {
    interviewId,
    baseRevision: 0,
    firstSinceOpening: true,
    document: {
      type: 'doc',
      content: hostileTexts.map((text, index) => ({
        type: 'paragraph' as const,
        attrs: {
          id: `00000000-0000-7000-8000-${String(index + 1).padStart(12, '0')}`,
          provenance: index % 2 === 0 ? ('verbatim' as const) : ('paraphrase' as const),
          sensitive: false,
        },
        content: [{ type: 'text' as const, text }],
      })),
    },
  });
  made.fields += hostileTexts.length;
  for (const text of hostileTexts) made.texts.add(text);

  const brought = join(core.folder, 'brought');
  mkdirSync(brought);
  const page = `<html><body>${hostileTexts.join('\n')}</body></html>`;
  // A name of a file holds no slash.
  const names = hostileTexts.slice(0, 24).map((text) => text.replaceAll('/', '∕').slice(0, 80));
  for (const [index, name] of names.entries())
    writeFileSync(join(brought, `${name}.txt`), `${hostile()} ${index}`);
  writeFileSync(join(brought, 'page.html'), page);
  writeFileSync(
    join(brought, 'drawing.svg'),
    `<svg xmlns="http://www.w3.org/2000/svg" onload="hit()"><script>hit()</script></svg>`,
  );
  writeFileSync(
    join(brought, 'mail.eml'),
    `From: "${hostile(60).replaceAll('"', "'")}" <a@example.org>\r\nTo: b@example.org\r\nDate: Tue, 3 Mar 2026 21:14:00 +0100\r\nSubject: ${hostile(60)}\r\nContent-Type: text/html\r\n\r\n${page}`,
  );
  core.host.answerFolder(brought);
  const { batchId } = await core.value('evidence.chooseFolder', { caseId, exhibitId: null });
  await core.value('evidence.importBatch', { batchId, custody: custody() });

  const chat = join(core.folder, 'chat.txt');
  const line = (text: string, index: number) =>
    `13/05/2023, 21:${10 + (index % 50)} - ${index % 3 === 0 ? text.replaceAll(':', ';').slice(0, 60) : 'Mina'}: ${text}`;
  writeFileSync(chat, hostileTexts.map((text, index) => line(text.replaceAll('\n', ' '), index)).join('\n'));
  core.host.answerFile(chat);
  const { reportId } = await core.value('conversations.look', {});
  const { conversationId } = await core.value('conversations.confirm', {
    reportId,
    caseId,
    title: hostile(120),
    people: [],
    receivedFrom: hostile(120),
    receivedHow: hostile(120),
  });
  made.fields += hostileTexts.length;
  await core.value('conversations.translate', {
    conversationId,
    sequence: 1,
    translation: { text: hostile(), translator: hostile(150) },
  });

  const { id: accountId } = await core.value('accounts.create', {
    caseId,
    account: {
      kind: 'police',
      dateEdtf: '2023-08-14',
      takenBy: hostile(120),
      language: 'fr',
      interpreter: hostile(120),
      exhibitId: null,
      interviewId: null,
      note: hostile(120),
    },
  });
  const { facts } = await core.value('timeline.list', { caseId, filter: {}, cursor: null, limit: 1 });
  const [fact] = facts;
  if (fact !== undefined) {
    const wording = { wording: hostile(120), locator: hostile(60), reasons: [], reason: hostile(120) };
    await core.value('accounts.compare', {
      accountId,
      factId: fact.id,
      comparison: { relation: 'different', ...wording },
    });
  }
  await core.value('departures.guard', { caseId, kind: 'words', text: hostile(120) });
  await core.value('spelling.addWord', { word: 'onerror' });
  const template = join(core.folder, 'template.docx');
  writeFileSync(template, wordFile(hostileTexts.slice(0, 40).map((text) => text.replaceAll(/[{}]/gu, ''))));
  core.host.answerFile(template);
  await core.value('templates.import', { filingKind: 'F13', language: 'fr' });
}

interface Seen {
  readonly hits: number;
  readonly violations: readonly string[];
  /** Elements and attributes that no screen of the program has. */
  readonly markup: readonly string[];
}

/** Runs in a page: it listens from now on. */
function listenHere(): void {
  const seen = { hits: 0, violations: [] as string[] };
  Object.assign(globalThis, { seen, hit: () => void (seen.hits += 1) });
  document.addEventListener('securitypolicyviolation', ({ effectiveDirective, sample }) =>
    seen.violations.push(`${effectiveDirective} ${sample}`),
  );
}
function listen(page: Page): Promise<void> {
  return page.evaluate(listenHere);
}

const decoderPage = /^app:\/\/[0-9a-f-]{36}\.decoder\/decoder\.html$/u;

function look(page: Page): Promise<Seen> {
  return page.evaluate(() => {
    const { seen } = globalThis as unknown as { seen: { hits: number; violations: string[] } };
    const never =
      'iframe, frame, object, embed, base, meta[http-equiv="refresh" i], form[action], [srcdoc], [formaction]';
    const strange = [...document.querySelectorAll('*')].filter(
      (element) =>
        (element.matches(never) && !element.matches('iframe[src^="app:"][src$=".decoder/decoder.html"]')) ||
        element.getAttributeNames().some((name) => name.startsWith('on')) ||
        ['href', 'xlink:href', 'src', 'action', 'data'].some((name) =>
          // oxlint-disable-next-line no-script-url -- it is looked for
          (element.getAttribute(name) ?? '').replaceAll(/\s/g, '').toLowerCase().startsWith('javascript:'),
        ) ||
        (element instanceof HTMLScriptElement && element.src === ''),
    );
    return { ...seen, markup: strange.map((element) => element.outerHTML.slice(0, 200)) };
  });
}

const nothing: Seen = { hits: 0, violations: [], markup: [] };

describe('texts that are markup or script elsewhere', () => {
  it('are words on every screen: nothing runs, nothing is fetched, no window opens', async () => {
    expect(hostileTexts.length).toBeGreaterThanOrEqual(200);
    const running = await startProgram({ size: { width: 1400, height: 900 } });
    program = running;
    const page = running.page();
    const vault = join(running.home, 'Hostile.dossier');
    await hostileVault(vault);
    await running.answerDialogs({ folder: vault });
    await page.getByRole('button', { name: /Open an existing vault/ }).click();
    await page.getByLabel('Passphrase', { exact: true }).fill(testPassphrase);
    await page.getByLabel('Passphrase', { exact: true }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Cases' }).waitFor({ timeout: 60_000 });

    // First that the hooks see what they are for.
    await listen(page);
    await page.evaluate(() => {
      const planted = document.createElement('div');
      planted.id = 'planted';
      // oxlint-disable-next-line no-unsanitized/property -- what must be seen
      planted.innerHTML = '<img src="data:," onerror="hit()"><iframe srcdoc="x"></iframe>';
      document.body.append(planted);
    });
    await expect.poll(async () => (await look(page)).violations.length).toBeGreaterThan(0);
    const planted = await look(page);
    expect([planted.hits, planted.markup.length]).toEqual([0, 2]);
    await page.evaluate(() => document.querySelector('#planted')?.remove());
    await listen(page);

    const happened: string[] = [];
    page.on('dialog', (shown) => {
      happened.push(`dialog ${shown.type()}`);
      void shown.dismiss();
    });
    page.on('framenavigated', (frame) => {
      if (!decoderPage.test(frame.url())) happened.push(`navigation ${frame.url()}`);
    });
    running.electron.on('window', () => happened.push('window'));

    let screens = 0;
    const see = async (screen: string) => {
      await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
      await page.waitForTimeout(250);
      screens += 1;
      expect({ screen, ...(await look(page)), happened }).toEqual({ screen, ...nothing, happened: [] });
    };
    const seeSections = async () => {
      for (let key = 1; key <= 9; key += 1) {
        await page.keyboard.press(`Control+${key}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        for (const summary of await page.getByRole('main').locator('summary').all()) await summary.click();
        await see(`section ${key}`);
      }
      for (const name of ['Concordance', 'Consent', 'What left']) {
        await page.getByRole('navigation').first().getByRole('button', { name }).first().click();
        await see(name);
      }
    };

    await see('cases');
    await page
      .getByText(/^BR-\d{4}-001$/)
      .first()
      .click();
    await page.getByRole('heading', { level: 1, name: /^BR-/ }).waitFor();
    await seeSections();
    await page.getByRole('button', { name: 'Show names' }).first().click();
    await seeSections();

    await page.keyboard.press('Control+3');
    await page.getByRole('main').getByText('Tigrinya').click();
    await page.locator('[data-desk]').waitFor();
    await see('interview');
    await page.keyboard.press('Control+9');
    await page.getByRole('table').getByRole('button').first().click();
    await page.getByText('Translation, by').first().waitFor();
    await see('chat');
    await page.getByRole('button', { name: 'Transcript' }).click();
    await see('transcript');
    await page.keyboard.press('Escape');

    await page.keyboard.press('Control+6');
    await page.getByRole('heading', { level: 1, name: 'Exhibits' }).waitFor();
    for (const file of ['page.html', 'drawing.svg', 'mail.eml']) {
      const title = file.split('.')[0] ?? '';
      const row = page
        .getByRole('row')
        .filter({ has: page.getByRole('button', { name: title, exact: true }) });
      await row.getByRole('button', { name: /exhibit \d+/i }).click();
      await page.getByRole('menuitem', { name: `Look at ${file}` }).click();
      await page.getByRole('button', { name: 'Show what it holds' }).first().click();
      await see(`viewer of ${file}`);
      await page.keyboard.press('Escape');
    }

    await page.keyboard.press('Control+f');
    await page.getByLabel('Words to look for').waitFor();
    await page.keyboard.type('onerror');
    await page.locator('mark').first().waitFor();
    await see('search');
    for (const text of hostileTexts.slice(0, 12)) {
      await page.getByLabel('Words to look for').fill(text);
      await page.waitForTimeout(150);
      made.fields += 1;
    }
    await see('search, typed');
    await page.keyboard.press('Control+k');
    for (const text of hostileTexts.slice(20, 30)) {
      await page.getByRole('dialog').getByRole('combobox').fill(text);
      made.fields += 1;
    }
    await see('palette');
    await page.keyboard.press('Escape');

    await page.getByRole('navigation').first().getByRole('button', { name: 'Agenda', exact: true }).click();
    await see('agenda');
    await page.getByRole('navigation').first().getByRole('button', { name: 'Vault', exact: true }).click();
    await page.getByRole('tab').first().waitFor();
    for (const tab of await page.getByRole('tablist').first().getByRole('tab').all()) {
      await tab.click();
      await see(`vault, ${(await tab.textContent()) ?? ''}`);
    }
    await page.getByRole('tab', { name: 'Templates' }).click();
    // The pages stand in a frame of another process; what would run there is heard there.
    await page.addInitScript(listenHere);
    await page.getByRole('button', { name: 'Try it on the practice case' }).first().click();
    await page.getByText('Drawn by the program').waitFor();
    await page.locator('[role=document] > iframe[style*=height]').waitFor();
    await page.waitForTimeout(1000);
    await see('pages of a template');
    const decoder = page.frames().find((frame) => decoderPage.test(frame.url()));
    expect(await decoder?.evaluate(() => (globalThis as unknown as { seen: unknown }).seen)).toEqual({
      hits: 0,
      violations: [],
    });
    await page.keyboard.press('Escape');
    await page.getByRole('navigation').first().getByRole('button', { name: 'Settings', exact: true }).click();
    await see('settings');
    expect(readdirSync(join(running.home, 'tmp')).filter((name) => /hit/.test(name))).toEqual([]);
    expect(made.texts.size).toBe(hostileTexts.length);
    process.stdout.write(
      `Hostile texts: ${hostileTexts.length}, in ${made.fields} fields, on ${screens} screens\n`,
    );
  });
});
