import type { BackTest, BackTestSummary } from '../../domain/history/back-test-answer.ts';
import { yearOf } from '../../time.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { whileUnchanged } from '../unchanged.ts';
import { makeBackTest } from './back-test.ts';

/** The back-test of the province, worked out once as long as nothing is recorded. */
export async function readBackTest(ctx: Context): Promise<BackTest> {
  permit(ctx, 'read', 'projections');
  return whileUnchanged(ctx, ['back-test', yearOf(ctx.today)], () => makeBackTest(ctx));
}

/** What of it every forecast shows; the pairs stand in `/v1/planning/back-test`. */
export async function backTestSummary(ctx: Context): Promise<BackTestSummary> {
  const { status, says, origins, leftOut, lastYear, scores } = await readBackTest(ctx);
  return { status, says, origins, leftOut, lastYear, scores };
}
