import { hashOf } from '../audit.ts';
import { loadHeadVersions } from '../store/log.ts';
import type { Context } from './context.ts';

/** Answers already worked out, by tenant and question, each with the state of the registers before it was read; one per process. */
export type KnownAnswers = Map<string, { readonly state: string; readonly answer: unknown }>;

/** Answers that one process keeps in mind. */
const MAX_ANSWERS = 3;

/** Streams of what is made from the registers, which no register follows. */
const DERIVED = /^~(RUN|RPLAN|SCEN|REPORTS|DIGESTS|AGGREGATES|JOBS)\b/;

/** How far every chain has come that a register follows: read strongly consistent. */
export const registerHeads = async ({ store }: Context): Promise<[stream: string, sequence: number][]> =>
  (await loadHeadVersions(store)).filter(([stream]) => !DERIVED.test(stream));

/**
 * The answer to a question as long as nothing was recorded since it was worked out: every change of a register moves the
 * head of a stream in its own transaction, and the heads are read first, strongly consistent. An answer during which
 * something changed is not used again.
 * @param question everything that the answer depends on besides the registers
 */
export async function whileUnchanged<T>(ctx: Context, question: unknown, work: () => Promise<T>): Promise<T> {
  const { store, known } = ctx;
  const state = hashOf(await registerHeads(ctx));
  const name = hashOf([store.tenant, question]);
  const kept = known.get(name);
  const answer = kept?.state === state ? (kept.answer as T) : await work();
  known.delete(name);
  known.set(name, { state, answer });
  for (const oldest of [...known.keys()].slice(0, -MAX_ANSWERS)) known.delete(oldest);
  return answer;
}
