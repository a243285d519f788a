import * as z from 'zod';
import { impersonalText } from '../../domain/impersonal-text.ts';
import { catalogueOn } from '../../domain/positions/catalogue.ts';
import { decisionSchema, type Decision } from '../../domain/vocabulary.ts';
import { Refusal } from '../../errors.ts';
import { LISTED_POSITIONS, type CatalogueEntry, catalogueFactsSchema } from '../../law/positions/catalogue.ts';
import { type PositionRegime, regimeOf } from '../../law/positions/regimes.ts';
import { loadCatalogueEntry, putCatalogueEntry } from '../../store/position-frameworks.ts';
import { type PlainDate, plainDateSchema } from '../../time.ts';
import { permit } from '../access.ts';
import type { Context } from '../context.ts';
import { type Expected, nextVersion } from '../expected.ts';
import { requireDateInReach, requireTaken } from '../judge-dates.ts';
import { found } from '../read-record.ts';
import { type Change, transact } from '../transact.ts';

export const addPositionSchema = catalogueFactsSchema
  .extend({ decision: decisionSchema, reason: impersonalText(500).optional() })
  .meta({ id: 'AddPosition', description: 'A position that the act’s annex lists and the catalogue lacks' });
export type AddPosition = z.infer<typeof addPositionSchema>;

/** The province's own stream: its catalogue belongs to no unit. */
const STREAM = '~POSITIONS';

/**
 * Adds a position of the act's annex to the catalogue of its regime, by a decision. A code that our list has already is
 * replaced by the province's entry when its facts differ: the annex is right, our memory of it is not.
 */
export async function addPosition(ctx: Context, { decision, reason, ...facts }: AddPosition): Promise<CatalogueEntry> {
  permit(ctx, 'write', 'position-catalogue');
  const { regime, code } = facts;
  requireTaken(ctx, decision);
  requireWithinRegime(ctx, regime, facts.from, 'from');
  if (!regimeOf(regime).terms.groups.some(({ group }) => group === facts.group))
    throw new Refusal('group-not-of-regime', { given: facts.group }, 'group');
  return transact(ctx, { verb: 'add-position', reason: reason ?? null, decision }, [STREAM], async () => {
    const current = await loadCatalogueEntry(ctx.store, regime, code);
    const listed = current && catalogueOn([current], regime, facts.from).get(code)?.origin === 'province';
    if (current && listed) throw new Refusal('already-listed', { regime, code, name: current.name }, 'code');
    const version = (current?.version ?? 0) + 1;
    const entry: CatalogueEntry = { ...facts, until: null, origin: 'province', sourceStatus: 'read', decision, version };
    return { result: entry, changes: [entryChange(ctx, current, entry)] };
  });
}

export const endPositionSchema = z
  .strictObject({
    until: plainDateSchema.meta({ description: 'First day on which it is no longer listed; its first day when it should never have been' }),
    decision: decisionSchema,
    reason: impersonalText(500).optional(),
  })
  .meta({ id: 'EndPosition', description: 'Ends an entry of the province’s catalogue' });

export type EndPosition = {
  regime: PositionRegime;
  code: string;
  until: PlainDate;
  decision: Decision;
  reason: string | null;
  expected: Expected;
};

/** Ends an entry that the province added. Frameworks approved before keep their checks. */
export async function endPosition(ctx: Context, { regime, code, until, decision, reason, expected }: EndPosition): Promise<CatalogueEntry> {
  permit(ctx, 'write', 'position-catalogue');
  requireTaken(ctx, decision);
  requireDateInReach(ctx, until, 'until');
  return transact(ctx, { verb: 'end-position', reason, decision }, [STREAM], async () => {
    const current = await loadCatalogueEntry(ctx.store, regime, code);
    if (!current && LISTED_POSITIONS.some((entry) => entry.regime === regime && entry.code === code))
      throw new Refusal('listed-by-law', { code });
    const what = { record: 'catalogue-entry', id: code } as const;
    const entry = found(current, what);
    const version = nextVersion(entry, expected, what);
    if (until < entry.from) throw new Refusal('listed-outside-regime', { date: until, regime, from: entry.from }, 'until');
    const ended: CatalogueEntry = { ...entry, until, decision, version };
    return { result: ended, changes: [entryChange(ctx, entry, ended)] };
  });
}

function requireWithinRegime(ctx: Context, regime: PositionRegime, date: PlainDate, field: string): void {
  requireDateInReach(ctx, date, field);
  const { from } = regimeOf(regime);
  if (date < from) throw new Refusal('listed-outside-regime', { date, regime, from }, field);
}

const entryChange = (ctx: Context, before: CatalogueEntry | undefined, after: CatalogueEntry): Change => ({
  stream: STREAM,
  record: `position-catalogue/${after.regime}/${after.code}`,
  version: after.version,
  before: before ?? null,
  after,
  write: putCatalogueEntry(ctx.store, after),
});
