import * as z from 'zod';
import { impersonalText } from './impersonal-text.ts';
import { plainDateSchema, yearSchema } from '../time.ts';
import { unitCodeSchema } from './unit.ts';
import { categorySchema, decisionSchema, issuerSchema } from './vocabulary.ts';

/** The pseudo unit that holds the province's reserve (biên chế dự phòng). */
export const RESERVE = '~RESERVE';

/** Who holds posts: a unit, or the reserve. */
export const holderSchema = z
  .union([unitCodeSchema, z.literal(RESERVE)])
  .meta({ id: 'PostHolder', description: 'Unit code, or ~RESERVE for the province’s reserve', example: 'H49.13' });

/**
 * Why a quantity was entered. `assign` carries the year's assignment; what makes it differ from the closing of the
 * year before is shown as unexplained. `transfer` and `reorganisation` always come in equal signed pairs.
 */
export const POST_REASONS = [
  'assign',
  'supplement',
  'recall',
  'transfer',
  'scope-transfer',
  'pay-source-transfer',
  'reorganisation',
  'correction',
] as const;
export type PostReason = (typeof POST_REASONS)[number];
/** Reasons that a person may enter directly; the others come from the transfer and the reorganisation verbs. */
export const DIRECT_POST_REASONS = ['assign', 'supplement', 'recall', 'scope-transfer', 'pay-source-transfer', 'correction'] as const;

export const postEntryInputSchema = z
  .strictObject({
    issuer: issuerSchema,
    category: categorySchema,
    quantity: z.int().min(-1_000_000).max(1_000_000).meta({ description: 'Signed whole posts; not 0' }),
    reason: z.enum(DIRECT_POST_REASONS),
    effectiveFrom: plainDateSchema,
    decision: decisionSchema,
    outsideBase: z.boolean().default(false).meta({ description: 'Added outside the base of the targets (for instance new teacher posts)' }),
    note: impersonalText(300).optional(),
  })
  .refine((entry) => entry.quantity !== 0, { path: ['quantity'], params: { rule: 'not-zero' } })
  .meta({ id: 'PostEntryInput', description: 'A signed entry of the posts ledger' });
export type PostEntryInput = z.infer<typeof postEntryInputSchema>;

export const postEntrySchema = z
  .strictObject({
    issuer: issuerSchema,
    category: categorySchema,
    quantity: z.int(),
    reason: z.enum(POST_REASONS),
    effectiveFrom: plainDateSchema,
    decision: decisionSchema,
    outsideBase: z.boolean(),
    note: z.string().optional(),
    reorganisation: z.string().optional(),
    counterpart: z.string().optional().meta({ description: 'The other side of a transfer' }),
  })
  .meta({ id: 'PostEntry', description: 'An entry of the posts ledger' });
export type PostEntry = z.infer<typeof postEntrySchema>;

/** A unit's (or the reserve's) posts of one year: the ledger itself, in the order of entry. */
export const postsRecordSchema = z
  .strictObject({ unit: z.string(), year: yearSchema, entries: z.array(postEntrySchema), version: z.int().min(1) })
  .meta({ id: 'PostsRecord', description: 'Posts ledger of a unit and year' });
export type PostsRecord = z.infer<typeof postsRecordSchema>;

/** Posts that move from one holder to another; `~RESERVE` names the reserve. */
export const postTransferSchema = z
  .strictObject({
    from: holderSchema,
    to: holderSchema,
    issuer: issuerSchema,
    category: categorySchema,
    quantity: z.int().min(1).max(1_000_000),
    effectiveFrom: plainDateSchema,
    decision: decisionSchema,
    outsideBase: z.boolean().default(false),
    reason: impersonalText(500).optional(),
  })
  .meta({ id: 'PostTransfer', description: 'Posts moved between units or to and from the reserve' });
