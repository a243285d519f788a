import * as z from 'zod';
import { positionGroupSchema } from '../../law/positions/regimes.ts';
import { orNull } from '../vocabulary.ts';

const count = z.int().min(0);

export const unitLeadershipSchema = z
  .strictObject({
    unit: z.string(),
    source: z.enum(['framework', 'one-head']).meta({
      description: 'framework: positions of leadership or management in the approved frameworks. one-head: no framework; a head is assumed',
    }),
    frameworks: z.array(z.int()).meta({ description: 'Numbers of the approved versions that hold on the day of the start' }),
    positions: z.array(
      z.strictObject({
        code: z.string(),
        name: z.string(),
        group: positionGroupSchema,
        posts: count,
        people: orNull(count).meta({ description: 'In service on it; null where the unit keeps no staff records' }),
      }),
    ),
    posts: count,
    people: orNull(count),
  })
  .meta({ id: 'UnitLeadership', description: 'Leadership positions of a unit' });
export type UnitLeadership = z.infer<typeof unitLeadershipSchema>;

export const surplusLeadershipSchema = z
  .strictObject({
    ended: z.array(unitLeadershipSchema).meta({ description: 'Of every unit that ends' }),
    posts: count.meta({ description: 'Leadership posts of the units that end' }),
    people: count.meta({ description: 'Known to hold them; units without staff records are not in it' }),
    newHeads: count.meta({ description: 'One head for each unit that begins: what it will have is not approved yet' }),
    surplusPosts: z.int().meta({ description: 'posts − newHeads; negative when more units begin than leadership posts end' }),
    assumed: count.meta({ description: 'Units among them without an approved framework, taken with one head' }),
  })
  .meta({ id: 'SurplusLeadership', description: 'Leadership posts and people that become surplus, and where that is known from' });
export type SurplusLeadership = z.infer<typeof surplusLeadershipSchema>;

const oneHead = (unit: string): UnitLeadership => ({ unit, source: 'one-head', frameworks: [], positions: [], posts: 1, people: null });

/**
 * Leadership that the end of units leaves over.
 * @param known leadership of units with an approved framework, by unit; the others are taken with one head
 */
export function surplusLeadership(
  ended: readonly string[],
  created: readonly string[],
  known: ReadonlyMap<string, UnitLeadership>,
): SurplusLeadership {
  const rows = ended.map((unit) => known.get(unit) ?? oneHead(unit));
  const posts = rows.reduce((sum, row) => sum + row.posts, 0);
  const people = rows.reduce((sum, row) => sum + (row.people ?? 0), 0);
  const assumed = rows.filter(({ source }) => source === 'one-head').length;
  return { ended: rows, posts, people, newHeads: created.length, surplusPosts: posts - created.length, assumed };
}
