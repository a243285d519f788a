import { postFreeFrom } from '../../domain/staff-check.ts';
import { placeOn, standingOf } from '../../domain/staff-placement.ts';
import { type ABSENCES, type Assignment, type ServicePeriod, type StaffRecord, serviceOn } from '../../domain/staff.ts';
import type { StaffGlimpse, StaffRow } from '../../domain/staff-view.ts';
import type { Tree } from '../../domain/tree.ts';
import type { Category } from '../../domain/vocabulary.ts';
import { Refusal } from '../../errors.ts';
import { STAFF_SHARDS } from '../../store/keys.ts';
import { parseFiled } from '../../store/staff.ts';
import type { PlainDate, PlainMonth } from '../../time.ts';
import { Scope, isScoped, may, permit } from '../access.ts';
import type { Context } from '../context.ts';
import { loadTree } from '../load-tree.ts';
import { type Page, type PageAsk, type Range, pageOfRanges } from '../page.ts';
import { found } from '../read-record.ts';
import { requireUnder } from '../under.ts';
import { type Seen, workUnitSeen } from './shown-staff.ts';

export type StaffFilters = {
  asOf?: PlainDate | undefined;
  under?: string | undefined;
  unit?: string | undefined;
  category?: Category | undefined;
  position?: string | undefined;
  absence?: (typeof ABSENCES)[number] | 'none' | 'any' | undefined;
  retiresFrom?: PlainMonth | undefined;
  retiresTo?: PlainMonth | undefined;
};

/** Up to so many units are read one by one; for more, the partitions of the province are read through. */
const FEW_UNITS = 300;

/**
 * People in service on a date, each once, from the copies that are filed under units. A list of few units reads those,
 * one of the province reads its partitions page by page. Who works at a unit beside the main one is shown there and says so.
 */
export async function listStaff(ctx: Context, filters: StaffFilters, page: PageAsk): Promise<Page<StaffRow | StaffGlimpse>> {
  const inFull = may(ctx, 'read', 'staff');
  if (!inFull) permit(ctx, 'read', 'staff-ids');
  const { position, absence, retiresFrom, retiresTo } = filters;
  // What is not shown may not be found out by asking for it, either.
  if (!inFull && [position, absence, retiresFrom, retiresTo].some((filter) => filter !== undefined)) throw new Refusal('forbidden');
  const asOf = filters.asOf ?? ctx.today;
  const tree = await loadTree(ctx);
  const within = unitFilter(ctx, tree, asOf, filters);
  const seenAt = workUnitSeen(new Scope(ctx, tree), tree, asOf, within);
  const matches = matcher(filters);
  const rowOf = (item: Record<string, unknown>): StaffRow | StaffGlimpse | undefined => {
    const person = parseFiled(item);
    const service = serviceOn(person, asOf);
    const seen = service && seenAt(service);
    if (!service || !seen || seen.assignment.unit !== item['filedUnder'] || !matches(person, service, seen.assignment)) return undefined;
    return inFull ? staffRowOf(tree, person, asOf, service, seen) : { id: person.id, unit: seen.unit, category: service.category };
  };
  const ranges = rangesOf(ctx, tree, asOf, within, filters);
  // A cursor names a place in one of the two readings and would mean nothing in the other.
  const reading = ranges[0]?.from === undefined ? 'staff' : 'staff-by-unit';
  return pageOfRanges(ctx, { ...page, list: reading, filters: { ...filters, asOf } }, ranges, rowOf);
}

function unitFilter(ctx: Context, tree: Tree, asOf: PlainDate, { under, unit }: StaffFilters): (unit: string) => boolean {
  const root = under === undefined ? undefined : requireUnder(ctx, tree, under, asOf);
  const only = unit === undefined ? undefined : found(tree.find(unit)?.key, { what: unit });
  if (only !== undefined) new Scope(ctx, tree).requireRead(only, asOf, unit);
  return (key) => (only === undefined || key === only) && (root === undefined || tree.isUnder(key, [root], asOf));
}

/** What of the table holds the people asked for: the units whose people stand there, or all of it. */
function rangesOf(ctx: Context, tree: Tree, asOf: PlainDate, within: (unit: string) => boolean, { under, unit }: StaffFilters): Range[] {
  const { keys } = ctx.store;
  const all = Array.from({ length: STAFF_SHARDS }, (_, shard) => ({ name: String(shard), pk: keys.staffShard(shard) }));
  if (under === undefined && unit === undefined && !isScoped(ctx)) return all;
  const scope = new Scope(ctx, tree);
  const units = [...tree.units()].flatMap(({ key }) => {
    const stands = standingOf(tree, key, asOf) ?? key;
    return within(stands) && scope.sees(stands, asOf) ? [key] : [];
  });
  if (units.length > FEW_UNITS) return all;
  return units.sort().map((key) => ({ name: key, pk: keys.staffOfUnit(key), from: `${key}#`, to: `${key}#~` }));
}

function matcher({ category, position, absence, retiresFrom, retiresTo }: StaffFilters) {
  return (person: StaffRecord, service: ServicePeriod, at: Assignment): boolean => {
    if (category !== undefined && service.category !== category) return false;
    if (position !== undefined && at.position !== position) return false;
    if (absence === 'any' ? service.absence === null : absence !== undefined && service.absence !== (absence === 'none' ? null : absence))
      return false;
    if (retiresFrom === undefined && retiresTo === undefined) return true;
    const month = postFreeFrom(person);
    return (retiresFrom === undefined || month >= retiresFrom) && (retiresTo === undefined || month <= retiresTo);
  };
}

function staffRowOf(tree: Tree, person: StaffRecord, asOf: PlainDate, service: ServicePeriod, { assignment, unit }: Seen): StaffRow {
  const placed = placeOn(tree, person, asOf);
  return {
    id: person.id,
    sex: person.sex,
    birth: person.birth,
    version: person.version,
    as: assignment.kind,
    unit,
    home: placed?.unit ?? null,
    placement: placed?.placement ?? 'unplaced',
    category: service.category,
    grade: service.grade,
    position: assignment.position,
    titleStandard: assignment.titleStandard,
    absence: service.absence,
    secondedTo: service.assignments.find(({ kind }) => kind === 'seconded')?.unit ?? null,
    since: service.from,
    postFreeFrom: postFreeFrom(person),
  };
}
