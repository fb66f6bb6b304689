import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { installFakeWindow, type FakeWindow } from './support';

async function startPage(): Promise<FakeWindow & typeof import('../../../src/renderer/lib/unsaved')> {
  const shell = installFakeWindow();
  vi.resetModules();
  const unsaved = await import('../../../src/renderer/lib/unsaved');
  unsaved.flushBeforeLock();
  return { ...shell, ...unsaved };
}

describe('before a lock', () => {
  let page: Awaited<ReturnType<typeof startPage>>;
  beforeEach(async () => {
    vi.useFakeTimers();
    page = await startPage();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('everything registered is saved before the shell is told', async () => {
    const saved: string[] = [];
    page.registerUnsaved(async () => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      saved.push(`text, told ${page.told.length}`);
    });
    page.registerUnsaved(() => Promise.reject(new Error('the disk is full')));
    page.tellPage({ kind: 'lockingSoon' });
    await vi.advanceTimersByTimeAsync(60);
    expect([saved, page.told]).toEqual([['text, told 0'], [{ kind: 'flushed' }]]);
  });

  it('the shell is told after 200 ms even when saving hangs', async () => {
    page.registerUnsaved(() => new Promise(() => undefined));
    page.tellPage({ kind: 'lockingSoon' });
    await vi.advanceTimersByTimeAsync(199);
    expect(page.told).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(page.told).toEqual([{ kind: 'flushed' }]);
  });

  it('what was taken back is not saved again', async () => {
    const flush = vi.fn<() => Promise<void>>(() => Promise.resolve());
    page.registerUnsaved(flush)();
    page.tellPage({ kind: 'lockingSoon' });
    await vi.advanceTimersByTimeAsync(1);
    expect(flush).not.toHaveBeenCalled();
  });
});
