import { beforeEach, describe, expect, it, vi } from 'vitest';
import { installFakeWindow, type FakeWindow } from './support';

const settings = { language: 'en', appearance: 'system', lockAfterMinutes: 5 };

/** A fresh copy of the module, which keeps the port of its page. */
async function startPage(): Promise<FakeWindow & typeof import('../../../src/renderer/lib/core')> {
  const shell = installFakeWindow();
  vi.resetModules();
  const core = await import('../../../src/renderer/lib/core');
  core.connectToCore();
  return { ...shell, ...core };
}

describe('call', () => {
  let page: Awaited<ReturnType<typeof startPage>>;
  beforeEach(async () => {
    page = await startPage();
  });

  it('asks the shell for a port once the listener stands', () => {
    expect(page.told).toEqual([{ kind: 'ready' }]);
  });

  it('sends what was asked before the port came, and gives each its own answer', async () => {
    const first = page.call('settings.read', {});
    const second = page.call('settings.change', { language: 'fr' });
    const core = page.connect();
    expect(core.asked).toEqual([
      { id: 1, channel: 'settings.read', input: {} },
      { id: 2, channel: 'settings.change', input: { language: 'fr' } },
    ]);
    core.answer({ id: 2, result: { ok: false, error: { kind: 'diskFull' } }, touched: [] });
    core.answer({ id: 1, result: { ok: true, value: settings }, touched: [] });
    expect(await Promise.all([first, second])).toEqual([
      { ok: true, value: settings },
      { ok: false, error: { kind: 'diskFull' } },
    ]);
  });

  it('fails what core had not answered when another port comes', async () => {
    page.connect();
    const asked = page.call('settings.read', {});
    page.connect();
    expect(await asked).toEqual({ ok: false, error: { kind: 'coreLost' } });
  });

  it('fails it as soon as the shell says that core is lost, and keeps what is asked afterwards for the next', async () => {
    page.connect();
    const before = page.call('settings.read', {});
    page.tellPage({ kind: 'coreLost' });
    const after = page.call('vault.status', {});
    expect(await before).toEqual({ ok: false, error: { kind: 'coreLost' } });
    const next = page.connect();
    expect(next.asked).toEqual([{ id: 2, channel: 'vault.status', input: {} }]);
    next.answer({ id: 2, result: { ok: true, value: { open: null } }, touched: [] });
    expect(await after).toEqual({ ok: true, value: { open: null } });
  });

  it('takes no port from elsewhere', () => {
    const foreign = page.connectFrom('https://example.org');
    void page.call('settings.read', {});
    expect(foreign.asked).toEqual([]);
  });

  it('names the touched domains before the caller goes on', async () => {
    const order: string[] = [];
    page.onTouched((touched) => order.push(touched.join(' ')));
    const core = page.connect();
    const asked = page.call('settings.change', { language: 'fr' }).then(() => order.push('answered'));
    core.answer({ id: 1, result: { ok: true, value: settings }, touched: ['settings'] });
    await asked;
    expect(order).toEqual(['settings', 'answered']);
  });
});
