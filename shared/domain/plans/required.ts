import { Refusal } from '../../errors.ts';
import type { Target } from '../../law/target-schema.ts';
import { yearOf } from '../../time.ts';
import { requiredCut } from '../cut.ts';
import { glidePath } from '../glide-path.ts';
import type { PlanGround } from './ground.ts';
import type { ReductionPlanInput } from './input.ts';

/** What a plan has to cut, in whole posts: of it, `net` is still to be cut and `units` is to come from units. */
export type RequiredPosts = {
  base: number;
  counted: number;
  required: number;
  made: number;
  mayRemain: number;
  net: number;
  fromReserve: number;
  units: number;
  years: { year: number; mayRemain: number; cumulative: number; units: number }[];
};

/**
 * The cut that a target still asks for, by year. What was cut since the base is done; what is counted at the start and may
 * not remain at the deadline is still to be cut; by the end of each year, what lies above the glide path. The reserve
 * gives its part first.
 * @throws Refusal when the deadline does not lie after the start, or the reserve holds less than it is to give
 */
export function requiredPosts(ground: PlanGround, target: Pick<Target, 'id' | 'amount' | 'rounding'>, input: ReductionPlanInput) {
  const { base, baseYear, counted, date, deadline, reserve } = ground;
  if (date >= deadline) throw new Refusal('deadline-not-ahead', { target: target.id, deadline, date }, 'start');
  const { required: rounded, steps } = requiredCut({ base, cut: target.amount, rounding: target.rounding });
  const required = input.verdict === 'exact' ? (steps[0]?.exactlyRequired ?? 0) : rounded;
  const mayRemain = base - required;
  const net = Math.max(0, counted - mayRemain);
  const fromReserve = Math.min(net, input.fromReserve);
  if (input.fromReserve > reserve) throw new Refusal('reserve-too-small', { asked: input.fromReserve, reserve }, 'fromReserve');
  const [first, last] = [yearOf(date), yearOf(deadline)];
  // A start on the last day of a year leaves that year behind it.
  const from = date.endsWith('-12-31') ? first + 1 : first;
  const line =
    input.path === 'target'
      ? glidePath({ baseYear, base, required: mayRemain, deadlineYear: last })
      : glidePath({ baseYear: from - 1, base: counted, required: Math.min(counted, mayRemain), deadlineYear: last });
  const years = line
    .filter(({ year }) => year >= from)
    .map(({ year, target: level }) => {
      const cumulative = Math.min(net, Math.max(0, counted - level));
      return { year, mayRemain: level, cumulative, units: Math.max(0, cumulative - fromReserve) };
    });
  const answer: RequiredPosts = {
    base,
    counted,
    required,
    made: base - counted,
    mayRemain,
    net,
    fromReserve,
    units: net - fromReserve,
    years,
  };
  return answer;
}
