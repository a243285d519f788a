import type { TrainedPerson } from '../../domain/training/coverage.ts';
import type { Periods } from '../../domain/training/coverage-view.ts';
import { periodsNeededOn } from '../../law/training.ts';
import type { Context } from '../context.ts';
import { type PageAsk, pageOf } from '../page.ts';
import { type CoverageAsk, trainedOf } from './ask-coverage.ts';
import { byKey, keyOf } from './read-untrained.ts';

/** Civil servants' periods of completed courses since 1 January, whatever their class; those below what the year asks for. */
export async function readPeriods(ctx: Context, ask: CoverageAsk, page: PageAsk): Promise<Periods> {
  const { people, year, asOf, measuredOn } = await trainedOf(ctx, ask);
  const { periods: needed, basis } = periodsNeededOn(measuredOn);
  const civilServants = people.filter(({ category, standing }) => category === 'civil-servant' && standing !== 'left');
  const below = civilServants.filter(({ periods }) => periods < needed).sort(byKey);
  const request = { ...page, list: 'training-periods', filters: { year, asOf, under: ask.under } };
  const shown = pageOf(ctx, request, below, keyOf);
  const reached = (standing: TrainedPerson['standing']) => {
    const some = civilServants.filter((person) => person.standing === standing);
    return { persons: some.length, reached: some.filter(({ periods }) => periods >= needed).length };
  };
  const items = shown.items.map(({ staff, unit, periods, standing }) => ({
    staff,
    unit,
    periods,
    short: needed - periods,
    onLeave: standing === 'on-leave',
  }));
  return { year, asOf, measuredOn, needed, inService: reached('in-service'), onLeave: reached('on-leave'), items, next: shown.next, basis };
}
