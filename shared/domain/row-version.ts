import * as z from 'zod';

/** The version that a row of a bulk request believes to be there; null creates. Stands in place of If-Match. */
export const rowVersion = z.union([z.int().min(1), z.null()]).meta({ description: 'Version being changed; null to create' });
