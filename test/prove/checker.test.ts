import { describe, expect, inject, it } from 'vitest';
import { documentsOf } from '../../shared/store/store.ts';
import { everyItem } from '../support/audit-trail.ts';
import { freshTable } from '../support/engine.ts';
import { startEngineProxy } from '../support/prove/engine-proxy.ts';
import { USUAL_FAULTS } from '../support/prove/faults.ts';
import { type Event, serialOrder } from '../support/prove/order.ts';
import { type Plant, PLANTS, planted } from '../support/prove/plants.ts';
import { findingsOf, runRound } from '../support/prove/round.ts';
import { serveApp } from '../support/prove/served.ts';
import { MONTHS, REPORTS, TRANSFERS, type Work } from '../support/prove/works.ts';
import { seeded } from '../support/writers.ts';

const SEED = 20;

/** A short round: eight clients, a server, a proxy with what is planted or injected, and the engine of the tests. */
async function shortRound(
  works: readonly Work[] | undefined,
  changes: number,
  { plant, faulty = false }: { plant?: Plant; faulty?: boolean },
) {
  const { tableName: table, client } = await freshTable();
  const proxy = await startEngineProxy({
    endpoint: inject('engine').endpoint,
    random: seeded(SEED),
    plant: plant && planted[plant](),
    perMille: faulty ? USUAL_FAULTS : {},
  });
  const limits = { connect: 500, answer: 1_000, tries: 3 };
  const server = await serveApp({ endpoint: proxy.endpoint, table, limits, patience: 4_000, off: () => 0 });
  try {
    const { open: begin, calm } = proxy;
    const target = { url: () => Promise.resolve(server.url) };
    const round = await runRound({ seed: SEED, milliseconds: 20_000, changes, target, begin, calm, ...(works ? { works } : {}) });
    const findings = await findingsOf(round, () => everyItem(documentsOf(client), table));
    return { ...findings, history: round.history, injected: proxy.injected };
  } finally {
    await server.close();
    await proxy.close();
  }
}

describe('the checker', () => {
  it('finds nothing where nothing is wrong, whatever gets lost and goes wrong on the way', { timeout: 60_000 }, async () => {
    const { violations, acknowledged, history, injected } = await shortRound(undefined, 4, { faulty: true });
    expect(violations).toEqual([]);
    expect(acknowledged).toBeGreaterThan(10);
    expect(history.counts.lost).toBeGreaterThan(0);
    expect(injected.size).toBeGreaterThan(5);
  });

  const CAUGHT: Readonly<Record<Plant, readonly [works: readonly Work[], changes: number, finding: RegExp]>> = {
    'no-conditions': [TRANSFERS, 2, /transfer-posts .*: acknowledged, and not in the log/],
    'no-audit-entry': [TRANSFERS, 1, /transfer-posts .*: acknowledged, and not in the log/],
    'retry-applied-twice': [TRANSFERS, 4, /transfer-posts .*: made \d times/],
    'acknowledged-before-commit': [TRANSFERS, 4, /transfer-posts .*: acknowledged, and not in the log/],
    'half-written-chunk': [MONTHS, 1, /HC#.*: (logged but not there|at version)/],
    'stale-reads': [REPORTS, 4, /no serial order: .*reading of .*headcount/],
    'one-side-of-a-transfer': [TRANSFERS, 2, /POSTS#.*: at version \d after \d changes/],
  };
  it.for(PLANTS)('finds what is planted: %s', { timeout: 60_000 }, async (plant) => {
    const [works, changes, finding] = CAUGHT[plant];
    const { violations } = await shortRound(works, changes, { plant });
    expect(violations.filter((violation) => finding.test(violation)).length).toBeGreaterThan(0);
  });
});

describe('a serial order', () => {
  const event = (name: string, since: number, until: number | null): Event => ({ name, since, until });

  it('keeps to what is known to come first, and to real time; what nobody was told of may have happened at any time after', () => {
    const events = [event('late', 5, 6), event('unknown', 0, null), event('early', 0, 1), event('reader', 2, 9)];
    expect(serialOrder(events, [[0, 1]])).toEqual({ order: [2, 0, 3, 1] });
  });

  it('does not exist where a reading began after an overwriting was acknowledged; the circle is named', () => {
    const events = [event('first', 0, 1), event('second', 2, 3), event('stale reading', 4, 5)];
    const before = [
      [0, 1],
      [0, 2],
      [2, 1],
    ] as const;
    expect(serialOrder(events, before)).toEqual({ circle: ['second', 'stale reading'] });
  });
});
