import { Refusal } from '../errors.ts';
import { endOfYear, type PlainDate, yearOf } from '../time.ts';
import { Book, type Decomposition } from './decomposition-book.ts';
import type { Frame } from './decomposition-frame.ts';
import { bookOpenings, type Carried, closingOf, handOnClosings } from './decomposition-opening.ts';
import { bookYear } from './decomposition-year.ts';
import { assignedOn, type Ledger, recordedYears } from './ledger.ts';
import { Membership, ofPopulation, type Population } from './ledger-population.ts';
import type { Reorganisation } from './reorganisation.ts';
import type { Tree } from './tree.ts';
import type { Issuer } from './vocabulary.ts';

export type DecompositionInput = {
  population: Population;
  baseYear: number;
  asOf: PlainDate;
  ledger: Ledger;
  tree: Tree;
  reorganisations: Iterable<Reorganisation>;
  /** The frozen base where there is one: its difference to the ledger's own base is an adjustment. */
  frozenBase?: number;
  issuer?: Issuer;
  /** How many causes of the unexplained part are named, 10 unless told. */
  top?: number;
};

/**
 * The change of a population's assigned posts (reserve included, both in and outside the base) from 31 December of the base
 * year to a date, by cause, in whole posts; negative = fewer. The parts sum exactly to the change.
 *
 * Recall and supplement are the real cut; pay-source-transfer is the pay source; entries of reorganisations net to what
 * was surrendered or crossed the population's border; scope-transfers, what reorganisations sent outside, everything
 * marked outside the base, and units whose facts take them into or out of the population are scope; correction and transfer are adjustment. What
 * a year's assignment differs from the closing of the year recorded before is unexplained, holder by holder: a closing
 * follows lineage to its successors first where the reorganisation found nothing assigned yet in the new year.
 *
 * Years without any entry are gaps: they are passed over, the next recorded year opens against the last recorded one, and
 * a date in a gap or after the last record is answered as of 31 December of the last recorded year before it
 * (`measuredOn`). A date before the base date is answered as of the base date.
 * @throws Refusal year-not-recorded when the base year has no entry
 * @throws Error when the parts do not sum to the change, which no input should bring about
 */
export function decompose(input: DecompositionInput): Decomposition {
  const { population, baseYear, asOf, ledger, tree, issuer = 'provincial-council', top = 10 } = input;
  const years = recordedYears(ledger).filter((year) => year >= baseYear && (year === baseYear || year <= yearOf(asOf)));
  if (years[0] !== baseYear) throw new Refusal('year-not-recorded', { year: baseYear }, 'baseYear');
  const last = years.at(-1) as number;
  const measuredOn = last > baseYear && yearOf(asOf) === last ? asOf : endOfYear(last);

  const records = (year: number) => [...(ledger.get(year)?.values() ?? [])];
  const reorganisations = [...input.reorganisations].sort((a, b) => compare(a, b));
  const dates = new Map(reorganisations.map(({ id, effectiveFrom }) => [id, effectiveFrom]));
  const frame: Frame = {
    membership: new Membership(tree, population),
    book: new Book(),
    entriesOf: ({ entries }) => entries.filter((entry) => entry.issuer === issuer && ofPopulation(entry.category, population)),
    isCarried: ({ reorganisation }, year) => yearOf(dates.get(reorganisation ?? '') ?? endOfYear(year)) < year,
  };
  const totalOn = (date: PlainDate) =>
    assignedOn(records(yearOf(date)), date, tree)
      .filter((cell) => cell.issuer === issuer && ofPopulation(cell.category, population) && frame.membership.belongs(cell.unit, date))
      .reduce((sum, { assigned }) => sum + assigned, 0);

  for (const [index, year] of years.slice(1).entries()) {
    const before = years[index] as number;
    const until = year === last ? measuredOn : endOfYear(year);
    const span = { year, after: endOfYear(before), until };
    const opening: Carried = closingOf(frame, records(before), span.after);
    handOnClosings(frame, opening, records(year), reorganisations, span);
    bookOpenings(frame, opening, records(year), span);
    bookYear(frame, records(year), span);
  }

  const ledgerBase = totalOn(endOfYear(baseYear));
  const base = input.frozenBase ?? ledgerBase;
  const quantity = ledgerBase - base;
  frame.book.note({ part: 'adjustment', reason: 'baseline-difference', outsideBase: false, year: baseYear, quantity });
  const current = totalOn(measuredOn);
  const { parts, lines } = frame.book;
  const sum = Object.values(parts).reduce((total, part) => total + part, 0);
  if (sum !== current - base) throw new Error(`decomposition: parts sum to ${sum}, change is ${current - base}`);
  return { measuredOn, base, current, change: current - base, parts, lines, ...frame.book.unexplained(top) };
}

const compare = (a: Reorganisation, b: Reorganisation): number =>
  a.effectiveFrom < b.effectiveFrom || (a.effectiveFrom === b.effectiveFrom && a.id < b.id) ? -1 : 1;
