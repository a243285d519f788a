import Fraction from 'fraction.js';
import type { ProjectionInput } from '../../../shared/domain/projection/input.ts';
import type { ProvinceState, Retires } from '../../../shared/domain/projection/state.ts';

/**
 * The projection told person by person, slow and by the words of the rules: every person is an object, and in expectation the part
 * of a person that is still there; every share a fraction, recruits are handed out one at a time. It shares no code with the engine.
 * Amounts are BigInt in 1/scale of a post or person.
 */
type Person = {
  unit: string;
  category: string;
  /** Birth month, or why there is none. */
  born: string;
  sex: 'male' | 'female';
  /** Month from which the law frees the post, and the one from which it is free: later for those who stay on. */
  lawful: string | null;
  leaves: string | null;
  /** Which late retirement they are under. */
  stays: number;
  part: bigint;
};
type Cell = { posts: bigint; outsideBase: bigint; freed: bigint };
type Shares = [string, Fraction][];
export type Figures = { posts: number; present: number; outsideBase: number; flows: Record<string, number> };
export type Unplaced = { category: string; month: string; unit: string | null; people: number };

const RESERVE = '~RESERVE';
const SINKS = [RESERVE, 'surrendered', 'outside'];
const UNKNOWN = '9999-11';
const RECRUIT = '9999-12';
const BILLION = 1_000_000_000n;

