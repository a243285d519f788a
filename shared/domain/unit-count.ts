import * as z from 'zod';
import { type PlainDate, plainDateSchema, yearOf, yearSchema } from '../time.ts';
import { PARTS, type Part, partsSchema } from './decomposition-book.ts';
import { byCode } from './largest-remainder.ts';
import type { Reorganisation } from './reorganisation.ts';
import type { Tree } from './tree.ts';
import type { Unit } from './unit.ts';
import { type CountedUnits, countUnits, isCounted, PUBLIC_SERVICE_UNITS } from './unit-count-on.ts';

const lineSchema = z
  .strictObject({
    part: z.enum(PARTS),
    reason: z
      .string()
      .meta({ description: 'Type of reorganisation, or conversion, registered, ended, record-missing, baseline-difference' }),
    year: yearSchema,
    quantity: z.int(),
    units: z.int().meta({ description: 'Units that began, ended or crossed over' }),
  })
  .meta({ id: 'UnitCountLine', description: 'One cause of a change of the number of units in one year' });

export const unitCountDecompositionSchema = z
  .strictObject({
    baseDate: plainDateSchema,
    asOf: plainDateSchema,
    base: z.int(),
    current: z.int(),
    change: z.int(),
    parts: partsSchema,
    lines: z.array(lineSchema),
  })
  .meta({ id: 'UnitCountDecomposition', description: 'A change of the number of units by cause' });
export type UnitCountDecomposition = z.infer<typeof unitCountDecompositionSchema>;
export { countUnits } from './unit-count-on.ts';

type Cause = { part: Part; reason: string };
type Event = Cause & { date: PlainDate; step: 1 | -1 };

export type UnitCountDecompositionInput = {
  tree: Tree;
  reorganisations: Iterable<Reorganisation>;
  baseDate: PlainDate;
  asOf: PlainDate;
  /** The frozen number where there is one: its difference to the register's own is an adjustment. */
  frozenBase?: number;
} & Partial<CountedUnits>;

/**
 * The change of the number of living units between two dates (base exclusive, asOf inclusive) by cause; negative = fewer;
 * the parts sum exactly to the change.
 *
 * Units that begin and end in reorganisations net to `reorganisation`; a unit dissolved with no unit taking over anything
 * is `realCut`, one whose posts all go outside the province is `scope`, as is one whose kind or level takes it into or
 * out of the count. A unit registered outside any reorganisation is `adjustment`; a beginning or end whose record is
 * missing is `unexplained`. Units have no pay source: that part is always 0. Public service units unless told otherwise.
 * @throws Error when the parts do not sum to the change, which no input should bring about
 */
export function decomposeUnitCount(input: UnitCountDecompositionInput): UnitCountDecomposition {
  const { tree, reorganisations, baseDate, asOf } = input;
  const { kinds, levels } = { ...PUBLIC_SERVICE_UNITS, ...input };
  const which = { kinds, levels };
  const records = new Map([...reorganisations].map((record) => [record.id, record]));
  const [registered, current] = [countUnits(tree, baseDate, which).total, countUnits(tree, asOf < baseDate ? baseDate : asOf, which).total];
  const base = input.frozenBase ?? registered;
  const parts = { realCut: 0, paySource: 0, reorganisation: 0, scope: 0, adjustment: 0, unexplained: 0 };
  const lines = new Map<string, UnitCountDecomposition['lines'][number]>();
  const note = ({ part, reason }: Cause, year: number, quantity: number, units: number) => {
    parts[part] += quantity;
    const key = `${year}|${part}|${reason}`;
    const line = lines.get(key) ?? { part, reason, year, quantity: 0, units: 0 };
    lines.set(key, { ...line, quantity: line.quantity + quantity, units: line.units + units });
  };
  if (registered !== base) note({ part: 'adjustment', reason: 'baseline-difference' }, yearOf(baseDate), registered - base, 0);
  for (const unit of tree.units())
    for (const { date, step, ...cause } of eventsOf(unit, records, which))
      if (date > baseDate && date <= asOf) note(cause, yearOf(date), step, 1);
  const sum = Object.values(parts).reduce((total, part) => total + part, 0);
  if (sum !== current - base) throw new Error(`unit count: parts sum to ${sum}, change is ${current - base}`);
  const ordered = [...lines].sort(([a], [b]) => byCode(a, b)).map(([, line]) => line);
  return { baseDate, asOf, base, current, change: current - base, parts, lines: ordered };
}

type Records = ReadonlyMap<string, Reorganisation>;

/** Every day on which a unit enters or leaves the count, with its cause. */
function eventsOf(unit: Unit, records: Records, which: CountedUnits): Event[] {
  const events: Event[] = [];
  for (const [index, period] of unit.periods.entries()) {
    const [before, now] = [isCounted(unit.periods[index - 1], which), isCounted(period, which)];
    if (before !== now) events.push({ ...(index === 0 ? beginning(unit, records) : CONVERSION), date: period.from, step: now ? 1 : -1 });
  }
  const last = unit.periods.at(-1);
  if (last?.until && isCounted(last, which)) events.push({ ...ending(unit, records), date: last.until, step: -1 });
  return events;
}

const CONVERSION: Cause = { part: 'scope', reason: 'conversion' };

function beginning({ openedBy }: Unit, records: Records): Cause {
  if (openedBy === null) return { part: 'adjustment', reason: 'registered' };
  const record = records.get(openedBy);
  return record ? { part: 'reorganisation', reason: record.type } : { part: 'unexplained', reason: 'record-missing' };
}

function ending({ key, closedBy, successors }: Unit, records: Records): Cause {
  if (closedBy === null) return { part: 'adjustment', reason: 'ended' };
  const record = records.get(closedBy);
  if (!record) return { part: 'unexplained', reason: 'record-missing' };
  if (record.type !== 'dissolve' || successors.some(({ reorganisation }) => reorganisation === closedBy))
    return { part: 'reorganisation', reason: record.type };
  const mine = record.shares.filter(({ source }) => source === key);
  const leaves = mine.length > 0 && mine.every(({ to }) => to === 'outside');
  return { part: leaves ? 'scope' : 'realCut', reason: record.type };
}
