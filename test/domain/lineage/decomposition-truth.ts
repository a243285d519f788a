import type { Parts } from '../../../shared/domain/decomposition-book.ts';
import type { Population } from '../../../shared/domain/ledger-population.ts';
import { RESERVE, unit, World } from './world.ts';

export const POPULATION: Population = { categories: ['employee-budget'], unitKinds: ['public-service'], levels: null };
type Held = { base: number; outside: number };

/** Numbers from 0 to n − 1 of a seed (mulberry32). */
export function dice(seed: number): (n: number) => number {
  let state = seed;
  return (n) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
}

/**
 * A province that lives through random years while a second, separate bookkeeping notes what each event did to the
 * population: the holdings by hand, and the cause of each change. Nothing of it uses the code under test but the planning
 * of reorganisations, whose effect it reads from the ledger.
 */
export class Truth {
  readonly world: World;
  readonly parts: Parts = { realCut: 0, paySource: 0, reorganisation: 0, scope: 0, adjustment: 0, unexplained: 0 };
  readonly noise = new Map<string, number>();
  readonly #roll: (n: number) => number;
  readonly #held = new Map<string, Held>();
  readonly #kind = new Map<string, string>();
  #created = 0;

  constructor(seed: number) {
    this.#roll = dice(seed);
    const units = Array.from({ length: 7 }, (_, index) => unit(`H49.${index}`, { kind: index < 2 ? 'administrative' : 'public-service' }));
    this.world = new World([unit('H49', { kind: 'party' }), ...units]);
    for (const each of units) this.#kind.set(each.key, each.periods[0]?.kind ?? '');
    for (const holder of [...this.#kind.keys(), RESERVE]) {
      this.#held.set(holder, { base: 5 + this.#roll(30), outside: this.#roll(3) });
      this.#assign(holder, '2021-01-01');
    }
  }

  get total(): number {
    return [...this.#held].reduce((sum, [holder, { base, outside }]) => (this.#isIn(holder) ? sum + base + outside : sum), 0);
  }

  /** One event of a recorded year. */
  event(date: string): void {
    const [u, v] = this.#two();
    const held = this.#get(u);
    const outsideBase = this.#roll(4) === 0;
    const least = outsideBase ? held.outside : held.base;
    const less = -this.#roll(Math.min(5, least) + 1);
    const more = 1 + this.#roll(4);
    const either = this.#roll(2) === 0 ? more : less;
    const kinds: (() => void)[] = [
      () => this.#enter(u, date, 'recall', 'realCut', less, outsideBase),
      () => this.#enter(u, date, 'supplement', 'realCut', more, outsideBase),
      () => this.#enter(u, date, 'pay-source-transfer', 'paySource', less, outsideBase),
      () => this.#enter(u, date, 'scope-transfer', 'scope', either, outsideBase),
      () => this.#enter(u, date, 'correction', 'adjustment', either, outsideBase),
      () => {
        this.#enter(u, date, 'transfer', 'adjustment', less, outsideBase);
        this.#enter(v, date, 'transfer', 'adjustment', -less, outsideBase);
      },
      () => this.#reorganise(u, v, date),
      () => this.#convert(u, date),
      () => this.#convert(u, date),
    ];
    kinds[this.#roll(kinds.length)]?.();
  }

  /** An event at a time when the year has no posts yet: only lineage knows of it. */
  quietEvent(date: string): void {
    const [u, v] = this.#two();
    if (u === RESERVE) return;
    const choice = this.#roll(4);
    if (choice === 0) return this.#convert(u, date);
    const to = choice === 1 ? 'surrendered' : choice === 2 ? 'reserve' : v === RESERVE ? 'outside' : v;
    const before = this.#sums();
    const gone = to === 'outside' && this.#isIn(u) ? this.#get(u).base : 0;
    this.world.reorganise({ type: 'dissolve', effectiveFrom: date, sources: [u], ...toward(u, to) });
    const held = this.#get(u);
    const receiver = to === 'reserve' ? RESERVE : to;
    this.#drop(u);
    const there = this.#held.get(receiver);
    if (there) this.#held.set(receiver, { base: there.base + held.base, outside: there.outside + held.outside });
    this.#note(before);
    this.parts.reorganisation += gone;
    this.parts.scope -= gone;
  }

  /** The next recorded year opens: every living holder is assigned what it had, give or take an error. */
  open(date: string, exact = false): void {
    for (const [holder, { base, outside }] of this.#held) {
      // Never down to 0: a year that assigns nothing has no entry, and cannot be told from one that has not opened yet.
      const error = exact || this.#roll(3) > 0 ? 0 : Math.max(1 - base, this.#roll(7) - 3);
      this.#held.set(holder, { base: base + error, outside });
      if (this.#isIn(holder)) {
        this.parts.unexplained += error;
        if (error !== 0) this.noise.set(`${date.slice(0, 4)} ${holder}`, error);
      }
      this.#assign(holder, date);
    }
  }

  /** A reorganisation of a year that was already followed by the next: both years' posts move. */
  late(date: string, next: string): void {
    const [u, v] = this.#two();
    this.#reorganise(u, v, date, next);
  }

  #reorganise(u: string, v: string, date: string, readOn = date): void {
    if (u === RESERVE) return;
    const before = this.#sums();
    const wasIn = this.#isIn(u);
    const choice = this.#roll(3);
    if (choice === 0 && v !== RESERVE) this.world.reorganise({ type: 'merge', effectiveFrom: date, sources: [u], targets: [v] });
    else if (choice === 1) {
      const code = `H49.N${this.#created++}`;
      const kind = this.#roll(2) === 0 ? 'public-service' : 'administrative';
      const creates = [{ code, name: code, kind, level: 'province', sector: 'education', parent: 'H49' }];
      const share = (to: string, numerator: number) => ({ source: u, to, share: { numerator, denominator: 5 } });
      this.world.reorganise({
        type: 'split',
        effectiveFrom: date,
        sources: [u],
        targets: [u],
        creates,
        shares: [share(u, 2), share(code, 3)],
      });
      this.#kind.set(code, kind);
      this.#held.set(code, { base: 0, outside: 0 });
    } else {
      const shares = ['reserve', 'surrendered', 'outside'].map((to) => ({ source: u, to, share: { numerator: 1, denominator: 3 } }));
      this.world.reorganise({ type: 'dissolve', effectiveFrom: date, sources: [u], shares });
    }
    if (!this.world.tree.on(u, date)) this.#drop(u);
    for (const holder of this.#held.keys()) this.#held.set(holder, this.#read(holder, readOn));
    this.#note(before);
    // What left the province is no cut.
    const outside = wasIn ? this.#sentOutside(u, readOn) : 0;
    this.parts.reorganisation += outside;
    this.parts.scope -= outside;
  }

  #sentOutside(u: string, date: string): number {
    const entries = this.world.ledger.get(+date.slice(0, 4))?.get(u)?.entries ?? [];
    const gone = entries.filter(
      ({ counterpart, outsideBase, effectiveFrom }) => counterpart === 'outside' && !outsideBase && effectiveFrom <= date,
    );
    return gone.reduce((sum, { quantity }) => sum - quantity, 0);
  }

  #convert(u: string, date: string): void {
    const kind = this.#kind.get(u) === 'public-service' ? 'administrative' : 'public-service';
    if (u === RESERVE) return;
    const before = this.#sums();
    this.world.reorganise({ type: 'convert', effectiveFrom: date, sources: [u], changes: [{ unit: u, kind }] });
    this.#kind.set(u, kind);
    const after = this.#sums();
    this.parts.scope += after.base - before.base + after.outside - before.outside;
  }

  #enter(holder: string, date: string, reason: 'recall', part: keyof Parts, quantity: number, outsideBase: boolean): void;
  #enter(holder: string, date: string, reason: string, part: keyof Parts, quantity: number, outsideBase: boolean): void;
  #enter(holder: string, date: string, reason: string, part: keyof Parts, quantity: number, outsideBase: boolean): void {
    if (quantity === 0) return;
    this.world.post(holder, { quantity, effectiveFrom: date, reason: reason as 'recall', outsideBase });
    const held = this.#get(holder);
    this.#held.set(holder, outsideBase ? { ...held, outside: held.outside + quantity } : { ...held, base: held.base + quantity });
    if (this.#isIn(holder)) this.parts[outsideBase ? 'scope' : part] += quantity;
  }

  #assign(holder: string, date: string): void {
    const { base, outside } = this.#get(holder);
    if (base > 0) this.world.post(holder, { quantity: base, effectiveFrom: date });
    if (outside > 0) this.world.post(holder, { quantity: outside, effectiveFrom: date, outsideBase: true });
  }

