import { type TrainedPerson, figuresOf } from '../../domain/training/coverage.ts';
import type { Coverage } from '../../domain/training/coverage-view.ts';
import type { UnitKind } from '../../domain/vocabulary.ts';
import type { Context } from '../context.ts';
import { type PageAsk, pageOf } from '../page.ts';
import { nameOn } from '../unit-name.ts';
import { type Asked, type CoverageAsk, trainedOf } from './ask-coverage.ts';

/** Who was trained in a year as of a date: in all, by category and kind of unit, and unit by unit. */
export async function readCoverage(ctx: Context, ask: CoverageAsk, page: PageAsk): Promise<Coverage> {
  const { people, basis, tree, year, asOf, measuredOn } = await trainedOf(ctx, ask);
  const kindOf = kinds(tree, measuredOn);
  const byUnit = [...Map.groupBy(people, ({ unit }) => unit)].sort(([one], [other]) => (one < other ? -1 : 1));
  const request = { ...page, list: 'training-coverage', filters: { year, asOf, under: ask.under } };
  const shown = pageOf(ctx, request, byUnit, ([unit]) => unit);
  return {
    year,
    asOf,
    measuredOn,
    total: figuresOf(people),
    byCategory: groups(people, ({ category }) => category).map(([category, some]) => ({ category, ...figuresOf(some) })),
    byKind: groups(people, ({ unit }) => kindOf(unit)).map(([kind, some]) => ({ kind, ...figuresOf(some) })),
    items: shown.items.map(([unit, some]) => ({ unit, name: nameOn(tree, unit, measuredOn), kind: kindOf(unit), ...figuresOf(some) })),
    next: shown.next,
    basis,
  };
}

const groups = <K extends string>(people: readonly TrainedPerson[], of: (person: TrainedPerson) => K): [K, TrainedPerson[]][] =>
  [...Map.groupBy(people, of)].sort(([one], [other]) => (one < other ? -1 : 1));

/** The kind of each unit on a date; of one that has ended without an heir, its last. */
function kinds(tree: Asked['tree'], date: string): (unit: string) => UnitKind {
  const known = new Map<string, UnitKind>();
  return (unit) => {
    const periods = tree.find(unit)?.periods ?? [];
    const facts = periods.findLast(({ from }) => from <= date) ?? periods[0];
    if (facts === undefined) throw new Error(`people at an unknown unit ${unit}`);
    const kind = known.get(unit) ?? facts.kind;
    known.set(unit, kind);
    return kind;
  };
}
