import type { ProjectionInput } from '../../../shared/domain/projection/input.ts';
import type { ProvinceState } from '../../../shared/domain/projection/state.ts';
import { retires } from '../projection/retires.ts';

/** One person: a birth month, none for recruits and people of unknown age; until when he stays beyond the statutory month. */
type Person = { birth: number | null; recruit: boolean; leavesLate: number | null };
type Cell = { posts: number; outsideBase: number; people: Person[]; freed: number };
type Toll = {
  leavers: number;
  vacated: number;
  recruits: number;
  replaced: number;
  thisYear: number;
  settled: number;
  up: number;
  settledVacant: number;
};

const monthNumber = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;
const byText = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
const monthly = (annual: number) => 1 - (1 - annual) ** (1 / 12);

/** Whole parts of a total by largest remainder, ties to the first. */
function divide(total: number, weights: number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const parts = weights.map((weight) => (sum === 0 ? 0 : Math.floor((total * weight) / sum)));
  const order = weights
    .map((weight, n) => ({ n, rest: sum === 0 ? 0 : (total * weight) % sum }))
    .toSorted((one, other) => other.rest - one.rest);
  for (const { n } of order.slice(0, total - parts.reduce((all, part) => all + part, 0))) parts[n] = (parts[n] as number) + 1;
  return parts;
}

/**
 * The months of a province person by person, as the words of the design say them, under every driver: for checking the arrays.
 * Everything is asked anew every month, and luck comes from wherever the caller says. It shares no code with the product.
 * @param counted categories that a target counts in every unit, reserve in and posts outside the base out; several targets
 * @returns by target and 31 December: what it counts
 */
