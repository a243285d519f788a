import type { Aggregates, CategoryPeople } from './aggregates.ts';
import { LEAST_SHOWN, hiddenAmong } from './hide.ts';

/**
 * The aggregates as those see them who have no right to the records: counts of people under 5 are hidden, and with them
 * whatever would give them away by subtraction. What adds up to one total is hidden together: categories and sectors to
 * all people; sexes, age bands, and the trained with the untrained to their category. Where a category is hidden so is
 * everything that adds up to it. Posts and units stay as they are.
 */
export function suppress(aggregates: Aggregates): Aggregates {
  const { people } = aggregates;
  const none = (people.total ?? 0) < LEAST_SHOWN;
  const categories = hiddenAmong(people.byCategory.map((row) => row.people ?? 0));
  const sectors = hiddenAmong(people.bySector.map((row) => row.people ?? 0));
  return {
    ...aggregates,
    suppressed: true,
    people: {
      ...people,
      total: none ? null : people.total,
      byCategory: people.byCategory.map((row, index) => (none || categories[index] ? whollyHidden(row) : partlyHidden(row))),
      bySector: people.bySector.map((row, index) => (none || sectors[index] ? { ...row, people: null } : row)),
    },
  };
}

const whollyHidden = (row: CategoryPeople): CategoryPeople => ({
  ...row,
  people: null,
  female: null,
  male: null,
  ages: row.ages.map((age) => ({ ...age, people: null })),
  trainedDigital: null,
  trainedData: null,
});

function partlyHidden(row: CategoryPeople): CategoryPeople {
  const [noWomen, noMen] = hiddenAmong([row.female ?? 0, row.male ?? 0]);
  const ages = hiddenAmong(row.ages.map(({ people }) => people ?? 0));
  return {
    ...row,
    female: noWomen ? null : row.female,
    male: noMen ? null : row.male,
    ages: row.ages.map((age, index) => (ages[index] ? { ...age, people: null } : age)),
    trainedDigital: shownPart(row.trainedDigital, row.people),
    trainedData: shownPart(row.trainedData, row.people),
  };
}

/** A part of a category whose rest is shown nowhere, but would follow from it. */
function shownPart(part: number | null, whole: number | null): number | null {
  return part === null || hiddenAmong([part, (whole ?? 0) - part]).includes(true) ? null : part;
}
