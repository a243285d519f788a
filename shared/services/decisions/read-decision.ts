import * as z from 'zod';
import { ACTING_ROLES } from '../../actor.ts';
import { recordChangeSchema } from '../../audit.ts';
import { decisionGroup, decisionKey } from '../../domain/decision-citations.ts';
import { type Decision, decisionSchema } from '../../domain/vocabulary.ts';
import { Refusal } from '../../errors.ts';
import { type Citation, loadCitations } from '../../store/decisions.ts';
import { parseLogEntry } from '../../store/log.ts';
import type { PlainDate } from '../../time.ts';
import { permit, scopeOf } from '../access.ts';
import type { Context } from '../context.ts';
import { type Page, type PageAsk, pageOf } from '../page.ts';

/** One record that a decision changed, as the log has it. */
export const decisionChangeSchema = z
  .strictObject({
    decision: decisionSchema,
    at: z.string().meta({ description: 'Instant of recording (UTC)' }),
    actor: z.string(),
    role: z.enum(ACTING_ROLES),
    verb: z.string(),
    stream: z.string().meta({ description: 'Unit key, ~RESERVE, or another stream of the province' }),
    sequence: z.int().min(1),
    ...recordChangeSchema.shape,
  })
  .meta({ id: 'DecisionChange', description: 'A record that a decision changed: where, when, by whom, before and after' });
export type DecisionChange = z.infer<typeof decisionChangeSchema>;

const groupSchema = decisionSchema
  .extend({ changes: z.int().min(1), firstAt: z.string(), lastAt: z.string() })
  .meta({ id: 'DecisionGroup', description: 'One decision of the number, as first written, and how many changes rest on it' });

export const decisionShape = {
  number: z.string().meta({ description: 'The number as it is looked up' }),
  groups: z.array(groupSchema).meta({ description: 'By date and issuing body: several may use one number' }),
};
export type DecisionPage = { number: string; groups: z.infer<typeof groupSchema>[] } & Page<DecisionChange>;

export type DecisionFilters = { date?: PlainDate | undefined; issuedBy?: string | undefined };

type Line = { key: string; decision: Decision; at: string; change: Citation['changes'][number] };

/**
 * Everything that was recorded under a decision's number, in the order of recording, as far as the actor may see the units
 * concerned on the day of recording (as in their histories).
 */
export async function readDecision(ctx: Context, number: string, filters: DecisionFilters, page: PageAsk): Promise<DecisionPage> {
  permit(ctx, 'read', 'decisions');
  const scope = await scopeOf(ctx);
  const wanted = ({ decision }: Citation) =>
    (filters.date === undefined || decision.date === filters.date) &&
    (filters.issuedBy === undefined || decisionGroup(decision) === decisionGroup({ ...decision, issuedBy: filters.issuedBy }));
  const lines = (await loadCitations(ctx.store, number))
    .filter(wanted)
    .flatMap(({ key, decision, at, day, changes }) =>
      changes
        .map((change, place): Line => ({ key: `${key}#${String(place).padStart(4, '0')}`, decision, at, change }))
        .filter(({ change }) => scope.sees(change.stream, day)),
    );
  if (lines.length === 0) throw new Refusal('not-found', { what: number });
  const request = { ...page, list: 'decision', filters: { number: decisionKey(number), ...filters } };
  const { items, next } = pageOf(ctx, request, lines, ({ key }) => key);
  return { number: decisionKey(number), groups: groupsOf(lines), items: await logged(ctx, items), next };
}

function groupsOf(lines: readonly Line[]): DecisionPage['groups'] {
  return [...Map.groupBy(lines, ({ decision }) => decisionGroup(decision))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, all]) => {
      const [first, last] = [all[0] as Line, all.at(-1) as Line];
      return { ...first.decision, changes: all.length, firstAt: first.at, lastAt: last.at };
    });
}

/** The lines of a page with what the log says of each. */
async function logged(ctx: Context, lines: readonly Line[]): Promise<DecisionChange[]> {
  const entries = await ctx.store.getMany(lines.map(({ change }) => ctx.store.keys.logEntry(change.stream, change.sequence)));
  return lines.map(({ decision, at, change: { stream, sequence, record, version } }, index) => {
    const item = entries[index];
    const entry = item && parseLogEntry(item);
    const change = entry?.changes.find((one) => one.record === record && one.version === version);
    if (!entry || !change) throw new Error(`${stream} ${sequence} does not log ${record}, which a decision is said to have changed`);
    const { actor, role, verb } = entry;
    return { decision, at, actor, role, verb, stream, sequence, ...change };
  });
}
