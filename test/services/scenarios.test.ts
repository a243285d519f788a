import { beforeAll, describe, expect, it } from 'vitest';
import type * as z from 'zod';
import type { AgeCell } from '../../shared/domain/age-profile.ts';
import { forecastInputSchema, forecastSettingsSchema } from '../../shared/domain/monte-carlo/input.ts';
import { requirementsInputSchema } from '../../shared/domain/scenarios/requirements.ts';
import { sensitivityInputSchema } from '../../shared/domain/scenarios/sensitivity.ts';
import { type ScenarioInput, scenarioInputSchema } from '../../shared/domain/scenarios/scenario.ts';
import { ageProfileRegister } from '../../shared/services/age-profiles/age-profile-register.ts';
import { askRequirements, askSensitivity } from '../../shared/services/scenarios/ask-scenario.ts';
import { approveScenario, changeScenario } from '../../shared/services/scenarios/change-scenario.ts';
import { copyScenario, createScenario } from '../../shared/services/scenarios/create-scenario.ts';
import { forecastTargets } from '../../shared/services/scenarios/forecast-targets.ts';
import {
  compareStoredScenarios,
  forecastScenario,
  getScenario,
  listScenarios,
  scenarioHistory,
} from '../../shared/services/scenarios/read-scenarios.ts';
import { putOne } from '../../shared/services/unit-register.ts';
import { chainFaults, everyItem, historyFaults } from '../support/audit-trail.ts';
import { OFFICE, school, settleMeasuredProvince } from '../support/measured-province.ts';
import { type As, DECISION, freshProvince, HR } from '../support/province.ts';

type Model = z.input<typeof scenarioInputSchema>['model'];
const category = 'employee-budget' as const;
const HAZARDS = [{ category, annual: 0.02 }];
const HALF = { replacement: [{ category, recruits: 1, leavers: 2 }] };

