import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Key, keysOf } from '../../shared/store/keys.ts';

/** Every key that can be named, from whatever a caller could slip into it. */
function everyKey(tenant: string, text: string, number: number): (Key | string)[] {
  const keys = keysOf(tenant);
  return [
    keys.units(),
    keys.unit(text),
    keys.tree(),
    keys.reorganisations(),
    keys.reorganisation(text),
    keys.postsOfYear(number),
    keys.posts(number, text),
    keys.normInputsOfYear(number),
    keys.normInput(number, text),
    keys.yearlyPlansOfYear(number),
    keys.yearlyPlan(number, text),
    keys.headcountOfMonth(text),
    keys.headcount(text, text),
    keys.structureOfMonth(text),
    keys.structure(text, text),
    keys.ageProfilesOfMonth(text),
    keys.ageProfile(text, text),
    keys.staff(text),
    keys.staffShard(number),
    keys.filedStaff(text, text),
    keys.staffOfUnit(text),
    keys.staffCounts(),
    keys.staffCount(text),
    keys.selfFinancingOfYear(number),
    keys.selfFinancing(number, text),
    keys.districtBudgetsOfYear(number),
    keys.districtBudget(number, text),
    keys.frameworks(),
    keys.framework(text, number),
    keys.catalogueEntries(),
    keys.catalogueEntry(text, text),
    keys.coursesOfYear(number),
    keys.course(text),
    keys.attendanceShard(number, number),
    keys.attendancesOfStaff(number, text),
    keys.attendance(number, text, text),
    keys.attendancesOfCourse(text),
    keys.baselines(),
    keys.baseline(number, number),
    keys.runs(),
    keys.reductionPlans(),
    keys.scenarios(),
    keys.scenario(text),
    keys.run(text),
    keys.runsOfScenario(text),
    keys.runOfScenario(text, text),
    keys.reductionPlan(text),
    keys.backTest(text),
    keys.reports(),
    keys.report(text),
    keys.reportOfDocument(number, text),
    keys.publishedAggregates(number),
    keys.jobs(),
    keys.job(text),
    keys.jobChunks(text),
    keys.jobChunk(text, number),
    keys.openJobs(),
    keys.openJob(text),
    keys.part(text, number),
    keys.parts(text),
    keys.log(text),
    keys.logEntry(text, number),
    keys.citations(text),
    keys.citation(text, text, text, number, number),
    keys.heads(),
    keys.head(text),
    keys.digests(),
    keys.digest(text),
    keys.logDay(text, number),
    keys.request(text, text),
    keys.requestParts(text, text),
    keys.requestChunk(text, text, number),
  ];
}

const partitionOf = (key: Key | string) => (typeof key === 'string' ? key : key.pk);
const hostile = fc.oneof(
  fc.string(),
  fc.constantFrom('H50#UNITS', '#H50#UNITS', '..', 'H50', '\u0000H50#', 'H49.01#H50', '', '#', 'a#b'),
  fc.string({ unit: fc.constantFrom('H', '4', '9', '5', '0', '#', '.', '\u0000', '~') }),
);

describe('the keys of a tenant', () => {
  it('cover every key there is', () => {
    const named = Object.keys(keysOf('H49')).length;
    expect(everyKey('H49', 'x', 1)).toHaveLength(named);
  });

  it('lie in partitions of that tenant alone, whatever ids contain', () => {
    fc.assert(
      fc.property(hostile, fc.nat({ max: 9999 }), (text, number) => {
        for (const key of everyKey('H49', text, number)) expect(partitionOf(key).startsWith('H49#')).toBe(true);
        const other = new Set(everyKey('H50', text, number).map(partitionOf));
        for (const key of everyKey('H49', text, number)) expect(other.has(partitionOf(key))).toBe(false);
      }),
    );
  });

  it('of two actors, or of two idempotency keys, are never the same', () => {
    const keys = keysOf('H49');
    fc.assert(
      fc.property(hostile, hostile, hostile, hostile, (actor, key, other, otherKey) => {
        fc.pre(actor !== other || key !== otherKey);
        expect(keys.request(actor, key)).not.toEqual(keys.request(other, otherKey));
        expect(keys.requestParts(actor, key)).not.toEqual(keys.requestParts(other, otherKey));
      }),
    );
  });

  it('sort by number', () => {
    const keys = keysOf('H49');
    const order = (sk: (number: number) => Key) => [9, 10, 99, 100].map((number) => sk(number).sk);
    for (const sks of [order((n) => keys.logEntry('x', n)), order((n) => keys.part('x', n)), order((n) => keys.baseline(2021, n))])
      expect(sks.toSorted()).toEqual(sks);
  });
});
