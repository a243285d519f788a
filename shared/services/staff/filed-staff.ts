import type { StaffRecord } from '../../domain/staff.ts';
import { loadStaffByUnit, loadStaffOfUnit } from '../../store/staff.ts';
import { loadAllStaffCounts } from '../../store/staff-counts.ts';
import type { Context } from '../context.ts';

type Filed = ReadonlyMap<string, { readonly version: number; readonly people: readonly StaffRecord[] }>;
/** Staff records already read, by tenant: each unit's with the version that its counts had before they were read. */
export type KnownStaff = Map<string, Filed>;

/** Provinces whose people one process keeps in mind. */
const MAX_TENANTS = 2;
/** Units whose people are read one by one; for more, the whole province costs less. */
const FEW_UNITS = 60;
const AT_ONCE = 8;

/**
 * Everybody who ever worked in the province, by unit; a person of several units stands under each. What a process has
 * read before is used while the unit's version stands: every change of a record moves that of each unit it is filed
 * under, and the versions are read first, strongly consistent.
 */
export const allFiledStaff = async (ctx: Context): Promise<ReadonlyMap<string, readonly StaffRecord[]>> =>
  filedStaffAt(ctx, await loadAllStaffCounts(ctx.store));

/** The same where the versions have just been read. */
export async function filedStaffAt(
  ctx: Context,
  counts: ReadonlyMap<string, { version: number }>,
): Promise<ReadonlyMap<string, readonly StaffRecord[]>> {
  const { store, staff } = ctx;
  const versions = new Map([...counts].map(([unit, { version }]) => [unit, version]));
  const known = staff.get(store.tenant) ?? new Map();
  const stale = [...versions].flatMap(([unit, version]) => (known.get(unit)?.version === version ? [] : [unit]));
  const fresh = stale.length > FEW_UNITS ? await loadStaffByUnit(store) : await staffOf(ctx, stale);
  // A unit that everybody was corrected away from has nobody, and not those whom it had before.
  for (const unit of stale) if (!fresh.has(unit)) fresh.set(unit, []);
  const filed = new Map(
    [...versions].map(([unit, version]) => [unit, { version, people: fresh.get(unit) ?? known.get(unit)?.people ?? [] }]),
  );
  staff.delete(store.tenant);
  staff.set(store.tenant, filed);
  for (const tenant of [...staff.keys()].slice(0, -MAX_TENANTS)) staff.delete(tenant);
  return new Map([...filed].map(([unit, { people }]) => [unit, people]));
}

async function staffOf({ store }: Context, units: readonly string[]): Promise<Map<string, StaffRecord[]>> {
  const found = new Map<string, StaffRecord[]>();
  for (let start = 0; start < units.length; start += AT_ONCE) {
    const some = units.slice(start, start + AT_ONCE);
    const people = await Promise.all(some.map((unit) => loadStaffOfUnit(store, unit)));
    for (const [index, unit] of some.entries()) found.set(unit, people[index] ?? []);
  }
  return found;
}
