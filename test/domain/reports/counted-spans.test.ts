import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countedOn, countedSeries, countedSpans, unitSpans } from '../../../shared/domain/counted-spans.ts';
import { countedFor } from '../../../shared/domain/ledger-counted.ts';
import { countUnits, PUBLIC_SERVICE_UNITS } from '../../../shared/domain/unit-count-on.ts';
import { randomProvince } from '../lineage/random-province.ts';

const POPULATIONS = [
  { categories: ['employee-budget' as const], unitKinds: ['public-service' as const], levels: null },
  { categories: null, unitKinds: null, levels: null },
];

test('entry by entry, in one pass over all days, the same is counted as day by day', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { world, dates } = randomProvince(seed);
      const { ledger, tree } = world;
      for (const population of POPULATIONS) {
        const spans = countedSpans(population, { ledger, tree, baseYear: 2022 });
        const days = dates.filter((date) => date >= '2022-12-31');
        const truth = days.map((date) => countedFor(population, { ledger, tree, baseYear: 2022, date }).counted);
        expect(countedSeries(spans, days)).toEqual(truth);
        expect(days.map((date) => [...countedOn(spans, date).values()].reduce((sum, each) => sum + each, 0))).toEqual(truth);
      }
      const units = unitSpans(tree, PUBLIC_SERVICE_UNITS);
      expect(countedSeries(units, dates)).toEqual(dates.map((date) => countUnits(tree, date).total));
    }),
    { numRuns: 25 },
  );
});
