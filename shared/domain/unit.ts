import * as z from 'zod';
import { type PlainDate, plainDateSchema } from '../time.ts';
import { decisionSchema, orNull, sectorSchema, textSchema, unitKindSchema, unitLevelSchema } from './vocabulary.ts';

const LEVEL_1 = /^[A-Z]\d{2}$/;

/**
 * A code as Decision 20/2020/QĐ-TTg writes it. Older data spell it leaf first and pad absent levels with zeros:
 * `000.00.13.H49` is H49.13. Anything else is answered as it came.
 */
export function normaliseUnitCode(code: string): string {
  const levels = code.split('.');
  const leafFirst = levels.length > 1 && LEVEL_1.test(levels.at(-1) ?? '') && !LEVEL_1.test(levels[0] ?? '');
  if (!leafFirst) return code;
  return levels
    .reverse()
    .filter((level) => !/^0+$/.test(level))
    .join('.');
}

/**
 * Unit code of Decision 20/2020/QĐ-TTg: at most 35 characters of A–Z, 0–9 and '.'; level 1 is a letter and two
 * digits; each lower level extends its parent's.
 */
export const unitCodeSchema = z
  .string()
  .max(35, 'unit-code')
  .overwrite(normaliseUnitCode)
  .regex(/^[A-Z]\d{2}(\.[A-Z0-9]+)*$/, 'unit-code')
  .meta({ id: 'UnitCode', description: 'Unit code (Decision 20/2020/QĐ-TTg)', example: 'H49.13' });

/** A school site or health station: part of a unit, never counted as a unit of its own. */
export const siteSchema = z
  .strictObject({ name: textSchema(200), kind: z.enum(['school-site', 'health-station', 'branch', 'other']) })
  .meta({ id: 'Site', description: 'Site of a unit; does not count as a unit' });

/** What may be said of a unit and may change with time. */
export const unitFactsSchema = z.strictObject({
  code: unitCodeSchema,
  name: textSchema(250).meta({ example: 'Trường THPT Hòn Gai' }),
  kind: unitKindSchema,
  level: unitLevelSchema,
  sector: sectorSchema,
  parent: orNull(unitCodeSchema).meta({ description: 'Permanent code of the parent unit; null for the province itself' }),
  sites: z.array(siteSchema).max(200),
});
export type UnitFacts = z.infer<typeof unitFactsSchema>;

/** The facts that may change without a reorganisation. */
export const unitChangeFactsSchema = unitFactsSchema.pick({ code: true, name: true, level: true, sector: true, sites: true }).partial();

/** One stretch of a unit's life, `from` inclusive, `until` exclusive (null = open). */
export const unitPeriodSchema = unitFactsSchema
  .extend({ from: plainDateSchema, until: orNull(plainDateSchema), decision: decisionSchema })
  .meta({ id: 'UnitPeriod', description: 'Facts of a unit over [from, until)' });
export type UnitPeriod = z.infer<typeof unitPeriodSchema>;

/**
 * A unit as it is known: its permanent key is its first code; periods are contiguous and in order; `successors` are
 * the units that received its posts, with the reorganisation and date, for lineage.
 */
export const unitSchema = z
  .strictObject({
    key: unitCodeSchema,
    periods: z.array(unitPeriodSchema).min(1),
    openedBy: z.string().nullable().meta({ description: 'Reorganisation that created it; null when it was registered' }),
    closedBy: z.string().nullable().meta({ description: 'Reorganisation that ended it' }),
    successors: z.array(z.strictObject({ unit: unitCodeSchema, reorganisation: z.string(), effectiveFrom: plainDateSchema })),
    version: z.int().min(1),
  })
  .meta({ id: 'UnitRecord', description: 'Unit with its dated periods' });
export type Unit = z.infer<typeof unitSchema>;

/** The first day of a unit's life. */
export const establishedOn = (unit: Unit): PlainDate => (unit.periods[0] as UnitPeriod).from;
/** The first day on which the unit no longer exists, or null. */
export const dissolvedOn = (unit: Unit): PlainDate | null => (unit.periods.at(-1) as UnitPeriod).until;

/** The period that holds on a date, or undefined when the unit does not live then. */
export function periodOn(unit: Unit, date: PlainDate): UnitPeriod | undefined {
  return unit.periods.find((period) => period.from <= date && (period.until === null || date < period.until));
}

/** A unit as people see it on a date. */
export const unitViewSchema = z
  .strictObject({
    key: unitCodeSchema.meta({ description: 'Permanent key: the unit’s first code' }),
    ...unitFactsSchema.shape,
    status: z.enum(['planned', 'alive', 'dissolved']),
    established: plainDateSchema,
    dissolved: orNull(plainDateSchema).meta({ description: 'First day on which the unit no longer exists' }),
    factsFrom: plainDateSchema,
    factsUntil: orNull(plainDateSchema),
    decision: decisionSchema,
    version: z.int().min(1),
  })
  .meta({ id: 'Unit', description: 'A unit as of a date' });

const lineageLinkSchema = z
  .strictObject({
    from: z.string(),
    fromName: z.string(),
    to: z.string(),
    toName: z.string(),
    reorganisation: z.string(),
    effectiveFrom: plainDateSchema,
  })
  .meta({ id: 'LineageLink', description: 'A hand-over of posts from one unit to another' });

export const lineageSchema = z
  .strictObject({ unit: z.string(), name: z.string(), predecessors: z.array(lineageLinkSchema), successors: z.array(lineageLinkSchema) })
  .meta({ id: 'Lineage', description: 'Where a unit’s posts came from and went' });
