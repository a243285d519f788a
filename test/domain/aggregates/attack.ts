import loadHighs from 'highs';
import type { Aggregates } from '../../../shared/domain/aggregates/aggregates.ts';

// Its types take the ES module for a CommonJS one.
const highs = await (loadHighs as unknown as typeof loadHighs.default)();

/** Parts that add up to a whole; each a shown number, or the name of what is hidden. */
type Sum = { parts: (number | string)[]; whole: number | string };

/** Everything that a reader of an answer can add up, taking headcounts and profiles for the same people. */
function sumsOf({ people }: Aggregates): Sum[] {
  const cell = (name: string, count: number | null) => count ?? name;
  const total = cell('total', people.total);
  return [
    { parts: people.byCategory.map((row) => cell(row.category, row.people)), whole: total },
    { parts: people.bySector.map((row) => cell(row.sector, row.people)), whole: total },
    ...people.byCategory.flatMap((row): Sum[] => {
      const of = (name: string, count: number | null) => cell(`${row.category}_${name}`, count);
      const whole = cell(row.category, row.people);
      const rest = (name: string, part: number | null): Sum => ({ parts: [of(name, part), `${row.category}_not_${name}`], whole });
      return [
        { parts: [of('female', row.female), of('male', row.male)], whole },
        { parts: row.ages.map(({ band, people: count }) => of(band, count)), whole },
        rest('digital', row.trainedDigital),
        rest('data', row.trainedData),
      ];
    }),
  ];
}

/**
 * Hidden counts that follow from what an answer shows, by the least and the greatest that each could be; of those who were
 * not trained, which is a count of no table, only if it is small.
 */
export function determined(answer: Aggregates): string[] {
  const names = new Map<string, string>();
  const nameOf = (cell: string) => names.get(cell) ?? (names.set(cell, `x${names.size}`).get(cell) as string);
  const rules = sumsOf(answer).map(({ parts, whole }, index) => {
    const terms = (cells: readonly (number | string)[]) => cells.filter((cell) => typeof cell === 'string').map(nameOf);
    const known = parts.reduce<number>((sum, cell) => sum + (typeof cell === 'number' ? cell : 0), 0);
    const left = [...terms(parts).map((name) => `+ ${name}`), ...terms([whole]).map((name) => `- ${name}`)];
    return left.length === 0 ? '' : ` r${index}: ${left.join(' ')} = ${(typeof whole === 'number' ? whole : 0) - known}\n`;
  });
  const bounds = [...names.values()].map((name) => ` 0 <= ${name} <= 100000\n`).join('');
  // Every solution tells of every count how far it may lie: only those that have not moved yet are asked about.
  const least = new Map<string, number>();
  const most = new Map<string, number>();
  const solve = (sense: 'Minimize' | 'Maximize', name: string): void => {
    const solved = highs.solve(`${sense}\n obj: ${name}\nSubject To\n${rules.join('')}Bounds\n${bounds}End`);
    if (solved.Status !== 'Optimal') throw new Error(`${name}: ${solved.Status}`);
    for (const [each, column] of Object.entries(solved.Columns)) {
      const { Primal: value } = column as { Primal: number };
      least.set(each, Math.min(least.get(each) ?? Infinity, value));
      most.set(each, Math.max(most.get(each) ?? -Infinity, value));
    }
  };
  return [...names].flatMap(([cell, name]) => {
    const isListed = !cell.includes('_not_');
    const follows = () => (isListed ? (most.get(name) ?? 0) - (least.get(name) ?? 0) < 0.5 : (most.get(name) ?? 0) < 4.5);
    for (const sense of ['Maximize', 'Minimize'] as const) if (follows()) solve(sense, name);
    return follows() ? [cell] : [];
  });
}
