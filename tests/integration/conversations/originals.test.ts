import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from '../../../src/core/db/sql';
import { originalPath } from '../../../src/core/evidence/originals';
import { evidenceFileIdSchema, type CaseId } from '../../../src/shared/kernel/ids';
import { conversationFiles } from '../../support/conversation-files';
import type { TestCore } from '../../support/core';
import { aVaultWithACase } from '../interviews/support';

let core: TestCore;
let caseId: CaseId;
beforeAll(async () => {
  ({ core, caseId } = await aVaultWithACase());
});
afterAll(() => core.close());

describe('an original that is in the vault', () => {
  it('is read as a conversation, without a file outside', async () => {
    const custody = {
      receivedFrom: '',
      receivedOn: '2026-03-01',
      receivedHow: '',
      device: '',
      paperOriginal: '',
      note: '',
    };
    const bytes = conversationFiles['whatsapp-android-german.txt'] ?? '';
    const path = join(core.folder, 'kept.txt');
    const noChat = join(core.folder, 'photo.bin');
    writeFileSync(path, bytes);
    writeFileSync(noChat, randomBytes(400));
    core.host.answerFiles([path, noChat]);
    const { batchId } = await core.value('evidence.chooseFiles', { caseId, exhibitId: null });
    await core.value('evidence.importBatch', { batchId, custody });
    rmSync(path);
    const originals = await core.value('evidence.originals', { caseId });
    const idOf = (name: string) => originals.find((original) => original.name === name)?.id;
    const evidenceFileId = idOf('kept.txt');

    const seen = await core.value('conversations.look', { evidenceFileId });
    const { reportId, report } = await core.value('conversations.look', {
      reportId: seen.reportId,
      order: 'dayMonthYear',
    });
    expect(report).toMatchObject({
      profile: 'whatsappAndroid',
      fileName: 'kept.txt',
      sizeBytes: Buffer.byteLength(bytes),
    });
    const { conversationId, messages } = await core.value('conversations.confirm', {
      reportId,
      caseId,
      title: 'Kept',
      people: [],
      receivedFrom: '',
      receivedHow: '',
    });
    expect(messages).toBe(report.lines.messages);
    // It is read from the original that was there: no second one was made.
    expect(await core.value('evidence.originals', { caseId })).toHaveLength(originals.length);
    await core.value('conversations.remove', { conversationId });

    expect(await core.call('conversations.look', { evidenceFileId: idOf('photo.bin') })).toMatchObject({
      error: { kind: 'notRead' },
    });
    const { vault, db } = core.vaultDeps();
    const stored = db.get<{ storedAs: string }>(
      sql`SELECT stored_as AS storedAs FROM evidence_files WHERE id = ${evidenceFileId ?? ''}`,
    );
    const place = originalPath(vault.originals, stored ?? { storedAs: '' });
    const whole = readFileSync(place);
    writeFileSync(place, whole.with(whole.byteLength - 20, 1 + (whole.at(-20) ?? 0)));
    expect(await core.call('conversations.look', { evidenceFileId })).toMatchObject({
      error: { kind: 'originalDamaged' },
    });
    rmSync(place);
    expect(await core.call('conversations.look', { evidenceFileId })).toMatchObject({
      error: { kind: 'originalMissing' },
    });
    expect(
      await core.call('conversations.look', { evidenceFileId: evidenceFileIdSchema.parse(conversationId) }),
    ).toMatchObject({ error: { kind: 'originalNotFound' } });
  });
});
