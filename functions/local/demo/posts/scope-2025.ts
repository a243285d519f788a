import type { PostEntryInput } from '../../../../shared/domain/posts.ts';
import type { Category } from '../../../../shared/domain/vocabulary.ts';
import { PEOPLES_COUNCIL, synthetic } from '../decisions.ts';
import type { Fold } from '../fold.ts';
import type { PostsRow } from '../steps.ts';

const DAY = '2025-07-01';
const DECISION = synthetic('0066/NQ-HĐND', '2025-06-27', PEOPLES_COUNCIL);
/** Non-specialised workers taken on as civil servants in all communes together. */
const NON_SPECIALISED = 96;

/**
 * 1 July 2025: over 1,700 commune cadres became civil servants, and some non-specialised workers with them: a change of
 * scope, not of size. One cadre post remains in each commune.
 */
export function scopeTransfersOf2025(fold: Fold): Omit<PostsRow, 'version'>[] {
  const posts = fold.postsOn(DAY);
  const communes = fold.aliveOn(DAY).filter(({ role }) => role === 'commune');
  return communes.map(({ key }, index) => {
    const cadres = (posts.get(key)?.get('cadre') ?? 0) - 1;
    const others = Math.floor((NON_SPECIALISED * (index + 1)) / communes.length) - Math.floor((NON_SPECIALISED * index) / communes.length);
    const moved: [Category, number][] = [
      ['cadre', -cadres],
      ['civil-servant', cadres],
      ['non-specialised', -others],
      ['civil-servant', others],
    ];
    return { unit: key, entries: moved.filter(([, quantity]) => quantity !== 0).map(([category, quantity]) => entry(category, quantity)) };
  });
}

const entry = (category: Category, quantity: number): PostEntryInput => ({
  issuer: 'provincial-council',
  category,
  quantity,
  reason: 'scope-transfer',
  effectiveFrom: DAY,
  decision: DECISION,
  outsideBase: false,
});
