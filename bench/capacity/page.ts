import { PRICES, PRICES_AS_OF } from '../aws/prices.ts';
import { aimRow, megabytes, number, spread } from '../format.ts';
import { type Machine, machineText } from '../machine.ts';
import { IDLE_POLLS, ITEM_OVERHEAD, PLATFORM_LOG_BYTES, PROVINCE, PROVINCES, TABLE_MILLISECONDS } from './assumptions.ts';
import { PARTS, type Part, type ProvinceCost, type Stored, fixedCost, paidMilliseconds, provinceCost, sum } from './cost.ts';
import type { Measured } from './measure.ts';
import type { UseName } from './uses.ts';

export type CapacityFigures = { machine: Machine; uses: Record<UseName, Measured>; stored: Stored; memoryMegabytes: number };

const AIM = 1.3;

const TITLES: Readonly<Record<UseName, { title: string; needs: string }>> = {
  unit: { title: 'one unit', needs: 'the version of the tree' },
  list: { title: 'list of 100 units', needs: 'the version of the tree' },
  headcount: {
    title: 'a corrected headcount',
    needs:
      'the version of the tree, chain head, the report, the one before and the one after. Written: report, log entry with its index entry, head',
  },
  attendance: {
    title: 'an attendance, alone',
    needs:
      'tree and course for the right to record, and once more with the row; request, chunk, head, person, what is there. Written: attendance and log entry with their index entries, head, results, the request twice',
  },
  attendances: {
    title: 'attendances, a list of 200',
    needs: 'the same: tree, course, chunk and head for each chunk, person and attendance for each row',
  },
  transfer: {
    title: 'a transfer of somebody',
    needs:
      'tree, record, request, heads of both units. Written: record, its copies under both units, both counts, log entries and heads, the answer',
  },
  audit: { title: 'page of 50 of a unit’s log', needs: 'the version of the tree and 50 entries' },
  coverage: {
    title: 'training coverage of the province, first time in a process',
    needs: 'the tree, every person once, attendances and courses of the year',
  },
  progress: {
    title: 'progress, first time in a process',
    needs:
      'the tree, baselines, posts and autonomy of 2021 to 2026, reorganisations, district budgets, frameworks, every person once, attendances and courses of 2025',
  },
  projection: {
    title: 'a projection 2025 → 2030, stored',
    needs:
      'every register of the start twice, the frozen content once. Written: parts of the run and of its inputs, run, log entry, head, saved answer',
  },
};
const NAMES = Object.keys(TITLES) as UseName[];

const priced = ({ read, write }: { read: number; write: number }): number =>
  read * PRICES.tableRead.dollars + write * PRICES.tableWrite.dollars;
const ratioOf = ({ request, floor }: Measured): number => priced(request) / priced(floor);

function capacityRow(name: UseName, measured: Measured): string {
  const { request, floor } = measured;
  const part = (used: number, least: number) =>
    least === 0 ? '– | – | –' : `${number(used)} | ${number(least)} | ${number(used / least, 2)}`;
  const { title, needs } = TITLES[name];
  return `| ${title} | ${part(request.read, floor.read)} | ${part(request.write, floor.write)} | ${number(ratioOf(measured), 2)} | ${needs} |`;
}

const requestRow = (name: UseName, { request, cpu }: Measured): string =>
  `| ${TITLES[name].title} | ${spread(cpu, 1)} | ${number(request.calls)} | ${number(paidMilliseconds(request))} | ${number(request.logBytes)} |`;

const PART_TITLES: Readonly<Record<Part, string>> = {
  requests: 'requests (API Gateway, Lambda)',
  compute: 'Lambda, GB-seconds',
  reads: 'table, reads',
  writes: 'table, writes',
  logs: 'logs',
};

const cents = (dollars: number): string => number(dollars, 2);

function useRows({ byUse }: ProvinceCost): string[] {
  return byUse.map(
    ({ use, times, why, cost }) =>
      `| ${TITLES[use].title} | ${number(times)} | ${why} | ${PARTS.map((part) => cents(cost[part])).join(' | ')} | ${cents(sum(cost))} |`,
  );
}

/** What is paid for, the dearest first. */
function partsOf(cost: ProvinceCost): { title: string; dollars: number }[] {
  const parts = PARTS.map((part) => ({ title: PART_TITLES[part], dollars: cost.byPart[part] }));
  const others = [
    { title: 'storage with its backup', dollars: cost.storage },
    { title: 'active users (Cognito Plus)', dollars: cost.users },
  ];
  return [...parts, ...others].sort((one, other) => other.dollars - one.dollars);
}

/** What a stage has besides: see docs/operations.md. */
const FIXED = { alarms: 30, metrics: 7 };

