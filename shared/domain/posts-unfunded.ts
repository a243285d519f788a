import * as z from 'zod';
import { RESERVE } from './posts.ts';
import { HOLDS_POSTS, type PostStanding, holderFactsShape, reportReferenceSchema } from './posts-standing.ts';
import { autonomyBandSchema, categorySchema, orNull } from './vocabulary.ts';

/** Why people or posts have nothing that pays for them. */
export const UNFUNDED_REASONS = ['people-without-posts', 'posts-without-budget', 'posts-without-revenue'] as const;
export type UnfundedReason = (typeof UNFUNDED_REASONS)[number];

export const unfundedSchema = z
  .strictObject({
    ...holderFactsShape,
    category: categorySchema,
    reason: z.enum(UNFUNDED_REASONS),
    people: z.int().meta({ description: 'People present without an assigned post' }),
    posts: z.int().meta({ description: 'Assigned posts without a pay source' }),
    band: orNull(autonomyBandSchema).meta({ description: 'Autonomy group in force on the date; null when not assessed' }),
    report: orNull(reportReferenceSchema),
  })
  .meta({ id: 'Unfunded', description: 'People or posts of one unit and category that no assigned post or pay source covers' });
export type Unfunded = z.infer<typeof unfundedSchema>;

/**
 * What of a row nothing pays for, by category:
 * - `people-without-posts`: people of a category that holds posts where the provincial council assigned none. Not
 *   revenue-paid employees of a group 1–2 unit: it decides their number itself (Decree 60/2021).
 * - `posts-without-budget`: budget-paid posts of a group 1–2 unit, which the budget no longer pays.
 * - `posts-without-revenue`: revenue-paid posts of a unit that is no public service unit or is in group 4.
 * @param band the group in force on the date, or null when none is known: then it rules nothing out and nothing in
 */
export function unfundedOf(row: PostStanding, band: Unfunded['band']): Unfunded | undefined {
  const { unit, code, name, kind, level, sector, category, provincialCouncil, present, report } = row;
  if (unit === RESERVE) return undefined;
  const posts = provincialCouncil ?? 0;
  const answer = (reason: UnfundedReason, what: { people: number } | { posts: number }): Unfunded => {
    const facts = { unit, code, name, kind, level, sector, category };
    return { ...facts, reason, people: 0, posts: 0, ...what, band, report: 'people' in what ? report : null };
  };
  const decidesItself = band === '1' || band === '2';
  if (posts === 0) {
    const exempt = !HOLDS_POSTS.has(category) || (category === 'employee-revenue' && decidesItself);
    return (present ?? 0) > 0 && !exempt ? answer('people-without-posts', { people: present ?? 0 }) : undefined;
  }
  if (category === 'employee-budget' && decidesItself) return answer('posts-without-budget', { posts });
  if (category === 'employee-revenue' && (kind !== 'public-service' || band === '4')) return answer('posts-without-revenue', { posts });
  return undefined;
}
