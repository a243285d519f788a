import fc from 'fast-check';
import type { AgeCell } from '../../../shared/domain/age-profile.ts';
import type { ProjectionInput } from '../../../shared/domain/projection/input.ts';
import type { ProvinceState, UnitState } from '../../../shared/domain/projection/state.ts';
import type { Category } from '../../../shared/domain/vocabulary.ts';
import { monthIndex, monthOf } from '../../../shared/time.ts';
import { province, request, unit } from './province.ts';

const CATEGORIES: Category[] = ['employee-budget', 'employee-revenue', 'civil-servant'];
const category = fc.constantFrom(...CATEGORIES);

/** Birth months from overdue at the start to beyond the horizon. */
const cell = fc.record({
  category,
  sex: fc.constantFrom('male' as const, 'female' as const),
  birthMonth: fc.integer({ min: 1963 * 12, max: 1974 * 12 }).map(monthOf),
  count: fc.integer({ min: 1, max: 4 }),
});
const cells = fc.uniqueArray(cell, { maxLength: 6, selector: (one) => `${one.category} ${one.sex} ${one.birthMonth}` });
const posts = fc
  .uniqueArray(fc.record({ category, posts: fc.nat(9), outsideBase: fc.integer({ min: -1, max: 3 }) }), { selector: (one) => one.category })
  .map((rows) => rows.map((row) => ({ ...row, outsideBase: Math.min(row.outsideBase, row.posts) })));
const headcount = fc.uniqueArray(fc.record({ category, present: fc.nat(6) }), { selector: (one) => one.category });

const units: fc.Arbitrary<UnitState[]> = fc
  .array(fc.record({ posts, cells: fc.option(cells), headcount: fc.option(headcount) }), { minLength: 1, maxLength: 4 })
  .map((sketches) =>
    sketches.map((sketch, n) => ({ ...unit({ code: `H49.${n + 10}` }), ...sketch, cells: sketch.cells as AgeCell[] | null })),
  );

const share = fc.constantFrom(
  { numerator: 0, denominator: 1 },
  { numerator: 1, denominator: 3 },
  { numerator: 1, denominator: 2 },
  { numerator: 1, denominator: 1 },
);
const replacement = fc.uniqueArray(
  fc
    .record({ category, recruits: fc.nat(3), more: fc.nat(2) })
    .map(({ category: of, recruits, more }) => ({ category: of, recruits, leavers: Math.max(1, recruits + more) })),
  { selector: (one) => one.category },
);

type Step = { kind: number; first: number; second: number; part: number; sink: 'reserve' | 'surrendered' | 'outside' };
const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.nat(4),
  first: fc.nat(),
  second: fc.nat(),
  part: fc.integer({ min: 1, max: 5 }),
  sink: fc.constantFrom('reserve', 'surrendered', 'outside'),
});

/** Steps become plans that fit the units alive at their turn, on days four months apart. */
function plansOf(codes: readonly string[], steps: readonly Step[]): Pick<ProjectionInput, 'reorganisations' | 'conversions'> {
  let alive = [...codes];
  const converted = new Set<string>();
  const reorganisations: ProjectionInput['reorganisations'] = [];
  const conversions: ProjectionInput['conversions'] = [];
  steps.forEach(({ kind, first, second, part, sink }, n) => {
    const effectiveFrom = `${monthOf(2026 * 12 + n * 4)}-15`;
    const one = alive[first % alive.length] as string;
    const other = alive[second % alive.length] as string;
    const created = `H49.A${n}`;
    const some = { numerator: part, denominator: 7 };
    const rest = { numerator: 7 - part, denominator: 7 };
    const plan = { effectiveFrom, creates: [], shares: [], postsSurrendered: [] };
    const planned = { code: created, name: created, kind: 'public-service', level: 'commune', sector: 'health' } as const;
    if (kind === 0 && !converted.has(one)) conversions.push({ unit: one, effectiveFrom, band: '2' });
    if (kind === 0) converted.add(one);
    if (kind === 1 && one !== other) reorganisations.push({ ...plan, sources: [one], targets: [other] });
    if (kind === 2 && one !== other) reorganisations.push({ ...plan, sources: [one, other], targets: [created], creates: [planned] });
    if (kind === 3)
      reorganisations.push({
        ...plan,
        sources: [one],
        targets: [one, created],
        creates: [planned],
        shares: [
          { source: one, to: one, share: some },
          { source: one, to: created, share: rest },
          { source: one, to: created, category: 'civil-servant', share: { numerator: 1, denominator: 1 } },
        ],
      });
    if (kind === 4 && one !== other)
      reorganisations.push({
        ...plan,
        sources: [one],
        targets: [other],
        shares: [
          { source: one, to: other, share: some },
          { source: one, to: sink, share: rest },
        ],
      });
    const ends = kind === 1 || kind === 4 ? [one] : kind === 2 ? [one, other] : [];
    if (one !== other) alive = alive.filter((code) => !ends.includes(code));
    if (kind === 3 || (kind === 2 && one !== other)) alive.push(created);
  });
  return { reorganisations, conversions };
}

