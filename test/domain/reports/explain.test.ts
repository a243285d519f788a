import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countedSpans, entryOf, unitSpans } from '../../../shared/domain/counted-spans.ts';
import { countedFor } from '../../../shared/domain/ledger-counted.ts';
import { type Side, type Sources } from '../../../shared/domain/reports/difference.ts';
import { explainFigure } from '../../../shared/domain/reports/explain.ts';
import { recordOf, spansFigure } from '../../../shared/domain/reports/figure.ts';
import { countUnits, PUBLIC_SERVICE_UNITS } from '../../../shared/domain/unit-count-on.ts';
import { randomProvince } from '../lineage/random-province.ts';
import { dice } from '../lineage/decomposition-truth.ts';
import { unit, World } from '../lineage/world.ts';

const POPULATION = { categories: ['employee-budget' as const], unitKinds: ['public-service' as const], levels: null };
const BASE = 2021;

const versions = ({ ledger, units }: World) =>
  new Map([
    ...[...ledger].flatMap(([year, records]) =>
      [...records.values()].map((each) => [recordOf.posts(year, each.unit), each.version] as const),
    ),
    ...[...units.values()].map(({ key, version }) => [recordOf.unit(key), version] as const),
  ]);

/** Posts of a world on a day: the value counted day by day, the parts entry by entry. */
function postsOn(world: World, measuredOn: string): Side {
  const { ledger, tree } = world;
  const value = countedFor(POPULATION, { ledger, tree, baseYear: BASE, date: measuredOn }).counted;
  const spans = countedSpans(POPULATION, { ledger, tree, baseYear: BASE });
  const record = (key: string) => recordOf.posts(entryOf(ledger, key).year, entryOf(ledger, key).unit);
  return { measuredOn, figure: spansFigure('posts', value, spans, measuredOn, record), versions: versions(world) };
}

function unitsOn(world: World, measuredOn: string): Side {
  const value = countUnits(world.tree, measuredOn).total;
  return {
    measuredOn,
    figure: spansFigure('units', value, unitSpans(world.tree, PUBLIC_SERVICE_UNITS), measuredOn, recordOf.unit),
    versions: versions(world),
  };
}

function sources(filed: World, { tree, ledger, reorganisations }: World): Sources {
  return {
    tree,
    ledger,
    reorganisations: new Map(reorganisations.map((record) => [record.id, record])),
    entriesThen: (year, holder) => filed.ledger.get(year)?.get(holder)?.entries.length ?? 0,
    decisions: new Map(),
    assessments: new Map(),
  };
}

/** What was filed of `filed` on a day, against `now` on a later one. */
function explained(on: typeof postsOn, filed: World, now: World, day: string, later: string) {
  const from = sources(filed, now);
  return explainFigure(on(filed, day), on(now, day), on(now, later), from, from);
}

