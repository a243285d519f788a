import type { ReorganisationInput } from '../../../../shared/domain/reorganisation.ts';
import type { Decision } from '../../../../shared/domain/vocabulary.ts';
import type { PlainDate } from '../../../../shared/time.ts';
import type { Fold } from '../fold.ts';
import type { DemoUnit } from '../province.ts';

export type Act = { effectiveFrom: PlainDate; decision: Decision };
type Parts = Partial<Pick<ReorganisationInput, 'targets' | 'creates' | 'changes' | 'shares'>> &
  Pick<ReorganisationInput, 'type' | 'sources'>;

/** A reorganisation with what it leaves out filled in. */
export const act = ({ effectiveFrom, decision }: Act, parts: Parts): ReorganisationInput => ({
  effectiveFrom,
  decision,
  targets: [],
  creates: [],
  changes: [],
  shares: [],
  ...parts,
});

type Change = ReorganisationInput['changes'][number];
type Share = ReorganisationInput['shares'][number];

export const share = (source: string, to: string, numerator: number, denominator: number): Share => ({
  source,
  to,
  share: { numerator, denominator },
});
export const all = (source: string, to: string): Share => share(source, to, 1, 1);

/** One or more living units take in others, which end. */
export function absorb(
  fold: Fold,
  when: Act,
  into: string,
  from: readonly string[],
  changes: Change[] = [],
  shares = from.map((source) => all(source, into)),
): void {
  fold.record(act(when, { type: 'merge', sources: [...from], targets: [into], changes, shares }));
}

/** Living units get new facts (a parent, a code, a name); at most 16 in one record. */
export function transfer(fold: Fold, when: Act, changes: readonly Change[]): void {
  for (let start = 0; start < changes.length; start += 16) {
    const chunk = changes.slice(start, start + 16);
    fold.record(act(when, { type: 'transfer', sources: chunk.map(({ unit }) => unit), changes: chunk }));
  }
}

/** What a reorganisation creates, from what the generator knows of it. */
export const created = ({ facts }: DemoUnit): ReorganisationInput['creates'][number] => facts;

/** The last part of a code: what a unit keeps of it below a new parent. */
export const tail = (code: string): string => code.slice(code.lastIndexOf('.') + 1);
