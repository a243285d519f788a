import { type DemoStep, demonstrationProvince } from '../../functions/local/demo/index.ts';
import { appendEntries } from '../../shared/domain/ledger-append.ts';
import { assignedOn } from '../../shared/domain/ledger.ts';
import { type PostsRecord, RESERVE } from '../../shared/domain/posts.ts';
import type { Reorganisation } from '../../shared/domain/reorganisation.ts';
import { planReorganisation, type ReorganisationPlan } from '../../shared/domain/reorganise.ts';
import { Tree } from '../../shared/domain/tree.ts';
import { dissolvedOn, establishedOn, type Unit } from '../../shared/domain/unit.ts';
import type { Category, Issuer } from '../../shared/domain/vocabulary.ts';

export const province = demonstrationProvince();

type Kind = DemoStep['kind'];
/** The steps of one kind, in order. */
export const stepsOf = <K extends Kind>(kind: K) =>
  province.steps.filter((step): step is Extract<DemoStep, { kind: K }> => step.kind === kind);

/** What the register holds once every step has been carried out in order; a refusal of the domain fails the suite. */
export function replay() {
  const tree = new Tree([], 0);
  const ledger = new Map<number, Map<string, PostsRecord>>();
  const reorganisations: Reorganisation[] = [];
  const plans: ReorganisationPlan[] = [];
  const put = (record: PostsRecord) =>
    ledger.set(record.year, (ledger.get(record.year) ?? new Map<string, PostsRecord>()).set(record.unit, record));
  const lifeOf = (key: string) => {
    const unit = tree.find(key) as Unit;
    return key === RESERVE ? null : { from: establishedOn(unit), until: dissolvedOn(unit) };
  };
  for (const step of province.steps) {
    if (step.kind === 'units')
      for (const { facts, from, decision } of step.rows)
        tree.add({
          key: facts.code,
          periods: [{ ...facts, from, until: null, decision }],
          openedBy: null,
          closedBy: null,
          successors: [],
          version: 1,
        });
    if (step.kind === 'posts')
      for (const { unit, version, entries } of step.rows) {
        const current = ledger.get(step.year)?.get(unit);
        if ((current?.version ?? null) !== version)
          throw new Error(`posts ${unit} ${step.year}: at ${current?.version}, row says ${version}`);
        put(appendEntries(current, unit, step.year, entries, lifeOf(unit)));
      }
    if (step.kind === 'reorganisations')
      for (const input of step.items) {
        const plan = planReorganisation({ input, id: `${input.effectiveFrom}-${reorganisations.length}`, tree, posts: ledger });
        for (const unit of plan.units) tree.add(unit);
        for (const { unit, year, entries } of plan.posts) {
          const current = ledger.get(year)?.get(unit);
          put({ unit, year, entries: [...(current?.entries ?? []), ...entries], version: (current?.version ?? 0) + 1 });
        }
        reorganisations.push(plan.reorganisation);
        plans.push(plan);
      }
  }
  return { tree, ledger, reorganisations, plans };
}

export type Replayed = ReturnType<typeof replay>;

/** Posts of the province in some categories on a date, reserve included, without those outside the base. */
export function postsIn(
  { tree, ledger }: Replayed,
  categories: readonly Category[],
  date: string,
  issuer: Issuer = 'provincial-council',
): number {
  const cells = assignedOn(ledger.get(+date.slice(0, 4))?.values() ?? [], date, tree);
  return cells
    .filter((cell) => cell.issuer === issuer && categories.includes(cell.category))
    .reduce((sum, cell) => sum + cell.assigned - cell.outsideBase, 0);
}
