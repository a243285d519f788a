import type { ForecastModel } from '../monte-carlo/input.ts';
import type { ProjectionDrivers } from '../projection/drivers.ts';
import type { FractionValue } from '../vocabulary.ts';

/** A model with one driver moved. */
export type Trial = { readonly driver: string; readonly change: string; readonly model: ForecastModel };

const LEFT_OUT = 'left out';

/** A share ten points up and down, in whole percent, within 0 and 100. */
function tenPoints({ numerator, denominator }: FractionValue): { change: string; share: FractionValue }[] {
  const percent = Math.round((100 * numerator) / denominator);
  return [percent + 10, percent - 10]
    .filter((to) => to >= 0 && to <= 100)
    .map((to) => ({ change: `${percent}/100 → ${to}/100`, share: { numerator: to, denominator: 100 } }));
}

/** A rate a quarter up and down; six digits are more than any rate is known to. */
const aQuarter = (annual: number): { change: string; annual: number }[] =>
  annual === 0
    ? []
    : [1.25, 0.75].map((factor) => {
        const to = Math.min(1, Number((annual * factor).toPrecision(6)));
        return { change: `${annual} → ${to}`, annual: to };
      });

/** Each row of a list of plans left out. */
const leftOut = (path: string, count: number, without: (n: number) => ForecastModel): Trial[] =>
  Array.from({ length: count }, (_, n) => ({ driver: `${path}.${n}`, change: LEFT_OUT, model: without(n) }));

/** Every driver moved once up and once down where it has a size, or left out: shares by ten points, rates by a quarter. */
export function trialsOf(model: ForecastModel): Trial[] {
  const { drivers, hazards, reorganisations, conversions, recruitAge } = model;
  const withDrivers = (changed: Partial<ProjectionDrivers>): ForecastModel => ({ ...model, drivers: { ...drivers, ...changed } });
  const { replacement, surrender, streamlining, lateRetirement, recruitment, addedPosts } = drivers;
  const hires = recruitment.length > 0 || replacement.some(({ recruits }) => recruits > 0);
  return [
    ...replacement.flatMap((rule, n) =>
      tenPoints({ numerator: rule.recruits, denominator: rule.leavers }).map(({ change, share }): Trial => {
        const moved = { ...rule, recruits: share.numerator, leavers: share.denominator };
        return { driver: `drivers.replacement.${n}`, change, model: withDrivers({ replacement: replacement.with(n, moved) }) };
      }),
    ),
    ...replacement.flatMap(({ perYear, ...rule }, n): Trial[] => {
      if (perYear === undefined) return [];
      const to = (most: number) => withDrivers({ replacement: replacement.with(n, { ...rule, perYear: most }) });
      const path = `drivers.replacement.${n}.perYear`;
      return [Math.ceil(perYear * 1.25), Math.floor(perYear * 0.75)]
        .filter((most) => most !== perYear)
        .map((most) => ({ driver: path, change: `${perYear} → ${most}`, model: to(most) }));
    }),
    ...(['unreplaced', 'vacant'] as const).flatMap((name) =>
      tenPoints(surrender[name]).map(({ change, share }): Trial => {
        return { driver: `drivers.surrender.${name}`, change, model: withDrivers({ surrender: { ...surrender, [name]: share } }) };
      }),
    ),
    ...hazards.flatMap((hazard, n) =>
      aQuarter(hazard.annual).map(({ change, annual }): Trial => {
        return { driver: `hazards.${n}`, change, model: { ...model, hazards: hazards.with(n, { ...hazard, annual }) } };
      }),
    ),
    ...streamlining.flatMap((row, n) =>
      aQuarter(row.annual).map(({ change, annual }): Trial => {
        return {
          driver: `drivers.streamlining.${n}`,
          change,
          model: withDrivers({ streamlining: streamlining.with(n, { ...row, annual }) }),
        };
      }),
    ),
    ...lateRetirement.flatMap((row, n) =>
      tenPoints(row.share).map(({ change, share }): Trial => {
        const moved = lateRetirement.with(n, { ...row, share });
        return { driver: `drivers.lateRetirement.${n}`, change, model: withDrivers({ lateRetirement: moved }) };
      }),
    ),
    ...leftOut('drivers.recruitment', recruitment.length, (n) => withDrivers({ recruitment: recruitment.toSpliced(n, 1) })),
    ...leftOut('drivers.addedPosts', addedPosts.length, (n) => withDrivers({ addedPosts: addedPosts.toSpliced(n, 1) })),
    ...leftOut('conversions', conversions.length, (n) => ({ ...model, conversions: conversions.toSpliced(n, 1) })),
    ...leftOut('reorganisations', reorganisations.length, (n) => ({ ...model, reorganisations: reorganisations.toSpliced(n, 1) })),
    ...(hires && hazards.length > 0 ? [recruitAge + 5, recruitAge - 5] : [])
      .filter((age) => age >= 18 && age <= 60)
      .map((age): Trial => ({ driver: 'recruitAge', change: `${recruitAge} → ${age}`, model: { ...model, recruitAge: age } })),
  ];
}
