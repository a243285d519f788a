import { beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '../../shared/services/context.ts';
import { addPosts } from '../../shared/services/posts/add-posts.ts';
import { measureProgress } from '../../shared/services/progress/measure-progress.ts';
import { fileReport } from '../../shared/services/reports/file-report.ts';
import { reportInputSchema } from '../../shared/domain/reports/report.ts';
import { whileUnchanged } from '../../shared/services/unchanged.ts';
import { entry, school, settleMeasuredProvince } from '../support/measured-province.ts';
import { DECISION, freshProvince } from '../support/province.ts';

describe('an answer that was worked out before', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const recall = async (version: number) => {
    const rows = [{ unit: school(10), version, entries: [entry(-1, '2026-06-01', { reason: 'recall' })] }];
    expect((await addPosts(province.as(), { year: 2026, rows, reason: null }, false))[0]?.outcome).toBe('changed');
  };
  const read = async (ctx: Context) => {
    const { targets } = await measureProgress(ctx, '2026-11-23');
    return { counted: targets.find(({ id }) => id === 'payroll-2030')?.cut?.current, units: ctx.store.meter.read };
  };

  beforeAll(async () => {
    province = await freshProvince();
    await settleMeasuredProvince(province);
  });

  it('costs the chain heads alone, and is worked out anew as soon as anything is recorded, by whatever process', async () => {
    const [first, again] = [await read(province.as()), await read(province.as())];
    expect(again.counted).toBe(first.counted);
    expect(again.units).toBeLessThan(first.units / 5);
    await recall(1);
    expect((await read(province.as())).counted).toBe((first.counted ?? 0) - 1);
    const elsewhere = { ...province.as(), known: new Map(), trees: new Map(), staff: new Map() };
    const rows = [{ unit: school(10), version: 2, entries: [entry(-1, '2026-07-01', { reason: 'recall' })] }];
    await addPosts(elsewhere, { year: 2026, rows, reason: null }, false);
    expect((await read(province.as())).counted).toBe((first.counted ?? 0) - 2);
  });

  it('stands when something was filed that registers do not follow', async () => {
    const before = await read(province.as());
    const report = { period: { year: 2025, part: 'year' }, recipient: 'HĐND tỉnh', document: { ...DECISION, number: '1/BC' } };
    await fileReport(province.as(), reportInputSchema.parse(report));
    expect((await read(province.as())).units).toBeLessThanOrEqual(before.units + 1);
  });

  it('is not used when something was recorded while it was worked out', async () => {
    let worked = 0;
    const ask = (during: () => Promise<unknown>) =>
      whileUnchanged(province.as(), 'question', async () => {
        await during();
        return (worked += 1);
      });
    expect(await ask(() => recall(3))).toBe(1);
    expect(await ask(() => Promise.resolve())).toBe(2);
    expect(await ask(() => Promise.resolve())).toBe(2);
  });

  it('is of one province and one question', async () => {
    const ask = (ctx: Context, question: string) => whileUnchanged(ctx, question, () => Promise.resolve(`${ctx.store.tenant} ${question}`));
    expect([await ask(province.as(), 'a'), await ask(province.as({ tenant: 'H50' }), 'a'), await ask(province.as(), 'b')]).toEqual([
      'H49 a',
      'H50 a',
      'H49 b',
    ]);
  });

  it('is forgotten for newer ones: a process keeps three', async () => {
    const known = new Map();
    for (const question of ['a', 'b', 'c', 'd'])
      await whileUnchanged({ ...province.as(), known }, question, () => Promise.resolve(question));
    expect([...known.values()].map(({ answer }) => answer)).toEqual(['b', 'c', 'd']);
  });
});
