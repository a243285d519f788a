import { aimRow, number, spread } from '../format.ts';
import { type Machine, machineText } from '../machine.ts';
import { type GrowthFigures, QUESTIONS, type Question } from './measure.ts';

/** By how much a median may differ from that of the smallest table. */
const AIM = 1.1;

const TITLES: Readonly<Record<Question, { title: string; bare: string; places: number }>> = {
  unit: { title: 'one unit', bare: 'GetItem of it', places: 2 },
  list: { title: 'list of 100 units', bare: 'Query of 100 units', places: 2 },
  progress: { title: 'progress, after something was recorded', bare: 'Query of 100 ledgers', places: 0 },
  again: { title: 'progress, nothing recorded since', bare: 'Query of 100 ledgers', places: 0 },
};

/** The part of docs/performance-load.md on growth. */
export function growthSection({ machine, rounds, figures }: { machine: Machine; rounds: number; figures: GrowthFigures }): string {
  const aims = figures.slice(1).flatMap(({ size, answered }) =>
    QUESTIONS.map((question) => {
      const { median } = answered[question].growth;
      return aimRow(`${TITLES[question].title}: ${size.provinces} provinces ÷ 1`, number(median, 2), `≤ ${AIM}`, median <= AIM);
    }),
  );
  const rows = QUESTIONS.flatMap((question) =>
    figures.map(({ size, answered }) => {
      const { title, bare, places } = TITLES[question];
      const { time, bare: beside, ratio, growth, bareGrowth } = answered[question];
      return `| ${title} | ${size.provinces} | ${spread(time, places)} | ${spread(growth, 2)} | ${bare}: ${spread(beside, 2)} | ${spread(bareGrowth, 2)} | ${spread(ratio, 2)} |`;
    }),
  );
  const sizes = figures.map(({ size }) => `${size.provinces}: ${number(size.items)} items`).join(', ');
  return `
Written by \`npm run bench:growth\` (\`bench/growth/run.ts\`) on ${machine.day}; every number below is of that one run. ${machineText(machine)}

| | measured | aim | |
|---|---|---|---|
${aims.join('\n')}

One table holds the demonstration province (its first registers, without the people behind them) and raw copies of every item of it under other tenants (${sizes}). Each size has a folder, an engine and an API process of its own, and all sizes are measured in turn within each of ${rounds} rounds, each round beginning with the next of them; the growth is that of a round's own figures. Each request of the API (loopback, keep-alive, a signed token, the demonstration's Home Affairs) is followed or preceded by one of a bare SDK client to the same engine. Milliseconds; medians with the middle half of the rounds in brackets.

| | provinces | API, ms | ÷ 1 province | bare client beside it, ms | ÷ 1 province | API ÷ bare |
|---|---|---|---|---|---|---|
${rows.join('\n')}
`;
}
