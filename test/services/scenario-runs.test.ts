import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod';
import type { AgeCell } from '../../shared/domain/age-profile.ts';
import { type forecastModelSchema, forecastSettingsSchema } from '../../shared/domain/monte-carlo/input.ts';
import type { ProjectionRun } from '../../shared/domain/projection/run.ts';
import { reorganisationEffectInputSchema } from '../../shared/domain/scenarios/reorganisation-effect.ts';
import { requirementsInputSchema } from '../../shared/domain/scenarios/requirements.ts';
import { type RunRequest, runRequestSchema, scenarioRunRequestSchema } from '../../shared/domain/scenarios/run-request.ts';
import { type ScenarioInput, scenarioInputSchema } from '../../shared/domain/scenarios/scenario.ts';
import { sensitivityInputSchema } from '../../shared/domain/scenarios/sensitivity.ts';
import { ageProfileRegister } from '../../shared/services/age-profiles/age-profile-register.ts';
import { addPostEntries } from '../../shared/services/posts/add-post-entries.ts';
import { compareProjections } from '../../shared/services/projections/compare-projections.ts';
import { explainProjection, getProjection, listRunsOfScenario } from '../../shared/services/projections/read-projections.ts';
import { listMovedInputs, replayProjection } from '../../shared/services/projections/replay-projection.ts';
import { runProjection, runScenario } from '../../shared/services/projections/run-projection.ts';
import { approveFramework } from '../../shared/services/position-frameworks/approve-framework.ts';
import { draftFramework } from '../../shared/services/position-frameworks/draft-framework.ts';
import { submitFramework } from '../../shared/services/position-frameworks/submit-framework.ts';
import { askRequirements, askSensitivity } from '../../shared/services/scenarios/ask-scenario.ts';
import { approveScenario, changeScenario } from '../../shared/services/scenarios/change-scenario.ts';
import { copyScenario, createScenario } from '../../shared/services/scenarios/create-scenario.ts';
import { compareStoredScenarios, forecastScenario, getScenario } from '../../shared/services/scenarios/read-scenarios.ts';
import { tryReorganisations } from '../../shared/services/scenarios/try-reorganisations.ts';
import { createStaff } from '../../shared/services/staff/create-staff.ts';
import { putOne } from '../../shared/services/unit-register.ts';
import { putParts } from '../../shared/store/parts.ts';
import { loadRun, loadStoredRun } from '../../shared/store/runs.ts';
import { chainFaults, everyItem, historyFaults } from '../support/audit-trail.ts';
import { entry, OFFICE, school, settleMeasuredProvince } from '../support/measured-province.ts';
import { framework, manager, position } from '../support/positions.ts';
import { type As, DECISION, freshProvince, HR } from '../support/province.ts';
import { assignment, entryOf, service } from '../support/staff.ts';

type Model = z.input<typeof forecastModelSchema>;
const category = 'employee-budget' as const;
const HALF = { replacement: [{ category, recruits: 1, leavers: 2 }] };
const AUDITOR = { role: 'auditor' } as const satisfies As;
const ABROAD = { tenant: 'H50' } as const satisfies As;
const SCHOOLS = { under: 'H49.02' };
const merge = (source: number, target: number, effectiveFrom = '2027-01-01') => ({
  id: `${source}-${target}`,
  effectiveFrom,
  sources: [school(source)],
  targets: [school(target)],
});

