import type { Outcome } from './fuzz.ts';

export type Machine = { day: string; commit: string; node: string; engine: string; seed: number; cases: number; seconds: number };

const sumOf = (outcomes: readonly Outcome[], of: (outcome: Outcome) => number): number =>
  outcomes.reduce((sum, outcome) => sum + of(outcome), 0);
const shareOf = ({ answered, cases }: Outcome): number => Math.round((100 * answered) / Math.max(1, cases));
const areaOf = ({ operation }: Outcome): string => operation.split('/')[2] ?? operation.split(' ')[1] ?? '';

/** The page of a whole run: what was asked, how it was answered, what was found. */
export function pageOf({ day, commit, node, engine, seed, cases, seconds }: Machine, outcomes: readonly Outcome[]): string {
  const found = sumOf(outcomes, (outcome) => outcome.found.length);
  const statuses = new Map<string, number>();
  for (const outcome of outcomes)
    for (const [status, count] of Object.entries(outcome.statuses)) statuses.set(status, (statuses.get(status) ?? 0) + count);
  const areas = [...Map.groupBy(outcomes, areaOf)].map(([area, some]) => {
    const least = some.toSorted((one, other) => shareOf(one) - shareOf(other))[0];
    return `| \`${area}\` | ${some.length} | ${sumOf(some, (each) => each.cases)} | ${sumOf(some, (each) => each.answered)} | ${sumOf(some, (each) => each.refused)} | ${least ? `${shareOf(least)} % \`${least.operation}\`` : ''} |`;
  });
  return `# The fuzz run

Written by \`npm run fuzz\` ([test/fuzz](../test/fuzz)) on ${day}, commit ${commit}, Node ${node}, engine ${engine}, seed ${seed}, in ${seconds} s.

**${outcomes.length} operations, ${sumOf(outcomes, (each) => each.cases)} cases (${cases} each), ${found} findings.**

Every operation of the OpenAPI document is asked, by each role that may, what its schemas allow, what lies at their edges, and what they do not allow: in path, query, headers and body, and in the bytes of the body. Each case begins from the same province with records; a repeat with the same seed asks the same. What counts as a finding stands in [judge.ts](../test/fuzz/judge.ts), and [a test](../test/fuzz/fuzz.test.ts) shows that each of its rules finds what it is for. What is not HTTP any more is [asked over the wire](../test/fuzz/wire.test.ts).

| status | answers |
|---|---|
${[...statuses]
  .toSorted(([one], [other]) => Number(one) - Number(other))
  .map(([status, count]) => `| ${status} | ${count} |`)
  .join('\n')}

An operation that was never answered with success (or with the refusal that its sample expects) would be a finding.

| area | operations | cases | with success | refused | least often with success |
|---|---|---|---|---|---|
${areas.join('\n')}
`;
}
