import { beforeAll, describe, expect, it } from 'vitest';
import type { LogEntry } from '../../shared/audit.ts';
import { readLog } from '../../shared/services/audit/read-log.ts';
import { addPostEntries } from '../../shared/services/posts/add-post-entries.ts';
import { createStaff } from '../../shared/services/staff/create-staff.ts';
import { changeUnit } from '../../shared/services/units/change-unit.ts';
import { plainDateAt } from '../../shared/time.ts';
import { entry } from '../support/measured-province.ts';
import { type As, DECISION, HR, NOW, freshProvince, settle, testWorld } from '../support/province.ts';
import { entryOf } from '../support/staff.ts';

const SCHOOL = 'H49.02.01';
const OTHER = 'H49.31.11';
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

describe('the log as an auditor reads it', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const clock = { now: NOW };
  const auditor = (today = '2026-11-23') => province.as({ role: 'auditor', today });
  const read = (question: Parameters<typeof readLog>[1], limit = 200, cursor?: string) => readLog(auditor(), question, { limit, cursor });
  const nameOf = ({ at, stream, sequence }: LogEntry) => `${at} ${stream} ${sequence}`;
  const followed = async (question: Parameters<typeof readLog>[1], limit: number) => {
    const entries: LogEntry[] = [];
    for (let cursor: string | undefined, more = true; more; ) {
      const page = await read(question, limit, cursor);
      expect(page.items.length).toBeLessThanOrEqual(limit);
      entries.push(...page.items);
      more = page.next !== null;
      cursor = page.next ?? undefined;
    }
    return entries;
  };
  const days = (entries: readonly LogEntry[]) => [...new Set(entries.map(({ day }) => day))];

  beforeAll(async () => {
    province = await freshProvince();
    const world = { ...testWorld(() => clock.now), newId: province.world.newId };
    const as = (who: As = {}) => province.as({ ...who, today: plainDateAt(clock.now), world });
    clock.now = NOW - 40 * DAY;
    await settle(as());
    const posts = (unit: string, id: string, year: number) =>
      addPostEntries(as({ id }), { unit, year, entries: [entry(5, `${year}-01-01`)], reason: null, expected: 'unstated' });
    clock.now = NOW - 3 * DAY;
    for (const year of [2021, 2022, 2023]) await posts(SCHOOL, 'nv-1', year);
    // Half past midnight in Hạ Long is still yesterday in UTC.
    clock.now = Date.UTC(2026, 10, 21, 17, 30);
    for (const unit of [SCHOOL, OTHER, 'H49.31.12', 'H49.01', 'H49.31.01']) await posts(unit, 'nv-2', 2024);
    clock.now = NOW;
    await posts(OTHER, 'nv-1', 2025);
    clock.now = NOW + HOUR;
    await createStaff(as(HR), entryOf(OTHER, { id: 'NV-1' }), 'tiếp nhận');
    await changeUnit(as(), SCHOOL, { from: '2025-01-01', code: 'H49.02.77', decision: DECISION }, 1);
  });

  it('goes through every unit in the order of recording, a page at a time', async () => {
    const whole = await followed({}, 200);
    expect(days(whole)).toEqual(['2026-11-20', '2026-11-22', '2026-11-23']);
    expect(whole.map(nameOf)).toEqual(whole.map(nameOf).toSorted());
    expect(whole).toHaveLength(11);
    for (const limit of [1, 2, 5]) expect((await followed({ from: '2026-11-19' }, limit)).map(nameOf)).toEqual(whole.map(nameOf));
  });

  it('is narrowed by days of Hạ Long, the first and the last included', async () => {
    expect(days(await followed({ from: '2026-11-20', to: '2026-11-20' }, 2))).toEqual(['2026-11-20']);
    expect(days(await followed({ from: '2026-11-21', to: '2026-11-22' }, 2))).toEqual(['2026-11-22']);
    expect(await followed({ from: '2026-11-21', to: '2026-11-21' }, 2)).toEqual([]);
    expect(days(await followed({ from: '2026-10-14', to: '2026-10-14' }, 200))).toEqual(['2026-10-14']);
  });

  it('is narrowed by who did it, over days and pages', async () => {
    const mine = await followed({ actor: 'nv-1', from: '2026-11-18' }, 1);
    expect(mine.map(({ stream, day }) => [stream, day])).toEqual([
      [SCHOOL, '2026-11-20'],
      [SCHOOL, '2026-11-20'],
      [SCHOOL, '2026-11-20'],
      [OTHER, '2026-11-23'],
    ]);
    expect(await followed({ actor: 'nobody', from: '2026-11-18' }, 1)).toEqual([]);
  });

  it('of one unit is its stream from the beginning, by any code that it had', async () => {
    const whole = await followed({ unit: SCHOOL }, 200);
    expect(whole.map(({ sequence }) => sequence)).toEqual(whole.map((_, index) => index + 1));
    expect(await followed({ unit: 'H49.02.77' }, 2)).toEqual(whole);
    expect((await followed({ unit: SCHOOL, actor: 'nv-2' }, 1)).map(({ day }) => day)).toEqual(['2026-11-22']);
    expect(await followed({ unit: SCHOOL, from: '2026-11-21', to: '2026-11-21' }, 1)).toEqual([]);
    expect(days(await followed({ unit: SCHOOL, from: '2026-01-01', to: '2026-11-21' }, 1))).toEqual(['2026-10-14', '2026-11-20']);
    await expect(read({ unit: 'H49.99' })).rejects.toMatchObject({ code: 'not-found' });
    expect(await followed({ unit: '~RESERVE' }, 1)).toEqual([]);
  });

  it('says what was recorded of persons, and that it was erased where it was', async () => {
    const [change] = (await followed({ unit: OTHER }, 200)).flatMap(({ changes }) =>
      changes.filter(({ record }) => record === 'staff/NV-1'),
    );
    expect(change).toMatchObject({ before: null, after: { birth: '1985-05' } });
    const { store } = auditor();
    const items = await store.all(store.keys.log(OTHER));
    const item = items.find(({ secrets }) => secrets !== undefined);
    if (item === undefined) throw new Error('nothing personal');
    const { secrets: _erased, ...rest } = item;
    await store.transact([store.place({ pk: item['pk'] as string, sk: item['sk'] as string }, rest)]);
    for (const question of [{ unit: OTHER }, { actor: 'hr-officer-1', from: '2026-11-23' }]) {
      const [erased] = (await followed(question, 200)).flatMap(({ changes }) => changes.filter(({ record }) => record === 'staff/NV-1'));
      expect(erased).toEqual({ record: 'staff/NV-1', version: 1, before: null, after: null, erased: true });
    }
  });

  it('is asked for at most 31 days at a time, unless one unit is meant', async () => {
    await expect(read({ from: '2026-10-23', to: '2026-11-23' })).rejects.toMatchObject({ code: 'too-many-days', data: { limit: 31 } });
    await expect(read({ from: '2026-10-24', to: '2026-11-23' })).resolves.toBeDefined();
    await expect(read({ from: '1900-01-01' })).rejects.toMatchObject({ code: 'too-many-days' });
    await expect(read({ from: '2026-11-24' })).rejects.toMatchObject({ code: 'from-after-to' });
    await expect(read({ unit: SCHOOL, from: '2026-11-24', to: '2026-11-23' })).rejects.toMatchObject({ code: 'from-after-to' });
    await expect(read({ unit: SCHOOL, from: '1900-01-01', to: '2199-12-31' })).resolves.toBeDefined();
  });

  it('takes no cursor of another question, and none that was tampered with', async () => {
    const { next } = await read({ from: '2026-11-20' }, 1);
    const bad = (question: Parameters<typeof readLog>[1], cursor: string) =>
      expect(read(question, 1, cursor)).rejects.toMatchObject({ code: 'invalid-cursor' });
    await bad({ actor: 'nv-1' }, next ?? '');
    await bad({ unit: SCHOOL }, next ?? '');
    await bad({}, next ?? '');
    await bad({ from: '2026-11-20' }, `${next}x`);
    await bad({ from: '2026-11-20' }, Buffer.from(JSON.stringify(['0'.repeat(16), '2026-11-20|'])).toString('base64url'));
    await expect(readLog(province.as({ role: 'auditor', tenant: 'H50' }), {}, { limit: 1, cursor: next ?? '' })).rejects.toMatchObject({
      code: 'invalid-cursor',
    });
  });

  it('reads a bounded number of entries for a page, and goes on where it stopped', async () => {
    const busy = province.as({ tenant: 'H51', world: testWorld(() => NOW) });
    await settle(busy, [
      { code: 'H51', name: 'Tỉnh', kind: 'administrative', level: 'province', sector: 'administration', parent: null, sites: [] },
    ]);
    const { store } = busy;
    const [first] = await store.all(store.keys.log('H51'));
    const items = Array.from({ length: 1_050 }, (_, n) => ({
      ...first,
      ...store.keys.logEntry('H51', n + 2),
      sequence: n + 2,
      gsi1pk: store.keys.logDay('2026-11-23', n % 4),
      gsi1sk: `2026-11-23T03:00:00.000Z#H51#${n + 2}`,
    }));
    await store.putAll(items);
    const ask = (question: Parameters<typeof readLog>[1], cursor?: string) =>
      readLog(province.as({ role: 'auditor', tenant: 'H51' }), question, { limit: 1, cursor });
    for (const question of [
      { actor: 'nobody', from: '2026-11-22' },
      { actor: 'nobody', unit: 'H51' },
    ]) {
      const page = await ask(question);
      expect([page.items, page.next === null]).toEqual([[], false]);
      expect(await ask(question, page.next ?? '')).toEqual({ items: [], next: null });
    }
  });

  it('is for auditors alone, and of their own province', async () => {
    for (const role of ['home-affairs', 'hr-officer', 'viewer', 'council-supervisor'] as const)
      await expect(readLog(province.as({ role, units: ['H49'] }), {}, { limit: 1 })).rejects.toMatchObject({ code: 'forbidden' });
    expect(await readLog(province.as({ role: 'auditor', tenant: 'H50' }), {}, { limit: 1 })).toEqual({ items: [], next: null });
  });
});
