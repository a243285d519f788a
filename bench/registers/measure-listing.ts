import { child, dismiss } from '../child.ts';
import type { Place } from '../place.ts';

/** Bytes in use after garbage collection while everybody is listed page by page, and how long the whole list took. */
export type ListingFigures = {
  rows: number;
  pages: number;
  seconds: number;
  points: { rows: number; heap: number; resident: number }[];
};

/** Lists everybody in a process of its own whose heap is collected and noted every so many rows. */
export async function measureListing({ endpoint, table, tenant }: Place, every: number, limit: number): Promise<ListingFigures> {
  const args = [endpoint, table, tenant, String(every), String(limit)];
  const { process: started, message } = await child<ListingFigures>('registers/listing-process.ts', args, ['--expose-gc']);
  await dismiss(started);
  return message;
}

/** How much larger the heap was at the end than after the first rows, when all code had run; rows that are kept would show. */
export const growthOf = ({ points }: ListingFigures): number => (points.at(-1)?.heap ?? 0) - (points[1]?.heap ?? 0);
