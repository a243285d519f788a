import type { Hazard } from '../../../shared/domain/projection/drivers.ts';
import type { ProjectionInput } from '../../../shared/domain/projection/input.ts';
import type { ProvinceState } from '../../../shared/domain/projection/state.ts';
import { retires } from '../projection/retires.ts';

/** One person: a unit, a birth month, none for recruits. */
type Person = { unit: Unit; birth: number | null };
type Unit = { posts: number; people: Person[]; freed: number };

const monthOfDate = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7)) - 1;

/**
 * The months of a province of budget-paid employees, person by person, as the words of the design say them: for checking the
 * arrays. Everything is asked anew every month, and luck comes from wherever the caller says.
 * @returns posts of all units at each 31 December
 */
export function personByPerson(
  state: ProvinceState,
  input: ProjectionInput,
  hazards: readonly Hazard[],
  recruitAge: number,
  random: () => number,
): number[] {
  const start = monthOfDate(state.date) + 1;
  const units = state.units.map((one): Unit => {
    const unit: Unit = { posts: one.posts.reduce((sum, { posts }) => sum + posts, 0), people: [], freed: 0 };
    for (const { birthMonth, count } of one.cells ?? [])
      for (let n = 0; n < count; n++) unit.people.push({ unit, birth: monthOfDate(`${birthMonth}-01`) });
    return unit;
  });
  const annual = (age: number) => hazards.find(({ fromAge, belowAge }) => fromAge <= age && age < belowAge)?.annual ?? 0;
  const vacancies = (unit: Unit) => Math.max(0, unit.posts - unit.people.length);
  const total = { leavers: 0, vacated: 0, recruits: 0, settled: 0 };
  const leave = (person: Person) => {
    const before = vacancies(person.unit);
    person.unit.people = person.unit.people.filter((one) => one !== person);
    total.leavers += 1;
    total.vacated += vacancies(person.unit) - before;
    person.unit.freed += vacancies(person.unit) - before;
  };
  const posts: number[] = [];
  for (let month = start; month < (input.horizon + 1) * 12; month++) {
    if (month % 12 === 0) {
      const share = input.drivers.surrender.unreplaced;
      const due = Math.floor((Math.max(0, total.vacated - total.recruits) * share.numerator) / share.denominator);
      let claim = Math.max(0, due - total.settled);
      total.settled = Math.max(total.settled, due);
      for (const unit of units) {
        const given = Math.min(claim, unit.freed);
        unit.posts -= given;
        claim -= given;
        unit.freed = 0;
      }
    }
    const everybody = units.flatMap(({ people }) => people);
    for (const person of everybody) if (person.birth !== null && retires('male', person.birth) <= month) leave(person);
    for (const person of units.flatMap(({ people }) => people)) {
      const age = person.birth === null ? recruitAge : Math.floor((month - person.birth) / 12);
      if (random() < 1 - (1 - annual(age)) ** (1 / 12)) leave(person);
    }
    for (const { recruits, leavers } of input.drivers.replacement)
      for (let wanted = Math.floor((total.leavers * recruits) / leavers) - total.recruits; wanted > 0; wanted--) {
        const most = units.toSorted((one, other) => vacancies(other) - vacancies(one))[0] as Unit;
        if (vacancies(most) === 0) break;
        most.people.push({ unit: most, birth: null });
        most.freed = Math.max(0, most.freed - 1);
        total.recruits += 1;
      }
    if (month % 12 === 11) posts.push(units.reduce((sum, unit) => sum + unit.posts, 0));
  }
  return posts;
}
