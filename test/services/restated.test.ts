import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ReorganisationInput } from '../../shared/domain/reorganisation.ts';
import { reorganisationInputSchema } from '../../shared/domain/reorganisation.ts';
import { RESERVE } from '../../shared/domain/posts.ts';
import { freezeBaseline } from '../../shared/services/baselines/freeze-baseline.ts';
import { restateBaseline } from '../../shared/services/baselines/restate-baseline.ts';
import { recordReorganisation } from '../../shared/services/reorganisations/record-reorganisation.ts';
import { school, settle2021 } from '../support/measured-province.ts';
import { DECISION, freshProvince } from '../support/province.ts';

const part = (numerator: number, denominator: number) => ({ numerator, denominator });

describe('a restated baseline', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  let merger: string;
  let split: string;
  const record = (input: Partial<ReorganisationInput> & Pick<ReorganisationInput, 'type' | 'sources' | 'effectiveFrom'>) =>
    recordReorganisation(province.as(), reorganisationInputSchema.parse({ decision: DECISION, ...input }));
  const restated = async (asOf: string) => (await restateBaseline(province.as(), 2021, asOf, 'provincial-council')).restated;
  const total = async (asOf: string) => (await restated(asOf)).totals.find(({ category }) => category === 'employee-budget');
  const cells = async (asOf: string, ...units: string[]) => {
    const { cells: all } = await restated(asOf);
    return units.map((unit) => {
      const cell = all.find((one) => one.unit === unit && one.category === 'employee-budget');
      return cell === undefined ? null : [cell.exact, cell.posts];
    });
  };

  beforeAll(async () => {
    province = await freshProvince();
    await settle2021(province.as);
    await freezeBaseline(province.as(), { year: 2021, decision: DECISION });
    // S1 + S2 → S3; S4 in thirds to two new schools and the reserve; S5 half surrendered, half outside; then a new one into S6.
    ({ id: merger } = await record({ type: 'merge', effectiveFrom: '2023-07-01', sources: [school(1), school(2)], targets: [school(3)] }));
    const fresh = (letter: string) => ({
      code: `H49.02.${letter}`,
      name: `Trường ${letter}`,
      kind: 'public-service' as const,
      level: 'province' as const,
      sector: 'education' as const,
      parent: 'H49.02',
      sites: [],
    });
    ({ id: split } = await record({
      type: 'split',
      effectiveFrom: '2024-01-01',
      sources: [school(4)],
      creates: [fresh('A'), fresh('B')],
      targets: ['H49.02.A', 'H49.02.B'],
      shares: ['H49.02.A', 'H49.02.B', 'reserve'].map((to) => ({ source: school(4), to, share: part(1, 3) })),
    }));
    await record({
      type: 'dissolve',
      effectiveFrom: '2024-06-01',
      sources: [school(5)],
      shares: ['surrendered', 'outside'].map((to) => ({ source: school(5), to, share: part(1, 2) })),
    });
    await record({ type: 'merge', effectiveFrom: '2025-07-01', sources: ['H49.02.A'], targets: [school(6)] });
  });

  it('is the frozen one until the first reorganisation, and follows it from its day', async () => {
    expect(await cells('2023-06-30', school(1), school(2), school(3))).toEqual([
      ['20', 20],
      ['20', 20],
      ['20', 20],
    ]);
    expect(await cells('2023-07-01', school(1), school(2), school(3))).toEqual([null, null, ['60', 60]]);
  });

  it('multiplies exact fractions along lineage and rounds once', async () => {
    expect(await cells('2025-06-30', 'H49.02.A', 'H49.02.B', RESERVE)).toEqual([
      ['20/3', 7],
      ['20/3', 7],
      ['38/3', 12],
    ]);
    // Three equal remainders for two whole posts: the lower codes are served first.
    expect(await cells('2025-07-01', 'H49.02.A', 'H49.02.B', school(6), RESERVE)).toEqual([null, ['20/3', 7], ['80/3', 27], ['38/3', 12]]);
  });

  it('proves that nothing was lost or invented: frozen = restated + surrendered + outside, on every day', async () => {
    for (const asOf of ['2021-12-31', '2023-06-30', '2023-07-01', '2024-01-01', '2024-06-01', '2025-07-01', '2026-11-23']) {
      const { conserved, breaks, totals } = await restated(asOf);
      expect([conserved, breaks]).toEqual([true, []]);
      for (const { frozen, restated: kept, surrendered, outside, broken } of totals)
        expect(kept + surrendered + outside + broken).toBe(frozen);
    }
    expect(await total('2024-05-31')).toMatchObject({ frozen: 210, restated: 210, surrendered: 0, outside: 0 });
    expect(await total('2024-06-01')).toMatchObject({ frozen: 210, restated: 190, surrendered: 10, outside: 10, broken: 0, holds: true });
  });

  it('tells by which reorganisations posts came', async () => {
    const { cells: all, moves } = await restated('2025-07-01');
    expect(all.find(({ unit }) => unit === school(3))?.via).toEqual([merger]);
    expect(all.find(({ unit }) => unit === school(6))?.via[0]).toBe(split);
    expect(moves.filter(({ reorganisation }) => reorganisation === merger).map(({ from, to, exact }) => [from, to, exact])).toEqual([
      [school(1), school(3), '20'],
      [school(2), school(3), '20'],
      [school(1), school(3), '5'],
    ]);
  });

  it('leaves the frozen one untouched, and is of one issuer', async () => {
    const { baseline, restated: central } = await restateBaseline(province.as(), 2021, '2025-07-01', 'central-organisation-commission');
    expect(baseline.id).toBe('2021-1');
    expect(central.totals).toMatchObject([{ category: 'employee-budget', frozen: 25, restated: 25 }]);
    expect(central.cells).toMatchObject([{ unit: school(3), posts: 25 }]);
  });

  describe('whose lineage is broken in the table', () => {
    const key = (id: string) => province.as().store.keys.reorganisation(id);
    async function damaged(
      id: string,
      change: 'drop' | ((item: Record<string, unknown>) => Record<string, unknown>),
      look: () => Promise<void>,
    ) {
      const item = await province.as().store.get(key(id));
      const write = (changed: Record<string, unknown> | undefined) =>
        province.documents.send(new PutCommand({ TableName: province.table, Item: changed }));
      if (change === 'drop') await province.documents.send(new DeleteCommand({ TableName: province.table, Key: key(id) }));
      else await write(change(item ?? {}));
      try {
        await look();
      } finally {
        await write(item);
      }
    }

    it('names the units that ended without a record, and how many posts are lost with them', async () => {
      await damaged(merger, 'drop', async () => {
        const { conserved, breaks } = await restated('2025-07-01');
        expect(conserved).toBe(false);
        expect(breaks.filter(({ category }) => category === 'employee-budget')).toEqual([
          { unit: school(1), category: 'employee-budget', posts: '20', reason: 'ended-without-successor' },
          { unit: school(2), category: 'employee-budget', posts: '20', reason: 'ended-without-successor' },
        ]);
        expect(await total('2025-07-01')).toMatchObject({ frozen: 210, restated: 150, broken: 40, holds: false });
      });
      expect((await restated('2025-07-01')).conserved).toBe(true);
    });

    it('names the record whose shares do not sum to 1', async () => {
      const shares = (item: Record<string, unknown>) => {
        const rows = JSON.parse(item['shares'] as string) as { share: { numerator: number; denominator: number } }[];
        return { ...item, shares: JSON.stringify(rows.map((row, n) => (n === 0 ? { ...row, share: part(1, 4) } : row))) };
      };
      await damaged(split, shares, async () => {
        const { conserved, breaks } = await restated('2024-01-01');
        expect(conserved).toBe(false);
        expect(breaks).toEqual([
          { unit: school(4), category: 'employee-budget', posts: '20', reason: 'shares-not-one', reorganisation: split },
        ]);
      });
    });

    it('names the unit for whose posts the record says nothing', async () => {
      await damaged(
        split,
        (item) => ({ ...item, shares: '[]' }),
        async () => {
          expect((await restated('2024-01-01')).breaks).toMatchObject([
            { unit: school(4), posts: '20', reason: 'no-share', reorganisation: split },
          ]);
        },
      );
    });

    it('names the unit that is no longer in the register', async () => {
      const { store } = province.as();
      const unit = await store.get(store.keys.unit(school(7)));
      await province.documents.send(new DeleteCommand({ TableName: province.table, Key: store.keys.unit(school(7)) }));
      const cold = { ...province.as(), trees: new Map() };
      const { restated: without } = await restateBaseline(cold, 2021, '2021-12-31', 'provincial-council');
      expect(without.breaks).toMatchObject([{ unit: school(7), posts: '20', reason: 'unknown-unit' }]);
      await province.documents.send(new PutCommand({ TableName: province.table, Item: unit }));
    });
  });

  it('of a year that is not frozen does not exist; it is read by those who read baselines', async () => {
    await expect(restateBaseline(province.as(), 2025, '2026-01-01', 'provincial-council')).rejects.toMatchObject({ code: 'not-found' });
    const officer = province.as({ role: 'hr-officer', units: ['H49'] });
    await expect(restateBaseline(officer, 2021, '2026-01-01', 'provincial-council')).rejects.toMatchObject({ code: 'forbidden' });
  });
});
