import type { SelfFinancingRecord } from '../../domain/self-financing.ts';
import { loadSelfFinancing, parseSelfFinancing } from '../../store/self-financing.ts';
import { endOfYear } from '../../time.ts';
import { permit, scopeOf } from '../access.ts';
import type { Context } from '../context.ts';
import { type Page, type PageAsk, pageOfPartition } from '../page.ts';
import { found, readableUnit } from '../read-record.ts';

export async function getSelfFinancing(ctx: Context, code: string, year: number): Promise<SelfFinancingRecord> {
  const unit = await readableUnit(ctx, 'self-financing', code, endOfYear(year));
  const [record] = await loadSelfFinancing(ctx.store, year, [unit]);
  return found(record, { record: 'self-financing', unit, year });
}

export async function listSelfFinancing(ctx: Context, year: number, page: PageAsk): Promise<Page<SelfFinancingRecord>> {
  permit(ctx, 'read', 'self-financing');
  const scope = await scopeOf(ctx);
  const request = { ...page, list: 'self-financing', filters: { year } };
  return pageOfPartition(ctx, request, ctx.store.keys.selfFinancingOfYear(year), parseSelfFinancing, (record) =>
    scope.sees(record.unit, endOfYear(year)),
  );
}
