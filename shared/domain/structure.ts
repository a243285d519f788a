import * as z from 'zod';
import { Refusal } from '../errors.ts';
import { plainMonthSchema } from '../time.ts';
import { type KeptHeadcount, people } from './headcount.ts';
import { type Category, categorySchema } from './vocabulary.ts';

/** Levels of training of form 8B-BTCTW, the highest first. */
export const QUALIFICATIONS = ['doctorate', 'master', 'university', 'college', 'intermediate', 'other'] as const;
export type Qualification = (typeof QUALIFICATIONS)[number];

export const structureRowSchema = z
  .strictObject({
    category: categorySchema,
    present: people.meta({ description: 'People counted: those present at the end of the month' }),
    ethnicMinority: people,
    partyMembers: people,
    qualifications: z.partialRecord(z.enum(QUALIFICATIONS), people).meta({ description: 'Highest level held; adds up to `present`' }),
  })
  .meta({ id: 'StructureRow', description: 'Counts of one category that records of people do not carry' });
export type StructureRow = z.infer<typeof structureRowSchema>;

export const structureInputSchema = z
  .strictObject({ categories: z.array(structureRowSchema).max(6) })
  .meta({ id: 'StructureInput', description: 'Counts for form 8B of a unit at the end of a month (a year-end: December)' });
export type StructureInput = z.infer<typeof structureInputSchema>;

export const keptStructureSchema = z
  .strictObject({ unit: z.string(), month: plainMonthSchema, categories: z.array(structureRowSchema), version: z.int().min(1) })
  .meta({ id: 'KeptStructure', description: 'Structure counts of a unit and month as kept' });
export type KeptStructure = z.infer<typeof keptStructureSchema>;

/** Counted people who are not the reported closing of the month: kept as entered and flagged. */
export const structureFlagSchema = z.strictObject({ category: categorySchema, present: z.int(), closing: z.int() });

export const structureRecordSchema = keptStructureSchema
  .extend({ flags: z.array(structureFlagSchema) })
  .meta({ id: 'StructureRecord', description: 'Structure counts of a unit and month' });
export type StructureRecord = z.infer<typeof structureRecordSchema>;

/** Counts with their flags against the headcount of the month; without a report there is nothing to compare with. */
export function withStructureFlags(counts: KeptStructure, headcount: KeptHeadcount | undefined): StructureRecord {
  if (headcount === undefined) return { ...counts, flags: [] };
  const present = new Map(counts.categories.map((row) => [row.category, row.present]));
  const closings = new Map(headcount.categories.map((row) => [row.category, row.closing]));
  const categories = new Set<Category>([...present.keys(), ...closings.keys()]);
  const flags = [...categories].flatMap((category) => {
    const [counted, closing] = [present.get(category) ?? 0, closings.get(category) ?? 0];
    return counted === closing ? [] : [{ category, present: counted, closing }];
  });
  return { ...counts, flags };
}

/**
 * Refuses counts that cannot be: a category twice, more of a part than people, qualifications that do not add up to the
 * people (form 8B-BTCTW counts each person once, at the highest level).
 */
export function requireStructure({ categories }: StructureInput): void {
  const seen = new Set<Category>();
  for (const [index, { category, present, ethnicMinority, partyMembers, qualifications }] of categories.entries()) {
    const at = `categories.${index}`;
    if (seen.has(category)) throw new Refusal('duplicate-category', { category }, `${at}.category`);
    seen.add(category);
    for (const [field, part] of Object.entries({ ethnicMinority, partyMembers }))
      if (part > present) throw new Refusal('part-above-whole', { category, present, part }, `${at}.${field}`);
    const sum = Object.values(qualifications).reduce((total, count) => total + count, 0);
    if (sum !== present) throw new Refusal('qualifications-do-not-add-up', { category, present, sum }, `${at}.qualifications`);
  }
}
