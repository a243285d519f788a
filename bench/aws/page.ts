import type { Spread } from '../statistics.ts';
import type { Part } from './contenders.ts';

type ColdRow = { answered: Spread; imported: Spread; cpu: Spread; ratio: Spread; cpuRatio: Spread };
type Pair = { bare: Spread; api: Spread; ratio: Spread };
export type AwsFigures = {
  machine: { cores: number; processor: string; node: string; day: string; load: { before: number; after: number } };
  bytes: { all: number; packages: number; cold: number; untuned: number };
  cold: Record<'hello' | 'bare' | 'untuned' | 'nodeWeb' | 'eager' | 'api', ColdRow>;
  parts: Record<Part | 'all', Spread>;
  warm: { hello: Spread; one: Pair; list: Pair };
};

const AIMS = { cold: 2.6, kilobytes: 450, one: 1.3, list: 1 } as const;
const number = (value: number, places = 0): string =>
  value.toLocaleString('en-GB', { minimumFractionDigits: places, maximumFractionDigits: places });
const verdict = (value: number, aim: number): string => (value <= aim ? 'met' : '**missed**');
const spread = ({ median, p25, p75 }: Spread, places: number): string =>
  `${number(median, places)} (${number(p25, places)} – ${number(p75, places)})`;

const COLD = {
  hello: 'Hono hello world',
  bare: 'bare SDK, one GetItem',
  untuned: 'the API, bundled without tuning',
  nodeWeb: 'the API, tuned, with Node’s own Request and Response',
  eager: 'the API, tuned, every route loaded at once',
  api: '**the API as it is deployed**',
} as const;
const PARTS = {
  zod: 'zod alone',
  sdk: 'SDK with client (Node’s https and crypto included)',
  law: 'the law as data, each rule parsed (zod included)',
  routes: 'every route with services, domain, law and store (all of the above included)',
  all: '**the bundle as it is deployed, whose areas come when asked for**',
} as const satisfies Record<Part | 'all', string>;

/** docs/performance-aws.md: what a function costs when it begins and when it is warm. */
export function pageOf({ machine, bytes, cold, parts, warm }: AwsFigures): string {
  const kilobytes = bytes.cold / 1000;
  const coldRows = Object.entries(COLD).map(([name, title]) => {
    const row = cold[name as keyof typeof cold];
    return `| ${title} | ${spread(row.imported, 0)} | ${spread(row.answered, 0)} | ${spread(row.ratio, 2)} | ${spread(row.cpu, 0)} | ${spread(row.cpuRatio, 2)} |`;
  });
  const partRows = Object.entries(PARTS).map(([name, title]) => `| ${title} | ${spread(parts[name as keyof typeof parts], 0)} |`);
  const pair = (title: string, { bare, api, ratio }: Pair) => `| ${title} | ${spread(bare, 2)} | ${spread(api, 2)} | ${spread(ratio, 2)} |`;
  return `# Performance on Lambda

Written by \`npm run bench:aws\` (\`bench/aws/run.ts\`) on ${machine.day}; every number below is of that one run. Machine: ${machine.cores} cores (${machine.processor}), Node ${machine.node}, engine dynoxide in memory; load average ${number(machine.load.before, 1)} before and ${number(machine.load.after, 1)} after the run. A Lambda is another machine: compare the ratios. Contenders take turns, each round beginning with the next; figures are medians with the middle half of the rounds in brackets. A load average above the number of cores spoils clock times more than CPU times.

| | measured | aim | |
|---|---|---|---|
| cold start of the API ÷ Hono hello world | ${number(cold.api.ratio.median, 2)} | ≤ ${AIMS.cold} | ${verdict(cold.api.ratio.median, AIMS.cold)} |
| bundle, minified: what this cold start reads of it | ${number(kilobytes)} kB | ≤ ${AIMS.kilobytes} kB | ${verdict(kilobytes, AIMS.kilobytes)} |
| warm GET of a unit ÷ bare GetItem, CPU | ${number(warm.one.ratio.median, 2)} | ≤ ${AIMS.one} | ${verdict(warm.one.ratio.median, AIMS.one)} |
| warm list of 100 units ÷ bare Query of them, CPU | ${number(warm.list.ratio.median, 2)} | ≤ ${number(AIMS.list, 1)} | ${verdict(warm.list.ratio.median, AIMS.list)} |

## Cold start

A fresh process of Node each time, from before the bundle is loaded until the first event is answered: \`GET /v1/units/{code}\` with a signed token, key set fetched over loopback, version and tree read from the table. Milliseconds; CPU is of all threads.

| | loaded | first event answered | ÷ hello world | CPU | ÷ hello world |
|---|---|---|---|---|---|
${coldRows.join('\n')}

What loading costs, each part in a process of its own (milliseconds until loaded, nothing answered):

| | loaded |
|---|---|
${partRows.join('\n')}

The bundle has ${number(bytes.all / 1000)} kB in parts (${number(bytes.untuned / 1000)} kB without tuning), of which this cold start reads ${number(kilobytes)} kB: what every request needs, and the area of units. ${number(bytes.packages / 1000)} kB are packages, the rest is the product itself, its law and its sentences in two languages. Left out: the generator of the OpenAPI document and [what only that document needs](../tools/without-documentation.ts) (it is made at build time), credential providers that Lambda never uses, event streams, 48 of zod's languages; Node's Headers, Request and Response are replaced by [small ones](../functions/api/web/light-messages.ts). Each area of routes is [loaded when a request first asks for it](../tools/lazy-routes.ts).

## Warm

CPU milliseconds of one event in a process that has answered some hundreds, token remembered; the hello world needs ${spread(warm.hello, 2)}.

| | bare SDK | the API | ratio |
|---|---|---|---|
${pair('one unit ÷ one GetItem', warm.one)}
${pair('100 units ÷ one Query of them', warm.list)}
`;
}
