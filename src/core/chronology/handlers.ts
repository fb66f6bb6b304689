import { basename } from 'node:path';
import type { chronologyContract } from '../../shared/chronology/contract';
import { findMentions, isNamedInFull } from '../../shared/chronology/mentions';
import { chronologyWords } from '../../shared/chronology/wording';
import { err, ok } from '../../shared/kernel/result';
import { readCase } from '../cases/store';
import { passGateForDocument } from '../departures/depart';
import { letOutDocument } from '../departures/let-out';
import { safeInFileName, withExtension } from '../filings/file-name';
import { dialogText } from '../kernel/dialog-texts';
import type { Handlers } from '../kernel/handlers';
import { listRecognisable, readToldFacts } from './read';

export const chronologyHandlers: Handlers<typeof chronologyContract> = {
  'timeline.lookAtChronology': ({ db }, { caseId, choice }) =>
    db.transaction(() => {
      if (readCase(db, caseId) === null) return err({ kind: 'caseNotFound' } as const);
      const facts = readToldFacts(db, caseId, choice);
      const words = facts.flatMap(({ statement, details, note }) => [statement, ...details, note]).join('\n');
      const people = listRecognisable(db);
      const others = people.filter((person) => person.caseId !== caseId && isNamedInFull(words, person));
      return ok({
        facts: facts.length,
        undated: facts.filter(({ date }) => date === '').length,
        disputed: facts.filter(({ isDisputed }) => isDisputed).length,
        uncited: choice.sources === 'none' ? 0 : facts.filter(({ note }) => note === '').length,
        mentions: [
          ...findMentions(
            words,
            people.filter((person) => person.caseId === caseId),
          ),
        ],
        otherCases: [...new Set(others.map(({ caseCode }) => caseCode))],
      });
    }),

  'timeline.saveChronology': async (deps, { caseId, choice, to, reason, reasonKind }) => {
    const { db, host, clock } = deps;
    const read = db.transaction(() => {
      const record = readCase(db, caseId);
      return record === null ? null : { code: record.code, facts: readToldFacts(db, caseId, choice) };
    });
    if (read === null) return err({ kind: 'caseNotFound' });
    if (read.facts.length === 0) return err({ kind: 'noFacts' });
    const { language } = choice;
    const today = clock.today();
    // The writer of Word files is large, and most sessions make no document with it.
    const { buildChronology } = await import('./document');
    const document = await buildChronology({ caseCode: read.code, language, today, facts: read.facts });
    const passed = passGateForDocument(deps, { caseId, to, told: ['account'], document, reason });
    if (!passed.ok) return passed;
    const chosen = await host.chooseSavePath({
      title: dialogText(deps, 'dialogs.saveChronology'),
      suggestedName: `${safeInFileName(read.code)}_${chronologyWords.fileName[language]}_${today}.docx`,
      kinds: [{ name: 'Word', extensions: ['docx'] }],
    });
    if (chosen === null) return err({ kind: 'dialogCancelled' });
    const path = withExtension(chosen, '.docx');
    const saved = letOutDocument(deps, {
      path,
      document,
      record: {
        departures: [{ caseId, kind: 'chronology', to, objections: [...passed.value], reason, reasonKind }],
        custody: [],
        audit: [{ action: 'case.chronologySaved', subjectId: caseId, caseId }],
      },
    });
    return saved.ok ? ok({ fileName: basename(path) }) : saved;
  },
};
