import * as z from 'zod';
import { impersonalText } from './impersonal-text.ts';
import { plainDateSchema, yearSchema } from '../time.ts';
import { siteSchema, unitCodeSchema } from './unit.ts';
import {
  categorySchema,
  decisionSchema,
  fractionSchema,
  issuerSchema,
  orNull,
  sectorSchema,
  textSchema,
  unitKindSchema,
  unitLevelSchema,
} from './vocabulary.ts';

export const REORGANISATION_TYPES = ['merge', 'split', 'dissolve', 'transfer', 'convert'] as const;
export const MAX_UNITS_PER_SIDE = 16;
/** Longest list that is read at all; more than the side allows is refused with its rule. */
const MAX_LISTED = 200;

/** Where posts go that no unit receives. `reserve` is still counted; `surrendered` is cut; `outside` leaves the province's scope. */
export const SINKS = ['reserve', 'surrendered', 'outside'] as const;
export type Sink = (typeof SINKS)[number];
export const destinationSchema = z
  .union([unitCodeSchema, z.enum(SINKS)])
  .meta({ id: 'Destination', description: 'A target unit, or reserve, surrendered, outside' });

/** One cell of the share matrix as it is asked for: an exact share, or explicit posts of one category. */
export const shareInputSchema = z
  .strictObject({
    source: unitCodeSchema,
    to: destinationSchema,
    category: categorySchema.optional().meta({ description: 'Absent: holds for every category without a row of its own' }),
    share: fractionSchema.optional(),
    posts: z.int().min(0).optional().meta({ description: 'Explicit posts (needs category): become a fraction of the posts that day' }),
  })
  .meta({ id: 'ShareInput', description: 'Share of a source that goes to a destination' });

/** A unit that the reorganisation creates. */
export const newUnitSchema = z
  .strictObject({
    code: unitCodeSchema,
    name: textSchema(250),
    kind: unitKindSchema,
    level: unitLevelSchema,
    sector: sectorSchema,
    parent: orNull(unitCodeSchema),
    sites: z.array(siteSchema).max(200).default([]),
  })
  .meta({ id: 'NewUnit', description: 'Unit to be created' });

/** Facts of a living unit that change on the day: a new parent, kind, code, name … */
export const unitChangeSchema = z
  .strictObject({
    unit: unitCodeSchema,
    code: unitCodeSchema.optional(),
    name: textSchema(250).optional(),
    kind: unitKindSchema.optional(),
    level: unitLevelSchema.optional(),
    sector: sectorSchema.optional(),
    parent: unitCodeSchema.optional(),
    sites: z.array(siteSchema).max(200).optional(),
  })
  .meta({ id: 'UnitChange', description: 'New facts of a unit from the effective date' });

export const reorganisationInputSchema = z
  .strictObject({
    type: z.enum(REORGANISATION_TYPES),
    effectiveFrom: plainDateSchema,
    decision: decisionSchema,
    reason: impersonalText(500).optional(),
    sources: z.array(unitCodeSchema).min(1).max(MAX_LISTED),
    targets: z.array(unitCodeSchema).max(MAX_LISTED).default([]).meta({ description: 'Receiving units, those in `creates` included' }),
    creates: z.array(newUnitSchema).max(MAX_LISTED).default([]),
    changes: z.array(unitChangeSchema).max(MAX_LISTED).default([]),
    shares: z.array(shareInputSchema).max(2000).default([]),
  })
  .meta({ id: 'ReorganisationInput', description: 'Merge, split, dissolve, transfer or convert' });
export type ReorganisationInput = z.infer<typeof reorganisationInputSchema>;

/** A resolved cell of the matrix: every (source, category) of the record sums to exactly 1. `category` null = every category without its own row. */
export const shareSchema = z.strictObject({
  source: unitCodeSchema,
  to: destinationSchema,
  category: orNull(categorySchema),
  share: fractionSchema,
});
export type Share = z.infer<typeof shareSchema>;

/** A posts entry that a reorganisation made, kept with it so that the effect can be read in one place. */
export const movedPostsSchema = z.strictObject({
  unit: z.string().meta({ description: 'Unit key, or ~RESERVE' }),
  year: yearSchema,
  issuer: issuerSchema,
  category: categorySchema,
  quantity: z.int(),
});

export const reorganisationSchema = z
  .strictObject({
    id: z.string().meta({ description: 'Time-ordered id; order of records on one day follows it' }),
    type: z.enum(REORGANISATION_TYPES),
    effectiveFrom: plainDateSchema,
    decision: decisionSchema,
    reason: orNull(z.string()),
    sources: z.array(unitCodeSchema),
    targets: z.array(unitCodeSchema),
    creates: z.array(unitCodeSchema),
    ends: z.array(unitCodeSchema).meta({ description: 'Units whose life ends on the day' }),
    changes: z.array(unitChangeSchema),
    shares: z.array(shareSchema),
    moved: z.array(movedPostsSchema),
    surrendered: z.array(movedPostsSchema),
    outside: z.array(movedPostsSchema),
    version: z.int().min(1),
  })
  .meta({ id: 'Reorganisation', description: 'One reorganisation as recorded' });
export type Reorganisation = z.infer<typeof reorganisationSchema>;
