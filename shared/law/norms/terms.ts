import * as z from 'zod';
import { normMeasureSchema } from '../../domain/norms/input.ts';
import { autonomyBandSchema, fractionSchema, orNull, sectorSchema } from '../../domain/vocabulary.ts';

/** A norm is a least, a most, or both; which of them it is decides what a unit may be told. */
export const NORM_KINDS = ['min', 'max', 'range'] as const;

/** People per class or station. A `max` has no `least`, a `min` no `most`. */
export const normTermsSchema = z
  .strictObject({
    kind: z.enum(NORM_KINDS),
    measure: normMeasureSchema,
    sector: sectorSchema,
    least: orNull(fractionSchema),
    most: orNull(fractionSchema),
  })
  .refine(({ kind, least, most }) => (least !== null) === (kind !== 'max') && (most !== null) === (kind !== 'min'))
  .meta({ id: 'NormTerms', description: 'A sector norm: people per class or station' });
export type NormTerms = z.infer<typeof normTermsSchema>;

/** How many contracts a unit may have in place of posts that it lacks. */
export const contractCeilingTermsSchema = z
  .strictObject({ share: fractionSchema, bands: z.array(autonomyBandSchema), sectors: z.array(sectorSchema) })
  .meta({ id: 'ContractCeilingTerms', description: 'Share of what is missing to the norm that contracts may fill' });
export type ContractCeilingTerms = z.infer<typeof contractCeilingTermsSchema>;
