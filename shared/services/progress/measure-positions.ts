import {
  type ComplianceProgress,
  type ComplianceTotals,
  type JudgedUnit,
  complianceTotals,
  passes,
} from '../../domain/positions/compliance.ts';
import { type Framework } from '../../domain/positions/framework.ts';
import { recordOf, unitsFigure } from '../../domain/reports/figure.ts';
import { SmallCounts } from '../../domain/small-counts.ts';
import type { Tree } from '../../domain/tree.ts';
import type { Bilingual } from '../../law/source.ts';
import type { Target } from '../../law/target-schema.ts';
import { loadFrameworks } from '../../store/position-frameworks.ts';
import { type PlainDate, yearOf } from '../../time.ts';
import type { Context } from '../context.ts';
import { judgeUnits } from '../position-compliance/judge-units.ts';
import { type InService, staffInService } from '../staff/in-service.ts';
import type { Measured } from './measure-target.ts';
import type { Registers } from './registers.ts';

/** Who is in service on a date, and every version of every framework. */
export type Placements = { people: readonly InService[]; frameworks: readonly Framework[] };

/** Null while no framework is approved: then nobody could be placed, and the people need not be read. */
export async function loadPlacements(ctx: Context, tree: Tree, date: PlainDate): Promise<Placements | null> {
  const frameworks = await loadFrameworks(ctx.store);
  if (!frameworks.some(({ status, effectiveFrom }) => status === 'approved' && effectiveFrom <= date)) return null;
  return { people: await staffInService(ctx, tree, date), frameworks };
}

/** Agencies in which everybody in service is on an approved position, with a permitted grade, meeting the title standard. */
export function measurePositions(target: Target, { tree, ledger, placements, showsRecords }: Registers, date: PlainDate): Measured {
  if (placements === null) return { measuredOn: null, missing: [NO_FRAMEWORK] };
  if (placements.people.length === 0) return { measuredOn: null, missing: [NO_STAFF] };
  const year = yearOf(date);
  const { unitKinds, levels } = target.population;
  const registers = { tree, ...placements, posts: ledger.get(year)?.values() ?? [] };
  const agencies = judgeUnits(
    registers,
    date,
    ({ kind, level }) => (unitKinds === null || unitKinds.includes(kind)) && (levels === null || levels.includes(level)),
  );
  if (agencies.length === 0) return { measuredOn: null, missing: [NO_STAFF] };
  const totals = complianceTotals(agencies);
  const beside = complianceTotals(judgeUnits(registers, date, ({ kind }) => kind === 'public-service'));
  const { numerator, denominator } = target.amount;
  const required = Math.floor((agencies.length * numerator + denominator - 1) / denominator);
  const passing = totals.units.numerator;
  const shown = new SmallCounts(showsRecords);
  const compliance = {
    ...shownTotals(totals, shown),
    required,
    met: passing >= required,
    short: Math.max(0, required - passing),
    publicService: shownTotals(beside, shown),
    failing: failingOf(agencies).map(({ people, placed, ...unit }) => {
      // One of two counts with the other would give away what is hidden.
      const hidden = [people, placed, people - placed].some((count) => shown.hides(count));
      return { ...unit, people: hidden ? null : people, placed: hidden ? null : placed };
    }),
  };
  const unplaced = placements.people.filter(({ unit }) => unit === null).length;
  return {
    measuredOn: date,
    compliance,
    missing: [
      ...(totals.notRecorded > 0 ? [notRecorded(totals.notRecorded)] : []),
      ...(unplaced > 0 ? [withoutUnit(shown.count(unplaced))] : []),
    ],
    figures: () => [
      unitsFigure('passing', passing, unitsOf(agencies.filter(({ compliance: judged }) => passes(judged))), recordOf.people),
      unitsFigure('agencies', agencies.length, unitsOf(agencies), recordOf.people),
    ],
    records: [`position-frameworks@${date}`, `staff@${date}`, `posts/${year}`, `units@${tree.version}`],
  };
}

/** Totals without counts of few people; units are never hidden. */
const shownTotals = ({ staff, competencies, shortfalls, ...units }: ComplianceTotals, shown: SmallCounts) => ({
  ...units,
  staff: shown.ratio(staff),
  competencies: shown.ratio(competencies),
  shortfalls: Object.fromEntries(
    Object.entries(shortfalls).map(([reason, count]) => [reason, shown.count(count)]),
  ) as ComplianceProgress['shortfalls'],
});

const unitsOf = (agencies: readonly JudgedUnit[]) => agencies.map(({ unit }) => unit);

const failingOf = (agencies: readonly JudgedUnit[]) =>
  agencies
    .filter(({ compliance }) => !passes(compliance))
    .map(({ unit, name, compliance: { people, placed } }) => ({ unit, name, people, placed }))
    .sort((one, other) => other.people - other.placed - (one.people - one.placed) || (one.unit < other.unit ? -1 : 1));

const NO_FRAMEWORK: Bilingual = {
  vi: 'Chưa có bản vị trí việc làm nào được phê duyệt.',
  en: 'No framework of job positions has been approved.',
};
const NO_STAFF: Bilingual = { vi: 'Chưa có hồ sơ nhân sự.', en: 'No staff are on record.' };
const notRecorded = (agencies: number): Bilingual => ({
  vi: `${agencies} cơ quan có biên chế nhưng chưa có hồ sơ nhân sự: chưa tính là đạt.`,
  en: `${agencies} agencies have posts but nobody on record: they do not count as passing.`,
});
/** A number of people that is not shown is not said in words, either. */
const withoutUnit = (people: number | null): Bilingual => ({
  vi: `${people ?? 'Dưới 5'} người chưa được xếp về đơn vị nhận sau sắp xếp.`,
  en: `${people ?? 'Fewer than 5'} people have not been moved to a unit after a reorganisation.`,
});
