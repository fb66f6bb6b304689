import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contract } from '../../src/shared/contract';
import { leavingChannels } from '../../src/shared/policy/leaving';

/** Files of core that ask where something is to be written, or print it, and the channels they do it for. */
const leavingByFile: Readonly<Record<string, readonly string[]>> = {
  'audit/handlers.ts': ['audit.export'],
  'chronology/handlers.ts': ['timeline.saveChronology'],
  'conversations/handlers.ts': ['conversations.saveTranscript'],
  'custody/handlers.ts': ['exhibits.saveCustodyAnnex'],
  'deadlines/calendar-export.ts': ['deadlines.exportCalendar'],
  'deadlines/handlers.ts': ['deadlines.printCalendar'],
  'dossiers/handlers.ts': ['exhibits.saveDossier'],
  'evidence/save-copy.ts': ['evidence.saveCopy'],
  'exhibits/bundle/make.ts': ['exhibits.makeBundle'],
  'filings/handlers.ts': ['filings.saveAs'],
  'filings/printed-as-pdf.ts': ['filings.saveAs'],
  'packages/handlers.ts': ['packages.create'],
  'procedures/coverage.ts': ['procedures.printCoverage'],
  'recovery/handlers.ts': ['recovery.print', 'recovery.savePdf'],
  'transfer/handlers.ts': ['cases.exportOpen'],
  'travel/handlers.ts': ['travel.leaveBehind'],
};

/** The same for what comes in, stays encrypted, or is nothing of a case. */
const nothingLeaves: Readonly<Record<string, string>> = {
  'backups/handlers.ts': 'a backup is encrypted; where it goes is a rule of its own',
  'evidence/handlers.ts': 'a folder comes in',
  'kernel/deps.ts': 'what can be asked of the shell',
  'process.ts': 'how it is asked',
  'salvage/handlers.ts': 'a salvaged vault is encrypted',
  'templates/handlers.ts': 'a file to begin a template from holds nothing of a case',
  'vault/handlers.ts': 'a vault is encrypted',
};

describe('what leaves a vault', () => {
  // What a new file of core writes outside must be named in src/shared/policy/leaving.ts, so that an organisation can
  // forbid it, and then here.
  it('leaves by channels that an organisation can close, and by no other', () => {
    const core = join(import.meta.dirname, '../../src/core');
    const files = readdirSync(core, { recursive: true, encoding: 'utf8' })
      .map((name) => name.replaceAll('\\', '/'))
      .filter((name) => name.endsWith('.ts'))
      .filter((name) =>
        /\b(?:chooseSavePath|chooseFolder|printPage|pageAsPdf)\b/u.test(
          readFileSync(join(core, name), 'utf8'),
        ),
      );
    expect(files.toSorted()).toEqual(
      [...Object.keys(leavingByFile), ...Object.keys(nothingLeaves)].toSorted(),
    );
    expect(leavingChannels.toSorted()).toEqual([...new Set(Object.values(leavingByFile).flat())].toSorted());
    expect(leavingChannels.filter((name) => !Object.hasOwn(contract, name))).toEqual([]);
  });

  // Written by `beginCopy`, the vault knows of a file before its first byte, and takes away or writes down what a crash left.
  it('is written by nothing but what takes care of copies that are interrupted', () => {
    const core = join(import.meta.dirname, '../../src/core');
    const own = [...Object.keys(leavingByFile), 'templates/handlers.ts'];
    const byThemselves = [...own, 'dossiers/write-dossier.ts', 'packages/create-package.ts'].filter((name) =>
      /\b(?:writeFileSync|writeFileAtomically|writeNewFile|createWriteStream|renameSync|rename|copyFile\w*)\b/u.test(
        readFileSync(join(core, name), 'utf8'),
      ),
    );
    expect(byThemselves).toEqual([]);
    const asksForPlaces = own.filter((name) =>
      /\b(?:chooseSavePath|chooseFolder)\b/u.test(readFileSync(join(core, name), 'utf8')),
    );
    const lettingOut = /\b(?:beginCopy|letOutDocument|beginBag|createPackage|leaveBehind)\b/u;
    expect(asksForPlaces.filter((name) => !lettingOut.test(readFileSync(join(core, name), 'utf8')))).toEqual(
      [],
    );
    expect(asksForPlaces.length).toBeGreaterThan(10);
  });
});
