import { eachDraw } from '../monte-carlo/forecast.ts';
import { poolsOf } from '../monte-carlo/pools.ts';
import type { Flow } from '../projection/flows.ts';
import type { ProjectionInput } from '../projection/input.ts';
import { project } from '../projection/project.ts';
import type { ProvinceState, Retires } from '../projection/state.ts';
import { CATEGORIES, SECTORS } from '../vocabulary.ts';
import type { Measure } from './back-test-answer.ts';
import { addFigure, type Figures } from './figures.ts';

const LEAVING: readonly (readonly [Measure, Flow])[] = [
  ['retired', 'retired'],
  ['streamlined', 'streamlined'],
  ['resigned', 'resigned'],
];

/** The expectation of every figure at the end of each year of a projection, by year. */
export function expectedFigures(state: ProvinceState, model: ProjectionInput, retires: Retires): Map<number, Figures> {
  const { rows, units, dates, scale } = project(state, model, retires);
  const sectors = new Map(units.map(({ unit, sector }) => [unit, sector]));
  const years = new Map<number, Figures>();
  dates.slice(1).forEach((date, n) => {
    const figures: Figures = new Map();
    for (const { unit, category, posts, present, flows } of rows) {
      const sector = sectors.get(unit);
      const add = (measure: Measure, value: number) => {
        addFigure(figures, category, measure, value / scale);
        if (sector !== undefined) addFigure(figures, sector, measure, value / scale);
      };
      add('posts', posts[n + 1] ?? 0);
      add('present', present[n + 1] ?? 0);
      for (const [measure, flow] of LEAVING) {
        add(measure, flows[flow]?.[n] ?? 0);
        add('leavers', flows[flow]?.[n] ?? 0);
      }
    }
    years.set(Number(date.slice(0, 4)), figures);
  });
  return years;
}

type Bands = Map<string, [number, number]>;
/** Where the 80 % band of a measure of a series in a year stands. */
export const bandKey = (year: number, name: string, measure: Measure): string => `${year} ${name} ${measure}`;
export type Luck = { readonly draws: number; readonly seed: number };

/** The central 80 % of what the draws come to: present staff, posts and leavers of each category of the province and of each sector. */
export function drawnBands(state: ProvinceState, model: ProjectionInput, retires: Retires, luck: Luck): Bands {
  const bands: Bands = new Map();
  drawInto(bands, state, model, retires, luck, null);
  for (const sector of SECTORS) {
    const units = state.units.filter((unit) => unit.sector === sector);
    if (units.length > 0) drawInto(bands, { ...state, units, reserve: [], reserveRecords: [] }, model, retires, luck, sector);
  }
  return bands;
}

/** By category of a province; as one sum when it has a name. */
function drawInto(
  bands: Bands,
  state: ProvinceState,
  model: ProjectionInput,
  retires: Retires,
  { draws, seed }: Luck,
  sector: string | null,
): void {
  const pools = poolsOf(state, model, retires);
  const columns = new Map<string, Float64Array>();
  const before = new Map<string, number>();
  const settings = { method: 'monte-carlo' as const, draws, seed, parameterUncertainty: true };
  eachDraw({ pools, model, settings }, (draw, year, stocks) => {
    const { posts, reserve, leavers } = stocks;
    const note = (name: string, measure: Measure, value: number) => {
      const key = bandKey(year, name, measure);
      const column = columns.get(key) ?? new Float64Array(draws);
      columns.set(key, column);
      column[draw] = (column[draw] as number) + value;
    };
    for (let category = 0; category < reserve.length; category++) {
      const name = sector ?? (CATEGORIES[category] as string);
      let [held, people] = [reserve[category] as number, 0];
      for (let pool = pools.first[category] as number; pool < (pools.first[category + 1] as number); pool++) {
        held += posts[pool] as number;
        people += stocks.present(pool);
      }
      note(name, 'posts', held);
      note(name, 'present', people);
      // Leavers are counted to date: of a year, what the year before had not seen.
      const toDate = `${draw} ${category}`;
      note(name, 'leavers', (leavers[category] as number) - (before.get(`${year - 1} ${toDate}`) ?? 0));
      before.set(`${year} ${toDate}`, leavers[category] as number);
    }
  });
  for (const [key, column] of columns) {
    column.sort();
    const at = (part: number) => column[Math.max(0, Math.ceil(part * draws) - 1)] as number;
    bands.set(key, [at(0.1), at(0.9)]);
  }
}
