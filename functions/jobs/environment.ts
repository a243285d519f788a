import * as z from 'zod';
import { httpsSchema } from '../environment.ts';

const text = (what: string) => z.string({ error: what }).min(1, { error: what });

/** The variables that the worker of jobs and the schedule start with; AWS sets its region itself. */
export const serviceEnvironmentSchema = z.object({
  BIENCHE_STAGE: text('the name of the stage'),
  BIENCHE_TABLE: text('the name of the table'),
  BIENCHE_QUEUE: httpsSchema,
  AWS_REGION: text('a region of AWS'),
});
