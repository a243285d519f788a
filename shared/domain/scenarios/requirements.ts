import * as z from 'zod';
import { addMonths, monthIndex, type PlainDate, plainDateSchema, plainMonthSchema, yearOf } from '../../time.ts';
import { forecastSettingsSchema } from '../monte-carlo/input.ts';
import type { UnitState } from '../projection/state.ts';
import { requirementOf, requirementSchema } from '../requirement.ts';
import { CATEGORIES, type Category, orNull } from '../vocabulary.ts';
import { atDeadline, atMost, mayRemain, notExceeded, type Question } from './at-deadline.ts';
import { scopeAnswerOrNull } from './scope.ts';

const chance = z.number().min(0).max(1);
const verdictSchema = z.enum(['rounded', 'exact']);
/** Units that may be proposed for self-financing. */
const MAX_CANDIDATES = 400;

/** Of one question that is computed many times over; the same luck each time makes few draws go far. */
export const manyTimes = { draws: forecastSettingsSchema.shape.draws.unwrap().default(500) };

export const requirementsInputSchema = forecastSettingsSchema
  .extend({
    ...manyTimes,
    target: z.string().min(1).max(60),
    probability: z.number().gt(0).lt(1).default(0.9).meta({ description: 'With which the target is to be met' }),
    verdict: verdictSchema.default('rounded'),
    convertOn: plainDateSchema
      .optional()
      .meta({ description: 'Day of the conversions that are tried; 1 January of the deadline’s year when absent' }),
  })
  .meta({ id: 'RequirementsInput', description: 'What would have to be true for a target to be met' });
export type RequirementsInput = z.infer<typeof requirementsInputSchema>;

export const requirementsSchema = z
  .strictObject({
    target: z.string(),
    deadline: plainDateSchema,
    scope: scopeAnswerOrNull,
    required: requirementSchema,
    mayRemain: z.int(),
    wanted: chance,
    now: z.strictObject({ probability: chance, mean: z.number() }).meta({ description: 'Under the scenario as it is' }),
    replacement: orNull(z.strictObject({ recruits: z.int(), leavers: z.literal(100), probability: chance })).meta({
      description: 'Most recruits for 100 leavers, in every category of the target, all else as it is; null when not even none suffices',
    }),
    latestStart: orNull(z.strictObject({ month: plainMonthSchema, newYear: orNull(plainDateSchema), probability: chance })).meta({
      description:
        'Latest month from which the scenario’s replacement rules may hold in the categories of the target (none: nobody is replaced), one for one before it; newYear: the last 1 January not after it. Null when not even from the start suffices',
    }),
    yearlyCut: z
      .strictObject({ posts: z.int(), years: z.int(), perYear: z.int() })
      .meta({ description: 'Fewest posts to be given up besides, and in equal parts on each 1 January left' }),
    conversions: orNull(z.strictObject({ count: z.int(), units: z.array(z.string()), probability: chance })).meta({
      description:
        'Fewest units that become self-financing, those nearest to it first (3a, 3b, 3c, 4, unknown), larger before smaller; null when all together do not suffice',
    }),
  })
  .meta({ id: 'Requirements', description: 'Each alone would meet the target with the probability wanted' });
export type Requirements = z.infer<typeof requirementsSchema>;

