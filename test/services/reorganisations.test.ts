import { beforeAll, describe, expect, it } from 'vitest';
import { type PostEntryInput, RESERVE } from '../../shared/domain/posts.ts';
import { type ReorganisationInput, reorganisationInputSchema } from '../../shared/domain/reorganisation.ts';
import type { UnitFacts } from '../../shared/domain/unit.ts';
import { addPosts } from '../../shared/services/posts/add-posts.ts';
import { getPosts } from '../../shared/services/posts/read-posts.ts';
import { getReorganisation, listReorganisations } from '../../shared/services/reorganisations/read-reorganisations.ts';
import { recordReorganisation } from '../../shared/services/reorganisations/record-reorganisation.ts';
import { getUnit, listUnits, unitHistory } from '../../shared/services/units/read-units.ts';
import { chainFaults, everyItem, historyFaults } from '../support/audit-trail.ts';
import { type As, DECISION, SMALL_PROVINCE, freshProvince, settle } from '../support/province.ts';

const entry = (quantity: number, year: number, more: Partial<PostEntryInput> = {}): PostEntryInput => ({
  issuer: 'provincial-council',
  category: 'employee-budget',
  quantity,
  reason: 'assign',
  effectiveFrom: `${year}-01-01`,
  decision: DECISION,
  outsideBase: false,
  ...more,
});
const unit = (code: string, parent: string, more: Partial<UnitFacts> = {}): UnitFacts => ({
  code,
  name: `Trường ${code}`,
  kind: 'public-service',
  level: 'commune',
  sector: 'education',
  parent,
  sites: [],
  ...more,
});
/** Four districts of schools, each for one story; posts of two recorded years. */
const district = (code: string, schools: number) => [
  unit(code, 'H49', { kind: 'administrative', level: 'district', sector: 'administration' }),
  ...Array.from({ length: schools }, (_, n) => unit(`${code}.${String(n + 1).padStart(2, '0')}`, code)),
];
const TOWNS = [
  ...district('H49.40', 4),
  ...district('H49.41', 17),
  ...district('H49.42', 4),
  ...district('H49.43', 2),
  ...district('H49.44', 17),
];

