import * as z from 'zod';

/** Who entered or changed what stands in a record: none of them may accept it, whatever role they use by then. */
export const handsSchema = z.array(z.string()).meta({ description: 'Who entered or changed it; none of them accepts or returns it' });

/** The hands of a record after one more change. */
export const withHand = (hands: readonly string[] = [], by: string): string[] => (hands.includes(by) ? [...hands] : [...hands, by]);
