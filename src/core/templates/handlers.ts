import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { languagesOf } from '../../shared/filings/kinds';
import { ownTemplateIdSchema, type OwnTemplateId } from '../../shared/kernel/ids';
import { err, ok } from '../../shared/kernel/result';
import type { OwnTemplate, templatesContract } from '../../shared/templates/contract';
import type { ReadableDatabase } from '../db/database';
import { foreignDocumentLimits } from '../documents/dangers';
import { letOutDocument } from '../departures/let-out';
import { withExtension } from '../filings/file-name';
import { readChosenTemplate } from '../filings/templates';
import { tryTemplate } from '../filings/try-template';
import { dialogText } from '../kernel/dialog-texts';
import type { Handlers } from '../kernel/handlers';
import { readAtMost } from './read-at-most';
import { starterWithTags } from './starter';
import { tryOnPractice } from './try-on-practice';
import { findVersionBySha, insertOwnTemplate, listOwnTemplates, setRetired } from './store';

const word = { name: 'Word', extensions: ['docx'] };

export const templatesHandlers: Handlers<typeof templatesContract> = {
  'templates.list': ({ db }) => ok([...listOwnTemplates(db)]),

  'templates.offered': ({ db }, { filingKind, language }) =>
    ok(
      listOwnTemplates(db).find(
        (each) => each.filingKind === filingKind && each.language === language && each.retiredAt === null,
      ) ?? null,
    ),

  'templates.tryOnPractice': (deps, { templateId, ...ofFiling }) => {
    if (!languagesOf(ofFiling.filingKind).includes(ofFiling.language))
      return err({ kind: 'templateMissing' });
    const template = readChosenTemplate(deps, ofFiling, templateId);
    return template.ok ? ok(tryOnPractice(deps, { ...ofFiling, parts: template.value.parts })) : template;
  },

  'templates.import': async (deps, { filingKind, language }) => {
    const { db, host, clock, newId, actor, audit } = deps;
    if (!languagesOf(filingKind).includes(language)) return err({ kind: 'notInLanguage' });
    const path = await host.chooseFile({ title: dialogText(deps, 'dialogs.chooseTemplate'), kinds: [word] });
    if (path === null) return err({ kind: 'dialogCancelled' });
    const document = readAtMost(path, foreignDocumentLimits.fileBytes);
    if (document === null) return err({ kind: 'fileNotRead' });
    const tried = tryTemplate(document);
    if (!tried.ok) return tried;
    const sha256 = createHash('sha256').update(document).digest('hex');
    return db.transaction(() => {
      const same = findVersionBySha(db, { filingKind, language, sha256 });
      if (same !== undefined) return err({ kind: 'alreadyThere', version: same } as const);
      const newest = listOwnTemplates(db).find(
        (each) => each.filingKind === filingKind && each.language === language,
      );
      const id = ownTemplateIdSchema.parse(newId());
      insertOwnTemplate(db, {
        id,
        filingKind,
        language,
        version: (newest?.version ?? 0) + 1,
        document,
        sha256,
        importedAt: clock.now(),
        memberId: actor,
      });
      audit({ action: 'template.imported', subjectId: id, caseId: null });
      const { tags, leftBehind } = tried.value;
      return ok({
        template: mustFind(db, id),
        tags,
        leftBehind: [...new Set(leftBehind.map(({ kind }) => kind))],
      });
    });
  },

  'templates.retire': ({ db, clock, audit }, { templateId, retired }) =>
    db.transaction(() => {
      if (!listOwnTemplates(db).some(({ id }) => id === templateId)) {
        return err({ kind: 'templateNotFound' } as const);
      }
      setRetired(db, templateId, retired ? clock.now() : null);
      audit({
        action: retired ? 'template.retired' : 'template.offeredAgain',
        subjectId: templateId,
        caseId: null,
      });
      return ok(mustFind(db, templateId));
    }),

  'templates.saveStarter': async (deps, { filingKind, language, tags }) => {
    if (!languagesOf(filingKind).includes(language)) return err({ kind: 'notInLanguage' });
    const name = `${filingKind}.${language}.docx`;
    const chosen = await deps.host.chooseSavePath({
      title: dialogText(deps, 'dialogs.saveTemplate'),
      suggestedName: name,
      kinds: [word],
    });
    if (chosen === null) return err({ kind: 'dialogCancelled' });
    const path = withExtension(chosen, '.docx');
    const template = readFileSync(join(deps.resourcesFolder, 'templates', 'be-thb', name));
    const words = {
      title: dialogText(deps, 'dialogs.starterTitle'),
      lead: dialogText(deps, 'dialogs.starterLead'),
      tag: dialogText(deps, 'dialogs.starterTag'),
      meaning: dialogText(deps, 'dialogs.starterMeaning'),
    };
    const saved = letOutDocument(deps, {
      path,
      document: tags.length === 0 ? template : starterWithTags(template, tags, words),
      record: { departures: [], custody: [], audit: [] },
    });
    return saved.ok ? ok({ fileName: basename(path) }) : saved;
  },
};

function mustFind(db: ReadableDatabase, id: OwnTemplateId): OwnTemplate {
  const found = listOwnTemplates(db).find((each) => each.id === id);
  if (found === undefined) throw new Error('A template that was just written is not there');
  return found;
}