const monthName = (index: number) => `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
const monthNumber = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;
const byText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
const fraction = ({ numerator, denominator }: { numerator: number; denominator: number }) => new Fraction(numerator, denominator);
const floorOf = (value: Fraction): bigint => value.floor().s * value.floor().n;
const sumOf = (amounts: Iterable<bigint>): bigint => [...amounts].reduce((sum, one) => sum + one, 0n);
const least = (one: bigint, other: bigint) => (one < other ? one : other);
const most = (one: bigint, other: bigint) => (one > other ? one : other);

/** Largest remainder: whole parts first, then one each to the largest fractional parts, ties to the first named. */
function divide(total: bigint, parts: Shares): Map<string, bigint> {
  const size = total < 0n ? -total : total;
  const whole = parts.reduce((sum, [, part]) => sum.add(part), new Fraction(0));
  const result = new Map(parts.map(([name]) => [name, 0n]));
  if (size === 0n) return result;
  const quotas = parts.map(([name, part], place) => ({ name, place, quota: part.mul(size).div(whole) }));
  for (const { name, quota } of quotas) result.set(name, floorOf(quota));
  let left = size - sumOf(result.values());
  const byRemainder = [...quotas].sort(
    (one, other) => other.quota.sub(other.quota.floor()).compare(one.quota.sub(one.quota.floor())) || one.place - other.place,
  );
  for (const { name } of byRemainder) {
    if (left === 0n) break;
    result.set(name, (result.get(name) ?? 0n) + 1n);
    left -= 1n;
  }
  if (total < 0n) for (const [name, amount] of result) result.set(name, -amount);
  return result;
}

/** Takes the whole part of a share of amounts that come one after another: what was short of a whole is made up by the next. */
class Tally {
  seen = 0n;
  taken = 0n;
  take(amount: bigint, share: Fraction): bigint {
    this.seen += amount;
    const now = floorOf(share.mul(this.seen)) - this.taken;
    this.taken += now;
    return now;
  }
}

export class SlowProvince {
  people: Person[] = [];
  cells = new Map<string, Cell>();
  flows = new Map<string, Record<string, number>>();
  /** By category, to date. */
  leavers = new Map<string, bigint>();
  hired = new Map<string, bigint>();
  plannedHired = new Map<string, bigint>();
  /** Leavers whose going left a post vacant. */
  vacated = new Map<string, bigint>();
  beforeRule = new Map<string, bigint>();
  hiredThisYear = new Map<string, bigint>();
  eligible = new Map<string, bigint>();
  claimed = new Map<string, bigint>();
  open = new Map<string, bigint>();
  rates = new Map<string, bigint>();
  units: string[];
  scale: bigint;
  readonly history: Map<string, Figures>[] = [];
  readonly unplaced: Unplaced[] = [];

  readonly state: ProvinceState;
  readonly input: ProjectionInput;
  constructor(state: ProvinceState, input: ProjectionInput, retires: Retires) {
    this.state = state;
    this.input = input;
    const { streamlining, lateRetirement } = input.drivers;
    const chance = [...input.hazards, ...streamlining].some(({ annual }) => annual > 0);
    this.scale = chance || lateRetirement.some(({ share }) => share.numerator > 0) ? 1_000_000n : 1n;
    this.units = state.units.map(({ code }) => code);
    for (const unit of [...state.units, { code: RESERVE, posts: state.reserve, cells: null, headcount: null }]) {
      for (const { category, posts, outsideBase } of unit.posts)
        Object.assign(this.cell(unit.code, category), { posts: BigInt(posts) * this.scale, outsideBase: BigInt(outsideBase) * this.scale });
      for (const { category, sex, birthMonth, count } of unit.cells ?? []) {
        const leaves = monthName(retires(sex, monthNumber(birthMonth)));
        for (let one = 0; one < count; one++) this.join(unit.code, category, this.scale, { born: birthMonth, sex, lawful: leaves, leaves });
      }
      for (const { category, present } of unit.headcount ?? [])
        if (!unit.cells?.some((cell) => cell.category === category))
          for (let one = 0; one < present; one++) this.join(unit.code, category, this.scale, { born: UNKNOWN });
    }
    const whole = (rate: number) => BigInt(Math.round(rate * 1e9));
    const first = monthNumber(state.date) + 1;
    for (const category of this.categories()) {
      const known = this.people.filter((person) => person.category === category && person.born < UNKNOWN);
      const everyRate = new Set(Array.from({ length: 120 }, (_, age) => this.rateAt(category, age)));
      const everyAge = everyRate.size === 1 ? this.rateAt(category, 0) : 0;
      const ages = known.map(({ born }) => this.rateAt(category, Math.floor((first - monthNumber(born)) / 12)));
      this.rates.set(`${category} ${UNKNOWN}`, whole(ages.length > 0 ? ages.reduce((sum, rate) => sum + rate, 0) / ages.length : everyAge));
    }
    for (const category of ['civil-servant', 'employee-budget', 'employee-revenue']) {
      const rule = input.drivers.replacement.find((one) => one.category === category);
      const entry = rule?.entryAges ?? [{ age: input.recruitAge, weight: 1 }];
      const weights = entry.reduce((sum, { weight }) => sum + weight, 0);
      const mean = entry.reduce((sum, { age, weight }) => sum + weight * this.rateAt(category, age), 0) / weights;
      this.rates.set(`${category} ${RECRUIT}`, whole(mean));
    }
  }

  rateAt(category: string, age: number): number {
    const hazard = this.input.hazards.find((one) => one.category === category && one.fromAge <= age && age < one.belowAge);
    return hazard ? 1 - (1 - hazard.annual) ** (1 / 12) : 0;
  }

  join(unit: string, category: string, part: bigint, who: Partial<Person> & { born: string }): void {
    this.people.push({ sex: 'male', lawful: null, leaves: null, stays: 0, ...who, unit, category, part });
  }

  cell(unit: string, category: string): Cell {
    const key = `${unit} ${category}`;
    const cell = this.cells.get(key) ?? { posts: 0n, outsideBase: 0n, freed: 0n };
    this.cells.set(key, cell);
    return cell;
  }

  note(unit: string, category: string, flow: string, amount: bigint): void {
    const key = `${unit} ${category}`;
    const flows = this.flows.get(key) ?? {};
    if (amount !== 0n) flows[flow] = (flows[flow] ?? 0) + Number(amount);
    this.flows.set(key, flows);
  }

  count(counter: Map<string, bigint>, category: string, amount: bigint): void {
    counter.set(category, (counter.get(category) ?? 0n) + amount);
  }

  of = (unit: string, category: string) => this.people.filter((person) => person.unit === unit && person.category === category);
  present = (unit: string, category: string) => sumOf(this.of(unit, category).map(({ part }) => part));
  vacant = (unit: string, category: string) => most(0n, this.cell(unit, category).posts - this.present(unit, category));
  wholes = (amount: bigint) => amount - (amount % this.scale);

  tidy(unit: string, category: string): void {
    const cell = this.cell(unit, category);
    cell.freed = least(cell.freed, this.vacant(unit, category));
    cell.outsideBase = least(cell.outsideBase, cell.posts);
  }

  categories = () => [
    ...new Set(
      [...this.cells.keys(), ...this.people.map(({ unit, category }) => `${unit} ${category}`)].map((key) => key.split(' ')[1] as string),
    ),
  ];

  run(): this {
    const { drivers } = this.input;
    const first = monthNumber(this.state.date) + 1;
    this.photograph();
    for (let month = first; month <= this.input.horizon * 12 + 11; month++) {
      const name = monthName(month);
      if (name.endsWith('-01')) this.newYear();
      this.retire(name, monthName(first));
      for (const { person, taken } of this.streamline(name)) this.leave(person, 'streamlined', taken);
      for (const { person, taken } of this.resign(month)) this.leave(person, 'resigned', taken);
      const planned = [
        ...this.input.reorganisations.map((plan) => ({ date: plan.effectiveFrom, act: () => this.reorganise(plan) })),
        ...this.input.conversions.map((plan) => ({ date: plan.effectiveFrom, act: () => this.convert(plan.unit) })),
        ...drivers.addedPosts.map((plan) => ({ date: plan.effectiveFrom, act: () => this.addPosts(plan) })),
      ];
      const due = planned.filter(({ date }) => date.slice(0, 7) === name || (month === first && date.slice(0, 7) < name));
      for (const { act } of due.toSorted((one, other) => byText(one.date, other.date))) act();
      for (const plan of drivers.recruitment) if (plan.month === name) this.recruitPlanned(plan);
      for (const rule of drivers.replacement) this.recruit(rule, name);
      if (name.endsWith('-12')) this.photograph();
    }
    return this;
  }

  newYear(): void {
    const { vacant, unreplaced } = this.input.drivers.surrender;
    this.hiredThisYear = new Map();
    for (const category of this.categories()) {
      const all = [...this.units]
        .sort(byText)
        .map((unit) => ({ unit, freed: this.cell(unit, category).freed, all: this.vacant(unit, category) }));
      const waiting = new Map(all.map(({ unit, freed, all: open }) => [unit, open - freed]));
      const up = sumOf(waiting.values()) - (this.open.get(`given-up-vacant ${category}`) ?? 0n);
      this.count(this.eligible, category, most(0n, up));
      this.giveUp('given-up-vacant', category, fraction(vacant).mul(this.eligible.get(category) ?? 0n), waiting);
      const replaced = (this.hired.get(category) ?? 0n) + (this.plannedHired.get(category) ?? 0n);
      const notReplaced = most(0n, (this.vacated.get(category) ?? 0n) - replaced);
      const freed = new Map(all.map(({ unit, freed: posts }) => [unit, posts]));
      this.giveUp('given-up-unreplaced', category, fraction(unreplaced).mul(notReplaced), freed);
      const kept = least(this.open.get(`given-up-unreplaced ${category}`) ?? 0n, sumOf(freed.values()));
      const parts = divide(kept, this.weights(freed));
      for (const unit of this.units) this.cell(unit, category).freed = parts.get(unit) ?? 0n;
    }
  }

  weights = (amounts: Map<string, bigint>): Shares =>
    [...amounts].filter(([, amount]) => amount > 0n).map(([unit, amount]) => [unit, new Fraction(amount)]);

  /** One claim to a whole post after another, each met as long as a whole post is vacant; a claim is made once only. */
  giveUp(flow: string, category: string, claims: Fraction, up: Map<string, bigint>): void {
    const key = `${flow} ${category}`;
    let stock = sumOf(up.values());
    let due = 0n;
    let made = this.claimed.get(key) ?? 0n;
    for (; claims.compare(made + this.scale) >= 0; made += this.scale) {
      if (stock >= this.scale) due += this.scale;
      stock -= this.scale;
    }
    this.claimed.set(key, made);
    this.open.set(key, most(0n, floorOf(claims) - made));
    for (const [unit, amount] of divide(due, this.weights(up))) {
      this.cell(unit, category).posts -= amount;
      up.set(unit, (up.get(unit) ?? 0n) - amount);
      this.note(unit, category, flow, amount);
      this.tidy(unit, category);
    }
  }

  leave(person: Person, flow: string, amount: bigint): void {
    const { unit, category } = person;
    const before = this.vacant(unit, category);
    person.part -= amount;
    this.note(unit, category, flow, amount);
    this.count(this.leavers, category, amount);
    const freed = this.vacant(unit, category) - before;
    this.cell(unit, category).freed += freed;
    this.count(this.vacated, category, freed);
    if (person.part === 0n) this.people = this.people.filter((one) => one !== person);
  }

  byUnit = () => [...this.people].sort((one, other) => byText(one.unit, other.unit));

  retire(month: string, first: string): void {
    const late = this.input.drivers.lateRetirement
      .filter(({ share }) => share.numerator > 0)
      .map((rule) => ({ ...rule, tallies: new Map<string, Tally>() }))
      .sort((one, other) => one.months - other.months);
    for (const person of this.byUnit().filter(({ leaves }) => leaves !== null && leaves <= month)) {
      const mayStay = person.stays === 0 && (person.lawful as string) >= first;
      let rest = new Fraction(1);
      late.forEach(({ category, share, months, tallies }, n) => {
        if (category !== person.category || !mayStay) return;
        const name = `${person.born} ${person.sex}`;
        const tally = tallies.get(name) ?? new Tally();
        tallies.set(name, tally);
        const kept = tally.take(person.part, fraction(share).div(rest));
        rest = rest.sub(fraction(share));
        person.part -= kept;
        const leaves = monthName(monthNumber(person.lawful as string) + months);
        if (kept > 0n) this.join(person.unit, category, kept, { ...person, leaves, stays: n + 1 });
      });
      this.leave(person, 'retired', person.part);
    }
  }

  streamline(month: string): { person: Person; taken: bigint }[] {
    const tallies = new Map<string, Tally>();
    return this.byUnit().map((person) => {
      const ahead = person.lawful === null ? 0 : monthNumber(person.lawful) - monthNumber(month);
      const offer = this.input.drivers.streamlining.find(({ category, from, until, eligible: { least: fewest, most: largest } }) => {
        return category === person.category && from <= month && month <= until && fewest <= ahead && ahead <= largest;
      });
      const share = offer ? BigInt(Math.round((1 - (1 - offer.annual) ** (1 / 12)) * 1e9)) : 0n;
      return { person, taken: this.part(tallies, person, share) };
    });
  }

  resign(month: number): { person: Person; taken: bigint }[] {
    const tallies = new Map<string, Tally>();
    return this.byUnit().map((person) => {
      const { category, born } = person;
      const known = born < UNKNOWN;
      const age = known ? Math.floor((month - monthNumber(born)) / 12) : 0;
      const rate = known ? BigInt(Math.round(this.rateAt(category, age) * 1e9)) : (this.rates.get(`${category} ${born}`) ?? 0n);
      return { person, taken: this.part(tallies, person, rate) };
    });
  }

  part(tallies: Map<string, Tally>, { category, born, sex, stays, part }: Person, billionths: bigint): bigint {
    const name = `${category} ${born} ${sex} ${stays}`;
    const tally = tallies.get(name) ?? new Tally();
    tallies.set(name, tally);
    return tally.take(part, new Fraction(billionths, BILLION));
  }

  recruit({ category, recruits, leavers, perYear, from }: ProjectionInput['drivers']['replacement'][number], month: string): void {
    const gone = this.leavers.get(category) ?? 0n;
    const waits = from !== undefined && month < from;
    if (waits) this.beforeRule.set(category, gone);
    const before = this.beforeRule.get(category) ?? 0n;
    const byRule = floorOf(new Fraction(recruits, leavers).mul(gone - before).div(this.scale)) * this.scale;
    const allowed = this.wholes(before) + byRule;
    const room = this.wholes(sumOf(this.units.map((unit) => this.vacant(unit, category))));
    const thisYear = this.hiredThisYear.get(category) ?? 0n;
    const capped = waits || perYear === undefined ? room : least(room, BigInt(perYear) * this.scale - thisYear);
    const wanted = least(allowed - (this.hired.get(category) ?? 0n), capped);
    if (wanted <= 0n) return;
    this.place(category, wanted, 'recruited');
    this.count(this.hired, category, wanted);
    if (!waits) this.count(this.hiredThisYear, category, wanted);
  }

  mostVacant = (category: string) =>
    [...this.units].sort((one, other) => {
      const more = this.vacant(other, category) - this.vacant(one, category);
      return more > 0n ? 1 : more < 0n ? -1 : byText(one, other);
    });

  /** One whole post after another where most is vacant; then what is left fills the largest parts of posts, one after another. */
  place(category: string, amount: bigint, flow: string): bigint {
    let left = amount;
    for (;;) {
      const [best] = this.mostVacant(category);
      if (best === undefined || left < this.scale || this.vacant(best, category) < this.scale) break;
      this.hire(best, category, this.scale, flow);
      left -= this.scale;
    }
    for (const unit of this.mostVacant(category)) {
      const part = least(left, this.vacant(unit, category));
      this.hire(unit, category, part, flow);
      left -= part;
    }
    return left;
  }

  hire(unit: string, category: string, part: bigint, flow: string): void {
    for (let left = part; left > 0n; left -= this.scale) this.join(unit, category, least(left, this.scale), { born: RECRUIT });
    this.note(unit, category, flow, part);
    const cell = this.cell(unit, category);
    cell.freed = most(0n, cell.freed - part);
  }

  recruitPlanned({ category, people, unit, month }: ProjectionInput['drivers']['recruitment'][number]): void {
    const wanted = BigInt(people) * this.scale;
    let left = wanted;
    if (unit === undefined) left = this.place(category, wanted, 'recruited-planned');
    else {
      const placed = least(wanted, this.vacant(unit, category));
      this.hire(unit, category, placed, 'recruited-planned');
      left -= placed;
    }
    this.count(this.plannedHired, category, wanted - left);
    if (left > 0n) this.unplaced.push({ category, month, unit: unit ?? null, people: Number(left) });
  }

  addPosts({ category, posts, unit, outsideBase }: ProjectionInput['drivers']['addedPosts'][number]): void {
    const cell = this.cell(unit ?? RESERVE, category);
    const amount = BigInt(posts) * this.scale;
    cell.posts += amount;
    if (outsideBase) cell.outsideBase += amount;
    this.note(unit ?? RESERVE, category, 'posts-added', amount);
  }

  convert(unit: string): void {
    const from = this.cell(unit, 'employee-budget');
    const to = this.cell(unit, 'employee-revenue');
    const movers = this.of(unit, 'employee-budget');
    const people = sumOf(movers.map(({ part }) => part));
    for (const [category, side] of [
      ['employee-budget', 'out'],
      ['employee-revenue', 'in'],
    ] as const) {
      this.note(unit, category, `posts-converted-${side}`, from.posts);
      this.note(unit, category, `people-converted-${side}`, people);
    }
    for (const field of ['posts', 'outsideBase', 'freed'] as const) {
      to[field] += from[field];
      from[field] = 0n;
    }
    for (const person of movers) person.category = 'employee-revenue';
    this.tidy(unit, 'employee-revenue');
  }

  reorganise(plan: ProjectionInput['reorganisations'][number]): void {
    for (const { code } of plan.creates) this.units.push(code);
    const only = plan.targets.length === 1 ? plan.targets[0] : undefined;
    const arrivals: { to: string; category: string; posts: bigint; outsideBase: bigint; freed: bigint; people: Person[] }[] = [];
    for (const source of plan.sources)
      for (const category of this.categories()) {
        const all = plan.shares.filter((row) => row.source === source);
        const special = all.filter((row) => row.category === category);
        const general = all.filter((row) => row.category === undefined);
        const rows =
          special.length > 0 ? special : general.length > 0 ? general : [{ to: only as string, share: { numerator: 1, denominator: 1 } }];
        const shares = rows
          .filter(({ share }) => share.numerator > 0)
          .map(({ to, share }): [string, Fraction] => [to === 'reserve' ? RESERVE : to, fraction(share)])
          .sort(([one], [other]) => SINKS.indexOf(one) - SINKS.indexOf(other) || byText(one, other));
        arrivals.push(...this.handOut(source, category, shares));
      }
    for (const { to, category, posts, outsideBase, freed, people } of arrivals) {
      const cell = this.cell(to, category);
      cell.posts += posts;
      cell.outsideBase += outsideBase;
      cell.freed += freed;
      for (const person of people) person.unit = to;
      this.people.push(...people);
    }
    for (const { to, category } of arrivals) this.tidy(to, category);
    this.units = this.units.filter((unit) => !plan.sources.includes(unit) || plan.targets.includes(unit));
  }

  /** Whole people one by one to whoever is furthest behind; parts of people, cohort by cohort, by what each has yet to receive. */
  hands(movers: Person[], totals: Map<string, bigint>): Map<string, Person[]> {
    const hands = new Map<string, Person[]>([...totals.keys()].map((to) => [to, []]));
    const give = (to: string, person: Person) => (hands.get(to) as Person[]).push(person);
    if (this.scale === 1n) {
      movers.forEach((person, dealt) => {
        const behind = [...totals].map(([to, total]) => {
          const share = new Fraction(total).mul(dealt + 1).div(movers.length);
          return { to, gap: share.sub((hands.get(to) as Person[]).length) };
        });
        give(behind.reduce((furthest, one) => (one.gap.compare(furthest.gap) > 0 ? one : furthest)).to, person);
      });
      return hands;
    }
    const open = new Map(totals);
    const cohorts = Map.groupBy(movers, ({ born, sex, stays }) => `${born} ${sex} ${stays}`);
    for (const alike of cohorts.values()) {
      const count = sumOf(alike.map(({ part }) => part));
      const shares = [...open].map(([to, amount]): [string, Fraction] => [to, new Fraction(amount)]);
      for (const [to, part] of divide(count, shares)) {
        open.set(to, (open.get(to) ?? 0n) - part);
        if (part > 0n) give(to, { ...(alike[0] as Person), part });
      }
    }
    return hands;
  }

  handOut(source: string, category: string, shares: Shares) {
    const cell = this.cell(source, category);
    const movers = this.of(source, category).sort(
      (one, other) => byText(one.born, other.born) || byText(other.sex, one.sex) || one.stays - other.stays,
    );
    const posts = divide(cell.posts, shares);
    const outsideBase = divide(cell.outsideBase, shares);
    const takers = shares.filter(([to]) => to !== RESERVE && to !== 'surrendered');
    const totals = divide(sumOf(movers.map(({ part }) => part)), takers);
    const room = shares.map(([to]): [string, Fraction] => [to, new Fraction(most(0n, (posts.get(to) ?? 0n) - (totals.get(to) ?? 0n)))]);
    const freed = divide(least(cell.freed, sumOf(room.map(([, free]) => free.n))), room);
    const hands = this.hands(movers, totals);
    this.people = this.people.filter((person) => !movers.includes(person));
    Object.assign(cell, { posts: 0n, outsideBase: 0n, freed: 0n });
    return shares.flatMap(([to]) => {
      const people = hands.get(to) ?? [];
      const moved = sumOf(people.map(({ part }) => part));
      const parcel = {
        to,
        category,
        posts: posts.get(to) ?? 0n,
        outsideBase: least(outsideBase.get(to) ?? 0n, posts.get(to) ?? 0n),
        freed: freed.get(to) ?? 0n,
        people,
      };
      const way = to === 'surrendered' ? 'surrendered' : to === 'outside' ? 'outside' : 'handed-over';
      if (to !== source) {
        this.note(source, category, `posts-${way}`, parcel.posts);
        this.note(source, category, `people-${way}`, moved);
      }
      if (way !== 'handed-over') return [];
      if (to !== source) {
        this.note(to, category, 'posts-received', parcel.posts);
        this.note(to, category, 'people-received', moved);
      }
      return [parcel];
    });
  }

  photograph(): void {
    const picture = new Map<string, Figures>();
    for (const unit of [...this.units, RESERVE, ...this.flows.keys(), ...this.cells.keys()].map((key) => key.split(' ')[0] as string))
      for (const category of this.categories()) {
        const { posts, outsideBase } = this.cell(unit, category);
        const flows = this.flows.get(`${unit} ${category}`) ?? {};
        const present = Number(this.present(unit, category));
        picture.set(`${unit} ${category}`, { posts: Number(posts), outsideBase: Number(outsideBase), present, flows });
      }
    this.history.push(picture);
    this.flows = new Map();
  }
}
