import { describe, expect, it } from 'vitest';
import { createWorkRegistry, type WorkContext } from '../../../src/core/work/registry';

/** Starts work that ends when it is told to, and gives what it was handed. */
function startWork() {
  let last = 0;
  const registry = createWorkRegistry(
    () => `00000000-0000-7000-8000-${String((last += 1)).padStart(12, '0')}`,
  );
  let end = (_value: string) => {};
  let context: WorkContext | null = null;
  const result = registry.run('backup', (given) => {
    context = given;
    return new Promise<string>((resolve) => {
      end = resolve;
    });
  });
  const [work] = registry.list();
  if (context === null || work === undefined) throw new Error('The work did not start');
  // Set in the callback above, which has run: TypeScript can't know.
  const started: WorkContext = context;
  return { registry, id: work.id, context: started, result, end: (value: string) => end(value) };
}

describe('long work', () => {
  it('is listed with how far it is, until it ends, and gives back its result', async () => {
    const { registry, id, context, result, end } = startWork();
    context.report({ step: 'copying', done: 3, total: 12 });

    expect(registry.list()).toEqual([
      { id, kind: 'backup', step: 'copying', done: 3, total: 12, canCancel: true, state: 'running' },
    ]);
    end('done');
    expect(await result).toBe('done');
    expect(registry.list()).toEqual([]);
  });

  it('can be waited for, however it ends', async () => {
    const { registry, end } = startWork();
    const order: string[] = [];
    const failing = registry.run('verify', () => Promise.reject(new Error('broken')));
    const wait = async (kind: 'rekey' | 'verify' | 'backup') => {
      await registry.ended(kind);
      order.push(kind);
    };
    const backup = wait('backup');
    await Promise.all([wait('verify'), wait('rekey'), expect(failing).rejects.toThrow('broken')]);
    expect(order).toEqual(['rekey', 'verify']);
    end('done');
    await backup;
    expect(order).toEqual(['rekey', 'verify', 'backup']);
  });

  it('is no longer listed after it has thrown', async () => {
    const { registry } = startWork();
    const failing = registry.run('verify', () => Promise.reject(new Error('broken')));

    await expect(failing).rejects.toThrow('broken');
    expect(registry.list().map((work) => work.kind)).toEqual(['backup']);
  });

  it('is told when it is cancelled, also while it is paused', async () => {
    const { registry, id, context } = startWork();
    registry.pause(id);
    const breath = context.breathe();
    expect(registry.list()[0]?.state).toBe('paused');

    registry.cancel(id);
    await breath;

    expect(context.signal.aborted).toBe(true);
    expect(registry.list()[0]?.state).toBe('cancelling');
  });

  it('waits at its next breath while it is paused, and goes on when resumed', async () => {
    const { registry, id, context } = startWork();
    registry.pause(id);
    let wentOn = false;
    const breathe = async () => {
      await context.breathe();
      wentOn = true;
    };
    const breath = breathe();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(wentOn).toBe(false);

    registry.resume(id);
    await breath;

    expect(registry.list()[0]?.state).toBe('running');
  });

  it('cannot be stopped where stopping would leave something half done', () => {
    const { registry, id, context } = startWork();
    context.pointOfNoReturn();
    registry.cancel(id);
    registry.pause(id);

    expect(context.signal.aborted).toBe(false);
    expect(registry.list()[0]).toMatchObject({ canCancel: false, state: 'running' });
  });

  it('answers calls for work that has ended, or never was, by doing nothing', () => {
    const { registry } = startWork();
    registry.cancel('no such work');
    registry.pause('no such work');
    registry.resume('no such work');

    expect(registry.list()).toHaveLength(1);
  });
});
