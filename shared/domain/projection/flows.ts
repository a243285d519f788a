import type { ProjectionInput } from './input.ts';

/** Parts of a post or person in which expectations are held: stocks and flows of a run are whole numbers of 1/scale, exact in Float64Array. */
export const MILLIONTHS = 1_000_000;

/**
 * The scale of a run: whole posts and people where nothing is left to expectation, else millionths. Early leaving, streamlining
 * and late retirement are what does.
 */
export function scaleOf({ hazards, drivers }: Pick<ProjectionInput, 'hazards' | 'drivers'>): number {
  const expects =
    hazards.some(({ annual }) => annual > 0) ||
    drivers.streamlining.some(({ annual }) => annual > 0) ||
    drivers.lateRetirement.some(({ share }) => share.numerator > 0);
  return expects ? MILLIONTHS : 1;
}

/**
 * Everything that changes a stock, with its sign. Posts: given up on 1 January, moved by a reorganisation, converted with a
 * self-financing unit, added. People (present): retired, left under a policy or early, recruited by the rule or as planned, moved,
 * converted. One list, in the order in which parts are shown.
 */
export const FLOW_SIGNS = {
  'given-up-vacant': { stock: 'posts', sign: -1 },
  'given-up-unreplaced': { stock: 'posts', sign: -1 },
  'posts-received': { stock: 'posts', sign: 1 },
  'posts-handed-over': { stock: 'posts', sign: -1 },
  'posts-surrendered': { stock: 'posts', sign: -1 },
  'posts-outside': { stock: 'posts', sign: -1 },
  'posts-converted-in': { stock: 'posts', sign: 1 },
  'posts-converted-out': { stock: 'posts', sign: -1 },
  'posts-added': { stock: 'posts', sign: 1 },
  retired: { stock: 'present', sign: -1 },
  streamlined: { stock: 'present', sign: -1 },
  resigned: { stock: 'present', sign: -1 },
  recruited: { stock: 'present', sign: 1 },
  'recruited-planned': { stock: 'present', sign: 1 },
  'people-received': { stock: 'present', sign: 1 },
  'people-handed-over': { stock: 'present', sign: -1 },
  'people-outside': { stock: 'present', sign: -1 },
  'people-converted-in': { stock: 'present', sign: 1 },
  'people-converted-out': { stock: 'present', sign: -1 },
} as const;

export type Flow = keyof typeof FLOW_SIGNS;
export const FLOWS = Object.keys(FLOW_SIGNS) as [Flow, ...Flow[]];
export const FLOW_COUNT = FLOWS.length;
export const flowsOf = (stock: 'posts' | 'present'): Flow[] => FLOWS.filter((flow) => FLOW_SIGNS[flow].stock === stock);

const position = (flow: Flow): number => FLOWS.indexOf(flow);
/** Position of each flow within a cell of the ledger. */
export const GIVEN_UP_VACANT = position('given-up-vacant');
export const GIVEN_UP_UNREPLACED = position('given-up-unreplaced');
export const POSTS_RECEIVED = position('posts-received');
export const POSTS_HANDED_OVER = position('posts-handed-over');
export const POSTS_SURRENDERED = position('posts-surrendered');
export const POSTS_OUTSIDE = position('posts-outside');
export const POSTS_CONVERTED_IN = position('posts-converted-in');
export const POSTS_CONVERTED_OUT = position('posts-converted-out');
export const POSTS_ADDED = position('posts-added');
export const RETIRED = position('retired');
export const STREAMLINED = position('streamlined');
export const RESIGNED = position('resigned');
export const RECRUITED = position('recruited');
export const RECRUITED_PLANNED = position('recruited-planned');
export const PEOPLE_RECEIVED = position('people-received');
export const PEOPLE_HANDED_OVER = position('people-handed-over');
export const PEOPLE_OUTSIDE = position('people-outside');
export const PEOPLE_CONVERTED_IN = position('people-converted-in');
export const PEOPLE_CONVERTED_OUT = position('people-converted-out');
