import * as z from 'zod';

/** How a required cut becomes whole posts. Official practice varies, so it is always declared; the default is half-up. */
export const CUT_ROUNDINGS = ['half-up', 'floor', 'ceiling'] as const;
export const cutRoundingSchema = z
  .enum(CUT_ROUNDINGS)
  .meta({ id: 'CutRounding', description: 'How a required cut becomes whole posts', example: 'half-up' });
export type CutRounding = z.infer<typeof cutRoundingSchema>;
