import { describe, expect, it } from 'vitest';
import { handlers } from '../../src/core/handlers';
import { contract } from '../../src/shared/contract';
import { domains, type Domain } from '../../src/shared/kernel/contract';
import { createTestCore } from '../support/core';

const names = Object.keys(contract);

describe('the contract table', () => {
  // The page fetches again by the first part of a channel's name: a channel of no domain would never be fresh.
  it('names each channel after its domain', () => {
    const known: readonly string[] = domains;
    expect(names.filter((name) => !known.includes(name.split('.')[0] ?? ''))).toEqual([]);
  });

  it('has a handler for each channel and no other', () => {
    expect(Object.keys(handlers).toSorted()).toEqual(names.toSorted());
  });

  it('lets each command refresh its own domain, but for those that change nothing a query shows', () => {
    const silent = Object.entries(contract)
      .filter(([name, channel]) => {
        const touches: readonly Domain[] = channel.touches;
        return channel.kind === 'command' && !touches.some((domain) => name.startsWith(`${domain}.`));
      })
      .map(([name]) => name)
      .toSorted();
    expect(silent).toMatchInlineSnapshot(`
      [
        "backups.closeCases",
        "backups.find",
        "backups.openCases",
        "backups.restore",
        "backups.restoreWithPapers",
        "conversations.look",
        "conversations.saveTranscript",
        "deadlines.exportCalendar",
        "deadlines.printCalendar",
        "drafts.save",
        "evidence.saveCopy",
        "exhibits.keepPicture",
        "interviews.saveAddendumDraft",
        "interviews.saveDocument",
        "practice.create",
        "procedures.printCoverage",
        "recovery.prepare",
        "recovery.print",
        "recovery.savePdf",
        "timeline.saveChronology",
        "timeline.saveDraft",
        "updates.choose",
        "vault.passphraseStrength",
        "vault.suggestPassphrase",
        "vault.verify",
      ]
    `);
  });
});

describe('a message of the page', () => {
  it('gets a typed error for an unknown channel, whatever its name', async () => {
    const core = createTestCore();
    try {
      for (const name of ['nothing.here', '__proto__', 'constructor', 'toString', '']) {
        expect(await core.call(name as keyof typeof contract, {} as never)).toEqual({
          ok: false,
          error: { kind: 'unknownChannel' },
        });
      }
    } finally {
      core.close();
    }
  });

  it.each(Object.entries(contract).filter(([, channel]) => channel.access === 'vault'))(
    'on %s is refused while no vault is open',
    async (name) => {
      const core = createTestCore();
      try {
        expect(await core.call(name as keyof typeof contract, {} as never)).toEqual({
          ok: false,
          error: { kind: 'vaultLocked' },
        });
      } finally {
        core.close();
      }
    },
  );

  it('with bad input is told which fields do not fit, never their content, on every channel', async () => {
    const core = createTestCore();
    try {
      await core.createVault();
      for (const name of names) {
        const answer = await core.call(name as keyof typeof contract, { unheardOf: 'secret words' } as never);
        expect({ name, answer }).toMatchObject({ name, answer: { ok: false, error: { kind: 'badInput' } } });
        expect(JSON.stringify(answer)).not.toContain('secret words');
      }
    } finally {
      core.close();
    }
  });
});
