import * as z from 'zod';
import { httpsSchema, limitSchema } from '../environment.ts';

const text = (what: string) => z.string({ error: what }).min(1, { error: what });

/** The variables that the API's function starts with; AWS sets its region itself. */
export const environmentSchema = z.object({
  BIENCHE_STAGE: text('the name of the stage'),
  BIENCHE_TABLE: text('the name of the table'),
  BIENCHE_ISSUER: httpsSchema,
  BIENCHE_AUDIENCE: text('the audience of the tokens'),
  BIENCHE_KEY_SET: httpsSchema,
  BIENCHE_QUEUE: httpsSchema,
  BIENCHE_LIMIT_ALL: limitSchema,
  BIENCHE_LIMIT_HEAVY: limitSchema,
  AWS_REGION: text('a region of AWS'),
});