/** docs/performance-capacity.md: what each use consumes, and what a province and the nation cost a month. */
export function pageOf({ machine, uses, stored, memoryMegabytes }: CapacityFigures): string {
  const requests = Object.fromEntries(NAMES.map((name) => [name, uses[name].request])) as Record<UseName, Measured['request']>;
  const gigabytes = memoryMegabytes / 1024;
  const cost = provinceCost(requests, stored, gigabytes);
  const fixed = fixedCost(FIXED);
  const still = Object.values(fixed).reduce((all, each) => all + each, 0);
  const parts = partsOf(cost);
  const [dearest, second] = parts;
  const dearestUse = cost.byUse.reduce((one, other) => (sum(other.cost) > sum(one.cost) ? other : one));
  const worst = NAMES.reduce((one, other) => (ratioOf(uses[other]) > ratioOf(uses[one]) ? other : one));
  const share = (dollars: number) => `${number((100 * dollars) / cost.all)} %`;
  return `# Capacity for each use, and what a month costs

Written by \`npm run bench:capacity\` (\`bench/capacity/run.ts\`) on ${machine.day}; every number below is of that one run. ${machineText(machine)} Capacity and bytes do not depend on the machine; CPU milliseconds do.

| | measured | aim | |
|---|---|---|---|
${NAMES.map((name) => aimRow(`${TITLES[name].title}: capacity ÷ floor, by price`, number(ratioOf(uses[name]), 2), `≤ ${AIM}`, ratioOf(uses[name]) <= AIM)).join('\n')}

## Consumed capacity against its floor

Each use is a request to the whole API on [the demonstration province](demonstration.md), people included. Units as the engine reports them; the floor ([\`bench/floor.ts\`](../bench/floor.ts)) is the sum over the items that are necessary, log, chain head and saved answers included, of their sizes rounded up in their mode. What a process keeps is read by its version; coverage and progress are those of a process that has read nothing yet. The ratio by price weighs a written unit five times as much as one read, as the bill does; the worst is ${TITLES[worst].title}.

| use | read | floor | ratio | written | floor | ratio | by price | what the floor holds |
|---|---|---|---|---|---|---|---|---|
${NAMES.map((name) => capacityRow(name, uses[name])).join('\n')}

## What a request takes besides

CPU of all threads while the request is answered in process, medians with the middle half in brackets; calls of the table; what Lambda is paid for, taking CPU for CPU of an arm64 core at ${number(memoryMegabytes)} MB and ${TABLE_MILLISECONDS} ms of waiting for each call as if none ran beside another; bytes of its line in the log (the platform's and the gateway's own ${number(PLATFORM_LOG_BYTES)} come on top).

| use | CPU ms | calls | paid ms | log bytes |
|---|---|---|---|---|
${NAMES.map((name) => requestRow(name, uses[name])).join('\n')}

## A province in a month

${number(PROVINCE.units)} reporting units, ${number(PROVINCE.people)} people in service, ${number(PROVINCE.users)} users, ${PROVINCE.workdays} workdays. How often each use happens is assumed ([\`assumptions.ts\`](../bench/capacity/assumptions.ts)): nobody has counted yet. Prices are on demand, of us-east-1, [recalled on ${PRICES_AS_OF} and not read](operations.md#what-it-costs), without free tiers. US dollars.

| use | times | because | requests | Lambda | reads | writes | logs | sum |
|---|---|---|---|---|---|---|---|---|
${useRows(cost).join('\n')}

The demonstration's ${number(stored.items)} items hold ${megabytes(stored.bytes)}, six years of registers and three of people; with ${ITEM_OVERHEAD} bytes for each item that the table adds, ${number(cost.kept, 2)} GB are kept and backed up.

| | province | part | ${PROVINCES} provinces |
|---|---|---|---|
${parts.map(({ title, dollars }) => `| ${title} | ${cents(dollars)} | ${share(dollars)} | ${number(dollars * PROVINCES)} |`).join('\n')}
| **sum by use** | **${cents(cost.all)}** | | **${number(cost.all * PROVINCES)}** |
| a stage by itself, once | | | ${number(still, 2)} |

A stage by itself: key ${cents(fixed.key)}, alarms ${cents(fixed.alarms)}, dashboard ${cents(fixed.dashboard)}, metrics ${cents(fixed.metrics)}, and ${number(IDLE_POLLS)} requests with which the queue of jobs is asked for messages though there be none, ${cents(fixed.polls)}. Taxes, support and traffic to the internet are not in it.

**The lever**: ${dearest?.title ?? ''}, ${share(dearest?.dollars ?? 0)} of the bill; then ${second?.title ?? ''}, ${share(second?.dollars ?? 0)}. Of the uses the dearest is ${TITLES[dearestUse.use].title} (${cents(sum(dearestUse.cost))} dollars).${dearest?.title.startsWith('active users') ? ' An issuer of the province’s own (`--issuer`), or Cognito’s plan below Plus, takes it away.' : ''} Where an instance answers several such requests, coverage and progress read the versions of what they know instead of the people.
`;
}
