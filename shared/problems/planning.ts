import type { ProblemRow } from './row.ts';

/** Refusals: allocations and probabilities. */
export const planningProblems = {
  'cap-below-floor': {
    status: 422,
    vi: (d) => `Đơn vị ${d.unit}: mức trần ${d.cap} thấp hơn mức sàn ${d.floor}.`,
    en: (d) => `Unit ${d.unit}: its cap ${d.cap} is below its floor ${d.floor}.`,
  },
  'total-below-floors': {
    status: 422,
    vi: (d) => `Tổng là ${d.total} biên chế, nhưng các mức sàn, sau khi trừ phần đã cắt, đã là ${d.least}.`,
    en: (d) => `The total is ${d.total} posts, but the floors, less the credits, already come to ${d.least}.`,
  },
  'total-above-caps': {
    status: 422,
    vi: (d) => `Tổng là ${d.total} biên chế, nhưng các đơn vị chỉ nhận được nhiều nhất ${d.most} (mức trần trừ phần đã cắt).`,
    en: (d) => `The total is ${d.total} posts, but the units can be given at most ${d.most} (caps less credits).`,
  },
  'too-many-people': {
    status: 422,
    vi: (d) => `Các nhóm có ${d.people} người, nhiều nhất là ${d.limit}.`,
    en: (d) => `The groups hold ${d.people} people; at most ${d.limit} are computed.`,
  },
} as const satisfies Record<string, ProblemRow>;
