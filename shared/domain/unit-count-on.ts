import * as z from 'zod';
import { type PlainDate, plainDateSchema } from '../time.ts';
import type { Tree } from './tree.ts';
import { SECTORS, type Sector, sectorSchema, UNIT_LEVELS, type UnitKind, type UnitLevel, unitLevelSchema } from './vocabulary.ts';

/** Which units are counted; null = every one. School sites and stations are parts of units and never counted. */
export type CountedUnits = { kinds: readonly UnitKind[] | null; levels: readonly UnitLevel[] | null };
/** What "public service units" means in every target. */
export const PUBLIC_SERVICE_UNITS: CountedUnits = { kinds: ['public-service'], levels: null };

export const unitCountSchema = z
  .strictObject({
    date: plainDateSchema,
    total: z.int(),
    bySector: z.array(z.strictObject({ sector: sectorSchema, units: z.int() })),
    byLevel: z.array(z.strictObject({ level: unitLevelSchema, units: z.int() })),
  })
  .meta({ id: 'UnitCount', description: 'Units alive on a date, by sector and by level' });
export type UnitCount = z.infer<typeof unitCountSchema>;

export const isCounted = (facts: { kind: UnitKind; level: UnitLevel } | undefined, { kinds, levels }: CountedUnits): boolean =>
  facts !== undefined && (kinds === null || kinds.includes(facts.kind)) && (levels === null || levels.includes(facts.level));

/** Units alive on a date, public service units unless told otherwise; every sector and level stands in the answer. */
export function countUnits(tree: Tree, date: PlainDate, which: CountedUnits = PUBLIC_SERVICE_UNITS): UnitCount {
  const alive = tree.aliveOn(date).flatMap(({ facts }) => (isCounted(facts, which) ? [facts] : []));
  return {
    date,
    total: alive.length,
    bySector: SECTORS.map((sector: Sector) => ({ sector, units: alive.filter((facts) => facts.sector === sector).length })),
    byLevel: UNIT_LEVELS.map((level) => ({ level, units: alive.filter((facts) => facts.level === level).length })),
  };
}
