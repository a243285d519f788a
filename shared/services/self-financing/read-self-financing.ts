import { type SelfFinancingRecord, selfFinancingRecordSchema } from '../../domain/self-financing.ts';
import { type SelfFinancingView, withWarnings } from '../../domain/self-financing-view.ts';
import { loadSelfFinancing, parseSelfFinancing } from '../../store/self-financing.ts';
import { type PlainDate, endOfYear, yearOf } from '../../time.ts';
import { permit, scopeOf } from '../access.ts';
import type { Context } from '../context.ts';
import { knownAt, ofYear } from '../known-at.ts';
import { loadTree } from '../load-tree.ts';
import { type Page, type PageAsk, pageOfPartition } from '../page.ts';
import { found, readableUnit } from '../read-record.ts';
import { yearsStanding } from './last-assessments.ts';
import { loadEarlier } from './load-earlier.ts';

/** A unit's record of a year; with a day, as it and the years before it were known at its end. */
export async function getSelfFinancing(ctx: Context, code: string, year: number, day?: PlainDate): Promise<SelfFinancingView> {
  const unit = await readableUnit(ctx, 'self-financing', code, endOfYear(year));
  const [current] = await loadSelfFinancing(ctx.store, [{ year, unit }]);
  const [before = []] = await loadEarlier(ctx, [unit], year);
  const [record, ...earlier] =
    day === undefined || current === undefined ? [current, ...before] : await recordsKnownAt(ctx, unit, day, [current, ...before]);
  return withWarnings(
    found(record, { record: 'self-financing', unit, year }),
    earlier.filter((one) => one !== undefined),
  );
}

async function recordsKnownAt(ctx: Context, unit: string, day: PlainDate, records: readonly SelfFinancingRecord[]) {
  const wanted = records.map(({ year }) => [ofYear('self-financing', year)]);
  return (await knownAt(ctx, unit, day, wanted)).map((change) => change && selfFinancingRecordSchema.parse(change.after));
}

/** The assessment of a unit that stands on a date: its last one in the period, or at the end of the period before. */
export async function getStandingSelfFinancing(ctx: Context, code: string, asOf: PlainDate): Promise<SelfFinancingView> {
  const unit = await readableUnit(ctx, 'self-financing', code, asOf);
  const records = await loadSelfFinancing(
    ctx.store,
    yearsStanding(asOf).map((year) => ({ year, unit })),
  );
  const kept = found(
    records.find((record) => record !== undefined),
    { record: 'self-financing', unit, year: yearOf(asOf) },
  );
  const [earlier = []] = await loadEarlier(ctx, [unit], kept.year);
  return withWarnings(kept, earlier);
}

/** Every unit's record of a year; with a date, of the units that live on it. */
export async function listSelfFinancing(
  ctx: Context,
  { year, asOf }: { year: number; asOf?: PlainDate | undefined },
  page: PageAsk,
): Promise<Page<SelfFinancingView>> {
  permit(ctx, 'read', 'self-financing');
  const scope = await scopeOf(ctx);
  const tree = asOf === undefined ? undefined : await loadTree(ctx);
  const request = { ...page, list: 'self-financing', filters: { year, asOf } };
  const { items, next } = await pageOfPartition(
    ctx,
    request,
    ctx.store.keys.selfFinancingOfYear(year),
    parseSelfFinancing,
    ({ unit }) => scope.sees(unit, endOfYear(year)) && (asOf === undefined || tree?.on(unit, asOf) !== undefined),
  );
  const earlier = await loadEarlier(
    ctx,
    items.map(({ unit }) => unit),
    year,
  );
  return { items: items.map((record, index) => withWarnings(record, earlier[index] ?? [])), next };
}
