import type { Spread } from '../statistics.ts';
import type { CoverageFigures, Reading } from './measure-coverage.ts';
import { type ListingFigures, growthOf } from './measure-listing.ts';
import type { WriteFigures } from './measure-writes.ts';
import type { Way } from './recorded-writes.ts';

export type RegisterFigures = {
  machine: {
    cores: number;
    processor: string;
    node: string;
    engine: string;
    day: string;
    load: { before: number; after: number };
  };
  staff: number;
  writes: readonly WriteFigures[];
  coverage: CoverageFigures;
  listing: ListingFigures;
};

/** Parts of a bare client's rate; multiples of the least capacity; bytes by which the heap may grow while a list is read. */
const AIMS = { writes: 0.5, capacity: 1.3, growth: 1_000_000 } as const;

const number = (value: number, places = 0): string =>
  value.toLocaleString('en-GB', { minimumFractionDigits: places, maximumFractionDigits: places });
const verdict = (met: boolean): string => (met ? 'met' : '**missed**');
const spread = ({ median, p25, p75 }: Spread, places: number): string =>
  `${number(median, places)} (${number(p25, places)} – ${number(p75, places)})`;
const megabytes = (bytes: number): string => `${number(bytes / 1e6, 1)} MB`;

const WAYS: Readonly<Record<Way, string>> = { transact: 'bare TransactWrite', batch: 'bare BatchWrite' };
const ways = Object.keys(WAYS) as Way[];

const aimRow = (what: string, measured: string, aim: string, met: boolean): string =>
  `| ${what} | ${measured} | ${aim} | ${verdict(met)} |`;

const writeAims = (writes: readonly WriteFigures[]): string[] =>
  writes.flatMap(({ title, bare }) =>
    ways.map((way) => {
      const { median } = bare[way].ratio;
      return aimRow(`${title}: rows per second ÷ ${WAYS[way]}`, number(median, 2), `≥ ${AIMS.writes}`, median >= AIMS.writes);
    }),
  );

const readingAims = ({ first, again }: CoverageFigures): string[] =>
  Object.entries({ 'first time in a process': first, again }).map(([when, { consumed, floor }]) =>
    aimRow(
      `coverage of the province, ${when}: capacity ÷ floor`,
      number(consumed / floor, 2),
      `≤ ${AIMS.capacity}`,
      consumed / floor <= AIMS.capacity,
    ),
  );

const writeRow = ({ title, rows, size, service, bare }: WriteFigures): string => {
  const beside = ways.map((way) => `${spread(bare[way].rate, 0)} | ${spread(bare[way].ratio, 2)}`).join(' | ');
  return `| ${title} | ${number(rows)} | ${number(size.writes / rows, 1)} | ${number(size.bytes / rows)} | ${spread(service, 0)} | ${beside} |`;
};

const readingRow = (when: string, { consumed, floor, time, bare, ratio }: Reading): string =>
  `| ${when} | ${number(consumed)} | ${number(floor)} | ${number(consumed / floor, 2)} | ${spread(time, 0)} | ${spread(bare, 0)} | ${spread(ratio, 2)} |`;

const pointRow = ({ rows, heap, resident }: ListingFigures['points'][number]): string =>
  `| ${number(rows)} | ${megabytes(heap)} | ${megabytes(resident)} |`;

/** docs/performance-registers.md from the figures of one run. */
export function pageOf({ machine, staff, writes, coverage, listing }: RegisterFigures): string {
  const growth = growthOf(listing);
  return `# Performance of the registers of people

Written by \`npm run bench:registers\` (\`bench/registers/run.ts\`) on ${machine.day}; every number below is of that one run. Machine: ${machine.cores} cores (${machine.processor}), Node ${machine.node}, engine ${machine.engine} with its data in a folder of a local disk; load average ${number(machine.load.before, 1)} before and ${number(machine.load.after, 1)} after the run (the run itself keeps between one and two cores busy). Compare the ratios and not the rates with those of another machine. What is compared is measured in turn within each round, and each round begins with the next of them; figures are medians of ${writes[0]?.service.rounds ?? 0} rounds (coverage: ${coverage.first.time.rounds}) with the middle half of the rounds in brackets. The registers are those of the demonstration province: ${number(staff)} people.

| | measured | aim | |
|---|---|---|---|
${[...writeAims(writes), ...readingAims(coverage)].join('\n')}
${aimRow(`heap while ${number(listing.rows)} people are listed: growth after the first ${number(listing.points[1]?.rows ?? 0)}`, megabytes(growth), `≤ ${megabytes(AIMS.growth)}`, growth <= AIMS.growth)}

## Writing

Rows per second of the service, called in process: permission, judgement of each row, reading of records and chain heads, sealed log entries, saved results. What it wrote (records, copies filed by unit, additions to counts, log entries, heads, results) is noted transaction by transaction, and written again under another tenant of the same table by a bare SDK client: without reading, judging or conditions, into the same state, and at the same width as the chunks of one bulk request (one by one where the service is asked one by one). TransactWrite repeats the transactions; BatchWrite puts the items of each transaction 25 at a time, with counts as they stand afterwards. Sealing, serialising and the service's own reads are therefore all on the service's side. Transfers of one request are written one chunk after the other by the service, because rows of a merger share their chain heads; the bare client need not wait.

| | rows a round | writes a row | bytes a row | service, rows/s | ${ways.map((way) => `${WAYS[way]}, rows/s | ratio`).join(' | ')} |
|---|---|---|---|---|---|---|---|---|
${writes.map(writeRow).join('\n')}

## Coverage of the whole province

Who of everybody was trained in a year, unit by unit, as of a date: ${number(coverage.people)} people and ${number(coverage.attendances)} attendances, ${megabytes(coverage.bytes)}. The first reading in a process reads the people; later ones read the versions of the units' counts in their place, as long as nobody's record changes. The floor is the capacity for which the items needed can be read, strongly consistent, one unit for each 4 KB: version of the tree, attendances and courses of the year, and each person once or, later, the counts. A bare client queries the same partitions all at once and does nothing with them; the counts are among them.

| | capacity read | floor | ratio | ms | bare Query of the same, ms | ratio |
|---|---|---|---|---|---|---|
${readingRow('first time in a process', coverage.first)}
${readingRow('again', coverage.again)}

## Memory of a long list

Everybody in service on a date, ${number(listing.rows)} people in ${number(listing.pages)} pages, listed to the end in a process of its own in ${number(listing.seconds, 1)} s; after garbage collection each time.

| rows so far | heap in use | resident |
|---|---|---|
${listing.points.map(pointRow).join('\n')}
`;
}