describe('reorganisations', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const record = (input: Partial<ReorganisationInput> & Pick<ReorganisationInput, 'type' | 'sources'>, who: As = {}) =>
    recordReorganisation(province.as(who), reorganisationInputSchema.parse({ effectiveFrom: '2025-07-01', decision: DECISION, ...input }));
  const items = () => everyItem(province.documents, province.table);
  const held = async (code: string, asOf: string, category = 'employee-budget') => {
    const view = await getPosts(province.as(), code, +asOf.slice(0, 4), asOf).catch(() => undefined);
    return view?.assigned.find((cell) => cell.category === category && cell.issuer === 'provincial-council')?.assigned ?? 0;
  };
  const alive = async (asOf: string, under: string) =>
    (await listUnits(province.as(), asOf, { under }, { limit: 200 })).items.map(({ key }) => key);

  beforeAll(async () => {
    province = await freshProvince();
    await settle(province.as(), [...SMALL_PROVINCE, ...TOWNS]);
    const schools = TOWNS.filter(({ kind }) => kind === 'public-service');
    for (const year of [2025, 2026]) {
      const rows = schools.map(({ code }, n) => ({ unit: code, version: null, entries: [entry(10 + (n % 5), year)] }));
      await addPosts(province.as(), { year, rows, reason: null }, false);
    }
  });

  it('a merge ends its sources on the day and hands on the posts of the effective and of the later recorded year', async () => {
    const before = await Promise.all(['H49.40.01', 'H49.40.02'].map((code) => held(code, '2025-06-30')));
    expect(before).toEqual([10, 11]);
    const merged = await record({ type: 'merge', sources: ['H49.40.01'], targets: ['H49.40.02'] });
    expect(merged).toMatchObject({ ends: ['H49.40.01'], surrendered: [], outside: [], version: 1 });
    expect(await Promise.all(['2025-06-30', '2025-07-01'].map((day) => held('H49.40.01', day)))).toEqual([10, 0]);
    expect(await Promise.all(['2025-06-30', '2025-07-01'].map((day) => held('H49.40.02', day)))).toEqual([11, 21]);
    expect(await Promise.all(['H49.40.01', 'H49.40.02'].map((code) => held(code, '2026-01-01')))).toEqual([0, 21]);
    expect(await alive('2025-06-30', 'H49.40')).toContain('H49.40.01');
    expect(await alive('2025-07-01', 'H49.40')).not.toContain('H49.40.01');
    expect(await getReorganisation(province.as(), merged.id)).toEqual(merged);
  });

  it('a split creates units, gives out by exact shares, and leaves the rest to the reserve', async () => {
    const share = (numerator: number) => ({ numerator, denominator: 3 });
    const made = await record({
      type: 'split',
      sources: ['H49.40.03'],
      creates: [unit('H49.40.A', 'H49.40'), unit('H49.40.B', 'H49.40')],
      targets: ['H49.40.A', 'H49.40.B'],
      shares: ['H49.40.A', 'H49.40.B', 'reserve'].map((to) => ({ source: 'H49.40.03', to, share: share(1) })),
    });
    expect(made).toMatchObject({ ends: ['H49.40.03'], creates: ['H49.40.A', 'H49.40.B'] });
    const parts = await Promise.all(['H49.40.A', 'H49.40.B', RESERVE].map((code) => held(code, '2025-07-01')));
    expect(parts).toEqual([4, 4, 4]);
    expect(await held(RESERVE, '2025-06-30')).toBe(0);
    expect(await getUnit(province.as(), 'H49.40.A', '2025-07-01')).toMatchObject({ status: 'alive', established: '2025-07-01' });
  });

  it('a dissolution surrenders posts or sends them outside, and is refused while children live', async () => {
    const before = await items();
    await expect(record({ type: 'dissolve', sources: ['H49.43'], shares: [] })).rejects.toMatchObject({
      code: 'living-children',
      data: { count: 2, children: 'H49.43.01, H49.43.02' },
    });
    expect(await items()).toEqual(before);
    const all = { numerator: 1, denominator: 1 };
    const dissolved = await record({
      type: 'dissolve',
      sources: ['H49.43.01', 'H49.43.02'],
      shares: [
        { source: 'H49.43.01', to: 'surrendered', share: all },
        { source: 'H49.43.02', to: 'outside', share: all },
      ],
    });
    expect(dissolved.surrendered.map(({ quantity }) => quantity)).toEqual([10, 10]);
    expect(dissolved.outside.map(({ quantity }) => quantity)).toEqual([11, 11]);
    expect(dissolved.moved.map((cell) => [cell.year, cell.unit, cell.quantity])).toEqual([
      [2025, 'H49.43.01', -10],
      [2025, 'H49.43.02', -11],
      [2026, 'H49.43.01', -10],
      [2026, 'H49.43.02', -11],
    ]);
    await expect(record({ type: 'dissolve', sources: ['H49.43'], effectiveFrom: '2025-06-30' })).rejects.toMatchObject({
      code: 'living-children',
    });
    await expect(record({ type: 'dissolve', sources: ['H49.43'] })).resolves.toMatchObject({ ends: ['H49.43'] });
  });

  it('a transfer moves a unit under another parent with another code; every old code keeps finding it', async () => {
    await record({
      type: 'transfer',
      sources: ['H49.40.04'],
      changes: [{ unit: 'H49.40.04', parent: 'H49.42', code: 'H49.42.09' }],
    });
    expect(await alive('2025-06-30', 'H49.40')).toContain('H49.40.04');
    expect(await alive('2025-07-01', 'H49.40')).not.toContain('H49.40.04');
    expect(await alive('2025-07-01', 'H49.42')).toContain('H49.40.04');
    const views = await Promise.all(['H49.40.04', 'H49.42.09'].map((code) => getUnit(province.as(), code, '2025-07-01')));
    expect(views[0]).toEqual(views[1]);
    expect(views[0]).toMatchObject({ key: 'H49.40.04', code: 'H49.42.09', parent: 'H49.42' });
    expect(await held('H49.42.09', '2025-07-01')).toBe(13);
    await expect(
      record({ type: 'split', sources: ['H49.42.01'], creates: [unit('H49.42.09', 'H49.42')], targets: ['H49.42.02'] }),
    ).rejects.toMatchObject({
      code: 'code-taken',
    });
  });

  it('a conversion changes the kind on the day', async () => {
    await record({ type: 'convert', sources: ['H49.42.01'], changes: [{ unit: 'H49.42.01', kind: 'administrative' }] });
    const kinds = await Promise.all(['2025-06-30', '2025-07-01'].map((day) => getUnit(province.as(), 'H49.42.01', day)));
    expect(kinds.map(({ kind }) => kind)).toEqual(['public-service', 'administrative']);
  });

  it.for<[string, Parameters<typeof record>[0], string, string | undefined]>([
    ['an unknown source', { type: 'merge', sources: ['H49.99'], targets: ['H49.42.02'] }, 'unknown-unit', 'sources.0'],
    ['a source that ended', { type: 'merge', sources: ['H49.40.01'], targets: ['H49.42.02'] }, 'unit-dissolved', 'sources.0'],
    [
      'a date before a unit existed',
      { type: 'merge', sources: ['H49.42.03'], targets: ['H49.42.02'], effectiveFrom: '2019-12-31' },
      'unit-not-yet-established',
      'sources.0',
    ],
    [
      'shares that do not sum to 1',
      {
        type: 'merge',
        sources: ['H49.42.03'],
        targets: ['H49.42.02'],
        shares: [{ source: 'H49.42.03', to: 'H49.42.02', share: { numerator: 2, denominator: 3 } }],
      },
      'shares-not-one',
      'shares.0',
    ],
    [
      'explicit posts that are not those of the day',
      {
        type: 'merge',
        sources: ['H49.42.03'],
        targets: ['H49.42.02'],
        shares: [{ source: 'H49.42.03', to: 'H49.42.02', category: 'employee-budget', posts: 99 }],
      },
      'posts-do-not-add-up',
      'shares.0',
    ],
    [
      'a cycle in the tree',
      { type: 'transfer', sources: ['H49.42'], changes: [{ unit: 'H49.42', parent: 'H49.42.02' }] },
      'tree-cycle',
      'changes.0.parent',
    ],
    ['a merge with itself alone', { type: 'merge', sources: ['H49.42.02'], targets: ['H49.42.02'] }, 'merge-needs-two-units', 'targets'],
    ['a transfer of nothing', { type: 'transfer', sources: ['H49.42.02'] }, 'nothing-changes', 'sources.0'],
    ['a conversion to the same kind', { type: 'convert', sources: ['H49.42.02'] }, 'convert-needs-new-kind', 'sources.0'],
    [
      'an end before a day on record',
      { type: 'merge', sources: ['H49.40.02'], targets: ['H49.42.02'], effectiveFrom: '2025-06-01' },
      'later-change-recorded',
      'sources',
    ],
    [
      'a day after the end of next year',
      { type: 'merge', sources: ['H49.42.03'], targets: ['H49.42.02'], effectiveFrom: '2028-01-01' },
      'date-too-far',
      'effectiveFrom',
    ],
    [
      'a decision of tomorrow',
      { type: 'merge', sources: ['H49.42.03'], targets: ['H49.42.02'], decision: { ...DECISION, date: '2026-11-24' } },
      'decision-in-future',
      'decision.date',
    ],
    ['a unit named twice', { type: 'merge', sources: ['H49.42.03', 'H49.42.03'], targets: ['H49.42.02'] }, 'duplicate-unit', 'sources.1'],
  ])('refuses %s and leaves everything unchanged', async ([, input, code, field]) => {
    const before = await items();
    await expect(record(input)).rejects.toMatchObject({ code, field });
    expect(await items()).toEqual(before);
  });

  it('of sixteen units into one go in one transaction, with two recorded years', async () => {
    const schools = TOWNS.filter(({ parent }) => parent === 'H49.41').map(({ code }) => code);
    const [target = '', ...sources] = schools;
    expect(sources).toHaveLength(16);
    const total = (await Promise.all(schools.map((code) => held(code, '2025-06-30')))).reduce((sum, posts) => sum + posts, 0);
    const made = await record({ type: 'merge', sources, targets: [target] });
    expect(made.ends).toEqual(sources);
    expect(await Promise.all(schools.map((code) => held(code, '2026-12-31')))).toEqual([total, ...sources.map(() => 0)]);
    expect(await alive('2025-07-01', 'H49.41')).toEqual(['H49.41', target]);
    const { items: history } = await unitHistory(province.as(), sources[0] ?? '', { limit: 1 });
    expect(history[0]?.changes.map(({ record: name }) => name).toSorted()).toEqual([
      'posts/2025',
      'posts/2026',
      `reorganisation/${made.id}`,
      'unit',
    ]);
  });

  it('of seventeen, or of more than one transaction can write, are refused plainly and change nothing', async () => {
    const schools = TOWNS.filter(({ parent }) => parent === 'H49.44').map(({ code }) => code);
    const before = await items();
    await expect(record({ type: 'merge', sources: schools, targets: ['H49.42.02'] })).rejects.toMatchObject({
      code: 'reorganisation-too-large',
      data: { limit: 16, count: 17 },
    });
    const creates = schools.slice(0, 16).map((_, n) => unit(`H49.44.N${n}`, 'H49.44'));
    const sixteenth = { numerator: 1, denominator: 16 };
    const shares = schools.slice(0, 16).flatMap((source) => creates.map(({ code: to }) => ({ source, to, share: sixteenth })));
    const many = record({ type: 'split', sources: schools.slice(0, 16), creates, targets: creates.map(({ code }) => code), shares });
    await expect(many).rejects.toMatchObject({ code: 'too-large-for-one-transaction', data: { limit: 100 } });
    expect(await items()).toEqual(before);
  });

  it('two at once that would end one unit twice: one is recorded', async () => {
    const merge = (target: string) => record({ type: 'merge', sources: ['H49.42.03'], targets: [target] });
    const outcomes = await Promise.allSettled([merge('H49.42.02'), merge('H49.42.04')]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'unit-dissolved' });
  });

  it('are listed in the order of effect, by date, unit and decision, and seen by whom one of their units concerns', async () => {
    const list = async (filters: Parameters<typeof listReorganisations>[1], who: As = {}) =>
      (await listReorganisations(province.as(who), filters, { limit: 200 })).items;
    const later = await record({ type: 'merge', sources: ['H49.44.01'], targets: ['H49.44.02'], effectiveFrom: '2025-10-24' });
    const all = await list({});
    expect(all.at(-1)?.id).toBe(later.id);
    expect(all.map(({ id }) => id)).toEqual(all.map(({ id }) => id).toSorted());
    expect(await list({ from: '2025-10-24' })).toEqual([later]);
    expect(await list({ from: '2025-10-25' })).toEqual([]);
    expect((await list({ to: '2025-10-23' })).length).toBe(all.length - 1);
    expect((await list({ unit: 'H49.44.01' })).map(({ id }) => id)).toEqual([later.id]);
    expect(await list({ decision: 'không có' })).toEqual([]);
    expect((await list({}, { role: 'hr-officer', units: ['H49.44'] })).map(({ id }) => id)).toEqual([later.id]);
    const officer = province.as({ role: 'hr-officer', units: ['H49.02'] });
    await expect(getReorganisation(officer, later.id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(
      record({ type: 'merge', sources: ['H49.44.03'], targets: ['H49.44.02'] }, { role: 'hr-officer', units: ['H49'] }),
    ).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  it('leave the posts of each year as many as they were, less what was surrendered or went outside', async () => {
    const { store } = province.as();
    for (const year of [2025, 2026]) {
      const records = await store.all(store.keys.postsOfYear(year));
      const entries = records.flatMap((item) => JSON.parse(item['entries'] as string) as { quantity: number; reason: string }[]);
      const sum = (reason?: string) =>
        entries.filter((one) => reason === undefined || one.reason === reason).reduce((total, { quantity }) => total + quantity, 0);
      expect(sum('reorganisation')).toBe(-21);
      expect(sum()).toBe(sum('assign') - 21);
    }
  });

  it('leave the log whole', async () => {
    const all = await items();
    expect(chainFaults(all, 'H49')).toEqual([]);
    expect(historyFaults(all, 'H49')).toEqual([]);
  });
});
