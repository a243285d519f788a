import * as z from 'zod';
import { plainDateSchema } from '../time.ts';

/** Who counts where: the categories of people and posts (cán bộ, công chức, viên chức …). */
export const CATEGORIES = ['cadre', 'civil-servant', 'employee-budget', 'employee-revenue', 'contract', 'non-specialised'] as const;
export const categorySchema = z
  .enum(CATEGORIES)
  .meta({ id: 'Category', description: 'Category of people or posts', example: 'employee-budget' });
export type Category = z.infer<typeof categorySchema>;

export const UNIT_KINDS = ['administrative', 'public-service', 'party', 'front-mass-organisation', 'association'] as const;
export const unitKindSchema = z.enum(UNIT_KINDS).meta({ id: 'UnitKind', description: 'Legal kind of a unit', example: 'public-service' });
export type UnitKind = z.infer<typeof unitKindSchema>;

export const UNIT_LEVELS = ['province', 'district', 'commune'] as const;
export const unitLevelSchema = z
  .enum(UNIT_LEVELS)
  .meta({ id: 'UnitLevel', description: 'Level of government that manages the unit', example: 'province' });
export type UnitLevel = z.infer<typeof unitLevelSchema>;

/** The seven public-service sectors that official series use, and state administration itself. */
export const SECTORS = [
  'administration',
  'education',
  'vocational-training',
  'health',
  'culture-sport',
  'information-communication',
  'science-technology',
  'other-services',
] as const;
export const sectorSchema = z.enum(SECTORS).meta({ id: 'Sector', description: 'Sector', example: 'education' });
export type Sector = z.infer<typeof sectorSchema>;

/** Two bodies assign posts and publish differing figures; targets use the provincial council's. */
export const ISSUERS = ['provincial-council', 'central-organisation-commission'] as const;
export const issuerSchema = z
  .enum(ISSUERS)
  .meta({ id: 'Issuer', description: 'Body that assigned the posts', example: 'provincial-council' });
export type Issuer = z.infer<typeof issuerSchema>;

export const SEXES = ['male', 'female'] as const;
export const sexSchema = z.enum(SEXES).meta({ id: 'Sex', description: 'Sex as recorded', example: 'female' });
export type Sex = z.infer<typeof sexSchema>;

/** Financial autonomy groups of Decree 60/2021, article 9. */
export const AUTONOMY_BANDS = ['1', '2', '3a', '3b', '3c', '4'] as const;
export const autonomyBandSchema = z
  .enum(AUTONOMY_BANDS)
  .meta({ id: 'AutonomyBand', description: 'Financial autonomy group', example: '3b' });
export type AutonomyBand = z.infer<typeof autonomyBandSchema>;

/** Characters that no text needs and that hide what it says: controls, line separators, turns of the reading direction. */
const HIDING = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** Free text kept with a record, in one Unicode form. */
export const textSchema = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .normalize('NFC')
    .refine((text) => text.isWellFormed() && !HIDING.test(text), { params: { rule: 'plain-text' } });

/** `null` allowed, written so that the OpenAPI document keeps the reference to the schema itself. */
export const orNull = <S extends z.ZodType>(schema: S) => z.union([schema, z.null()]);

/** The decision (quyết định, nghị quyết) on which a number, an approval or a reorganisation rests. */
export const decisionSchema = z
  .strictObject({
    number: textSchema(60).meta({ description: 'Number as printed', example: '3168/QĐ-UBND' }),
    date: plainDateSchema,
    issuedBy: textSchema(120).meta({ description: 'Issuing body', example: 'UBND tỉnh Quảng Ninh' }),
  })
  .meta({ id: 'Decision', description: 'The decision that a number or change rests on' });
export type Decision = z.infer<typeof decisionSchema>;

/** An exact fraction in lowest or any terms; numerator and denominator are safe integers. */
export const fractionSchema = z
  .strictObject({ numerator: z.int().min(0), denominator: z.int().min(1) })
  .meta({ id: 'Fraction', description: 'Exact fraction', example: { numerator: 1, denominator: 2 } });
export type FractionValue = z.infer<typeof fractionSchema>;

/** A ratio as it is shown: exact parts, and a percent string, half-up to four places, for display only. */
export const ratioSchema = z.strictObject({ numerator: z.int(), denominator: z.int(), percent: z.string().nullable() }).meta({
  id: 'Ratio',
  description: 'Exact ratio with a display percent',
  example: { numerator: 254, denominator: 2540, percent: '10.0000' },
});
export type Ratio = z.infer<typeof ratioSchema>;
