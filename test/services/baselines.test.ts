import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { RESERVE } from '../../shared/domain/posts.ts';
import { freezeBaseline } from '../../shared/services/baselines/freeze-baseline.ts';
import { getBaseline, listBaselines } from '../../shared/services/baselines/read-baselines.ts';
import { addPostEntries } from '../../shared/services/posts/add-post-entries.ts';
import { changeUnit } from '../../shared/services/units/change-unit.ts';
import { registerUnit } from '../../shared/services/units/register-unit.ts';
import { type Item, Store } from '../../shared/store/store.ts';
import { everyItem } from '../support/audit-trail.ts';
import { OFFICE, assess, entry, school, settle2021 } from '../support/measured-province.ts';
import { type As, DECISION, freshProvince } from '../support/province.ts';

/** A second way to the same bytes: keys sorted, no blanks. Numbers are integers and texts are NFC, so nothing else matters. */
function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${fields.map(([key, inner]) => `${JSON.stringify(key)}:${canonicalText(inner)}`).join(',')}}`;
}
const hashOf = (content: unknown) => createHash('sha256').update(canonicalText(content)).digest('hex');

/** Lets somebody write between two readings, a number of times. */
class Disturbed extends Store {
  disturb: () => Promise<void> = () => Promise.resolve();
  times = 0;
  override async all(pk: string, range?: { from?: string; to?: string }): Promise<Item[]> {
    const items = await super.all(pk, range);
    if (pk.includes('#POSTS#') && this.times > 0) {
      this.times -= 1;
      await this.disturb();
    }
    return items;
  }
}

describe('a baseline', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const freeze = (year: number, supersedes?: string, as: As = {}) =>
    freezeBaseline(province.as(as), { year, decision: DECISION, reason: 'chốt', ...(supersedes === undefined ? {} : { supersedes }) });
  const get = (year: number, edition?: number) => getBaseline(province.as(), year, edition);
  const correct = async (unit: string, quantity: number) => {
    const { version } = await province
      .as()
      .store.get(province.as().store.keys.posts(2021, unit))
      .then((item) => ({ version: item?.['version'] as number }));
    const entries = [entry(quantity, '2021-06-01', { reason: 'correction' })];
    await addPostEntries(province.as(), { unit, year: 2021, entries, reason: null, expected: version });
  };

  beforeAll(async () => {
    province = await freshProvince();
    await settle2021(province.as);
  });

  it('of several freezes at once is made once; the others are told that it is there', async () => {
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => freeze(2021)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'baseline-exists', data: { baseline: '2021-1' } });
    expect(await listBaselines(province.as())).toHaveLength(1);
  });

  it('keeps both issuers, every category, the reserve, kinds and autonomy groups as of 31 December', async () => {
    const { baseline, content } = await get(2021);
    expect(baseline).toMatchObject({
      id: '2021-1',
      date: '2021-12-31',
      edition: 1,
      supersedes: null,
      frozenBy: 'home-affairs-1',
      units: 13,
    });
    const s1 = content.units.find(({ unit }) => unit === school(1));
    expect(s1).toMatchObject({ kind: 'public-service', band: '2' });
    expect(s1?.posts).toEqual([
      { issuer: 'central-organisation-commission', category: 'employee-budget', assigned: 25, outsideBase: 0 },
      { issuer: 'provincial-council', category: 'employee-budget', assigned: 20, outsideBase: 0 },
      { issuer: 'provincial-council', category: 'employee-revenue', assigned: 5, outsideBase: 0 },
    ]);
    expect(content.units.map(({ unit, band }) => [unit, band]).filter(([, band]) => band !== null)).toEqual([
      [school(1), '2'],
      [school(2), '3a'],
    ]);
    expect(content.reserve).toEqual([{ issuer: 'provincial-council', category: 'employee-budget', assigned: 6, outsideBase: 0 }]);
    const council = baseline.posts.filter(({ issuer }) => issuer === 'provincial-council');
    expect(council.map(({ category, kind, assigned }) => [category, kind, assigned])).toEqual([
      ['cadre', 'administrative', 10],
      ['civil-servant', 'administrative', 90],
      ['employee-budget', 'administrative', 4],
      ['employee-budget', 'public-service', 200],
      ['employee-budget', null, 6],
      ['employee-revenue', 'public-service', 5],
    ]);
    expect(baseline.unitCounts.reduce((sum, { count }) => sum + count, 0)).toBe(13);
  });

  it('has a hash that anybody can compute again from its content', async () => {
    const { baseline, content } = await get(2021);
    expect(baseline.hash).toBe(hashOf(content));
    expect(hashOf({ ...content, units: content.units.slice(1) })).not.toBe(baseline.hash);
  });

  it('stays what it was when the registers change behind it', async () => {
    const frozen = await get(2021);
    await correct(school(1), -7);
    await correct(RESERVE, 3);
    await changeUnit(province.as(), OFFICE, { from: '2021-03-01', name: 'Sở khác', decision: DECISION }, 1);
    await registerUnit(province.as(), {
      code: 'H49.02.77',
      name: 'Trường mới',
      kind: 'public-service',
      level: 'province',
      sector: 'education',
      parent: 'H49.02',
      sites: [],
      from: '2021-05-01',
      decision: DECISION,
    });
    await assess(province.as, 2021, { [school(3)]: 100 });
    const after = await get(2021);
    expect(after).toEqual(frozen);
    expect(hashOf(after.content)).toBe(frozen.baseline.hash);
  });

  it('of the same year is refused, unless it names the one in force; that one is kept', async () => {
    const before = await everyItem(province.documents, province.table);
    await expect(freeze(2021)).rejects.toMatchObject({ code: 'baseline-exists', field: 'year' });
    await expect(freeze(2021, '2021-2')).rejects.toMatchObject({
      code: 'baseline-moved',
      field: 'supersedes',
      data: { current: '2021-1' },
    });
    await expect(freeze(2022, '2021-1')).rejects.toMatchObject({ code: 'no-baseline', data: { year: 2022 } });
    const untaken = { year: 2022, decision: { ...DECISION, date: '2026-11-24' } };
    await expect(freezeBaseline(province.as(), untaken)).rejects.toMatchObject({ code: 'decision-in-future', field: 'decision.date' });
    expect(await everyItem(province.documents, province.table)).toEqual(before);

    const first = await get(2021);
    const second = await freeze(2021, '2021-1');
    expect(second).toMatchObject({ id: '2021-2', edition: 2, supersedes: '2021-1', units: 14 });
    expect((await get(2021)).baseline).toEqual(second);
    expect(await get(2021, 1)).toEqual(first);
    expect(second.hash).not.toBe(first.baseline.hash);
    expect((await get(2021)).content.units.find(({ unit }) => unit === school(1))?.posts).toContainEqual(
      expect.objectContaining({ issuer: 'provincial-council', category: 'employee-budget', assigned: 13 }),
    );
    expect((await listBaselines(province.as())).map(({ id }) => id)).toEqual(['2021-1', '2021-2']);
    await expect(freeze(2021, '2021-1')).rejects.toMatchObject({ code: 'baseline-moved', data: { current: '2021-2', given: '2021-1' } });
  });

  it('of a year is refused on its last day and taken on the day after', async () => {
    const entries = [entry(5, '2022-01-01')];
    await addPostEntries(province.as(), { unit: school(1), year: 2022, entries, reason: null, expected: 'nothing' });
    await expect(freeze(2022, undefined, { today: '2022-12-31' })).rejects.toMatchObject({ code: 'year-not-ended', field: 'year' });
    await expect(freeze(2022, undefined, { today: '2023-01-01' })).resolves.toMatchObject({ id: '2022-1' });
  });

  it('of a year without posts is refused', async () => {
    await expect(freeze(2023)).rejects.toMatchObject({ code: 'nothing-recorded', field: 'year' });
    await expect(get(2023)).rejects.toMatchObject({ code: 'not-found' });
    await expect(get(2021, 3)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('holds one consistent picture when somebody writes while it is read, and gives up when it never becomes quiet', async () => {
    const { documents, table, world } = province;
    const disturbed = (times: number) => {
      const store = Object.assign(new Disturbed({ documents, table, world }, 'H49'), { times, disturb: () => correct(school(2), 1) });
      return { ...province.as(), store };
    };
    const superseding = (times: number, supersedes: string) =>
      freezeBaseline(disturbed(times), { year: 2021, decision: DECISION, supersedes });
    await expect(superseding(1000, '2021-2')).rejects.toMatchObject({ code: 'busy' });
    const third = await superseding(2, '2021-2');
    const { content } = await get(2021);
    const live = await province.as().store.get(province.as().store.keys.posts(2021, school(2)));
    const entries = JSON.parse(live?.['entries'] as string) as { quantity: number }[];
    const frozen = content.units.find(({ unit }) => unit === school(2))?.posts[0]?.assigned;
    expect(frozen).toBe(entries.reduce((sum, { quantity }) => sum + quantity, 0));
    expect(third.hash).toBe(hashOf(content));
  });

  it('is frozen by home affairs and read by supervisors', async () => {
    for (const role of ['auditor', 'council-supervisor', 'hr-officer'] as const)
      await expect(freeze(2021, '2021-3', { role, units: ['H49'] })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(listBaselines(province.as({ role: 'council-supervisor' }))).resolves.toHaveLength(4);
    await expect(listBaselines(province.as({ role: 'hr-officer', units: ['H49'] }))).rejects.toMatchObject({ code: 'forbidden' });
    expect(await listBaselines(province.as({ tenant: 'H50' }))).toEqual([]);
  });
});
