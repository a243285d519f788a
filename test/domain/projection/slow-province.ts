import Fraction from 'fraction.js';
import type { ProjectionInput } from '../../../shared/domain/projection/input.ts';
import type { ProvinceState, Retires } from '../../../shared/domain/projection/state.ts';

/**
 * The projection told person by person, slow and by the words of the rules: every person and every step is an object, every share a
 * fraction, recruits are handed out one at a time. It shares no code with the engine.
 */
type Person = { unit: string; category: string; born: string; sex: 'male' | 'female'; leaves: string | null };
type Cell = { posts: number; outsideBase: number; freed: number };
export type Figures = { posts: number; present: number; outsideBase: number; flows: Record<string, number> };

const RESERVE = '~RESERVE';
const SINKS = [RESERVE, 'surrendered', 'outside'];

const monthName = (index: number) => `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
const monthNumber = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;
const byText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
const fraction = ({ numerator, denominator }: { numerator: number; denominator: number }) => new Fraction(numerator, denominator);

/** Largest remainder: whole parts first, then one each to the largest fractional parts, ties to the first named. */
function divide(total: number, parts: [string, Fraction][]): Map<string, number> {
  const size = Math.abs(total);
  const whole = parts.reduce((sum, [, part]) => sum.add(part), new Fraction(0));
  const result = new Map(parts.map(([name]) => [name, 0]));
  if (size === 0) return result;
  const quotas = parts.map(([name, part], place) => ({ name, place, quota: part.mul(size).div(whole) }));
  for (const { name, quota } of quotas) result.set(name, Number(quota.floor().n));
  let left = size - [...result.values()].reduce((sum, one) => sum + one, 0);
  const byRemainder = [...quotas].sort(
    (one, other) => other.quota.sub(other.quota.floor()).compare(one.quota.sub(one.quota.floor())) || one.place - other.place,
  );
  for (const { name } of byRemainder) {
    if (left === 0) break;
    result.set(name, (result.get(name) ?? 0) + 1);
    left -= 1;
  }
  if (total < 0) for (const [name, amount] of result) result.set(name, -amount);
  return result;
}

export class SlowProvince {
  people: Person[] = [];
  cells = new Map<string, Cell>();
  flows = new Map<string, Record<string, number>>();
  leavers = new Map<string, number>();
  hired = new Map<string, number>();
  /** Leavers whose going left a post vacant. */
  vacated = new Map<string, number>();
  eligible = new Map<string, number>();
  given = new Map<string, number>();
  units: string[];
  readonly history: Map<string, Figures>[] = [];

  readonly state: ProvinceState;
  readonly input: ProjectionInput;
  constructor(state: ProvinceState, input: ProjectionInput, retires: Retires) {
    this.state = state;
    this.input = input;
    this.units = state.units.map(({ code }) => code);
    for (const unit of [...state.units, { code: RESERVE, posts: state.reserve, cells: null, headcount: null }]) {
      for (const { category, posts, outsideBase } of unit.posts) Object.assign(this.cell(unit.code, category), { posts, outsideBase });
      for (const { category, sex, birthMonth, count } of unit.cells ?? [])
        for (let one = 0; one < count; one++)
          this.people.push({ unit: unit.code, category, born: birthMonth, sex, leaves: monthName(retires(sex, monthNumber(birthMonth))) });
      for (const { category, present } of unit.headcount ?? [])
        if (!unit.cells?.some((cell) => cell.category === category))
          for (let one = 0; one < present; one++)
            this.people.push({ unit: unit.code, category, born: '9999-12', sex: 'male', leaves: null });
    }
  }

  cell(unit: string, category: string): Cell {
    const key = `${unit} ${category}`;
    const cell = this.cells.get(key) ?? { posts: 0, outsideBase: 0, freed: 0 };
    this.cells.set(key, cell);
    return cell;
  }

  note(unit: string, category: string, flow: string, amount: number): void {
    const key = `${unit} ${category}`;
    const flows = this.flows.get(key) ?? {};
    if (amount !== 0) flows[flow] = (flows[flow] ?? 0) + amount;
    this.flows.set(key, flows);
  }

  present = (unit: string, category: string) => this.people.filter((person) => person.unit === unit && person.category === category).length;
  vacant = (unit: string, category: string) => Math.max(0, this.cell(unit, category).posts - this.present(unit, category));

  tidy(unit: string, category: string): void {
    const cell = this.cell(unit, category);
    cell.freed = Math.min(cell.freed, this.vacant(unit, category));
    cell.outsideBase = Math.min(cell.outsideBase, cell.posts);
  }

  categories = () => [
    ...new Set(
      [...this.cells.keys(), ...this.people.map(({ unit, category }) => `${unit} ${category}`)].map((key) => key.split(' ')[1] as string),
    ),
  ];

  run(): this {
    const first = monthNumber(this.state.date) + 1;
    this.photograph();
    for (let month = first; month <= this.input.horizon * 12 + 11; month++) {
      const name = monthName(month);
      if (name.endsWith('-01')) this.newYear();
      this.retire(name);
      const planned = [
        ...this.input.reorganisations.map((plan) => ({ date: plan.effectiveFrom, act: () => this.reorganise(plan) })),
        ...this.input.conversions.map((plan) => ({ date: plan.effectiveFrom, act: () => this.convert(plan.unit) })),
      ];
      const due = planned.filter(({ date }) => date.slice(0, 7) === name || (month === first && date.slice(0, 7) < name));
      for (const { act } of due.toSorted((one, other) => byText(one.date, other.date))) act();
      for (const rule of this.input.drivers.replacement) this.recruit(rule.category, rule.recruits, rule.leavers);
      if (name.endsWith('-12')) this.photograph();
    }
    return this;
  }

  newYear(): void {
    const { vacant, unreplaced } = this.input.drivers.surrender;
    for (const category of this.categories()) {
      const open = [...this.units]
        .sort(byText)
        .map((unit) => ({ unit, freed: this.cell(unit, category).freed, all: this.vacant(unit, category) }));
      const waiting = new Map(open.map(({ unit, freed, all }) => [unit, all - freed]));
      const waitingToDate = (this.eligible.get(category) ?? 0) + [...waiting.values()].reduce((sum, one) => sum + one, 0);
      this.eligible.set(category, waitingToDate);
      this.giveUp('given-up-vacant', category, fraction(vacant).mul(waitingToDate), waiting);
      const notReplaced = (this.vacated.get(category) ?? 0) - (this.hired.get(category) ?? 0);
      const freed = new Map(open.map(({ unit, freed: posts }) => [unit, posts]));
      if (notReplaced > 0) this.giveUp('given-up-unreplaced', category, fraction(unreplaced).mul(notReplaced), freed);
      for (const unit of this.units) this.cell(unit, category).freed = 0;
    }
  }

  /** One claim after another, each met by a vacant post as long as there is one; a claim is made once only. */
  giveUp(flow: string, category: string, claims: Fraction, eligible: Map<string, number>): void {
    const key = `${flow} ${category}`;
    let stock = [...eligible.values()].reduce((sum, one) => sum + one, 0);
    let due = 0;
    for (let made = this.given.get(key) ?? 0; claims.compare(made + 1) >= 0; made++) {
      this.given.set(key, made + 1);
      if (stock > 0) due += 1;
      stock -= 1;
    }
    const able = [...eligible].filter(([, amount]) => amount > 0).map(([unit, amount]): [string, Fraction] => [unit, new Fraction(amount)]);
    for (const [unit, amount] of divide(due, able)) {
      this.cell(unit, category).posts -= amount;
      this.note(unit, category, flow, amount);
      this.tidy(unit, category);
    }
  }

  retire(month: string): void {
    for (const person of this.people.filter(({ leaves }) => leaves !== null && leaves <= month)) {
      this.people.splice(this.people.indexOf(person), 1);
      this.leavers.set(person.category, (this.leavers.get(person.category) ?? 0) + 1);
      this.note(person.unit, person.category, 'retired', 1);
      const { posts } = this.cell(person.unit, person.category);
      if (this.present(person.unit, person.category) >= posts) continue;
      this.cell(person.unit, person.category).freed += 1;
      this.vacated.set(person.category, (this.vacated.get(person.category) ?? 0) + 1);
    }
  }

  recruit(category: string, k: number, n: number): void {
    const allowed = Number(new Fraction(k, n).mul(this.leavers.get(category) ?? 0).floor().n);
    while ((this.hired.get(category) ?? 0) < allowed) {
      const [best] = [...this.units].sort((one, other) => this.vacant(other, category) - this.vacant(one, category) || byText(one, other));
      if (best === undefined || this.vacant(best, category) === 0) return;
      this.people.push({ unit: best, category, born: '9999-12', sex: 'male', leaves: null });
      this.hired.set(category, (this.hired.get(category) ?? 0) + 1);
      this.note(best, category, 'recruited', 1);
      const cell = this.cell(best, category);
      cell.freed = Math.max(0, cell.freed - 1);
    }
  }

  convert(unit: string): void {
    const from = this.cell(unit, 'employee-budget');
    const to = this.cell(unit, 'employee-revenue');
    const movers = this.people.filter((person) => person.unit === unit && person.category === 'employee-budget');
    for (const [category, side] of [
      ['employee-budget', 'out'],
      ['employee-revenue', 'in'],
    ] as const) {
      this.note(unit, category, `posts-converted-${side}`, from.posts);
      this.note(unit, category, `people-converted-${side}`, movers.length);
    }
    for (const field of ['posts', 'outsideBase', 'freed'] as const) {
      to[field] += from[field];
      from[field] = 0;
    }
    for (const person of movers) person.category = 'employee-revenue';
    this.tidy(unit, 'employee-revenue');
  }

  reorganise(plan: ProjectionInput['reorganisations'][number]): void {
    for (const { code } of plan.creates) this.units.push(code);
    const only = plan.targets.length === 1 ? plan.targets[0] : undefined;
    const arrivals: { to: string; category: string; posts: number; outsideBase: number; freed: number; people: Person[] }[] = [];
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

  handOut(source: string, category: string, shares: [string, Fraction][]) {
    const cell = this.cell(source, category);
    const movers = this.people
      .filter((person) => person.unit === source && person.category === category)
      .sort((one, other) => byText(one.born, other.born) || byText(other.sex, one.sex));
    const posts = divide(cell.posts, shares);
    const outsideBase = divide(cell.outsideBase, shares);
    const takers = shares.filter(([to]) => to !== RESERVE && to !== 'surrendered');
    const totals = divide(movers.length, takers);
    const room = shares.map(([to]): [string, Fraction] => [to, new Fraction(Math.max(0, (posts.get(to) ?? 0) - (totals.get(to) ?? 0)))]);
    const roomInAll = room.reduce((sum, [, free]) => sum + Number(free.n), 0);
    const freed = divide(Math.min(cell.freed, roomInAll), room);
    const hands = new Map<string, Person[]>(takers.map(([to]) => [to, []]));
    movers.forEach((person, dealt) => {
      const behind = takers.map(([to]) => ({
        to,
        gap: new Fraction(totals.get(to) ?? 0)
          .mul(dealt + 1)
          .div(movers.length)
          .sub((hands.get(to) as Person[]).length),
      }));
      const furthest = behind.reduce((most, one) => (one.gap.compare(most.gap) > 0 ? one : most));
      (hands.get(furthest.to) as Person[]).push(person);
      this.people.splice(this.people.indexOf(person), 1);
    });
    Object.assign(cell, { posts: 0, outsideBase: 0, freed: 0 });
    return shares.flatMap(([to]) => {
      const people = hands.get(to) ?? [];
      const parcel = {
        to,
        category,
        posts: posts.get(to) ?? 0,
        outsideBase: Math.min(outsideBase.get(to) ?? 0, posts.get(to) ?? 0),
        freed: freed.get(to) ?? 0,
        people,
      };
      const way = to === 'surrendered' ? 'surrendered' : to === 'outside' ? 'outside' : 'handed-over';
      if (to !== source) {
        this.note(source, category, `posts-${way}`, parcel.posts);
        this.note(source, category, `people-${way}`, people.length);
      }
      if (way !== 'handed-over') return [];
      if (to !== source) {
        this.note(to, category, 'posts-received', parcel.posts);
        this.note(to, category, 'people-received', people.length);
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
        picture.set(`${unit} ${category}`, { posts, outsideBase, present: this.present(unit, category), flows });
      }
    this.history.push(picture);
    this.flows = new Map();
  }
}
