import { listStaff } from '../../shared/services/staff/list-staff.ts';
import { DEMONSTRATION } from '../demonstration.ts';
import { openPlace } from '../place.ts';
import type { ListingFigures } from './measure-listing.ts';

/** A fresh process with `--expose-gc` that lists everybody page by page: tells its parent the heap as it goes. */
const [endpoint = '', table = '', tenant = '', every = '', limit = ''] = process.argv.slice(2);
const { contextOf } = openPlace({ endpoint, table, tenant });
const points: ListingFigures['points'] = [];
let [rows, pages] = [0, 0];
const note = (): void => {
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  points.push({ rows, heap: heapUsed, resident: rss });
};
const began = performance.now();
for (let cursor: string | undefined, more = true; more; pages++) {
  const page = await listStaff({ ...contextOf('home-affairs'), today: DEMONSTRATION.today }, {}, { limit: +limit, cursor });
  rows += page.items.length;
  cursor = page.next ?? undefined;
  more = page.next !== null;
  if (rows >= points.length * +every || !more) note();
}
process.send?.({ rows, pages, seconds: (performance.now() - began) / 1000, points } satisfies ListingFigures);
process.once('disconnect', () => process.exit(0));