export function personByPerson(
  state: ProvinceState,
  input: ProjectionInput,
  counted: readonly (readonly string[])[],
  random: () => number,
): number[][] {
  const start = monthNumber(state.date) + 1;
  const { drivers, hazards, recruitAge } = input;
  const cells = new Map<string, Map<string, Cell>>();
  const tolls = new Map<string, Toll>();
  const reserve = new Map<string, { posts: number; outsideBase: number }>();
  const sentOutside = new Map<string, number>();
  const cell = (unit: string, category: string): Cell => {
    const ofUnit = cells.get(unit) ?? new Map<string, Cell>();
    cells.set(unit, ofUnit);
    const found = ofUnit.get(category) ?? { posts: 0, outsideBase: 0, people: [], freed: 0 };
    ofUnit.set(category, found);
    return found;
  };
  const kept = (category: string) => reserve.get(category) ?? { posts: 0, outsideBase: 0 };
  const none = { leavers: 0, vacated: 0, recruits: 0, replaced: 0, thisYear: 0, settled: 0, up: 0, settledVacant: 0 };
  const toll = (category: string): Toll => {
    const found = tolls.get(category) ?? { ...none };
    tolls.set(category, found);
    return found;
  };
  const person = (birth: number | null, recruit = false): Person => ({ birth, recruit, leavesLate: null });
  for (const { code, posts, cells: profile, headcount } of state.units) {
    for (const { category, posts: assigned, outsideBase } of posts) {
      cell(code, category).posts += assigned;
      cell(code, category).outsideBase += outsideBase;
    }
    for (const { category, birthMonth, count } of profile ?? [])
      for (let n = 0; n < count; n++) cell(code, category).people.push(person(monthNumber(birthMonth)));
    for (const { category, present } of headcount ?? [])
      if (!profile?.some((one) => one.category === category))
        for (let n = 0; n < present; n++) cell(code, category).people.push(person(null));
  }
  for (const { category, posts, outsideBase } of state.reserve)
    reserve.set(category, { posts: kept(category).posts + posts, outsideBase: kept(category).outsideBase + outsideBase });

  const annual = (category: string, age: number) =>
    hazards.find((one) => one.category === category && one.fromAge <= age && age < one.belowAge)?.annual ?? 0;
  const ages = (category: string) =>
    [...cells.values()].flatMap((of) =>
      (of.get(category)?.people ?? []).flatMap(({ birth }) => (birth === null ? [] : [Math.floor((start - birth) / 12)])),
    );
  const ofUnknownAge = new Map<string, number>();
  for (const { category } of hazards) {
    const rates = ages(category).map((age) => monthly(annual(category, age)));
    const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
    ofUnknownAge.set(category, rates.length > 0 ? mean : annual(category, 0) === annual(category, 119) ? monthly(annual(category, 0)) : 0);
  }
  const rateOf = (category: string, { birth, recruit }: Person, month: number): number => {
    if (birth !== null) return monthly(annual(category, Math.floor((month - birth) / 12)));
    if (!recruit) return ofUnknownAge.get(category) ?? 0;
    const entry = drivers.replacement.find((rule) => rule.category === category)?.entryAges ?? [{ age: recruitAge, weight: 1 }];
    const weights = entry.reduce((sum, { weight }) => sum + weight, 0);
    return entry.reduce((sum, { age, weight }) => sum + (weight / weights) * monthly(annual(category, age)), 0);
  };
  const vacancies = ({ posts, people }: Cell) => Math.max(0, posts - people.length);
  const tidy = (one: Cell) => {
    one.freed = Math.min(one.freed, vacancies(one));
    one.outsideBase = Math.min(one.outsideBase, one.posts);
  };
  const leave = (category: string, from: Cell, who: Person) => {
    const before = vacancies(from);
    from.people = from.people.filter((one) => one !== who);
    const freed = vacancies(from) - before;
    toll(category).leavers += 1;
    toll(category).vacated += freed;
    from.freed += freed;
  };
  const everybody = () =>
    [...cells.values()].flatMap((ofUnit) => [...ofUnit].flatMap(([category, from]) => from.people.map((who) => ({ category, from, who }))));
  const inCategory = (category: string) =>
    [...cells]
      .toSorted(([one], [other]) => byText(one, other))
      .flatMap(([, ofUnit]) => (ofUnit.has(category) ? [ofUnit.get(category) as Cell] : []));
  const categories = () => [...new Set([...cells.values()].flatMap((ofUnit) => [...ofUnit.keys()]))];

  const januaryOf = (category: string) => {
    const all = inCategory(category);
    const mine = toll(category);
    const { unreplaced, vacant } = drivers.surrender;
    const waiting = all.map((one) => vacancies(one) - one.freed);
    const freed = all.map((one) => one.freed);
    const give = (total: number, up: number[]) =>
      divide(total, up).forEach((part, n) => {
        (all[n] as Cell).posts -= part;
        tidy(all[n] as Cell);
      });
    mine.up += waiting.reduce((sum, one) => sum + one, 0);
    const vacantDue = Math.floor((mine.up * vacant.numerator) / vacant.denominator);
    give(vacantDue - mine.settledVacant, waiting);
    mine.settledVacant = vacantDue;
    const due = Math.floor((Math.max(0, mine.vacated - mine.recruits) * unreplaced.numerator) / unreplaced.denominator);
    give(
      Math.min(
        Math.max(0, due - mine.settled),
        freed.reduce((sum, one) => sum + one, 0),
      ),
      freed,
    );
    mine.settled = Math.max(mine.settled, due);
    mine.thisYear = 0;
    for (const one of all) one.freed = 0;
  };

  const retireIn = (month: number) => {
    for (const { category, from, who } of everybody()) {
      if (who.birth === null) continue;
      const statutory = retires('male', who.birth);
      if (who.leavesLate !== null) {
        if (who.leavesLate === month) leave(category, from, who);
      } else if (statutory < start && month === start) leave(category, from, who);
      else if (statutory === month) {
        let luck = random();
        for (const row of drivers.lateRetirement)
          if (row.category === category && luck >= 0) {
            luck -= row.share.numerator / row.share.denominator;
            if (luck < 0) who.leavesLate = month + row.months;
          }
        if (who.leavesLate === null) leave(category, from, who);
      }
    }
  };
  const streamlineIn = (month: number) => {
    for (const row of drivers.streamlining)
      if (monthNumber(row.from) <= month && month <= monthNumber(row.until))
        for (const { category, from, who } of everybody()) {
          if (category !== row.category || who.birth === null) continue;
          const ahead = retires('male', who.birth) - month;
          if (row.eligible.least <= ahead && ahead <= row.eligible.most && random() < monthly(row.annual)) leave(category, from, who);
        }
  };

  const handOver = (plan: ProjectionInput['reorganisations'][number]) => {
    const arrivals: (() => void)[] = [];
    for (const category of categories()) {
      const sources = plan.sources.toSorted(byText).map((code) => ({ code, held: cell(code, category) }));
      const asked = plan.postsSurrendered.find((row) => row.category === category)?.posts ?? 0;
      const held = sources.map(({ held: { posts } }) => posts);
      const given = divide(
        Math.min(
          asked,
          held.reduce((sum, one) => sum + one, 0),
        ),
        held,
      );
      sources.forEach(({ code, held: from }, n) => {
        const own = plan.shares.filter(({ source, category: of }) => source === code && of === category);
        const rows = own.length > 0 ? own : plan.shares.filter(({ source, category: of }) => source === code && of === undefined);
        const shares = rows.length > 0 ? rows : plan.targets.map((to) => ({ to, share: { numerator: 1, denominator: 1 } }));
        const sinks = ['reserve', 'surrendered', 'outside'];
        const order = shares
          .filter(({ share }) => share.numerator > 0)
          .toSorted((one, other) => sinks.indexOf(one.to) - sinks.indexOf(other.to) || byText(one.to, other.to));
        const weights = order.map(({ share }) => (share.numerator * 420) / share.denominator);
        const left = from.posts - (given[n] as number);
        const posts = divide(left, weights);
        const heads = divide(
          from.people.length,
          weights.map((weight, m) => (order[m]?.to === 'reserve' || order[m]?.to === 'surrendered' ? 0 : weight)),
        );
        const outsideBase = divide(Math.min(from.outsideBase, left), weights);
        const room = order.map((_, m) => Math.max(0, (posts[m] as number) - (heads[m] as number)));
        const freed = divide(
          Math.min(
            from.freed,
            room.reduce((sum, one) => sum + one, 0),
          ),
          room,
        );
        // Who goes where is dealt by age; here at random, which leaves every cohort its expected part.
        const shuffled = from.people.map((who) => ({ who, luck: random() })).toSorted((one, other) => one.luck - other.luck);
        order.forEach(({ to }, m) => {
          const moving = shuffled.splice(0, heads[m] as number).map(({ who }) => who);
          const parcel = {
            posts: posts[m] as number,
            outsideBase: Math.min(outsideBase[m] as number, posts[m] as number),
            freed: freed[m] as number,
          };
          arrivals.push(() => {
            if (to === 'reserve')
              reserve.set(category, {
                posts: kept(category).posts + parcel.posts,
                outsideBase: kept(category).outsideBase + parcel.outsideBase,
              });
            else if (to === 'outside') sentOutside.set(category, (sentOutside.get(category) ?? 0) + parcel.posts - parcel.outsideBase);
            else if (to !== 'surrendered') {
              const into = cell(to, category);
              into.posts += parcel.posts;
              into.outsideBase += parcel.outsideBase;
              into.freed += parcel.freed;
              into.people.push(...moving);
            }
          });
        });
        Object.assign(from, { posts: 0, outsideBase: 0, people: [], freed: 0 });
      });
    }
    for (const arrive of arrivals) arrive();
    for (const ofUnit of cells.values()) for (const one of ofUnit.values()) tidy(one);
  };
  const convert = (code: string) => {
    const [from, to] = [cell(code, 'employee-budget'), cell(code, 'employee-revenue')];
    to.posts += from.posts;
    to.outsideBase += from.outsideBase;
    to.freed += from.freed;
    to.people.push(...from.people);
    Object.assign(from, { posts: 0, outsideBase: 0, people: [], freed: 0 });
    tidy(to);
  };
  const addPosts = ({ unit, category, posts, outsideBase }: ProjectionInput['drivers']['addedPosts'][number]) => {
    const outside = outsideBase ? posts : 0;
    if (unit === undefined)
      reserve.set(category, { posts: kept(category).posts + posts, outsideBase: kept(category).outsideBase + outside });
    else {
      cell(unit, category).posts += posts;
      cell(unit, category).outsideBase += outside;
    }
  };
  const plans = [
    ...input.reorganisations.map((plan) => ({ date: plan.effectiveFrom, act: () => handOver(plan) })),
    ...input.conversions.map((plan) => ({ date: plan.effectiveFrom, act: () => convert(plan.unit) })),
    ...drivers.addedPosts.map((plan) => ({ date: plan.effectiveFrom, act: () => addPosts(plan) })),
  ].toSorted((one, other) => byText(one.date, other.date));

  const hire = (category: string, people: number, unit?: string): number => {
    for (let hired = 0; hired < people; hired++) {
      const open = unit === undefined ? inCategory(category) : [cell(unit, category)];
      const most = open.toSorted((one, other) => vacancies(other) - vacancies(one))[0];
      if (!most || vacancies(most) === 0) return hired;
      most.people.push(person(null, true));
      most.freed = Math.max(0, most.freed - 1);
      toll(category).recruits += 1;
    }
    return people;
  };

  const posts = counted.map((): number[] => []);
  for (let month = start; month < (input.horizon + 1) * 12; month++) {
    if (month % 12 === 0) for (const category of categories()) januaryOf(category);
    retireIn(month);
    streamlineIn(month);
    for (const { category, from, who } of everybody()) if (random() < rateOf(category, who, month)) leave(category, from, who);
    for (const { date, act } of plans) if (monthNumber(date) === month) act();
    for (const plan of drivers.recruitment) if (monthNumber(plan.month) === month) hire(plan.category, plan.people, plan.unit);
    for (const { category, recruits, leavers, perYear = Number.POSITIVE_INFINITY } of drivers.replacement) {
      const mine = toll(category);
      const wanted = Math.min(Math.floor((mine.leavers * recruits) / leavers) - mine.replaced, perYear - mine.thisYear);
      const hired = hire(category, wanted);
      mine.replaced += hired;
      mine.thisYear += hired;
    }
    if (month % 12 !== 11) continue;
    counted.forEach((some, n) => {
      const held = (category: string) => {
        const inUnits = inCategory(category).reduce((sum, { posts: all, outsideBase }) => sum + all - outsideBase, 0);
        return inUnits + kept(category).posts - kept(category).outsideBase + (sentOutside.get(category) ?? 0);
      };
      posts[n]?.push(some.reduce((sum, category) => sum + held(category), 0));
    });
  }
  return posts;
}
