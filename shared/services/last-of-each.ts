import { type PlainDate, type PlainMonth, addMonths } from '../time.ts';

/** How far back a unit's last headcount or profile is looked for. */
export const MONTHS_BACK = 12;

/** Up to so many units are read one by one; for more, reading a whole partition costs less. */
export const FEW_UNITS = 20;

/** The last record of each unit in a month or before it: months are walked back until every expected unit is found. */
export async function lastOfEach<T extends { unit: string }>(
  from: PlainDate | PlainMonth,
  expected: readonly string[],
  load: (month: PlainMonth) => Promise<T[]>,
): Promise<T[]> {
  const found = new Map<string, T>();
  for (let back = 0; back <= MONTHS_BACK && (back === 0 || expected.some((unit) => !found.has(unit))); back++)
    for (const record of await load(addMonths(from, -back))) if (!found.has(record.unit)) found.set(record.unit, record);
  return [...found.values()];
}
