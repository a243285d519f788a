import { type NormInputRecord, normInputRecordSchema } from '../../domain/norms/input.ts';
import { loadNormInputs, parseNormInput } from '../../store/norms.ts';
import { type PlainDate, endOfYear } from '../../time.ts';
import { permit, scopeOf } from '../access.ts';
import type { Context } from '../context.ts';
import { ofYear, recordKnownAt } from '../known-at.ts';
import { type Page, type PageAsk, pageOfPartition } from '../page.ts';
import { found, readableUnit } from '../read-record.ts';

/** A unit's input of a year; with a day, as it was known at its end. */
export async function getNormInput(ctx: Context, code: string, year: number, day?: PlainDate): Promise<NormInputRecord> {
  const unit = await readableUnit(ctx, 'norms', code, endOfYear(year));
  const [current] = await loadNormInputs(ctx.store, year, [unit]);
  const record =
    day === undefined || current === undefined
      ? current
      : await recordKnownAt(ctx, unit, day, ofYear('norm-input', year), normInputRecordSchema);
  return found(record, { record: 'norm-input', unit, year });
}

/** Every unit's input of a year, as far as the actor may see. */
export async function listNormInputs(ctx: Context, year: number, page: PageAsk): Promise<Page<NormInputRecord>> {
  permit(ctx, 'read', 'norms');
  const scope = await scopeOf(ctx);
  const request = { ...page, list: 'norm-inputs', filters: { year } };
  return pageOfPartition(ctx, request, ctx.store.keys.normInputsOfYear(year), parseNormInput, (record) =>
    scope.sees(record.unit, endOfYear(year)),
  );
}
