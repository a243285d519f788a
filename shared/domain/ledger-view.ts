import * as z from 'zod';
import { POST_REASONS } from './posts.ts';
import { categorySchema, issuerSchema } from './vocabulary.ts';

/** What a ledger comes to for one issuer and category. */
export const postsCellSchema = z
  .strictObject({
    issuer: issuerSchema,
    category: categorySchema,
    assigned: z.int().meta({ description: 'Posts on the date, those outside the base included' }),
    outsideBase: z.int(),
    byReason: z.partialRecord(z.enum(POST_REASONS), z.int()),
  })
  .meta({ id: 'PostsCell', description: 'Posts of one issuer and category' });
