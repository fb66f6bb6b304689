import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readConversationFile } from '../../../src/core/conversations/conversation-file';
import { reportOn } from '../../../src/shared/conversations/conversation-report';
import { isWholeSum } from '../../../src/shared/conversations/report';
import { conversationFiles } from '../../support/conversation-files';

function readBytes(name: string, content: Buffer) {
  return readConversationFile({
    name,
    place: name,
    sizeBytes: content.length,
    content,
    filesBeside: null,
  });
}

describe('readConversationFile', () => {
  it('reads or refuses any damaged file, never throws, and its sum is whole', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.entries(conversationFiles)),
        fc.array(fc.tuple(fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 4 })), { maxLength: 4 }),
        fc.option(fc.nat()),
        async ([name, content], damages, cut) => {
          const bytes = Buffer.from(content);
          for (const [at, damage] of damages) bytes.set(damage, at % Math.max(1, bytes.length - 4));
          const file = cut === null ? bytes : bytes.subarray(0, cut % (bytes.length + 1));
          const read = await readBytes(name, file);
          fc.pre(read.ok);
          const report = reportOn(read.value.conversation, { filesBeside: null, now: new Date(2026, 0, 1) });
          expect(isWholeSum(report.lines)).toBe(true);
          expect(report.messages.length + report.notices.length + report.notUnderstood.length).toBe(
            report.lines.total - report.lines.continuation,
          );
        },
      ),
      { numRuns: 500 },
    );
  });

  it('refuses a text that would fill the memory', async () => {
    const bytes = Buffer.alloc(151 * 2 ** 20, '12/05/2023, 21:29 - Mina: yes\n');
    expect(await readBytes('chat.txt', bytes)).toEqual({
      ok: false,
      error: { kind: 'fileTooLarge', name: 'chat.txt', limitMb: 150 },
    });
  });
});
