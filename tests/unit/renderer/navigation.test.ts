import { beforeEach, describe, expect, it, vi } from 'vitest';
import { caseIdSchema } from '../../../src/shared/kernel/ids';

const caseId = caseIdSchema.parse('01970000-0000-7000-8000-000000000001');
const people = { kind: 'case', caseId, section: 'people' } as const;
const overview = { kind: 'case', caseId, section: 'overview' } as const;

describe('navigation', () => {
  let place: typeof import('../../../src/renderer/lib/navigation');
  beforeEach(async () => {
    vi.resetModules();
    place = await import('../../../src/renderer/lib/navigation');
  });

  it('begins at the cases', () => {
    expect(place.currentRoute()).toEqual({ kind: 'cases' });
  });

  it('goes back and forward, and stops at both ends', () => {
    place.navigate(overview);
    place.navigate(people);
    place.goBack();
    const back = place.currentRoute();
    place.goForward();
    place.goForward();
    const forward = place.currentRoute();
    for (let times = 0; times < 5; times += 1) place.goBack();
    expect([back, forward, place.currentRoute()]).toEqual([overview, people, { kind: 'cases' }]);
  });

  it('forgets what was ahead when going elsewhere', () => {
    place.navigate(overview);
    place.goBack();
    place.navigate({ kind: 'settings' });
    place.goForward();
    expect(place.currentRoute()).toEqual({ kind: 'settings' });
  });

  it('cannot go back to a place that was replaced', () => {
    place.navigate(overview);
    place.navigate(people, { replace: true });
    place.goBack();
    expect(place.currentRoute()).toEqual({ kind: 'cases' });
  });

  it('asks the heading to take the focus once after each move, and not at the start', () => {
    const atStart = place.takeFocusAfterNavigation();
    place.navigate(overview);
    expect([atStart, place.takeFocusAfterNavigation(), place.takeFocusAfterNavigation()]).toEqual([
      false,
      true,
      false,
    ]);
  });
});
