import type { TargetProgress } from '../../domain/progress.ts';
import { type Figure, recordOf } from '../../domain/reports/figure.ts';
import { type ReportGround, keptFigure } from '../../domain/reports/ground.ts';
import { targetsOn } from '../../law/targets.ts';
import type { PlainDate } from '../../time.ts';
import type { Context } from '../context.ts';
import { takeStock } from '../progress/measure-progress.ts';
import type { Taken } from '../progress/measure-target.ts';
import type { Registers } from '../progress/registers.ts';

/** A target with its figures; none when it was not measured. */
export type Stocked = { readonly taken: Taken; readonly measuredOn: PlainDate | null; readonly figures: readonly Figure[] };
/** Every target as of a date, with what its figures are made of and the registers they come from. */
export type Stock = { readonly registers: Registers; readonly targets: readonly Stocked[]; readonly versions: ReadonlyMap<string, number> };

/** Every target as of a date, with all that its figures are made of. */
export async function takeAll(ctx: Context, asOf: PlainDate): Promise<Stock> {
  const { registers, taken } = await takeStock(ctx, targetsOn(asOf), asOf);
  const targets = taken.map((one): Stocked => {
    const { measured } = one;
    return { taken: one, measuredOn: measured.measuredOn, figures: measured.measuredOn === null ? [] : measured.figures() };
  });
  return { registers, targets, versions: new Map(versionsOf(registers)) };
}

/** Every record that a figure may rest on, with its version. What people add up to has none of its own. */
function versionsOf({ ledger, tree, autonomy, spending, balances, baselines }: Registers): [string, number][] {
  const assessed = [...autonomy, ...[...spending.values()].flat()];
  return [
    ...[...ledger].flatMap(([year, records]) =>
      [...records.values()].map(({ unit, version }): [string, number] => [recordOf.posts(year, unit), version]),
    ),
    ...[...tree.units()].map(({ key, version }): [string, number] => [recordOf.unit(key), version]),
    ...assessed.map(({ unit, year, version }): [string, number] => [recordOf.selfFinancing(year, unit), version]),
    ...balances.map(({ unit, year, version }): [string, number] => [recordOf.districtBudget(year, unit), version]),
    ...[...baselines.values()].map(({ id, version }): [string, number] => [recordOf.baseline(id), version]),
  ];
}

/** What is kept beside a report, from which its difference to any later day is told. */
export const groundOf = ({ registers, targets, versions }: Stock): ReportGround => ({
  targets: targets.flatMap(({ taken, measuredOn, figures }) =>
    measuredOn === null ? [] : [{ id: taken.progress.id, measuredOn, figures: figures.map(keptFigure) }],
  ),
  versions: [...versions].sort(byName),
  entries: [...registers.ledger].flatMap(([year, records]) =>
    [...records.values()].map(({ unit, entries }): [string, number] => [recordOf.posts(year, unit), entries.length]),
  ),
});

const byName = ([one]: [string, number], [other]: [string, number]): number => (one < other ? -1 : 1);

/** The verdict of a target under the declared rounding; null where it has none. */
export function metOf({ cut, share, balance, compliance, coverage, budget }: TargetProgress): boolean | null {
  const counted = share ?? balance ?? compliance ?? coverage;
  return cut?.verdict.metRounded ?? counted?.met ?? budget?.readings.find((reading) => reading.default)?.met ?? null;
}
