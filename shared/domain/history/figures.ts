import { CATEGORIES, SECTORS } from '../vocabulary.ts';
import type { Measure, Series } from './back-test-answer.ts';
import type { Strand, Tally } from './tally.ts';

/** Figures by series, a category or a sector by its name: the two vocabularies share no word. */
export type Figures = Map<string, Partial<Record<Measure, number>>>;
export const seriesName = (series: Series): string => ('category' in series ? series.category : series.sector);
export const ALL_SERIES: readonly Series[] = [...CATEGORIES.map((category) => ({ category })), ...SECTORS.map((sector) => ({ sector }))];

export function addFigure(figures: Figures, name: string, measure: Measure, value: number): void {
  const row = figures.get(name) ?? {};
  row[measure] = (row[measure] ?? 0) + value;
  figures.set(name, row);
}

/** Who was there at the end of a tally by sector and who left in it, by category and by sector. Transfers out are no leaving that a forecast knows. */
export function flowsOf(tally: Tally): Figures {
  const figures: Figures = new Map();
  const add = (name: string, { closing, left, byLaw, tookUp, otherPolicy }: Strand) => {
    const resigned = left.reduce((sum, people) => sum + people, 0);
    const streamlined = tookUp + otherPolicy;
    addFigure(figures, name, 'present', closing);
    addFigure(figures, name, 'retired', byLaw);
    addFigure(figures, name, 'streamlined', streamlined);
    addFigure(figures, name, 'resigned', resigned);
    addFigure(figures, name, 'leavers', byLaw + streamlined + resigned);
  };
  for (const group of tally.groups())
    for (const [category, strand] of tally.of(group)) {
      add(category, strand);
      add(group, strand);
    }
  return figures;
}
