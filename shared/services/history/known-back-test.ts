import { hashOf } from '../../audit.ts';
import type { BackTest, BackTestSummary } from '../../domain/history/back-test-answer.ts';
import { Refusal } from '../../errors.ts';
import { type HeadVersions, fileBackTest, loadFiledBackTest, placeBackTest } from '../../store/back-tests.ts';
import { yearOf } from '../../time.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { registerHeads } from '../unchanged.ts';
import { backTestRests, makeBackTest } from './back-test.ts';
import { pastSince } from './past-since.ts';

const ATTEMPTS = 5;

/**
 * The back-test of the province. It rests on past years only, so it is filed where every process finds it, with the heads
 * of the chains before it was worked out: it stands until an entry behind one of those heads concerns such a year.
 * Filed without an entry of its own: it says nothing that the registers do not, and nobody who reads it has done anything.
 * @throws Refusal `busy` while past years are being recorded all the time
 */
export async function readBackTest(ctx: Context): Promise<BackTest> {
  permit(ctx, 'read', 'projections');
  const { store, world } = ctx;
  const lastYear = yearOf(ctx.today) - 1;
  const key = hashOf(backTestRests(lastYear));
  const now = world.now();
  let heads: HeadVersions = new Map(await registerHeads(ctx));
  const filed = await loadFiledBackTest(store, key, now);
  if (filed) {
    const { entries, concerned } = await pastSince(store, filed.heads, heads, lastYear);
    if (!concerned) {
      // The next reader need not look through the same entries again.
      if (entries > 0) await placeBackTest(store, key, { ...filed, heads });
      return filed.backTest;
    }
  }
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const backTest = await makeBackTest(ctx, lastYear);
    const after: HeadVersions = new Map(await registerHeads(ctx));
    const { concerned } = await pastSince(store, heads, after, lastYear);
    heads = after;
    if (concerned) continue;
    await fileBackTest(store, key, { id: world.newId(), backTest, heads, now });
    return backTest;
  }
  throw new Refusal('busy');
}

/** What of it every forecast shows; the pairs stand in `/v1/planning/back-test`. */
export async function backTestSummary(ctx: Context): Promise<BackTestSummary> {
  const { status, says, origins, leftOut, lastYear, scores } = await readBackTest(ctx);
  return { status, says, origins, leftOut, lastYear, scores };
}
