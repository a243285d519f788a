import type { Basis } from '../../law/source.ts';
import { type PlainDate, yearOf } from '../../time.ts';
import type { AgeCell } from '../age-profile.ts';
import type { KeptHeadcount } from '../headcount.ts';
import { AGE_BANDS, ageBandOf, ageInMonths } from '../headcount-structure.ts';
import type { AssignedCell } from '../ledger.ts';
import type { TrainedPerson } from '../training/coverage.ts';
import type { UnitFacts } from '../unit.ts';
import { CATEGORIES, type Category, SECTORS, UNIT_KINDS } from '../vocabulary.ts';
import type { Aggregates, CategoryPeople } from './aggregates.ts';

/** What the registers say of a year's end. `trained` is null where no law says what counts as training. */
export type AggregateSources = {
  asOf: PlainDate;
  /** Living units with their facts of the day, by key. */
  units: ReadonlyMap<string, Pick<UnitFacts, 'kind' | 'sector'>>;
  /** Posts of the provincial council, of living units and of the reserve. */
  posts: readonly AssignedCell[];
  /** Last reports of living units. */
  reports: readonly Pick<KeptHeadcount, 'unit' | 'categories'>[];
  /** Cohorts of living units. */
  cohorts: ReadonlyMap<string, readonly AgeCell[]>;
  trained: { people: readonly TrainedPerson[]; categories: readonly Category[]; basis: Basis[] } | null;
};

const sumOf = <T>(rows: readonly T[], of: (row: T) => number): number => rows.reduce((sum, row) => sum + of(row), 0);

/** The aggregates of a year's end, nothing hidden; every category, and every sector that has units, stands in them. */
export function aggregate(sources: AggregateSources): Aggregates {
  const { asOf, units, posts, reports, cohorts, trained } = sources;
  const facts = [...units.values()];
  const rows = reports.flatMap(({ unit, categories }) => categories.map((row) => ({ ...row, sector: units.get(unit)?.sector })));
  const closing = (some: typeof rows) => sumOf(some, (row) => row.closing);
  const cells = [...cohorts.values()].flat();
  const sectors = SECTORS.filter((sector) => facts.some((each) => each.sector === sector));
  const assigned = (some: readonly AssignedCell[]) => sumOf(some, (cell) => cell.assigned);
  return {
    year: yearOf(asOf),
    asOf,
    publishedOn: null,
    suppressed: false,
    posts: {
      total: assigned(posts),
      byCategory: CATEGORIES.map((category) => ({ category, posts: assigned(posts.filter((cell) => cell.category === category)) })),
      bySector: [...sectors, null].map((sector) => ({
        sector,
        posts: assigned(posts.filter(({ unit }) => (units.get(unit)?.sector ?? null) === sector)),
      })),
    },
    units: {
      total: facts.length,
      byKindAndSector: UNIT_KINDS.flatMap((kind) =>
        SECTORS.map((sector) => ({ kind, sector, units: facts.filter((each) => each.kind === kind && each.sector === sector).length })),
      ).filter((row) => row.units > 0),
    },
    people: {
      total: closing(rows),
      byCategory: CATEGORIES.map((category) => ({
        category,
        people: closing(rows.filter((row) => row.category === category)),
        ...structureOf(
          cells.filter((cell) => cell.category === category),
          asOf,
        ),
        ...trainedOf(trained, category),
      })),
      bySector: sectors.map((sector) => ({ sector, people: closing(rows.filter((row) => row.sector === sector)) })),
      unitsWithReport: reports.length,
      unitsWithProfile: cohorts.size,
    },
    basis: trained?.basis ?? [],
  };
}

function structureOf(cells: readonly AgeCell[], asOf: PlainDate): Pick<CategoryPeople, 'female' | 'male' | 'ages'> {
  const count = (holds: (cell: AgeCell) => boolean) => sumOf(cells.filter(holds), (cell) => cell.count);
  const bandOf = ({ birthMonth }: AgeCell) => ageBandOf(ageInMonths(birthMonth, asOf));
  return {
    female: count(({ sex }) => sex === 'female'),
    male: count(({ sex }) => sex === 'male'),
    ages: AGE_BANDS.map((band) => ({ band, people: count((cell) => bandOf(cell) === band) })),
  };
}

/** People in service who completed a course; null of a category whom the target does not concern. */
function trainedOf(trained: AggregateSources['trained'], category: Category): Pick<CategoryPeople, 'trainedDigital' | 'trainedData'> {
  if (!trained?.categories.includes(category)) return { trainedDigital: null, trainedData: null };
  const there = trained.people.filter((person) => person.category === category && person.standing === 'in-service');
  return { trainedDigital: there.filter(({ digital }) => digital).length, trainedData: there.filter(({ data }) => data).length };
}
