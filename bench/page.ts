import type { Consumption } from './measure-capacity.ts';
import type { HttpFigures, WayFigures } from './measure-http.ts';
import type { LoadFigures } from './measure-load.ts';
import type { ProjectionFigures } from './measure-projection.ts';
import type { Spread } from './statistics.ts';

export type Machine = {
  cores: number;
  processor: string;
  node: string;
  engine: string;
  day: string;
  load: { before: number; after: number };
};
export type Figures = {
  machine: Machine;
  projection: ProjectionFigures;
  http: HttpFigures;
  capacity: readonly Consumption[];
  load: LoadFigures;
};

export const AIMS = { projection: 100, http: 1.5, capacity: 1.3, load: 60 } as const;

const number = (value: number, places = 0): string =>
  value.toLocaleString('en-GB', { minimumFractionDigits: places, maximumFractionDigits: places });
const verdict = (met: boolean): string => (met ? 'met' : '**missed**');
const spread = ({ median, p25, p75 }: Spread, places: number): string =>
  `${number(median, places)} | ${number(p25, places)} – ${number(p75, places)}`;

const VERBS: Record<string, { title: string; needs: string }> = {
  progress: {
    title: 'every target as of a date (`/v1/progress`)',
    needs:
      'the version of the tree, the baselines, the posts of 2021 to 2026, the reorganisations and the autonomy groups of the last year that counts',
  },
  projection: {
    title: 'a projection 2025 → 2030, stored',
    needs:
      'twice, because a run reads its inputs until two readings agree: the version of the tree, the baselines, the posts of 2021 to 2025, headcounts, age profiles and autonomy groups of the start, the reorganisations and the counts of staff; once: the frozen content, chain head and saved answer. Written: parts of the run and of its inputs (outside the transaction), run, log entry with its index entry, chain head, saved answer',
  },
  headcount: {
    title: 'a corrected headcount of one unit, by its HR officer',
    needs:
      'the version of the tree (scope), chain head, the report as it is and the one before it. Written: report, log entry with its index entry, chain head',
  },
  bulk: {
    title: 'a month of the whole province in one request',
    needs: 'as one headcount for each row, the version of the tree once, and the request with its results chunk by chunk',
  },
};

const WAY_TITLES = {
  bare: 'bare GetItem, against itself',
  home: 'GET /v1/units/{code}, Home Affairs',
  hr: 'GET /v1/units/{code}, HR officer (scope)',
  hop: 'GET /healthz, which reads nothing',
} as const satisfies Record<keyof WayFigures, string>;

const wayRows = (figures: WayFigures): string =>
  (Object.keys(WAY_TITLES) as (keyof WayFigures)[])
    .map((way) => {
      const { time, bare, ratio } = figures[way];
      return `| ${WAY_TITLES[way]} | ${spread(time, 2)} | ${number(bare.median, 2)} | ${spread(ratio, 2)} |`;
    })
    .join('\n');

const wayTable = (figures: WayFigures): string => `| | ms, median | p25 – p75 | bare GetItem beside it, ms | ratio, median | p25 – p75 |
|---|---|---|---|---|---|
${wayRows(figures)}`;

const MODES = [
  { mode: 'inTurn', title: 'in turn' },
  { mode: 'inARow', title: 'many in a row' },
  { mode: 'inFlight', title: 'several in flight' },
] as const;
const ROLES = [
  { way: 'home', title: 'Home Affairs' },
  { way: 'hr', title: 'HR officer held to a subtree' },
] as const;

const httpAims = (http: HttpFigures): string =>
  MODES.flatMap(({ mode, title }) =>
    ROLES.map(({ way, title: role }) => {
      const ratio = http[mode][way].ratio.median;
      return aimRow(
        `(b) GET of a unit over HTTP ÷ bare GetItem, ${title}, ${role}`,
        number(ratio, 2),
        `≤ ${AIMS.http}`,
        ratio <= AIMS.http,
      );
    }),
  ).join('\n');

const aimRow = (what: string, measured: string, aim: string, met: boolean): string =>
  `| ${what} | ${measured} | ${aim} | ${verdict(met)} |`;

function capacityRow({ verb, consumed, floor, rows }: Consumption): string {
  const { title, needs } = VERBS[verb] ?? { title: verb, needs: '' };
  const part = (used: number, least: number) =>
    least === 0 ? '– | – | –' : `${number(used)} | ${number(least)} | ${number(used / least, 2)}`;
  const name = rows > 1 ? `${title} (${number(rows)} rows)` : title;
  return `| ${name} | ${part(consumed.read, floor.read)} | ${part(consumed.write, floor.write)} | ${needs} |`;
}

