import { beforeAll, describe, expect, it } from 'vitest';
import type { UnitFacts } from '../../shared/domain/unit.ts';
import { addPosts } from '../../shared/services/posts/add-posts.ts';
import { changeUnit } from '../../shared/services/units/change-unit.ts';
import { getUnit, listUnits, unitHistory } from '../../shared/services/units/read-units.ts';
import { registerUnit } from '../../shared/services/units/register-unit.ts';
import { registerUnits } from '../../shared/services/units/register-units.ts';
import { unitLineage } from '../../shared/services/units/unit-lineage.ts';
import { reorganisationInputSchema } from '../../shared/domain/reorganisation.ts';
import { recordReorganisation } from '../../shared/services/reorganisations/record-reorganisation.ts';
import { everyItem } from '../support/audit-trail.ts';
import { DECISION, SMALL_PROVINCE, freshProvince, settle } from '../support/province.ts';

const FROM = '2020-01-01';
const facts = (code: string, parent: string | null, more: Partial<UnitFacts> = {}) => ({
  code,
  name: `Đơn vị ${code}`,
  kind: 'public-service' as const,
  level: 'province' as const,
  sector: 'education' as const,
  parent,
  sites: [],
  ...more,
  from: FROM,
  decision: DECISION,
});

describe('units', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const items = () => everyItem(province.documents, province.table);
  const codes = async (asOf: string, filters: Parameters<typeof listUnits>[2] = {}) =>
    (await listUnits(province.as(), asOf, filters, { limit: 200 })).items.map(({ key }) => key);

  beforeAll(async () => {
    province = await freshProvince();
    await settle(province.as());
  });

  describe('registering', () => {
    it('keeps a unit from its first day on', async () => {
      const unit = await registerUnit(province.as(), { ...facts('H49.02.02', 'H49.02'), from: '2022-09-05' });
      expect(unit).toMatchObject({ key: 'H49.02.02', version: 1, openedBy: null, closedBy: null });
      expect(await getUnit(province.as(), 'H49.02.02', '2022-09-05')).toMatchObject({ status: 'alive', parent: 'H49.02' });
      expect(await getUnit(province.as(), 'H49.02.02', '2022-09-04')).toMatchObject({ status: 'planned', established: '2022-09-05' });
      expect(await codes('2022-09-04')).not.toContain('H49.02.02');
      expect(await codes('2022-09-05')).toContain('H49.02.02');
    });

    it.for([
      ['a code that is taken', facts('H49.02.01', 'H49.02'), 'code-taken', 'code'],
      ['a code that does not extend its parent’s', facts('H49.31.77', 'H49.02'), 'code-does-not-extend-parent', 'code'],
      ['a code that only begins like its parent’s', facts('H49.021', 'H49.02'), 'code-does-not-extend-parent', 'code'],
      ['a parent that nobody knows', facts('H49.77.01', 'H49.77'), 'unknown-unit', 'parent'],
      ['a parent that does not live yet', { ...facts('H49.01.01', 'H49.01'), from: '2019-12-31' }, 'unit-not-yet-established', 'parent'],
      ['no parent at all', facts('H49.03', null), 'root-is-the-province', 'parent'],
      ['a second province', facts('H50', null), 'root-is-the-province', 'parent'],
    ] as const)('refuses %s and changes nothing', async ([, input, code, field]) => {
      const before = await items();
      await expect(registerUnit(province.as(), input)).rejects.toMatchObject({ code, field });
      expect(await items()).toEqual(before);
    });

    it('is for those who may', async () => {
      for (const role of ['hr-officer', 'finance-officer', 'auditor', 'viewer'] as const)
        await expect(registerUnit(province.as({ role, units: ['H49'] }), facts('H49.09', 'H49'))).rejects.toMatchObject({
          code: 'forbidden',
        });
    });

    it('of the same code by two at once succeeds once', async () => {
      const outcomes = await Promise.allSettled([1, 2, 3].map(() => registerUnit(province.as(), facts('H49.02.09', 'H49.02'))));
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'code-taken' });
    });

    it('of different units by many at once loses none', async () => {
      const some = Array.from({ length: 6 }, (_, n) => facts(`H49.02.P${n}`, 'H49.02'));
      await Promise.all(some.map((unit) => registerUnit(province.as(), unit)));
      expect(await codes(FROM)).toEqual(expect.arrayContaining(some.map(({ code }) => code)));
    });
  });

  describe('in bulk', () => {
    // A department, 40 centres under it, and one station under the last centre: further rows build on earlier chunks.
    const rows = [
      facts('H49.05', 'H49', { kind: 'administrative' }),
      ...Array.from({ length: 40 }, (_, n) => facts(`H49.05.${String(n).padStart(2, '0')}`, 'H49.05', { sector: 'health' })),
      facts('H49.05.39.A', 'H49.05.39', { sector: 'health' }),
    ];
    const bulk = (some: typeof rows, dryRun: boolean) => registerUnits(province.as(), { rows: some, reason: null }, dryRun);

    it('a dry run judges rows that build on rows of earlier chunks, and writes nothing', async () => {
      const before = await items();
      const results = await bulk(rows, true);
      expect(results.every(({ outcome }) => outcome === 'created')).toBe(true);
      expect(await items()).toEqual(before);
    });

    it('children before their parent are refused, the parent is not', async () => {
      const results = await bulk([facts('H49.06.01', 'H49.06'), facts('H49.06', 'H49'), facts('H49.06.02', 'H49.06')], false);
      expect(results.map(({ outcome, refusal }) => refusal?.code ?? outcome)).toEqual(['unknown-unit', 'created', 'created']);
    });

    it('parents before children go in, across chunks, as the dry run said', async () => {
      const results = await bulk(rows, false);
      expect(results.every(({ outcome }) => outcome === 'created')).toBe(true);
      expect((await codes(FROM, { under: 'H49.05' })).length).toBe(rows.length);
      expect((await bulk(rows, false)).every(({ refusal }) => refusal?.code === 'code-taken')).toBe(true);
    });
  });

  describe('changing', () => {
    const change = (from: string, more: Partial<UnitFacts>, expected: number | 'unstated' = 'unstated', code = 'H49.01') =>
      changeUnit(province.as(), code, { from, decision: DECISION, ...more }, expected);

    it('starts a new period: the day before the old name, on the day the new one', async () => {
      await change('2025-03-01', { name: 'Sở Nội vụ và Lao động' }, 1);
      expect(await getUnit(province.as(), 'H49.01', '2025-02-28')).toMatchObject({
        name: 'Sở Nội vụ',
        factsUntil: '2025-03-01',
        version: 2,
      });
      expect(await getUnit(province.as(), 'H49.01', '2025-03-01')).toMatchObject({
        name: 'Sở Nội vụ và Lao động',
        factsFrom: '2025-03-01',
      });
    });

    it('needs the version, a later day than the last change, and a change', async () => {
      await expect(change('2025-04-01', { name: 'x' })).rejects.toMatchObject({ code: 'precondition-required', data: { current: 2 } });
      await expect(change('2025-04-01', { name: 'x' }, 1)).rejects.toMatchObject({ code: 'stale-version' });
      await expect(change('2025-03-01', { name: 'x' }, 2)).rejects.toMatchObject({ code: 'period-not-after-last', field: 'from' });
      await expect(change('2019-12-31', { name: 'x' }, 2)).rejects.toMatchObject({ code: 'unit-not-yet-established' });
      await expect(change('2025-04-01', {}, 2)).rejects.toMatchObject({ code: 'nothing-to-do' });
      const same = { name: 'Sở Nội vụ và Lao động', sites: [] };
      await expect(change('2025-04-01', same, 2)).rejects.toMatchObject({ code: 'nothing-to-do' });
      await expect(change('2025-04-01', { name: 'x' }, 1, 'H49.99')).rejects.toMatchObject({ code: 'not-found' });
    });

    it('and registering reach to the end of next year, and rest on a decision already taken', async () => {
      const far = (date: string) => ({ code: 'date-too-far', data: { date, last: '2027-12-31' }, field: 'from' });
      await expect(change('2028-01-01', { name: 'x' }, 1, 'H49.02.02')).rejects.toMatchObject(far('2028-01-01'));
      await expect(registerUnit(province.as(), { ...facts('H49.09', 'H49'), from: '2199-12-31' })).rejects.toMatchObject(far('2199-12-31'));
      const decision = { ...DECISION, date: '2026-11-24' };
      const untaken = { code: 'decision-in-future', data: { date: '2026-11-24', today: '2026-11-23' }, field: 'decision.date' };
      await expect(registerUnit(province.as(), { ...facts('H49.09', 'H49'), decision })).rejects.toMatchObject(untaken);
      const input = { name: 'Trường THPT mới', from: '2027-12-31', decision };
      await expect(changeUnit(province.as(), 'H49.02.02', input, 1)).rejects.toMatchObject(untaken);
      await expect(changeUnit(province.as({ today: '2026-11-24' }), 'H49.02.02', input, 1)).resolves.toMatchObject({ version: 2 });
    });

    it('of the code makes an alias: the unit is found by every code it ever had, and none is given again', async () => {
      await expect(change('2025-05-01', { code: 'H49.02' }, 2)).rejects.toMatchObject({ code: 'code-taken', field: 'code' });
      await expect(change('2025-05-01', { code: 'H50.01' }, 2)).rejects.toMatchObject({ code: 'code-does-not-extend-parent' });
      await change('2025-05-01', { code: 'H49.NV' }, 2);
      const asOld = await getUnit(province.as(), 'H49.01', '2025-04-30');
      const asNew = await getUnit(province.as(), 'H49.NV', '2025-05-01');
      expect([asOld.key, asOld.code, asNew.key, asNew.code]).toEqual(['H49.01', 'H49.01', 'H49.01', 'H49.NV']);
      for (const code of ['H49.01', 'H49.NV'])
        await expect(registerUnit(province.as(), facts(code, 'H49'))).rejects.toMatchObject({
          code: 'code-taken',
          data: { unit: 'H49.01' },
        });
      // Whoever registers under it extends the code of that day.
      await expect(registerUnit(province.as(), { ...facts('H49.01.7', 'H49.NV'), from: '2025-05-01' })).rejects.toMatchObject({
        code: 'code-does-not-extend-parent',
      });
      await expect(registerUnit(province.as(), { ...facts('H49.NV.7', 'H49.01'), from: '2025-05-01' })).resolves.toMatchObject({
        key: 'H49.NV.7',
      });
      expect((await getUnit(province.as(), 'H49.NV.7', '2025-05-01')).parent).toBe('H49.01');
    });

    it('of one version by two at once succeeds once', async () => {
      const outcomes = await Promise.allSettled(['a', 'b', 'c'].map((name) => change('2025-06-01', { name }, 1, 'H49.31')));
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    });
  });

  describe('listing', () => {
    it('searches without diacritics, every word, in name and code', async () => {
      expect(await codes('2021-01-01', { q: 'truong thpt hon gai' })).toEqual(['H49.02.01']);
      expect(await codes('2021-01-01', { q: 'ĐẦM  tiểu' })).toEqual(['H49.31.11']);
      expect(await codes('2021-01-01', { q: 'dam ha' })).toEqual(['H49.31', 'H49.31.11', 'H49.31.12']);
      expect(await codes('2021-01-01', { q: 'h49.31.12' })).toEqual(['H49.31.12']);
      expect(await codes('2021-01-01', { q: 'hongai' })).toEqual([]);
    });

    it('narrows by kind, level, sector and parent', async () => {
      expect(await codes('2021-01-01', { kind: 'public-service', level: 'commune' })).toEqual(['H49.31.11', 'H49.31.12']);
      expect(await codes('2021-01-01', { parent: 'H49.31' })).toEqual(['H49.31.01', 'H49.31.11', 'H49.31.12']);
      expect(await codes('2021-01-01', { under: 'H49.31', kind: 'administrative' })).toEqual(['H49.31', 'H49.31.01']);
      expect(await codes('2021-01-01', { parent: 'H49.99' })).toEqual([]);
    });

    it('in pages of one gives each unit once, and a cursor is good for its own list alone', async () => {
      const filters = { under: 'H49.31' };
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listUnits(province.as(), '2021-01-01', filters, { limit: 1, cursor });
        seen.push(...page.items.map(({ key }) => key));
        cursor = page.next ?? undefined;
      } while (cursor !== undefined);
      expect(seen).toEqual(await codes('2021-01-01', filters));
      const { next } = await listUnits(province.as(), '2021-01-01', filters, { limit: 1 });
      const elsewhere = { limit: 1, cursor: next ?? '' };
      await expect(listUnits(province.as(), '2021-01-02', filters, elsewhere)).rejects.toMatchObject({ code: 'invalid-cursor' });
      await expect(listUnits(province.as({ tenant: 'H50' }), '2021-01-01', filters, elsewhere)).rejects.toMatchObject({
        code: 'invalid-cursor',
      });
    });

    it('shows an HR officer the own subtree; another unit does not exist, nor does another province’s', async () => {
      const officer = province.as({ role: 'hr-officer', units: ['H49.31'] });
      const { items: seen } = await listUnits(officer, '2021-01-01', {}, { limit: 200 });
      expect(seen.map(({ key }) => key)).toEqual(['H49.31', 'H49.31.01', 'H49.31.11', 'H49.31.12']);
      await expect(getUnit(officer, 'H49.02.01', '2021-01-01')).rejects.toMatchObject({ code: 'not-found' });
      await expect(getUnit(province.as({ tenant: 'H50' }), 'H49.01', '2021-01-01')).rejects.toMatchObject({ code: 'not-found' });
      expect((await listUnits(province.as({ tenant: 'H50' }), '2021-01-01', {}, { limit: 200 })).items).toEqual([]);
    });
  });

  describe('lineage and history', () => {
    beforeAll(async () => {
      const entries = [
        {
          issuer: 'provincial-council' as const,
          category: 'employee-budget' as const,
          quantity: 10,
          reason: 'assign' as const,
          effectiveFrom: '2025-01-01',
          decision: DECISION,
          outsideBase: false,
        },
      ];
      const schools = SMALL_PROVINCE.slice(-2).map(({ code: unit }) => ({ unit, version: null, entries }));
      await addPosts(province.as(), { year: 2025, rows: schools, reason: null }, false);
      const merge = (sources: string[], targets: string[], effectiveFrom: string) =>
        recordReorganisation(
          province.as(),
          reorganisationInputSchema.parse({ type: 'merge', effectiveFrom, decision: DECISION, sources, targets }),
        );
      await merge(['H49.31.11'], ['H49.31.12'], '2025-07-01');
      await merge(['H49.31.12'], ['H49.02.01'], '2025-10-01');
    });

    it('names every predecessor and successor, near and far, in the order of effect', async () => {
      const { successors, predecessors } = await unitLineage(province.as(), 'H49.31.11');
      expect(predecessors).toEqual([]);
      expect(successors.map(({ from, to, effectiveFrom }) => [from, to, effectiveFrom])).toEqual([
        ['H49.31.11', 'H49.31.12', '2025-07-01'],
        ['H49.31.12', 'H49.02.01', '2025-10-01'],
      ]);
      expect((await unitLineage(province.as(), 'H49.02.01')).predecessors).toEqual(successors);
    });

    it('an ended unit lives to the day before, is not listed from the day on, but still found', async () => {
      expect(await codes('2025-06-30')).toContain('H49.31.11');
      expect(await codes('2025-07-01')).not.toContain('H49.31.11');
      expect(await codes('2025-07-01', { status: 'all' })).toContain('H49.31.11');
      expect(await getUnit(province.as(), 'H49.31.11', '2025-07-01')).toMatchObject({ status: 'dissolved', dissolved: '2025-07-01' });
    });

    it('an officer of a successor sees the predecessor; no unit is registered under one that ends', async () => {
      const officer = province.as({ role: 'hr-officer', units: ['H49.02'] });
      await expect(getUnit(officer, 'H49.31.11', '2025-01-01')).resolves.toMatchObject({ key: 'H49.31.11' });
      const under = { ...facts('H49.31.11.1', 'H49.31.11'), from: '2024-01-01' };
      await expect(registerUnit(province.as(), under)).rejects.toMatchObject({
        code: 'later-change-recorded',
        field: 'parent',
        data: { later: '2025-07-01' },
      });
    });

    it('the history tells who, when, why, before and after, newest first, in pages', async () => {
      const { items: all } = await unitHistory(province.as(), 'H49.NV', { limit: 200 });
      expect(all.map(({ verb }) => verb)).toEqual(['change-unit', 'change-unit', 'register-unit']);
      expect(all[1]).toMatchObject({
        actor: 'home-affairs-1',
        role: 'home-affairs',
        day: '2026-11-23',
        decision: DECISION,
        changes: [{ record: 'unit', version: 2, before: { version: 1 }, after: { version: 2 } }],
      });
      const first = await unitHistory(province.as(), 'H49.01', { limit: 1 });
      const second = await unitHistory(province.as(), 'H49.01', { limit: 1, cursor: first.next ?? '' });
      expect([...first.items, ...second.items]).toEqual(all.slice(0, 2));
    });
  });
});
