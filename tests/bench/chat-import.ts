import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { CaseId } from '../../src/shared/kernel/ids';
import { timingOf, type Timing } from './measure';
import type { Side } from './sides';

const words =
  'the room was cold and he said we owe money for food come tomorrow night again please answer where are you'.split(
    ' ',
  );

/** A chat of WhatsApp with this many messages, ten minutes apart, the same at each run. */
function writeChat(messages: number): string {
  return Array.from({ length: messages }, (_, index) => {
    const at = new Date(Date.UTC(2020, 0, 1) + index * 600_000).toISOString();
    const text = Array.from({ length: 8 }, (__, word) => words[(index * 7 + word * 13) % words.length]).join(
      ' ',
    );
    const sender = index % 3 === 0 ? 'Mina' : 'Karim';
    return `${at.slice(8, 10)}/${at.slice(5, 7)}/${at.slice(0, 4)}, ${at.slice(11, 16)} - ${sender}: ${text} ${index % 3000}\n`;
  }).join('');
}

/**
 * From the choice of the file to messages that can be found: reading, report, reading again, original, rows and index. On each
 * side in turn; a conversation is taken out again outside the time. The last timing is how long another call of the first side had
 * to wait at most in each round.
 */
export async function measureChatImport(
  sides: readonly Side[],
  {
    caseId,
    messages,
    rounds,
  }: { readonly caseId: CaseId; readonly messages: number; readonly rounds: number },
): Promise<readonly Timing[]> {
  const samples = sides.map((): number[] => []);
  const waits: number[] = [];
  const text = writeChat(messages);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, { core }] of sides.entries()) {
      const path = join(core.folder, 'chat.txt');
      writeFileSync(path, text);
      core.host.answerFile(path);
      const delay = monitorEventLoopDelay({ resolution: 1 });
      delay.enable();
      const begun = performance.now();
      const { reportId } = await core.value('conversations.look', {});
      const { conversationId } = await core.value('conversations.confirm', {
        reportId,
        caseId,
        title: 'Chat',
        people: [],
        receivedFrom: '',
        receivedHow: '',
      });
      samples[index]?.push(performance.now() - begun);
      delay.disable();
      if (index === 0) waits.push(delay.max / 1e6);
      await core.value('conversations.remove', { conversationId });
    }
  }
  return [...samples, waits].map(timingOf);
}