/** The least number from 0 to `most` that passes, by halving; undefined when not even `most` does. What passes goes on passing. */
function leastThat(most: number, passes: (n: number) => boolean): number | undefined {
  if (!passes(most)) return undefined;
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (passes(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

const BANDS = ['3a', '3b', '3c', '4'];
const budgetPosts = ({ posts }: UnitState): number =>
  posts.reduce((sum, cell) => sum + (cell.category === 'employee-budget' ? cell.posts : 0), 0);

/** Units that could become self-financing: public service, not there yet, with budget-paid posts, touched by no plan. */
function candidatesOf({ state, model }: Question): string[] {
  const planned = new Set([
    ...model.conversions.map(({ unit }) => unit),
    ...model.reorganisations.flatMap(({ sources, targets }) => [...sources, ...targets]),
  ]);
  const rank = ({ band }: UnitState) => (band === null ? BANDS.length : BANDS.indexOf(band));
  return state.units
    .filter((unit) => unit.kind === 'public-service' && unit.band !== '1' && unit.band !== '2')
    .filter((unit) => budgetPosts(unit) > 0 && !planned.has(unit.key) && !planned.has(unit.code))
    .sort((one, other) => rank(one) - rank(other) || budgetPosts(other) - budgetPosts(one) || (one.key < other.key ? -1 : 1))
    .slice(0, MAX_CANDIDATES)
    .map(({ key }) => key);
}

/** A month with the last 1 January that is not after it; null when that lies before the start. */
function startOf(month: string, start: PlainDate, probability: number): NonNullable<Requirements['latestStart']> {
  const newYear = `${yearOf(month)}-01-01`;
  return { month, newYear: newYear > start ? newYear : null, probability };
}

/**
 * What would have to be true: each answer changes one thing of the scenario and nothing else, and all see the same luck.
 * @throws Refusal as `atDeadline`
 */
export function requirementsOf(
  question: Question,
  { probability: wanted, verdict, convertOn }: RequirementsInput,
): Omit<Requirements, 'scope'> {
  const { model, target, state } = question;
  const limit = mayRemain(target, verdict);
  const chanceOf = (changed: Partial<Question['model']>) => atMost(atDeadline({ ...question, model: { ...model, ...changed } }), limit);
  const outcome = atDeadline(question);
  const now = { probability: atMost(outcome, limit), mean: outcome.mean };

  const categories = target.population.categories ?? CATEGORIES;
  const others = model.drivers.replacement.filter(({ category }) => !categories.includes(category));
  const replacing = (recruits: number) => ({
    drivers: { ...model.drivers, replacement: [...others, ...categories.map((category) => ({ category, recruits, leavers: 100 }))] },
  });
  const freeze = leastThat(100, (spared) => chanceOf(replacing(100 - spared)) >= wanted);
  const replacement =
    freeze === undefined ? null : { recruits: 100 - freeze, leavers: 100 as const, probability: chanceOf(replacing(100 - freeze)) };

  const months = monthIndex(target.deadline) - monthIndex(state.date);
  const startingIn = (month: string) => {
    const ruleOf = (category: Category) =>
      model.drivers.replacement.find((rule) => rule.category === category) ?? { category, recruits: 0, leavers: 1 };
    return { drivers: { ...model.drivers, replacement: [...others, ...categories.map((one) => ({ ...ruleOf(one), from: month }))] } };
  };
  const monthsEarly = (count: number) => addMonths(target.deadline, -count);
  const early = leastThat(months - 1, (count) => chanceOf(startingIn(monthsEarly(count))) >= wanted);
  const latestStart = early === undefined ? null : startOf(monthsEarly(early), state.date, chanceOf(startingIn(monthsEarly(early))));

  const posts = Math.max(0, notExceeded(outcome, wanted) - limit);
  const years = yearOf(target.deadline) - yearOf(state.date);
  const yearlyCut = { posts, years, perYear: years > 0 ? Math.ceil(posts / years) : posts };

  const candidates = candidatesOf(question);
  const day = convertOn ?? `${yearOf(target.deadline)}-01-01`;
  const converting = (count: number) => ({
    conversions: [
      ...model.conversions,
      ...candidates.slice(0, count).map((unit) => ({ id: `requirement-${unit}`, unit, effectiveFrom: day, band: '2' as const })),
    ].slice(0, 500),
  });
  const count = leastThat(candidates.length, (n) => chanceOf(converting(n)) >= wanted);
  const conversions = count === undefined ? null : { count, units: candidates.slice(0, count), probability: chanceOf(converting(count)) };
  const required = requirementOf(target);
  return {
    target: target.id,
    deadline: target.deadline,
    required,
    mayRemain: limit,
    wanted,
    now,
    replacement,
    latestStart,
    yearlyCut,
    conversions,
  };
}
