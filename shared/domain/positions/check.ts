import * as z from 'zod';
import type { ProblemCode } from '../../errors.ts';
import type { DatedValue } from '../../law/engine.ts';
import { bilingualSchema } from '../../law/source.ts';
import { orNull } from '../vocabulary.ts';

/** A check that does not hold: what, where, what follows, and from which article. */
export const checkSchema = z
  .strictObject({
    check: z.string().meta({ description: 'Code, as a refusal would name it', example: 'grade-over-ratio' }),
    position: orNull(z.string()),
    field: z.string().meta({ example: 'positions.2.competencies.professional.0.level' }),
    blocking: z.boolean().meta({ description: 'Stands in the way of an approval' }),
    overridable: z.boolean().meta({ description: 'The law, or our knowledge of it, leaves room: may be let pass with a reason' }),
    overridden: orNull(z.string()).meta({ description: 'The reason with which it was let pass' }),
    data: z.record(z.string(), z.unknown()),
    message: bilingualSchema,
    act: orNull(z.string()),
    article: orNull(z.string()),
    sourceStatus: orNull(z.enum(['read', 'recalled'])),
  })
  .meta({ id: 'FrameworkCheck', description: 'A check of a framework that does not hold' });
export type Check = z.infer<typeof checkSchema>;

/** What a rule finds; the sentence comes from the closed list of refusals. */
export type Finding = {
  check: ProblemCode;
  position: string | null;
  field: string;
  /** `note`: said only; `block`: must be mended; `excusable`: must be mended or excused. */
  force: 'note' | 'block' | 'excusable';
  data: Record<string, unknown>;
  ground: DatedValue<unknown> | null;
};

type Named = { check: string; position: string | null };
/** Whether an override is for a finding or check: of the same code, about the same position. */
export const isFor = (override: Named, found: Named): boolean => override.check === found.check && override.position === found.position;
