import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CaseId } from '../../../src/shared/kernel/ids';
import { anOffice, receive, send, type Office } from './support';

let one: Office;
let other: Office;
let third: Office;
const all = () => [one, other, third];

beforeAll(async () => {
  one = await anOffice();
  other = await anOffice();
  third = await anOffice();
}, 60_000);
afterAll(() => {
  for (const { core } of all()) core.close();
});

function later(): void {
  const now = Math.max(...all().map(({ core }) => Date.parse(core.clock.now())));
  for (const { core } of all()) core.clock.set(new Date(now + 60_000).toISOString());
}

type Ways = 'copy' | 'checkOut' | 'handOver' | 'forReading';
const ways: readonly Ways[] = ['copy', 'checkOut', 'handOver', 'forReading'];

/** Sends a case and lets it be taken in. */
async function pass(from: Office, to: Office, caseId: CaseId, way: Ways): Promise<void> {
  later();
  const options = way === 'forReading' ? { forReading: true } : { purpose: way };
  await receive(to, await send(from, to, [caseId], options));
}

const kindOfPlace = async ({ core }: Office, caseId: CaseId) =>
  (await core.value('packages.place', { caseId }))?.kind ?? null;

async function aCase({ core }: Office): Promise<CaseId> {
  return (await core.value('cases.create', { fileLanguage: 'fr', client: {} })).caseId;
}

describe('where a case is worked on', { timeout: 120_000 }, () => {
  it('is told anew by a package of whoever has it to work on, and never by one for reading', async () => {
    const told = [];
    for (const before of ways) {
      for (const way of ways) {
        // What came only to be read came from the other office, everything else went there.
        const isReader = before === 'forReading';
        const caseId = await aCase(isReader ? other : one);
        await (isReader ? pass(other, one, caseId, before) : pass(one, other, caseId, before));
        const place = await kindOfPlace(one, caseId);
        await pass(other, one, caseId, way);
        told.push([place, way, await kindOfPlace(one, caseId)]);
      }
    }
    expect(told).toEqual([
      [null, 'copy', null],
      [null, 'checkOut', null],
      [null, 'handOver', null],
      [null, 'forReading', null],
      ['checkedOut', 'copy', null],
      ['checkedOut', 'checkOut', null],
      ['checkedOut', 'handOver', null],
      ['checkedOut', 'forReading', 'checkedOut'],
      ['handedOver', 'copy', null],
      ['handedOver', 'checkOut', null],
      ['handedOver', 'handOver', null],
      ['handedOver', 'forReading', 'handedOver'],
      ['forReading', 'copy', null],
      ['forReading', 'checkOut', null],
      ['forReading', 'handOver', null],
      ['forReading', 'forReading', 'forReading'],
    ]);
  });

  it('stays with a colleague when a package comes that was made here', async () => {
    const { core } = one;
    const caseId = await aCase(one);
    await pass(one, other, caseId, 'checkOut');
    later();
    await receive(one, await send(one, one, [caseId]));
    expect(await kindOfPlace(one, caseId)).toBe('checkedOut');
    expect(await core.value('packages.place', { caseId })).toMatchObject({ otherName: 'A colleague' });
  });

  it('is opened to a reader by the office that closed it to her alone', async () => {
    const caseId = await aCase(one);
    later();
    const path = await send(one, [other, third], [caseId], { forReading: true });
    await receive(other, path);
    await receive(third, path);
    await pass(one, third, caseId, 'copy');
    expect(await kindOfPlace(third, caseId)).toBeNull();
    await pass(third, other, caseId, 'copy');
    expect(await kindOfPlace(other, caseId)).toBe('forReading');
    await pass(one, other, caseId, 'copy');
    expect(await kindOfPlace(other, caseId)).toBeNull();
  });
});