describe('a filed figure and today’s', () => {
  test('on random histories differ by what is told, to the last post and unit', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), (seed, one, other) => {
        const { before, world, dates } = randomProvince(seed);
        const roll = dice(seed ^ 7);
        for (let entered = roll(6); entered > 0; entered--) {
          const alive = world.tree.aliveOn('2025-12-31').map(({ unit: each }) => each.key);
          const holder = alive[roll(alive.length)] ?? 'H49';
          world.post(holder, { quantity: 1 + roll(4), reason: 'supplement', effectiveFrom: '2025-12-31' });
        }
        const days = dates.filter((date) => ['2022', '2023', '2025'].includes(date.slice(0, 4)));
        const [day = '', later = ''] = [days[one % days.length] ?? '', days[other % days.length] ?? ''].sort();
        for (const on of [postsOn, unitsOn]) {
          const { difference, changes } = explained(on, before, world, day, later);
          expect(difference.unexplained).toBe(0);
          expect(changes.every(({ cause }) => cause !== 'rule')).toBe(true);
          expect(changes.reduce((sum, { effect }) => sum + Number(effect), 0)).toBe(Number(difference.now) - Number(difference.filed));
          // Whatever is said to have been corrected was changed after filing.
          for (const { because, versionThen, versionNow } of changes)
            if (because === 'correction') expect(versionNow).toBeGreaterThan(versionThen ?? 0);
        }
      }),
      { numRuns: 60 },
    );
  });

  const province = () => {
    const world = new World([unit('H49', { kind: 'administrative' }), unit('H49.1'), unit('H49.2'), unit('H49.3')]);
    for (const year of [2025, 2026])
      for (const code of ['H49.1', 'H49.2', 'H49.3']) world.post(code, { quantity: 20, effectiveFrom: `${year}-01-01` });
    return world;
  };
  const told = (now: World, day: string, later: string) =>
    explained(postsOn, province(), now, day, later).changes.map(({ because, cause, unit: of, effect, versionThen, versionNow }) => [
      because,
      cause,
      of,
      effect,
      versionThen,
      versionNow,
    ]);

  test('tell apart what was corrected afterwards and what came with time', () => {
    const now = province();
    now.post('H49.1', { quantity: -3, reason: 'correction', effectiveFrom: '2025-06-01' });
    now.post('H49.2', { quantity: -2, reason: 'recall', effectiveFrom: '2025-10-01' });
    expect(told(now, '2025-09-30', '2025-09-30')).toEqual([['correction', 'entry', 'H49.1', -3, 1, 2]]);
    expect(told(now, '2025-09-30', '2025-12-31')).toEqual([
      ['correction', 'entry', 'H49.1', -3, 1, 2],
      ['time', 'entry', 'H49.2', -2, 2, 2],
    ]);
    expect(told(now, '2025-10-01', '2025-12-31')).toEqual([
      ['correction', 'entry', 'H49.1', -3, 1, 2],
      ['correction', 'entry', 'H49.2', -2, 1, 2],
    ]);
  });

  test('from one year to the next stand by what each holder opened with', () => {
    const now = province();
    now.post('H49.1', { quantity: -3, reason: 'recall', effectiveFrom: '2025-12-01' });
    now.post('H49.3', { quantity: -5, reason: 'recall', effectiveFrom: '2026-02-01' });
    // What was recalled in December is there again in January: the new year's assignment did not follow it.
    expect(told(now, '2025-12-31', '2026-03-01')).toEqual([
      ['correction', 'entry', 'H49.1', -3, 1, 2],
      ['time', 'entry', 'H49.3', -5, 2, 2],
      ['time', 'opening', 'H49.1', 3, 1, 1],
    ]);
  });

  test('follow a merger recorded with an earlier date: the source goes with its record, the target gets its posts', () => {
    const now = province();
    const merge = now.reorganise({ type: 'merge', effectiveFrom: '2025-07-01', sources: ['H49.1'], targets: ['H49.2'] });
    const { changes, difference } = explained(postsOn, province(), now, '2025-09-30', '2025-09-30');
    expect(difference).toMatchObject({ filed: 60, now: 60, change: 0, unexplained: 0 });
    expect(changes.map(({ cause, unit: of, effect, reorganisation }) => [cause, of, effect, reorganisation])).toEqual([
      ['entry', 'H49.2', 20, merge.id],
      ['unit', 'H49.1', -20, merge.id],
    ]);
    const units = explained(unitsOn, province(), now, '2025-09-30', '2025-09-30');
    expect(units.changes).toMatchObject([
      { cause: 'unit', unit: 'H49.1', effect: -1, record: 'units/H49.1', versionThen: 1, versionNow: 2, reorganisation: merge.id },
    ]);
  });

  test('show what nobody can tell', () => {
    const side = postsOn(province(), '2025-09-30');
    const tampered: Side = { ...side, figure: { ...side.figure, value: side.figure.value + 4n } };
    const from = sources(province(), province());
    expect(explainFigure(tampered, side, side, from, from).difference).toMatchObject({
      change: -4,
      corrections: 0,
      time: 0,
      unexplained: -4,
    });
  });
});