type Run = { state: ProvinceState; input: ProjectionInput };

/** A small province, drivers and a sequence of plans that fit it: whole posts and people. */
export const randomRun: fc.Arbitrary<Run> = fc
  .record({ units, reserve: posts, replacement, unreplaced: share, vacant: share, steps: fc.array(step, { maxLength: 5 }) })
  .map(({ units: list, reserve, replacement: rules, unreplaced, vacant, steps }) => ({
    state: province(list, { reserve }),
    input: request({
      drivers: { replacement: rules, surrender: { unreplaced, vacant } },
      ...plansOf(
        list.map(({ code }) => code),
        steps,
      ),
    }),
  }));

const month = fc.integer({ min: 2026 * 12, max: 2028 * 12 + 11 }).map(monthOf);
const annual = fc.constantFrom(0, 0.01, 0.2, 0.5, 1);
/** Bands of ages that share none, over the ages of the random people and of recruits. */
const hazards = fc.uniqueArray(
  fc.record({
    category,
    band: fc.constantFrom({ fromAge: 0, belowAge: 40 }, { fromAge: 40, belowAge: 58 }, { fromAge: 58, belowAge: 61 }, { fromAge: 61 }),
    annual,
  }),
  { maxLength: 6, selector: (one) => `${one.category} ${one.band.fromAge}` },
);
/** One row per category: rows of one category must not overlap. */
const streamlining = fc.uniqueArray(
  fc.record({ category, from: month, months: fc.nat(24), least: fc.integer({ min: 1, max: 30 }), more: fc.nat(40), annual }),
  { maxLength: 2, selector: (one) => one.category },
);
/** A third and a half of a category may stay, never both for as long. */
const lateRetirement = fc.uniqueArray(
  fc
    .record({ category, denominator: fc.constantFrom(2, 3), half: fc.integer({ min: 1, max: 15 }) })
    .map(({ category: of, denominator, half }) => ({
      category: of,
      share: { numerator: 1, denominator },
      months: 2 * half + denominator - 3,
    })),
  { maxLength: 4, selector: (one) => `${one.category} ${one.share.denominator}` },
);
const entryAges = fc.uniqueArray(fc.record({ age: fc.integer({ min: 18, max: 60 }), weight: fc.integer({ min: 1, max: 9 }) }), {
  minLength: 1,
  maxLength: 3,
  selector: (one) => one.age,
});
const details = fc.record({ perYear: fc.option(fc.nat(2)), entryAges: fc.option(entryAges), from: fc.option(month) });
const additions = fc.record({ category, at: month, amount: fc.integer({ min: 1, max: 4 }), unit: fc.nat(5), outsideBase: fc.boolean() });

/** Every driver there is, in a small province with plans. */
export const randomDrivers: fc.Arbitrary<Run> = fc
  .record({
    run: randomRun,
    hazards,
    streamlining,
    lateRetirement,
    rules: fc.array(details, { minLength: 3, maxLength: 3 }),
    recruitment: fc.array(additions, { maxLength: 3 }),
    addedPosts: fc.array(additions, { maxLength: 3 }),
    whole: fc.integer({ min: 0, max: 3 }),
  })
  .map(({ run: { state, input }, whole, ...drawn }) => {
    // A unit that a plan ends may not be named; one in four runs has nothing left to expectation.
    const ending = new Set(input.reorganisations.flatMap(({ sources, targets }) => sources.filter((code) => !targets.includes(code))));
    const lasting = state.units.map(({ code }) => code).filter((code) => !ending.has(code));
    const named = (n: number) => (n < lasting.length ? { unit: lasting[n] } : {});
    const absent = <T extends object>(row: T) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
    const replacement = input.drivers.replacement.map((rule, n) => ({ ...rule, ...absent(drawn.rules[n] ?? {}) }));
    const recruitment = drawn.recruitment.map(({ category: of, at, amount, unit: n }) => ({
      category: of,
      month: at,
      people: amount,
      ...named(n),
    }));
    const addedPosts = drawn.addedPosts.map(({ category: of, at, amount, unit: n, outsideBase }) => {
      return { category: of, effectiveFrom: `${at}-15`, posts: amount, outsideBase, ...named(n) };
    });
    const chance = {
      streamlining: drawn.streamlining.map(({ months, least, more, from, ...row }) => {
        return { ...row, from, until: monthOf(monthIndex(from) + months), eligible: { least, most: least + more } };
      }),
      lateRetirement: drawn.lateRetirement,
    };
    const drivers = { ...input.drivers, replacement, recruitment, addedPosts, ...(whole === 0 ? {} : chance) };
    const leaving = whole === 0 ? [] : drawn.hazards.map(({ band, ...row }) => ({ ...row, ...band }));
    return { state, input: request({ ...input, drivers, hazards: leaving }) };
  });
