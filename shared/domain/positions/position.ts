import * as z from 'zod';
import { positionGroupSchema, positionRegimeSchema } from '../../law/positions/regimes.ts';
import { plainDateSchema } from '../../time.ts';
import { impersonalText } from '../impersonal-text.ts';
import { positionCodeSchema } from '../staff.ts';
import { orNull } from '../vocabulary.ts';

/** A grade on the scale of the framework's regime. */
const gradeValue = z.int().min(1).max(6);
/** Competency levels; no regime has more than five. */
const level = z.int().min(1).max(5);
const title = impersonalText(200);
const passage = impersonalText(4000);

export const workSchema = z
  .strictObject({
    grade: orNull(gradeValue).meta({ description: 'The grade that does it; null: every grade' }),
    task: passage,
    output: passage,
    criteria: passage.meta({ description: 'How completion is judged' }),
  })
  .meta({ id: 'PositionWork', description: 'A row of the work table' });

export const competencyFrameworkSchema = z
  .strictObject({
    general: z.array(passage).max(10).meta({ description: 'General items, without levels' }),
    professional: z
      .array(z.strictObject({ name: title, grade: orNull(gradeValue), level }))
      .max(60)
      .meta({ description: 'By grade; a null grade is every grade that the position permits' }),
    management: z
      .array(z.strictObject({ name: title, level }))
      .max(20)
      .meta({ description: 'Of managers only' }),
  })
  .meta({ id: 'CompetencyFramework', description: 'Khung năng lực: general items, professional and management competencies with levels' });

/** One position of a framework with every field of Decree 232/2026, Điều 8. Deputies are one position with several posts. */
export const positionSchema = z
  .strictObject({
    code: positionCodeSchema,
    name: title.meta({ description: 'As listed', example: 'Giáo viên trung học phổ thông' }),
    group: positionGroupSchema,
    grades: z.array(gradeValue).max(5).meta({ description: 'Grades it permits, on the scale of the regime' }),
    field: orNull(title).meta({ description: 'Lĩnh vực' }),
    related: z.array(title).max(40).meta({ description: 'Related positions' }),
    posts: z.int().min(0).max(100_000).meta({ description: 'Posts assigned to the position' }),
    gradePosts: z
      .array(z.strictObject({ grade: gradeValue, posts: z.int().min(0).max(100_000) }))
      .max(5)
      .meta({ description: 'How many of the posts are meant for which grade; may be left empty' }),
    objective: orNull(passage),
    work: z.array(workSchema).max(100),
    competencies: competencyFrameworkSchema,
    relations: z.strictObject({ inside: orNull(passage), outside: orNull(passage) }).meta({ description: 'Working relations' }),
    authority: z.array(passage).max(60),
    qualifications: z.strictObject({
      education: orNull(passage),
      training: orNull(passage),
      experience: orNull(passage),
      qualities: orNull(passage),
      other: orNull(passage),
    }),
    tiedTo: orNull(positionCodeSchema).meta({ description: 'Of a manager: the professional position held as well' }),
  })
  .meta({ id: 'Position', description: 'A job position of a framework' });
export type Position = z.infer<typeof positionSchema>;

/** Positions of the largest hospital several times over; what the header holds of each stays well under an item. */
export const MAX_POSITIONS = 500;

export const frameworkInputSchema = z
  .strictObject({
    regime: positionRegimeSchema,
    effectiveFrom: plainDateSchema,
    positions: z.array(positionSchema).min(1).max(MAX_POSITIONS),
  })
  .meta({ id: 'FrameworkInput', description: 'A unit’s job positions as drafted' });
export type FrameworkInput = z.infer<typeof frameworkInputSchema>;
