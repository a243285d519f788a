import * as z from 'zod';
import { plainDateSchema, yearSchema } from '../time.ts';
import type { Population } from './ledger-population.ts';
import { RESERVE } from './posts.ts';
import type { FrozenPosts } from './restate.ts';
import { unitCodeSchema } from './unit.ts';
import {
  type Issuer,
  autonomyBandSchema,
  categorySchema,
  decisionSchema,
  issuerSchema,
  orNull,
  sectorSchema,
  unitKindSchema,
  unitLevelSchema,
} from './vocabulary.ts';

const count = z.int().min(0);
export const frozenPostsSchema = z
  .strictObject({ issuer: issuerSchema, category: categorySchema, assigned: z.int(), outsideBase: z.int() })
  .meta({ id: 'FrozenPosts', description: 'Posts of one issuer and category as of 31 December' });

export const frozenUnitSchema = z
  .strictObject({
    unit: unitCodeSchema.meta({ description: 'Permanent key' }),
    code: unitCodeSchema,
    name: z.string(),
    kind: unitKindSchema,
    level: unitLevelSchema,
    sector: sectorSchema,
    parent: orNull(unitCodeSchema),
    band: orNull(autonomyBandSchema).meta({ description: 'Autonomy group of the year; null when not assessed' }),
    posts: z.array(frozenPostsSchema),
  })
  .meta({ id: 'FrozenUnit', description: 'A unit as frozen' });
export type FrozenUnit = z.infer<typeof frozenUnitSchema>;

/** What is hashed and never changes: every unit alive on 31 December with its posts, and the reserve. */
export const baselineContentSchema = z
  .strictObject({ year: yearSchema, date: plainDateSchema, units: z.array(frozenUnitSchema), reserve: z.array(frozenPostsSchema) })
  .meta({ id: 'BaselineContent', description: 'Frozen content of a baseline' });
export type BaselineContent = z.infer<typeof baselineContentSchema>;

/** A line of the totals; kind and level are null for the reserve, which belongs to no unit. */
const postTotalSchema = frozenPostsSchema.extend({ kind: orNull(unitKindSchema), level: orNull(unitLevelSchema) });
const unitTotalSchema = z.strictObject({
  kind: unitKindSchema,
  level: unitLevelSchema,
  sector: sectorSchema,
  band: orNull(autonomyBandSchema),
  count,
});

const partsSchema = z.strictObject({ owner: z.string(), count });

export const baselineSchema = z
  .strictObject({
    id: z.string().meta({ example: '2021-1' }),
    year: yearSchema,
    edition: z.int().min(1).meta({ description: '1 for the first, more for those that supersede it' }),
    date: plainDateSchema,
    hash: z.string().meta({ description: 'SHA-256 of the content (RFC 8785)' }),
    decision: decisionSchema,
    reason: orNull(z.string()),
    supersedes: orNull(z.string()),
    frozenAt: z.string(),
    frozenBy: z.string(),
    units: count,
    posts: z.array(postTotalSchema),
    unitCounts: z.array(unitTotalSchema),
    inputs: z.strictObject({
      treeVersion: z.int(),
      hash: z.string().meta({ description: 'SHA-256 of the versions of every record read' }),
      ledgers: partsSchema.optional().meta({ description: 'Where the version of every ledger read is kept; older baselines keep none' }),
    }),
    parts: partsSchema,
    version: z.int().min(1),
  })
  .meta({ id: 'Baseline', description: 'A frozen baseline: totals and content hash' });
export type Baseline = z.infer<typeof baselineSchema>;

/** Sums of a content by issuer, category, kind and level, in a fixed order. */
export function postTotals(content: BaselineContent): Baseline['posts'] {
  const lines = [
    ...content.units.flatMap(({ kind, level, posts }) => posts.map((cell) => ({ ...cell, kind, level }))),
    ...content.reserve.map((cell) => ({ ...cell, kind: null, level: null })),
  ];
  const groups = Map.groupBy(lines, ({ issuer, category, kind, level }) => `${issuer}|${category}|${kind ?? '~'}|${level ?? '~'}`);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => ({
      ...(group[0] as (typeof lines)[number]),
      assigned: group.reduce((sum, line) => sum + line.assigned, 0),
      outsideBase: group.reduce((sum, line) => sum + line.outsideBase, 0),
    }));
}

/** Numbers of units by kind, level, sector and autonomy group, in a fixed order. */
export function unitTotals(content: BaselineContent): Baseline['unitCounts'] {
  const groups = Map.groupBy(content.units, ({ kind, level, sector, band }) => `${kind}|${level}|${sector}|${band ?? '~'}`);
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, group]) => {
      const { kind, level, sector, band } = group[0] as FrozenUnit;
      return { kind, level, sector, band, count: group.length };
    });
}

/** Frozen posts of a target's population, reserve included, and the part of them that is outside the base. */
export function frozenPosts(
  baseline: Baseline,
  { categories, unitKinds, levels }: Population,
  issuer: Issuer = 'provincial-council',
): { assigned: number; outsideBase: number } {
  const lines = baseline.posts.filter(
    (line) =>
      line.issuer === issuer &&
      (categories === null || categories.includes(line.category)) &&
      (line.kind === null || unitKinds === null || unitKinds.includes(line.kind)) &&
      (line.level === null || levels === null || levels.includes(line.level)),
  );
  const sum = (part: 'assigned' | 'outsideBase') => lines.reduce((total, line) => total + line[part], 0);
  return { assigned: sum('assigned'), outsideBase: sum('outsideBase') };
}

/** Frozen number of units of a population, all or only those of some autonomy groups. */
export function frozenUnits(
  baseline: Baseline,
  { unitKinds, levels }: Pick<Population, 'unitKinds' | 'levels'>,
  bands?: readonly string[],
): number {
  return baseline.unitCounts
    .filter(
      ({ kind, level, band }) =>
        (unitKinds === null || unitKinds.includes(kind)) &&
        (levels === null || levels.includes(level)) &&
        (bands === undefined || (band !== null && bands.includes(band))),
    )
    .reduce((sum, line) => sum + line.count, 0);
}

/** The frozen posts of the provincial council that targets count: those inside the base. */
export function insideBase({ date, units, reserve }: BaselineContent): FrozenPosts {
  const cellsOf = (unit: string, posts: BaselineContent['reserve']) =>
    posts
      .filter(({ issuer }) => issuer === 'provincial-council')
      .map(({ category, assigned, outsideBase }) => ({ unit, category, posts: assigned - outsideBase }));
  return { date, cells: units.flatMap(({ unit, posts }) => cellsOf(unit, posts)), reserve: cellsOf(RESERVE, reserve) };
}
