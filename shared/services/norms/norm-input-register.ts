import type { NormInput, NormInputRecord, NormMeasure } from '../../domain/norms/input.ts';
import type { UnitPeriod } from '../../domain/unit.ts';
import { Refusal } from '../../errors.ts';
import { NORM_SECTORS, isOfSector } from '../../law/norms/norms.ts';
import { loadNormInputs, putNormInput } from '../../store/norms.ts';
import { endOfYear, firstDay } from '../../time.ts';
import { nextVersion } from '../expected.ts';
import { requireYearInReach } from '../judge-dates.ts';
import { aliveOn } from '../load-tree.ts';
import type { UnitRegister } from '../unit-register.ts';

/**
 * What a unit's norms are counted on in a year, by site: classes by type, stations, pupils, region, population. The unit
 * itself reports it, as it reports its people; sites are those that the register of units knows in that year.
 */
export const normInputRegister: UnitRegister<number, NormInput, NormInputRecord | undefined, NormInputRecord> = {
  resource: 'norms',
  verb: 'put-norm-input',
  dateOf: endOfYear,
  load: (ctx, year, units) => loadNormInputs(ctx.store, year, units),
  judge: (ctx, tree, { unit, period: year, input, expected }, current) => {
    requireYearInReach(ctx, year);
    const facts =
      tree.on(unit, endOfYear(year)) ?? tree.on(unit, firstDay(`${year}-01`)) ?? aliveOn(tree, unit, endOfYear(year), 'unit').facts;
    requireNorm(unit, facts);
    const known = aliveSites(tree.find(unit)?.periods ?? [], year);
    requireSites(unit, facts, input, known);
    const version = nextVersion(current, expected, { record: 'norm-input', unit, year });
    const record: NormInputRecord = { unit, year, sites: input.sites, version };
    const write = putNormInput(ctx.store, record);
    return { record, change: { stream: unit, record: `norm-input/${year}`, version, before: current ?? null, after: record, write } };
  },
};

function requireNorm(unit: string, { kind, sector }: UnitPeriod): void {
  if (kind !== 'public-service' || !NORM_SECTORS.has(sector)) throw new Refusal('no-norm-for-unit', { unit, kind, sector }, 'unit');
}

/** Every site that the unit had on some day of the year. */
const aliveSites = (periods: readonly UnitPeriod[], year: number): Set<string> =>
  new Set(
    periods
      .filter(({ from, until }) => from <= endOfYear(year) && (until === null || until > firstDay(`${year}-01`)))
      .flatMap(({ sites }) => sites.map(({ name }) => name)),
  );

function requireSites(unit: string, { sector }: UnitPeriod, { sites }: NormInput, known: ReadonlySet<string>): void {
  const seen = new Set<string | null>();
  for (const [index, { site, counts, staff }] of sites.entries()) {
    const field = `sites.${index}`;
    if (seen.has(site)) throw new Refusal('site-twice', { unit, site: site ?? SEAT }, `${field}.site`);
    seen.add(site);
    if (site !== null && !known.has(site)) throw new Refusal('unknown-site', { unit, site }, `${field}.site`);
    for (const measure of Object.keys(counts) as NormMeasure[])
      if (!isOfSector(measure, sector))
        throw new Refusal('measure-of-other-sector', { unit, measure, sector }, `${field}.counts.${measure}`);
    if (staff && Object.keys(counts).length === 0) throw new Refusal('staff-without-counts', { unit }, `${field}.staff`);
  }
}

const SEAT = { vi: 'trụ sở', en: 'the seat' };
