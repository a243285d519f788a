import type { TrainedPerson } from '../../domain/training/coverage.ts';
import type { UNTRAINED_FOR, Untrained } from '../../domain/training/coverage-view.ts';
import type { Context } from '../context.ts';
import { type Page, type PageAsk, pageOf } from '../page.ts';
import { type CoverageAsk, trainedOf } from './ask-coverage.ts';

/** Who is still without the year's training on a date, by unit: for their own HR department and coordinator. */
export async function listUntrained(
  ctx: Context,
  ask: CoverageAsk & { target: (typeof UNTRAINED_FOR)[number] },
  page: PageAsk,
): Promise<Page<Untrained>> {
  const { people } = await trainedOf(ctx, ask);
  const isTrained = ({ digital, data }: TrainedPerson) => (ask.target === 'digital-training' ? digital : data);
  const rows = people
    .filter((person) => person.standing !== 'left' && !isTrained(person))
    .map(({ staff, unit, category, standing }) => ({ staff, unit, category, onLeave: standing === 'on-leave' }));
  return pageOf(ctx, { ...page, list: 'untrained', filters: ask }, rows.sort(byKey), keyOf);
}

export const keyOf = ({ unit, staff }: Pick<TrainedPerson, 'unit' | 'staff'>): string => `${unit}#${staff}`;
export const byKey = (one: Pick<TrainedPerson, 'unit' | 'staff'>, other: Pick<TrainedPerson, 'unit' | 'staff'>): number =>
  keyOf(one) < keyOf(other) ? -1 : 1;
