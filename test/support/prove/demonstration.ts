import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demonstrationProvince } from '../../../functions/local/demo/index.ts';
import { ROWS_PER_CHUNK } from '../../../shared/services/bulk.ts';
import type { Item } from '../../../shared/store/store.ts';
import { chainFaults, historyFaults } from '../audit-trail.ts';
import { itemsIn, spawnLocally } from '../local-process.ts';

const KILLS = 2;

/** Kills the first start twice while it loads the demonstration province: it goes on where it was, nothing lost, nothing twice. */
export async function killDemonstration(): Promise<{ killed: number; violations: string[] }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'bienche-demonstration-'));
  const violations: string[] = [];
  try {
    for (let [killed, done] = [0, 0]; killed < KILLS; killed++) {
      const server = spawnLocally('--port', '0', '--data', dataDir);
      // The bar begins where the load was broken off, and goes on from there.
      const loaded = (await server.says(killed === 0 ? /\] \d+% ([1-9]\d*)\// : /\] \d+% ([1-9]\d*)\/\d+ /))[1] ?? '';
      if (killed > 0) await server.says(new RegExp(`\\] \\d+% (?!${loaded}/)\\d+/`));
      await server.kill('SIGKILL');
      const expected = recordsOf(done);
      if (killed > 0 && Number(loaded) !== expected) violations.push(`the load went on at ${loaded} records where ${expected} were done`);
      const found = faultsOf(await itemsIn(dataDir));
      violations.push(...found.faults);
      if (found.done <= done) violations.push(`the load stood at step ${found.done} after ${done}`);
      done = found.done;
    }
    return { killed: KILLS, violations };
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

const recordsOf = (done: number): number =>
  demonstrationProvince()
    .steps.slice(0, done)
    .reduce((sum, { records }) => sum + records, 0);

/** What the steps that are marked as loaded should have left, and what there is of the step after them. */
function faultsOf(items: readonly Item[]): { done: number; faults: string[] } {
  const { steps } = demonstrationProvince();
  const done = (items.find(({ pk, sk }) => pk === 'H49#META' && sk === 'DEMO')?.['version'] as number | undefined) ?? 0;
  const faults = steps.slice(0, done + 1).flatMap((step, number) => {
    const partition =
      step.kind === 'units'
        ? 'UNITS'
        : step.kind === 'headcount'
          ? `HC#${step.month}`
          : step.kind === 'posts'
            ? `POSTS#${step.year}`
            : null;
    if (partition === null || !('rows' in step)) return [];
    const count = items.filter(({ pk }) => pk === `H49#${partition}`).length;
    const rest = step.rows.length % ROWS_PER_CHUNK;
    const whole = number < done ? count === step.rows.length : [0, rest].includes(count % ROWS_PER_CHUNK);
    return whole ? [] : [`${partition}: ${count} of ${step.rows.length}`];
  });
  return { done, faults: [...faults, ...chainFaults(items, 'H49'), ...historyFaults(items, 'H49')] };
}
