import * as z from 'zod';
import { orNull } from '../domain/vocabulary.ts';
import { plainDateSchema } from '../time.ts';

/** A text in both languages of the product. */
export const bilingualSchema = z
  .strictObject({ vi: z.string().min(1), en: z.string().min(1) })
  .meta({ id: 'Bilingual', description: 'A text in Vietnamese and English' });
export type Bilingual = z.infer<typeof bilingualSchema>;

export const sourceStatusSchema = z.enum(['read', 'recalled']).meta({
  id: 'SourceStatus',
  description: 'read: the text or an excerpt of it was read; recalled: known but still to be checked by a lawyer',
  example: 'read',
});
export type SourceStatus = z.infer<typeof sourceStatusSchema>;

/** Where a legal value comes from. `article` is as fine as the act allows: article, clause, point. */
export const sourceSchema = z
  .strictObject({
    act: z.string().min(1).meta({ example: '124/NQ-HĐND' }),
    article: z.string().min(1).meta({ example: 'Điều 1 khoản 2 điểm a' }),
    publishedOn: orNull(plainDateSchema).meta({ description: 'Date of the act; null when not known' }),
    status: z.enum(['enacted', 'proposed']),
    sourceStatus: sourceStatusSchema,
    note: z.string().min(1).optional(),
  })
  .meta({ id: 'LegalSource', description: 'Act and article from which a value comes' });
export type Source = z.infer<typeof sourceSchema>;

/** One step of the legal ground of a computed answer: which rule, which of its dated values, from which article. */
export const basisSchema = z
  .strictObject({
    rule: z.string(),
    value: z.string().meta({ description: 'The value applied, exact and readable' }),
    effectiveFrom: plainDateSchema,
    act: z.string(),
    article: z.string(),
    sourceStatus: sourceStatusSchema,
  })
  .meta({
    id: 'Basis',
    description: 'Rule and dated value from which an answer follows',
    example: {
      rule: 'retirement-age-men',
      value: '62 years 0 months',
      effectiveFrom: '2028-01-01',
      act: '135/2020/NĐ-CP',
      article: 'Điều 4 khoản 2',
      sourceStatus: 'read',
    },
  });
export type Basis = z.infer<typeof basisSchema>;
