import fc from 'fast-check';
import { ALLOCATION_METHODS, type AllocationInput, type AllocationUnit } from '../../../shared/domain/allocation/input.ts';
import { boundsOf } from './step-by-step.ts';

/** Few different weights, so that ties are common; some are decimals that no double holds exactly. */
const weight = fc.constantFrom(0, 0.1, 0.3, 1, 2, 3, 5, 7, 10, 12.5, 30);
const some = (max: number) => fc.option(fc.nat({ max }), { nil: undefined, freq: 2 });

/** An allocation that has a solution, of up to `maxUnits` units with bounds and credits up to about `size`. */
export const allocation = (maxUnits: number, size: number, total = 4 * size): fc.Arbitrary<AllocationInput> =>
  fc
    .record({
      method: fc.constantFrom(...ALLOCATION_METHODS),
      rows: fc.array(
        fc.record({
          weight,
          floor: some(size),
          room: some(3 * size),
          credit: some(2 * size),
          attrition: fc.option(
            fc.nat({ max: 4 * size }).map((halves) => halves / 2),
            { nil: undefined },
          ),
          exempt: fc.constantFrom(undefined, false, false, true),
        }),
        { minLength: 1, maxLength: maxUnits },
      ),
      extra: fc.nat({ max: total }),
    })
    .map(({ method, rows, extra }) => {
      const units = rows.map(({ room, ...row }, index) => {
        const unit = { id: `u${index}`, ...row, cap: room === undefined ? undefined : (row.floor ?? 0) + room };
        return Object.fromEntries(Object.entries(unit).filter(([, value]) => value !== undefined)) as AllocationUnit;
      });
      const least = units.reduce((all, unit) => all + boundsOf(unit).least, 0);
      const most = units.reduce((all, unit) => all + boundsOf(unit).most, 0);
      return { total: Math.min(most, least + extra), method, units };
    });