describe('a scenario', () => {
  let province: Awaited<ReturnType<typeof freshProvince>>;
  const input = (model: Partial<Model> = {}, title = 'Phương án 1'): ScenarioInput =>
    scenarioInputSchema.parse({ title, model: { start: { baseline: 2025 }, horizon: 2030, hazards: HAZARDS, ...model } });
  const create = (model: Partial<Model> = {}, who: As = {}) => createScenario(province.as(who), input(model));
  const settings = (more: object = {}) => forecastSettingsSchema.parse({ draws: 400, ...more });

  beforeAll(async () => {
    province = await freshProvince();
    await settleMeasuredProvince(province);
    const cell = (birthMonth: string, count: number): AgeCell => ({ category, sex: 'male', birthMonth, count });
    for (const n of [1, 2, 3, 4, 5, 7, 8, 9, 10]) {
      const cells = [cell('1966-03', 1), cell('1980-01', 10)];
      await putOne(
        province.as(HR),
        ageProfileRegister,
        { unit: school(n), period: '2025-12', input: { cells }, expected: 'nothing' },
        null,
      );
    }
  });

  it('is recorded as a draft, changed by version, and keeps its history', async () => {
    const made = await create();
    expect(made).toMatchObject({ version: 1, status: 'draft', copiedFrom: null, title: 'Phương án 1' });
    const changed = await changeScenario(province.as(), made.id, input({ drivers: HALF }, 'Phương án 1b'), 1);
    expect(changed).toMatchObject({ version: 2, title: 'Phương án 1b', createdAt: made.createdAt });
    expect(await getScenario(province.as(), made.id)).toEqual(changed);
    const change = (expected: number | 'unstated') => changeScenario(province.as(), made.id, input(), expected);
    await expect(change(1)).rejects.toMatchObject({ code: 'stale-version' });
    await expect(change('unstated')).rejects.toMatchObject({ code: 'precondition-required' });
    const { items } = await scenarioHistory(province.as(), made.id, { limit: 9 });
    expect(items.map(({ changes }) => changes.map(({ version }) => version))).toEqual([[2], [1]]);
  });

  it('once approved never changes; a copy goes on from it', async () => {
    const made = await create();
    const approved = await approveScenario(province.as(), made.id, { decision: DECISION }, 1);
    expect(approved).toMatchObject({ version: 2, status: 'approved', decision: DECISION });
    await expect(changeScenario(province.as(), made.id, input(), 2)).rejects.toMatchObject({ code: 'scenario-approved' });
    await expect(approveScenario(province.as(), made.id, { decision: DECISION }, 2)).rejects.toMatchObject({ code: 'scenario-approved' });
    const late = { ...DECISION, date: '2026-11-24' };
    await expect(approveScenario(province.as(), (await create()).id, { decision: late }, 1)).rejects.toMatchObject({
      code: 'decision-in-future',
    });
    const copy = await copyScenario(province.as(), made.id, {});
    expect(copy).toMatchObject({ version: 1, status: 'draft', model: made.model, copiedFrom: { id: made.id, version: 2 } });
    expect(await getScenario(province.as(), made.id)).toEqual(approved);
  });

  it('that contradicts itself or the province is refused with every fault named, and not stored', async () => {
    const before = await everyItem(province.documents, province.table);
    const merge = (source: number, target: number) => ({
      id: `${source}-${target}`,
      effectiveFrom: '2027-01-01',
      sources: [school(source)],
      targets: [school(target)],
    });
    const bad = create({
      drivers: { replacement: [{ category, recruits: 3, leavers: 2 }] },
      hazards: [
        { category, annual: 0.1 },
        { category, fromAge: 50, annual: 0.2 },
      ],
      reorganisations: [merge(1, 2), merge(1, 3)],
      conversions: [
        { unit: OFFICE, effectiveFrom: '2027-01-01', band: '1' },
        { unit: 'H49.77', effectiveFrom: '2027-01-01', band: '2' },
      ],
    });
    const faults = await bad.then(
      () => [],
      (error: { faults: { field: string; code: string }[] }) => error.faults.map(({ field, code }) => `${field} ${code}`),
    );
    expect(faults.toSorted((one, other) => (one < other ? -1 : 1))).toEqual([
      'model.conversions.0.unit conversion-needs-public-service',
      'model.conversions.1.unit unknown-unit',
      'model.drivers.replacement.0.recruits recruits-above-leavers',
      'model.hazards.1 hazards-overlap',
      'model.reorganisations.1.sources.0 contradictory-plans',
      'model.reorganisations.1.sources.0 unit-dissolved',
    ]);
    await expect(create({ start: { date: '2026-12-31' }, horizon: 2026 })).rejects.toMatchObject({ code: 'horizon-before-start' });
    await expect(create({ start: { baseline: 2022 } })).rejects.toMatchObject({ code: 'no-baseline' });
    expect(await everyItem(province.documents, province.table)).toEqual(before);
  });

  it('has chances: exact without hiring, drawn with it, and the same for the same request', async () => {
    const [frozen, half] = [await create(), await create({ drivers: HALF })];
    const exact = await forecastScenario(province.as(), frozen.id, settings());
    expect([exact.method, exact.feedback, exact.receipt.seed]).toEqual(['exact', null, null]);
    const goal = (made: typeof exact) => made.targets.find(({ id }) => id === 'payroll-2030');
    expect(goal(exact)).toMatchObject({ base: 182, mayRemain: { rounded: 164, exactly: 163 } });
    // Nine people retire in 2028; of ninety others a fiftieth leaves each year, four years long: 9 + 90 × (1 − 0.98⁴).
    expect(goal(exact)?.years.at(-1)?.mean).toBeCloseTo(182 - 9 - 90 * (1 - 0.98 ** 4), 6);
    expect(goal(exact)?.probability?.rounded.value).toBeGreaterThan(goal(exact)?.probability?.exactly.value ?? 1);
    const drawn = await forecastScenario(province.as(), half.id, settings());
    expect([drawn.method, drawn.feedback, drawn.receipt.seed]).toEqual(['monte-carlo', 'hiring', 1]);
    expect(goal(drawn)?.probability?.rounded.value).toBeLessThan(0.1);
    expect(await forecastScenario(province.as(), half.id, settings())).toEqual(drawn);
    const asked = forecastInputSchema.parse({ ...half.model, ...settings() });
    expect(await forecastTargets(province.as({ role: 'auditor' }), asked)).toEqual(drawn);
  });

  it('is compared with others under the same luck', async () => {
    const [one, other] = [await create(), await create({ drivers: HALF })];
    const { scenarios } = await compareStoredScenarios(province.as(), [one.id, other.id], settings());
    expect(scenarios.map(({ differs }) => differs)).toEqual([
      [],
      [{ path: 'drivers.replacement.0', left: null, right: { category, recruits: 1, leavers: 2 } }],
    ]);
    const gap = scenarios[1]?.againstFirst?.find(({ target }) => target === 'payroll-2030');
    expect(gap?.mean).toBeGreaterThan(5);
    expect(gap?.fewerHere).toBe(0);
    // The same luck in both: the error of the difference is well below that of either number.
    const spread = scenarios[0]?.targets.find(({ id }) => id === 'payroll-2030')?.years.at(-1)?.standardDeviation ?? 0;
    expect(gap?.standardError).toBeLessThan((0.8 * spread * Math.SQRT2) / Math.sqrt(400));
  });

  it('is asked what would have to be true, and which driver matters most', async () => {
    const { id } = await create({ drivers: HALF });
    const need = await askRequirements(province.as(), id, requirementsInputSchema.parse({ target: 'payroll-2030', draws: 200 }));
    expect(need).toMatchObject({ mayRemain: 164, wanted: 0.9, yearlyCut: { years: 5 } });
    expect(need.now.probability).toBeLessThan(0.9);
    const moved = await askSensitivity(province.as(), id, sensitivityInputSchema.parse({ target: ['payroll-2030'], draws: 200 }));
    const effects = moved.targets.flatMap((one) => one.effects);
    const sizes = effects.map(({ mean }) => Math.abs(mean));
    expect(sizes).toEqual(sizes.toSorted((one, other) => other - one));
    expect(effects.map(({ driver }) => driver)).toContain('hazards.0');
    const abroad = askSensitivity(province.as({ tenant: 'H50' }), id, sensitivityInputSchema.parse({ target: ['payroll-2030'] }));
    await expect(abroad).rejects.toMatchObject({ code: 'not-found' });
    const unknown = askRequirements(province.as(), id, requirementsInputSchema.parse({ target: 'payroll-2099' }));
    await expect(unknown).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is listed newest first in pages, written by home affairs, read by auditors, and unknown abroad', async () => {
    const all = (await listScenarios(province.as(), { limit: 200 })).items.map(({ id }) => id);
    expect(all).toEqual(all.toSorted().toReversed());
    const first = await listScenarios(province.as(), { limit: 1 });
    const next = await listScenarios(province.as(), { limit: 1, cursor: first.next ?? '' });
    expect([...first.items, ...next.items].map(({ id }) => id)).toEqual(all.slice(0, 2));
    await expect(create({}, { role: 'auditor' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(create({}, HR)).rejects.toMatchObject({ code: 'forbidden' });
    const abroad = province.as({ tenant: 'H50' });
    await expect(getScenario(abroad, all[0] ?? '')).rejects.toMatchObject({ code: 'not-found' });
    expect((await listScenarios(abroad, { limit: 9 })).items).toEqual([]);
    const twice = [await create({}, { key: 'scenario-once' }), await create({}, { key: 'scenario-once' })];
    expect(twice[1]).toEqual(twice[0]);
  });

  it('leaves the log whole', async () => {
    const items = await everyItem(province.documents, province.table);
    expect(chainFaults(items, 'H49')).toEqual([]);
    expect(historyFaults(items, 'H49')).toEqual([]);
  });
});
