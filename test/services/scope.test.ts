import { beforeAll, describe, expect, it } from 'vitest';
import { reorganisationInputSchema } from '../../shared/domain/reorganisation.ts';
import { addPostEntries } from '../../shared/services/posts/add-post-entries.ts';
import { headcountRegister } from '../../shared/services/headcount/headcount-register.ts';
import { getHeadcount } from '../../shared/services/headcount/read-headcount.ts';
import { recordReorganisation } from '../../shared/services/reorganisations/record-reorganisation.ts';
import { putOne } from '../../shared/services/unit-register.ts';
import { DECISION, HR, SMALL_PROVINCE, freshProvince, settle } from '../support/province.ts';

/** Two communes of a district that is abolished on 1 July 2025, and a school that moves from it to the first of them. */
const [DISTRICT, FIRST, SECOND, SCHOOL, OTHER] = ['H49.31', 'H49.61', 'H49.62', 'H49.31.11', 'H49.31.12'] as const;

describe('the scope of an HR officer over a reorganisation', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const officer = (...units: string[]) => province.as({ role: 'hr-officer', units });
  const categories = [{ category: 'employee-budget' as const, opening: 5, increases: {}, decreases: {}, closing: 5 }];
  const report = (unit: string, month: string, units: string[], version?: number) =>
    putOne(
      officer(...units),
      headcountRegister,
      { unit, period: month, input: { categories }, expected: version ?? 'nothing' },
      'Rà soát lại',
    );
  const read = (unit: string, month: string, ...units: string[]) => getHeadcount(officer(...units), unit, month);
  const reorganise = (input: object) =>
    recordReorganisation(province.as(), reorganisationInputSchema.parse({ decision: DECISION, ...input }));

  beforeAll(async () => {
    province = await freshProvince();
    const commune = (code: string, name: string) => ({
      ...SMALL_PROVINCE[1],
      code,
      name,
      parent: 'H49',
      level: 'commune' as const,
      sites: [],
    });
    await settle(province.as(), [
      ...SMALL_PROVINCE,
      commune(FIRST, 'UBND xã Một'),
      commune(SECOND, 'UBND xã Hai'),
    ] as typeof SMALL_PROVINCE);
    for (const unit of [DISTRICT, SCHOOL, OTHER, 'H49.31.01']) {
      const entry = {
        issuer: 'provincial-council',
        category: 'employee-budget',
        reason: 'assign',
        decision: DECISION,
        outsideBase: false,
      } as const;
      const entries = [{ ...entry, quantity: 10, effectiveFrom: '2025-01-01' }];
      await addPostEntries(province.as(), { unit, year: 2025, entries, reason: null, expected: 'unstated' });
      await putOne(province.as(HR), headcountRegister, { unit, period: '2025-03', input: { categories }, expected: 'nothing' }, null);
    }
    const effectiveFrom = '2025-07-01';
    const half = { numerator: 1, denominator: 2 };
    await reorganise({ type: 'transfer', effectiveFrom, sources: [SCHOOL], changes: [{ unit: SCHOOL, parent: FIRST }] });
    await reorganise({ type: 'transfer', effectiveFrom, sources: [OTHER], changes: [{ unit: OTHER, parent: SECOND }] });
    await reorganise({ type: 'merge', effectiveFrom, sources: ['H49.31.01'], targets: [FIRST] });
    const shares = [FIRST, SECOND].map((to) => ({ source: DISTRICT, to, share: half }));
    await reorganise({ type: 'dissolve', effectiveFrom, sources: [DISTRICT], targets: [FIRST, SECOND], shares });
  });

  it('covers the own school also of the time under the abolished district, and no school of the other heir', async () => {
    await expect(read(SCHOOL, '2025-03', FIRST)).resolves.toMatchObject({ version: 1 });
    await expect(report(SCHOOL, '2025-06', [FIRST])).resolves.toMatchObject({ version: 1 });
    await expect(read(OTHER, '2025-03', FIRST)).rejects.toMatchObject({ code: 'not-found' });
    await expect(report(OTHER, '2025-06', [FIRST])).rejects.toMatchObject({ code: 'not-found' });
  });

  it('lets every heir read an ended unit, and only an heir of the whole correct it', async () => {
    await expect(read(DISTRICT, '2025-03', FIRST)).resolves.toMatchObject({ version: 1 });
    await expect(report(DISTRICT, '2025-03', [FIRST], 1)).rejects.toMatchObject({ code: 'out-of-scope' });
    await expect(report(DISTRICT, '2025-03', [FIRST, SECOND], 1)).resolves.toMatchObject({ version: 2 });
    await expect(report('H49.31.01', '2025-03', [FIRST], 1)).resolves.toMatchObject({ version: 2 });
    await expect(read('H49.31.01', '2025-03', SECOND)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('ends with its root: a token for an abolished district still reads what was, and writes nothing', async () => {
    await expect(read(SCHOOL, '2025-03', DISTRICT)).resolves.toMatchObject({ version: 1 });
    await expect(report(SCHOOL, '2025-03', [DISTRICT], 1)).rejects.toMatchObject({ code: 'out-of-scope' });
    await expect(report(DISTRICT, '2025-02', [DISTRICT])).rejects.toMatchObject({ code: 'out-of-scope' });
    await expect(read(SCHOOL, '2025-08', DISTRICT)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('does not grow by posts that a living unit hands over', async () => {
    const share = { source: OTHER, to: 'H49.02.01', category: 'employee-budget', posts: 1 };
    const rest = { source: OTHER, to: OTHER, category: 'employee-budget', posts: 9 };
    await reorganise({
      type: 'transfer',
      effectiveFrom: '2025-09-01',
      sources: [OTHER],
      targets: ['H49.02.01', OTHER],
      shares: [share, rest],
    });
    await expect(read(OTHER, '2025-03', 'H49.02')).rejects.toMatchObject({ code: 'not-found' });
    await expect(report(OTHER, '2025-03', ['H49.02'], 1)).rejects.toMatchObject({ code: 'not-found' });
  });
});
