import type { RoundResult, Run } from './runs.ts';

export type Machine = { cores: number; node: string; engine: string; version: string; commit: string; day: string };
/** Kinds of runs may have been run on different days. */
type Ran = { run: Run; minutes: number; seed: number; on: Machine };
/** What one round has come to; its history is not kept. */
export type Tally = {
  changes: number;
  kinds: string[];
  reads: number;
  sent: number;
  transactions: number;
  acknowledged: number;
  refused: number;
  applied: number;
  notApplied: number;
  lost: number;
  retried: number;
  doubled: number;
  resumed: number;
  busy: number;
  slowest: number;
  injected: [string, number][];
  violations: string[];
};
/** What a run has come to: the sum of its rounds. */
export type Figures = Ran & { rounds: number } & Tally;

export const tallyOf = ({ seed, history, findings, injected }: RoundResult): Tally => ({
  ...history.counts,
  changes: history.changes.length,
  kinds: [...new Set(history.changes.map(({ kind }) => kind))],
  reads: history.reads.length,
  transactions: findings.transactions,
  acknowledged: findings.acknowledged,
  refused: findings.refused,
  applied: findings.unknown.applied,
  notApplied: findings.unknown.not,
  slowest: history.slowest,
  injected: [...injected],
  violations: findings.violations.map((violation) => `seed ${seed}: ${violation}`),
});

export function figuresOf(ran: Ran, rounds: readonly Tally[]): Figures {
  const sum = (figure: (round: Tally) => number) => rounds.reduce((total, round) => total + figure(round), 0);
  const injected = new Map<string, number>();
  for (const [kind, count] of rounds.flatMap((round) => round.injected)) injected.set(kind, (injected.get(kind) ?? 0) + count);
  return {
    ...ran,
    rounds: rounds.length,
    changes: sum(({ changes }) => changes),
    kinds: [...new Set(rounds.flatMap(({ kinds }) => kinds))],
    reads: sum(({ reads }) => reads),
    sent: sum(({ sent }) => sent),
    transactions: sum(({ transactions }) => transactions),
    acknowledged: sum(({ acknowledged }) => acknowledged),
    refused: sum(({ refused }) => refused),
    applied: sum(({ applied }) => applied),
    notApplied: sum(({ notApplied }) => notApplied),
    lost: sum(({ lost }) => lost),
    retried: sum(({ retried }) => retried),
    doubled: sum(({ doubled }) => doubled),
    resumed: sum(({ resumed }) => resumed),
    busy: sum(({ busy }) => busy),
    slowest: Math.max(0, ...rounds.map(({ slowest }) => slowest)),
    injected: [...injected].sort(([one], [other]) => (one < other ? -1 : 1)),
    violations: rounds.flatMap(({ violations }) => violations),
  };
}

const number = (value: number): string => Math.round(value).toLocaleString('en-GB');

const TITLES: Readonly<Record<Run, { title: string; says: string }>> = {
  checker: {
    title: 'Concurrent clients',
    says: 'Eight clients against a server process of its own on the real engine; answers lost by closing the connection after sending, requests sent twice at once and again under the same Idempotency-Key.',
  },
  faults: {
    title: 'Faults between service and table',
    says: 'The same clients, with a loopback proxy between the server and the engine that delays, cuts, hangs, refuses and shortens, and a clock of the server that is set back by up to 30 hours and forward by up to 6. The limits of a call (1 s) and of a request (4 s) are shorter than in operation, so that many run out.',
  },
  kills: {
    title: 'Killed processes',
    says: 'The local start as it is, with its data in a folder; it or its engine is killed with SIGKILL at random moments while most of the work is bulk requests, and started again. What was broken off is asked for again under its key.',
  },
};

const line = (what: string, value: number | string) => `| ${what} | ${typeof value === 'number' ? number(value) : value} |`;

function section(figures: Figures): string {
  const { title, says } = TITLES[figures.run];
  const told: [string, number | string][] = [
    ['minutes of clients at work', figures.minutes],
    ['rounds, each in a province of its own', figures.rounds],
    ['seed of the first round', `${figures.seed}`],
    ['commit and day', `${figures.on.commit}, ${figures.on.day}`],
    ['requests sent', figures.sent],
    [`changes asked for, of ${figures.kinds.length} kinds`, figures.changes],
    ['acknowledged', figures.acknowledged],
    ['refused', figures.refused],
    ['outcome never told: made / not made', `${number(figures.applied)} / ${number(figures.notApplied)}`],
    ['transactions in the logs', figures.transactions],
    ['readings of a record’s version', figures.reads],
    ['answers lost', figures.lost],
    ['requests repeated', figures.retried],
    ['requests sent twice at once', figures.doubled],
    ['unknown outcomes asked for again at the end', figures.resumed],
    ['answered 503 with Retry-After', figures.busy],
    ['longest wait for an answer, ms', figures.slowest],
    ['**violations**', `**${number(figures.violations.length)}**`],
  ];
  const injected = figures.injected.map(([kind, count]) => line(kind, count));
  return [
    `## ${title}`,
    says,
    ['| | |', '|---|---|', ...told.map(([what, value]) => line(what, value))].join('\n'),
    ...(injected.length === 0
      ? []
      : [[`| ${figures.run === 'kills' ? 'killed' : 'injected'} | times |`, '|---|---|', ...injected].join('\n')]),
    ...figures.violations.slice(0, 20).map((violation) => `- ${violation}`),
  ].join('\n\n');
}

/** The document of the runs. */
export function pageOf(runs: readonly Figures[]): string {
  const [{ cores, node, engine, version }] = runs.map(({ on }) => on) as [Machine];
  return `${[
    '# Reliability',
    `Written by \`npm run prove\` (\`tools/prove.ts\`). bienche ${version}, Node ${node}, engine ${engine}, ${cores} cores that others used as well.`,
    `Each round ends with a proof from what the clients saw and what the table holds ([\`check.ts\`](../test/support/prove/check.ts)): there is a serial order of all transactions and readings that agrees with every chain of the log, with the versions of every record and with real time (what was answered before something else was asked for comes before it); carried out in that order on a plain model without any code of the product, each change does exactly what was asked for, on the version that it named. Every acknowledged change is in the log once, no refused one is, one of unknown outcome once or not at all; rows of a bulk request stand with the results of their chunk; a repeated request got the same answer to the byte; posts are conserved in every transaction, and in every baseline that was frozen meanwhile; each person is in one place; every chain is whole, also by \`/v1/audit/verify\`; no answer was a 500, none came later than the limit of a request (and 5 s for its last words and a busy machine), none said 503 without saying when to try again.`,
    'That the checker finds what it looks for is tested: seven bugs planted between the service and its table (no conditions, no audit entry, a retry applied twice, an acknowledgement before the commit, half a chunk, stale reads, one side of a transfer) are each found, and the same run without them is clean ([test](../test/prove/checker.test.ts)).',
    ...runs.map(section),
  ].join('\n\n')}\n`;
}