/** The largest multiple of its floor that any verb consumes, reading or writing. */
export const worstCapacity = (capacity: readonly Consumption[]): number =>
  Math.max(
    ...capacity.flatMap(({ consumed, floor }) => [
      consumed.read / Math.max(1, floor.read),
      floor.write === 0 ? 0 : consumed.write / floor.write,
    ]),
  );

/** docs/performance.md from the figures of one run. */
export function pageOf({ machine, projection, http, capacity, load }: Figures): string {
  const { cores, processor, node, engine, day } = machine;
  const worst = worstCapacity(capacity);
  return `# Performance

Written by \`npm run bench\` (\`bench/run.ts\`) on ${day}; every number below is of that one run. Machine: ${cores} cores (${processor}), Node ${node}, engine ${engine} with its data in a folder of a local disk; load average ${number(machine.load.before, 1)} before and ${number(machine.load.after, 1)} after the run (the run itself keeps between one and two cores busy). Compare the ratios and not the milliseconds with those of another machine. What is compared is measured in turn within each round, and each round begins with the next of them; p25 – p75 holds the middle half of the rounds.

| | measured | aim | |
|---|---|---|---|
| (a) projection 2025 → 2030, CPU, warm process | ${number(projection.warm.median)} ms | < ${AIMS.projection} ms | ${verdict(projection.warm.median < AIMS.projection)} |
| (a) the same, first call of a fresh process | ${number(projection.cold.median)} ms | < ${AIMS.projection} ms | ${verdict(projection.cold.median < AIMS.projection)} |
${httpAims(http)}
| (c) capacity ÷ floor, the worst of the verbs below | ${number(worst, 2)} | ≤ ${AIMS.capacity} | ${verdict(worst <= AIMS.capacity)} |
| (d) load of the demonstration province | ${number(load.seconds)} s | < ${AIMS.load} s | ${verdict(load.seconds < AIMS.load)} |

## (a) Projection of the demonstration province 2025 → 2030

${number(projection.units)} units with ${number(projection.people)} people in ${number(projection.groups)} cells of unit, category, sex and birth month; 60 monthly steps, each checked; one recruit for two leavers. CPU milliseconds of all threads of the process (compiler and garbage collector included), medians of ${projection.warm.rounds} rounds. The first call is measured in a fresh process each time. The whole verb reads the registers twice, calculates, compares with every target, packs and stores the run.

| CPU ms | median | p25 – p75 |
|---|---|---|
| calculation, warm | ${spread(projection.warm, 1)} |
| calculation, first call of a fresh process | ${spread(projection.cold, 1)} |
| the whole verb, warm | ${spread(projection.verb, 0)} |

## (b) GET of one unit over HTTP against a bare GetItem

The API is a process of its own over loopback with keep-alive; each request carries a signed token, is answered 200 and parsed. Against it the bare SDK client asks the same engine for the unit's item, strongly consistent. The API asks for the version of the tree, strongly consistent too, and answers from the tree that it keeps while that version stands. ${http.rounds} rounds of ${number(http.requests)} requests each way, after as many to warm up; each way has bare GetItems of its own beside it.

In turn, one GET and one GetItem after the other: neither has the processor's caches to itself, as in a server that does more than one thing. Median of a round's requests.

${wayTable(http.inTurn)}

In a row, ${number(http.requests)} of the one and then ${number(http.requests)} of the other: a loop of GetItems alone stays in the caches of one core, while each GET goes through three processes.

${wayTable(http.inARow)}

In flight, ${http.atOnce} at once: the time of all by their number.

${wayTable(http.inFlight)}

## (c) Consumed capacity against its floor

Units as the engine reports them (checked against the sizes of the items by \`bench/floor.ts\`). The floor is the sum over the items that are necessary, log, chain head and saved answers included, of their sizes rounded up in their mode: strongly consistent 1 for each 4 KB begun, of one item or of all items of one query; in a transaction 2 for each KB begun, outside 1; an entry of the index 1. A record that is not there costs 1 too. The tree of units is kept in the process and only its version is read.

| verb | read | floor | ratio | written | floor | ratio | what the floor holds |
|---|---|---|---|---|---|---|---|
${capacity.map(capacityRow).join('\n')}

## (d) Load of the demonstration province

One full load through the services into an empty table: ${number(load.items)} items in ${number(load.seconds, 1)} s, ${number(load.items / load.seconds)} items a second; ${number(load.cpuSeconds, 1)} s of them CPU of the loading process, the rest the engine's.
`;
}
