import { isDeepStrictEqual } from 'node:util';
import type { RecordChange } from '../../shared/audit.ts';
import type { Item } from '../../shared/store/store.ts';

type Period = { from: string; state: string; category: string; assignments: { kind: string; unit: string }[] };
type Person = { id: string; sex: string; birth: string; periods: Period[]; version: number };

/** A change of a person is logged in every unit that it concerns: the same in each, and once here. */
export function oncePerVersion(key: string, changes: readonly RecordChange[]): { changes: RecordChange[]; faults: string[] } {
  const byVersion = [...Map.groupBy(changes, ({ version }) => version)].sort(([one], [other]) => one - other);
  const faults = byVersion.flatMap(([version, same]) =>
    same.every((change) => isDeepStrictEqual(change, same[0])) ? [] : [`${key}: version ${version} is logged in different words`],
  );
  return { changes: byVersion.map(([, [first]]) => first as RecordChange), faults };
}

const of = (items: readonly Item[], tenant: string, kind: string) =>
  items.filter(({ pk }) => `${pk as string}`.startsWith(`${tenant}#${kind}`) && `${pk as string}`.split('#')[1] === kind);

/**
 * What of the staff does not fit together: a person filed elsewhere than under the units it names, or otherwise than
 * recorded; a place in the log where the change is not; counts of units that are not those of their people.
 */
export function staffFaults(
  items: readonly Item[],
  tenant: string,
  changesAt: (stream: string, sequence: number) => RecordChange[],
): string[] {
  const faults: string[] = [];
  const expected = new Map<string, Item>();
  const counts = new Map<string, number>();
  for (const { pk: _pk, sk: _sk, log, ...record } of of(items, tenant, 'STAFF')) {
    const person = { ...record, periods: JSON.parse(record['periods'] as string) as Period[] } as Person;
    const units = new Set(
      person.periods.flatMap(({ state, assignments }) => (state === 'left' ? [] : assignments.map(({ unit }) => unit))),
    );
    for (const unit of units) expected.set(`${unit}#${person.id}`, { ...record, filedUnder: unit });
    const places = JSON.parse(log as string) as [string, number][][];
    if (places.length !== person.version) faults.push(`${person.id}: ${places.length} places in the log at version ${person.version}`);
    for (const [index, pointers] of places.entries())
      for (const [stream, sequence] of pointers)
        if (!changesAt(stream, sequence).some((change) => change.record === `staff/${person.id}` && change.version === index + 1))
          faults.push(`${person.id}: version ${index + 1} is not at ${stream} ${sequence}`);
    for (const [index, { from, state, category, assignments }] of person.periods.entries()) {
      if (state === 'left') continue;
      const unit = assignments.find(({ kind }) => kind === 'main')?.unit;
      const birth = person.birth.length === 4 ? `${person.birth}-01` : person.birth;
      for (const [day, sign] of [
        [from, 1],
        [person.periods[index + 1]?.from, -1],
      ] as const) {
        if (day === undefined) continue;
        const cell = `${unit} ${category}|${person.sex}|${birth}|${day}`;
        counts.set(cell, (counts.get(cell) ?? 0) + sign);
      }
    }
  }
  for (const { pk: _pk, sk, ...copy } of of(items, tenant, 'STAFFOF')) {
    if (!isDeepStrictEqual(copy, expected.get(sk as string))) faults.push(`${sk as string}: filed otherwise than recorded`);
    expected.delete(sk as string);
  }
  for (const missing of expected.keys()) faults.push(`${missing}: not filed`);
  for (const { pk: _pk, sk, version: _version, ...cells } of of(items, tenant, 'STAFFCOUNT'))
    for (const [cell, quantity] of Object.entries(cells))
      counts.set(`${sk as string} ${cell}`, (counts.get(`${sk as string} ${cell}`) ?? 0) - (quantity as number));
  for (const [cell, rest] of counts) if (rest !== 0) faults.push(`${cell}: ${rest} more by the records than counted`);
  return faults;
}
