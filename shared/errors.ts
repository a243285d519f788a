import type { PROBLEMS } from './problems/index.ts';
import type { ProblemData } from './problems/row.ts';

/** A code of the closed list of refusals: shared/problems/index.ts, whose sentences are loaded when something is refused. */
export type ProblemCode = keyof typeof PROBLEMS;

/** One named fault inside a refusal: which field, which rule. */
export type Fault = { field: string; code: ProblemCode; data?: ProblemData };

/**
 * A refusal by rule: code of the closed list, data for its sentence, the field path; and the faults where several may be
 * found, with or without the one that code, data and field say.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: ProblemCode;
  readonly data: ProblemData;
  readonly field: string | undefined;
  readonly faults: readonly Fault[];
  constructor(code: ProblemCode, data: ProblemData = {}, field?: string, faults: readonly Fault[] = []) {
    super(code);
    this.code = code;
    this.data = data;
    this.field = field;
    this.faults = faults;
  }
}