  #note(before: Held): void {
    const after = this.#sums();
    this.parts.reorganisation += after.base - before.base;
    this.parts.scope += after.outside - before.outside;
  }

  #sums(): Held {
    const sum = { base: 0, outside: 0 };
    for (const [holder, { base, outside }] of this.#held)
      if (this.#isIn(holder)) {
        sum.base += base;
        sum.outside += outside;
      }
    return sum;
  }

  #read(holder: string, date: string): Held {
    const held = { base: 0, outside: 0 };
    for (const { quantity, outsideBase, effectiveFrom } of this.world.ledger.get(+date.slice(0, 4))?.get(holder)?.entries ?? [])
      if (effectiveFrom <= date) held[outsideBase ? 'outside' : 'base'] += quantity;
    return held;
  }

  #two(): [string, string] {
    const holders = [...this.#held.keys()];
    const first = this.#roll(holders.length);
    const second = (first + 1 + this.#roll(holders.length - 1)) % holders.length;
    return [holders[first] ?? RESERVE, holders[second] ?? RESERVE];
  }

  #drop(holder: string): void {
    this.#held.delete(holder);
  }
  #get(holder: string): Held {
    return this.#held.get(holder) ?? { base: 0, outside: 0 };
  }
  #isIn(holder: string): boolean {
    return holder === RESERVE || this.#kind.get(holder) === 'public-service';
  }
}

function toward(source: string, to: string): object {
  const shares = [{ source, to, share: { numerator: 1, denominator: 1 } }];
  return to.startsWith('H49') ? { targets: [to], shares } : { shares };
}