describe('runs of scenarios', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const model = (more: Partial<Model> = {}): Model => ({ start: { baseline: 2025 }, horizon: 2030, ...more });
  const stated = (more: Partial<Model> = {}, title = 'Phương án 1'): ScenarioInput =>
    scenarioInputSchema.parse({ title, model: model(more) });
  const create = (more: Partial<Model> = {}, who: As = {}) => createScenario(province.as(who), stated(more));
  const asked = (more: object = {}): RunRequest => runRequestSchema.parse({ ...model(), ...more });
  const run = (more: object = {}, who: As = {}) => runProjection(province.as(who), asked(more));
  const runOf = (id: string, more: object = {}, who: As = {}) => runScenario(province.as(who), id, scenarioRunRequestSchema.parse(more));
  const settings = (more: object = {}) => forecastSettingsSchema.parse({ draws: 200, ...more });
  const target = (made: Pick<ProjectionRun, 'targets'>, id: string) => made.targets.find((one) => one.id === id);
  const items = () => everyItem(province.documents, province.table);

  beforeAll(async () => {
    province = await freshProvince();
    await settleMeasuredProvince(province);
    const cell = (birthMonth: string, count: number): AgeCell => ({ category, sex: 'male', birthMonth, count });
    const profile = (unit: string, cells: AgeCell[]) =>
      putOne(province.as(HR), ageProfileRegister, { unit, period: '2025-12', input: { cells }, expected: 'nothing' }, null);
    // By the law's cohorts a man born in March 1966 frees his post in 2028: three do, at S10, and two at S9.
    await profile(school(10), [cell('1966-03', 3), cell('1985-01', 17)]);
    await profile(school(9), [cell('1966-03', 2), cell('1985-01', 18)]);
  });

  describe('within a scope', () => {
    it('have the frozen posts of its units as their base, carried along the reorganisations, without the reserve', async () => {
      const made = await run({ scope: SCHOOLS });
      // 2021: ten schools of 20; a quarter of S6 was surrendered when it joined S7. S4 handed 3 to another scope.
      expect(target(made, 'payroll-2026')).toMatchObject({
        base: 195,
        required: { base: 195, ownCut: { rounded: 20, exactly: 20 }, carryOver: 0, mayRemain: { rounded: 175, exactly: 175 } },
        projected: { counted: 179, reserve: 0, outsideBase: 8, scopeTransfers: -3, shortRounded: 4 },
      });
      // 2025: 184 at schools, 8 of them outside the base. Five leave in 2028 and nobody follows them.
      expect(target(made, 'payroll-2030')).toMatchObject({ base: 176, projected: { counted: 171, shortRounded: 13 } });
      expect(target(made, 'units-2025')).toMatchObject({ base: null, status: 'no-base' });
      expect(made.scope).toMatchObject({ stated: SCHOOLS, units: 10, verdicts: 'indicative' });
      expect(made.scope?.says.en).toContain('binds the province');
      expect(made.series[0]?.categories.find((one) => one.category === category)).toMatchObject({ posts: 184, reserve: 0 });
    });

    it('of several that divide the province have bases that sum to its own, less the reserve and what was surrendered', async () => {
      const parts = await Promise.all([['administration'], ['education']].map((sectors) => run({ scope: { sectors }, horizon: 2026 })));
      expect(parts.map((one) => target(one, 'payroll-2026')?.base)).toEqual([4, 195]);
      expect(parts.map((one) => target(one, 'civil-servants-2026')?.base)).toEqual([100, 0]);
      expect(target(await run({ horizon: 2026 }), 'payroll-2026')?.base).toBe(4 + 195 + 6 + 5);
      // What came to the office by scope is no part of what it is measured by.
      expect(target(parts[0] as ProjectionRun, 'civil-servants-2026')?.projected).toMatchObject({ counted: 96, scopeTransfers: 2 });
    });

    it('follow the tree of the day they start on', async () => {
      const before = await run({ scope: { under: school(6) }, start: { date: '2025-06-30' }, horizon: 2026 });
      expect(before.scope?.units).toBe(1);
      const day = run({ scope: { under: school(6) }, start: { date: '2025-07-01' }, horizon: 2026 });
      await expect(day).rejects.toMatchObject({ code: 'unknown-unit', field: 'scope.under', data: { unit: school(6) } });
    });

    it('say in every answer what they are about', async () => {
      const { id } = await create({ scope: SCHOOLS, drivers: HALF, hazards: [{ category, annual: 0.02 }] });
      const who = province.as(AUDITOR);
      const forecast = await forecastScenario(who, id, settings());
      const need = await askRequirements(who, id, requirementsInputSchema.parse({ target: 'payroll-2030', draws: 100 }));
      const moved = await askSensitivity(who, id, sensitivityInputSchema.parse({ draws: 100 }));
      const { scenarios } = await compareStoredScenarios(who, [id, (await create()).id], settings());
      const answers = [forecast.scope, need.scope, moved.scope, scenarios[0]?.scope];
      for (const scope of answers) expect(scope).toMatchObject({ stated: SCHOOLS, verdicts: 'indicative' });
      expect(scenarios[1]?.scope).toBeNull();
      expect(scenarios[1]?.differs.map(({ path }) => path)).toEqual(['drivers.replacement.0', 'hazards.0', 'scope']);
      expect(need.required).toMatchObject({ base: 176, mayRemain: { rounded: 158 } });
      // Every target that is due within the model, each with every driver ranked.
      expect(moved.targets.map((one) => one.target)).toEqual(['payroll-2026', 'civil-servants-2026', 'payroll-2030']);
      expect(new Set(moved.targets.map(({ effects }) => effects.length)).size).toBe(1);
    });
  });

  it('add what was missed of 2016–2021 to what the period requires, and show it as a part', async () => {
    const carryOver = [{ target: 'payroll-2026', posts: 12, note: 'Kết luận 40-KL/TW' }];
    const without = await run({ horizon: 2026 });
    const { id } = await create({ carryOver });
    const made = await runOf(id, { forecast: settings() });
    expect(target(without, 'payroll-2026')).toMatchObject({ projected: { counted: 189, metExactly: true, shortExactly: 0 } });
    const required = {
      base: 210,
      ownCut: { rounded: 21, exactly: 21 },
      carryOver: 12,
      required: { rounded: 33, exactly: 33 },
      mayRemain: { rounded: 177, exactly: 177 },
    };
    expect(target(made, 'payroll-2026')).toMatchObject({
      required,
      projected: { counted: 189, metExactly: false, shortExactly: 12, change: { numerator: 21, denominator: 210 } },
    });
    expect(made.forecast?.targets.find((one) => one.id === 'payroll-2026')).toMatchObject({
      required,
      probability: { rounded: { value: 0 }, exactly: { value: 0 } },
    });
    expect(target(made, 'payroll-2030')?.required?.carryOver).toBe(0);
  });

  describe('that are stored', () => {
    it('name the version of the scenario, are explained, and are listed with it, one by one', async () => {
      const { id } = await create({ drivers: HALF });
      const first = await runOf(id);
      await changeScenario(province.as(), id, stated({ drivers: HALF, horizon: 2028 }, 'Phương án 1b'), 1);
      const second = await runOf(id, { title: 'Lần hai' });
      expect(first).toMatchObject({ title: 'Phương án 1', scenario: { id, version: 1, title: 'Phương án 1' }, forecast: null });
      expect(second).toMatchObject({ title: 'Lần hai', scenario: { id, version: 2, title: 'Phương án 1b' } });
      expect(await getProjection(province.as(AUDITOR), second.id)).toEqual(second);
      const seen: string[] = [];
      for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
        const page = await listRunsOfScenario(province.as(), id, { limit: 1, cursor });
        seen.push(...page.items.map((head) => head.id));
        cursor = page.next ?? undefined;
      }
      expect(seen).toEqual([second.id, first.id]);
      const { value, units } = await explainProjection(province.as(), first.id, { year: 2028, measure: 'retired' }, { limit: 9 });
      expect([value, units.items.map((one) => [one.unit, one.value])]).toEqual([
        5,
        [
          [school(10), 3],
          [school(9), 2],
        ],
      ]);
    });

    it('carry their forecast with its seed, the one that the scenario gives', async () => {
      const { id } = await create({ drivers: HALF, hazards: [{ category, annual: 0.03 }] });
      const made = await runOf(id, { forecast: settings({ seed: 7 }) });
      expect(made.receipt).toMatchObject({ seed: 7, forecastEngine: expect.stringMatching(/^forecast-/u) });
      const { targets, method, draws } = await forecastScenario(province.as(), id, settings({ seed: 7 }));
      expect(made.forecast).toMatchObject({ method, draws, targets });
      const exact = await run({ forecast: settings() });
      expect(exact).toMatchObject({ receipt: { seed: null }, forecast: { method: 'exact', draws: null } });
    });

    it('are made once for one key, by home affairs, and are unknown abroad', async () => {
      const { id } = await create();
      const one = await runOf(id, {}, { key: 'run-once' });
      expect(await runOf(id, {}, { key: 'run-once' })).toEqual(one);
      expect((await listRunsOfScenario(province.as(), id, { limit: 9 })).items).toHaveLength(1);
      await expect(runOf(id, {}, AUDITOR)).rejects.toMatchObject({ code: 'forbidden' });
      await expect(runOf(id, {}, ABROAD)).rejects.toMatchObject({ code: 'not-found' });
      await expect(listRunsOfScenario(province.as(ABROAD), id, { limit: 9 })).rejects.toMatchObject({ code: 'not-found' });
      await expect(replayProjection(province.as(ABROAD), one.id)).rejects.toMatchObject({ code: 'not-found' });
      await expect(replayProjection(province.as(HR), one.id)).rejects.toMatchObject({ code: 'forbidden' });
    });

    it('can be computed again to the byte, and say which of their inputs have moved since', async () => {
      const made = await run({ drivers: HALF, hazards: [{ category, annual: 0.03 }], forecast: settings(), scope: SCHOOLS });
      const untouched = await items();
      const replay = await replayProjection(province.as(AUDITOR), made.id);
      expect(replay).toMatchObject({ reproduced: true, sameNumbers: true, inputs: { moved: 0 } });
      expect(replay.run.recomputed).toBe(replay.run.kept);
      expect(replay.engine.today).toBe(replay.engine.stored);
      expect(await items()).toEqual(untouched);

      const entries = [entry(3, '2025-06-01', { reason: 'supplement' })];
      await addPostEntries(province.as(), { unit: school(8), year: 2025, entries, reason: null, expected: 1 });
      const after = await replayProjection(province.as(), made.id);
      expect(after).toMatchObject({ reproduced: true, inputs: { read: replay.inputs.read, moved: 1 } });
      const { items: moved } = await listMovedInputs(province.as(), made.id, { limit: 1 });
      expect(moved).toEqual([{ record: `posts/2025/${school(8)}`, left: 1, right: 2 }]);
      // The baseline froze the ledger at its first version; the run made now still cites that.
      const now = await run();
      const { units } = await explainProjection(province.as(), now.id, { year: 2025, measure: 'posts', unit: school(8) }, { limit: 1 });
      expect(units.items[0]).toMatchObject({ value: 19, records: [{ record: `posts/2025/${school(8)}`, version: 1 }] });
    });

    it('are compared cell by cell: what differs, by how much, and why', async () => {
      const left = await run({ reorganisations: [merge(3, 4)] });
      const right = await run({
        drivers: { replacement: [{ category, recruits: 1, leavers: 1 }] },
        conversions: [{ unit: school(7), effectiveFrom: '2027-01-01', band: '2' }],
      });
      const ask = (limit: number, more: object = {}, cursor?: string) =>
        compareProjections(province.as(AUDITOR), { left: left.id, right: right.id, measure: 'posts', ...more }, { limit, cursor });
      const whole = await ask(200);
      expect(whole).toMatchObject({ date: '2030-12-31', left: { id: left.id }, right: { id: right.id }, records: { count: 0 } });
      const posts = (made: ProjectionRun) => made.series.at(-1)?.categories.reduce((sum, one) => sum + one.posts, 0);
      expect([whole.total.left, whole.total.right]).toEqual([posts(left), posts(right)]);
      expect(whole.totals.reduce((sum, one) => sum + one.difference, 0)).toBe(whole.total.difference);
      expect(whole.cells.items.reduce((sum, one) => sum + one.difference, 0)).toBe(whole.total.difference);
      // S7 changes its pay source with its 35 posts; S3 keeps its 19, S4 its own 17; S9 and S10 replace everybody.
      expect(whole.cells.items.slice(0, 4).map((one) => [one.unit, one.category, one.difference])).toEqual([
        [school(7), category, -35],
        [school(7), 'employee-revenue', 35],
        [school(3), category, 19],
        [school(4), category, -19],
      ]);
      const sizes = whole.cells.items.map(({ difference }) => Math.abs(difference));
      expect(sizes).toEqual(sizes.toSorted((one, other) => other - one));
      const walked = [];
      for (let cursor: string | undefined, more = true; more; more = cursor !== undefined) {
        const page = await ask(1, {}, cursor);
        walked.push(...page.cells.items);
        cursor = page.cells.next ?? undefined;
      }
      expect(walked).toEqual(whole.cells.items);
      expect(whole.inputs.items.map(({ path }) => path).toSorted()).toEqual([
        'conversions.0',
        'drivers.replacement.0',
        'reorganisations.3-4',
      ]);
      expect(whole.targets.find((one) => one.id === 'payroll-2030')).toMatchObject({
        left: { projected: { counted: 177 } },
        right: { projected: { counted: 147 } },
        difference: -30,
      });
      expect((await ask(9, { measure: 'units', year: 2029 })).total).toEqual({ left: 8, right: 9, difference: 1 });
      await expect(ask(9, { year: 2031 })).rejects.toMatchObject({ code: 'year-outside-projection' });
      const abroad = compareProjections(province.as(ABROAD), { left: left.id, right: right.id, measure: 'posts' }, { limit: 9 });
      await expect(abroad).rejects.toMatchObject({ code: 'not-found' });
    });
  });

  it('show surplus leadership from approved frameworks where a unit has one, and say where not', async () => {
    const unit = school(3);
    const leader = { group: 'leadership' } as const;
    const professional = position({ group: 'specialised-professional' });
    const positions = [manager(leader), manager({ ...leader, code: 'PHT', name: 'Phó Hiệu trưởng', posts: 2 }), professional];
    const input = framework(positions, { regime: 'decree-106-2020', effectiveFrom: '2023-01-01' });
    await draftFramework(province.as(HR), { unit, input, reason: null });
    await submitFramework(province.as(HR), { unit, number: 1, expected: 1, reason: null });
    await approveFramework(province.as(), { unit, number: 1, expected: 2, decision: DECISION, overrides: [], reason: null });
    const deputy = service(unit, '2024-01-01', { assignments: [assignment(unit, 'main', { position: 'PHT' })] });
    await createStaff(province.as(HR), { id: 'NV-001', ...entryOf(unit, {}, [deputy]) }, null);
    const plans = { start: { baseline: 2025 }, reorganisations: [merge(3, 4), merge(8, 4)] };
    const made = await tryReorganisations(province.as(AUDITOR), reorganisationEffectInputSchema.parse(plans));
    expect(made.surplusHeads).toBe(2);
    expect(made.leadership).toMatchObject({ posts: 4, people: 1, newHeads: 0, surplusPosts: 4, assumed: 1 });
    expect(made.leadership.ended).toMatchObject([
      {
        unit,
        source: 'framework',
        frameworks: [1],
        posts: 3,
        people: 1,
        positions: [
          { code: 'HT', group: 'leadership', posts: 1, people: 0 },
          { code: 'PHT', posts: 2, people: 1 },
        ],
      },
      { unit: school(8), source: 'one-head', posts: 1, people: null, positions: [] },
    ]);
  });

  it('and scenarios that contradict the law, the province or themselves are refused, each fault by name, and nothing is stored', async () => {
    const before = await items();
    const convert = (unit: string, effectiveFrom = '2027-01-01') => ({ unit, effectiveFrom, band: '2' as const });
    const rate = (fromAge: number, belowAge: number) => ({ category, fromAge, belowAge, annual: 0.1 });
    const CASES: [string, Partial<Model>, string[]][] = [
      ['a horizon before the start', { start: { date: '2026-12-31' }, horizon: 2026 }, ['horizon horizon-before-start']],
      ['a start that was never frozen', { start: { baseline: 2022 } }, ['start.baseline no-baseline']],
      [
        'a plan after the horizon',
        { conversions: [convert(school(3), '2031-01-01')] },
        ['conversions.0.effectiveFrom plan-outside-projection'],
      ],
      [
        'two plans for one unit on one day',
        { reorganisations: [merge(3, 4), merge(4, 5)] },
        ['reorganisations.1.sources.0 contradictory-plans'],
      ],
      [
        'a plan for a unit that another one ended',
        { reorganisations: [merge(3, 4), merge(3, 5, '2028-01-01')] },
        ['reorganisations.1.sources.0 unit-dissolved'],
      ],
      ['one label twice', { reorganisations: [merge(3, 4), { ...merge(8, 9), id: '3-4' }] }, ['reorganisations.1.id duplicate-row']],
      [
        'a conversion of an administrative unit',
        { conversions: [convert(OFFICE)] },
        ['conversions.0.unit conversion-needs-public-service'],
      ],
      [
        'a unit converted twice',
        { conversions: [convert(school(3)), convert(school(3), '2028-01-01')] },
        ['conversions.1.unit contradictory-plans'],
      ],
      ['hazards that share ages', { hazards: [rate(20, 40), rate(39, 60)] }, ['hazards.1 hazards-overlap']],
      ['hazards of no age', { hazards: [rate(40, 40)] }, ['hazards.0.belowAge hazard-ages-empty']],
      [
        'more recruits than leavers',
        { drivers: { replacement: [{ category, recruits: 3, leavers: 2 }] } },
        ['drivers.replacement.0.recruits recruits-above-leavers'],
      ],
      [
        'units of nowhere and of another province',
        { reorganisations: [{ ...merge(3, 4), targets: ['H50.02'] }], conversions: [convert('H49.77')] },
        ['conversions.0.unit unknown-unit', 'reorganisations.0.targets.0 unknown-unit'],
      ],
      ['a scope below a unit of another province', { scope: { under: 'H50' } }, ['scope.under unknown-unit']],
      ['a scope without units', { scope: { kinds: ['party'] } }, ['scope empty-scope']],
      [
        'plans for units outside the scope',
        { scope: { under: school(3) }, reorganisations: [merge(3, 4)], conversions: [convert(school(5)), convert('H49.77')] },
        ['conversions.0.unit unit-outside-scope', 'conversions.1.unit unknown-unit', 'reorganisations.0.targets.0 unit-outside-scope'],
      ],
      [
        'posts carried over where the law adds none, to nothing, twice, and beyond the base',
        {
          carryOver: [
            { target: 'payroll-2030', posts: 1 },
            { target: 'payroll-2099', posts: 1 },
            { target: 'payroll-2026', posts: 200 },
            { target: 'payroll-2026', posts: 1 },
          ],
        },
        [
          'carryOver.0.target nothing-carried-over',
          'carryOver.1.target unknown-target',
          'carryOver.2.posts carry-over-above-base',
          'carryOver.3.target duplicate-row',
        ],
      ],
    ];
    type Refused = { code: string; field: string; faults: { field: string; code: string }[] };
    const named = (asking: Promise<unknown>) =>
      asking.then(
        () => ['stored'],
        ({ code, field, faults }: Refused) =>
          (faults.length > 0 ? faults : [{ field, code }]).map((fault) => `${fault.field} ${fault.code}`).toSorted(),
      );
    for (const [what, more, faults] of CASES) {
      const within = faults.map((fault) => (fault.startsWith('start') ? fault : `model.${fault}`));
      expect([what, await named(create(more))]).toEqual([what, within]);
    }
    // A run of its own is judged as a scenario is, by the same reading.
    const [what, more, faults] = CASES.at(-1) as (typeof CASES)[number];
    expect([what, await named(run(more))]).toEqual([what, faults]);
    expect(await items()).toEqual(before);
    const rejects = (more: object) => scenarioInputSchema.safeParse({ title: 'x', model: { ...model(), ...more } }).error?.issues[0]?.path;
    expect(rejects({ hazards: [{ category, annual: 1.01 }] })).toEqual(['model', 'hazards', 0, 'annual']);
    expect(rejects({ hazards: [{ category, annual: -0.1 }] })).toEqual(['model', 'hazards', 0, 'annual']);
    expect(rejects({ scope: {} })).toEqual(['model', 'scope']);
    expect(rejects({ scope: { sectors: [] } })).toEqual(['model', 'scope', 'sectors']);
  });

  it('of one scenario by two users at once: one changes it, the other is told that it moved', async () => {
    const { id } = await create();
    const change = (who: string, horizon: number) => changeScenario(province.as({ id: who }), id, stated({ horizon }), 1);
    const outcomes = await Promise.allSettled([change('one', 2028), change('two', 2029)]);
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as { code: string }] : []));
    expect(refused.map(({ code }) => code)).toEqual(['stale-version']);
    expect((await getScenario(province.as(), id)).version).toBe(2);
    await approveScenario(province.as(), id, { decision: DECISION }, 2);
    await expect(change('one', 2030)).rejects.toMatchObject({ code: 'stale-version' });
    const copy = await copyScenario(province.as(), id, { title: 'Bản sao' });
    expect(await changeScenario(province.as(), copy.id, stated({ horizon: 2030 }), 1)).toMatchObject({ version: 2, status: 'draft' });
    expect((await runOf(id)).scenario).toMatchObject({ version: 3 });
  });

  it('leave the log whole', async () => {
    const all = await items();
    expect(chainFaults(all, 'H49')).toEqual([]);
    expect(historyFaults(all, 'H49')).toEqual([]);
  });

  it('stored before scenarios, inputs and requirements were kept with them are read and explained as they were', async () => {
    const { id, ...made } = await run();
    const { store } = province.as();
    const head = await loadRun(store, id);
    const { run: kept, result } = await loadStoredRun(store, head as NonNullable<typeof head>);
    const { scenario: _scenario, scope: _scope, forecast: _forecast, receipt, targets, ...older } = kept;
    const { forecastEngine: _engine, ...said } = receipt;
    const oldTargets = targets.map(({ required: _required, ...one }) => one);
    const parts = await putParts(store, 'RUN.OLD', { run: { ...older, receipt: said, targets: oldTargets }, result });
    const { scenario: _none, inputs: _inputs, ...oldHead } = { ...head, id: 'OLD', parts };
    await store.transact([store.put(store.keys.run('OLD'), oldHead, null)]);
    const nothingRequired = made.targets.map((one) => ({ ...one, required: null }));
    expect(await getProjection(province.as(), 'OLD')).toEqual({ id, ...made, targets: nothingRequired });
    const why = (of: string) => explainProjection(province.as(), of, { year: 2030, measure: 'posts' }, { limit: 99 });
    expect((await why('OLD')).units.items).toEqual((await why(id)).units.items);
    await expect(replayProjection(province.as(), 'OLD')).rejects.toMatchObject({ code: 'run-without-inputs' });
    const compared = await compareProjections(province.as(), { left: 'OLD', right: id, measure: 'posts' }, { limit: 9 });
    expect([compared.total.difference, compared.cells.items]).toEqual([0, []]);
  });

  it('from a baseline that kept no versions of its ledgers cite the baseline', async () => {
    const { pk, sk } = province.as().store.keys.baseline(2025, 1);
    const Key = { pk, sk };
    const without = { TableName: province.table, Key, UpdateExpression: 'REMOVE inputs.ledgers' };
    await province.documents.send(new UpdateCommand(without));
    const made = await run({ start: { baseline: 2025 } });
    const { units } = await explainProjection(province.as(), made.id, { year: 2025, measure: 'posts', unit: school(7) }, { limit: 1 });
    expect(units.items[0]?.records).toEqual([{ record: 'baseline/2025-1', version: 1 }]);
  });
});
