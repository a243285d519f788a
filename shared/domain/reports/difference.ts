import type { PlainDate } from '../../time.ts';
import { yearOf } from '../../time.ts';
import { entryOf } from '../counted-spans.ts';
import type { Ledger } from '../ledger.ts';
import type { PostEntry } from '../posts.ts';
import type { Reorganisation } from '../reorganisation.ts';
import type { Tree } from '../tree.ts';
import { dissolvedOn, establishedOn, periodOn } from '../unit.ts';
import type { Amount, Because, Cause, Change } from './change.ts';
import { type Figure, recordOf } from './figure.ts';

/** A figure on one side of a comparison, and the versions of the records as they were when it was measured. */
export type Side = { readonly measuredOn: PlainDate; readonly figure: Figure; readonly versions: ReadonlyMap<string, number> };

/** The registers as they stand now, from which changes are told. */
export type Sources = {
  readonly tree: Tree;
  readonly ledger: Ledger;
  readonly reorganisations: ReadonlyMap<string, Reorganisation>;
  /** How many entries a holder's ledger of a year had when the report was filed. */
  readonly entriesThen: (year: number, holder: string) => number;
  /** Numbers of the decisions on which records of autonomy, district budgets and baselines rest. */
  readonly decisions: ReadonlyMap<string, string>;
  /** The assessment of each unit that stands now, by unit. */
  readonly assessments: ReadonlyMap<string, string>;
};

/** What a change is filed under, so that all that one cause does to a figure is one line. */
type Told = { line: string; cause: Cause; unit: string | null; record: string } & Partial<
  Pick<Change, 'decision' | 'reorganisation' | 'entry'>
>;

export const amountOf = (figure: Pick<Figure, 'measure'>, value: bigint): Amount =>
  figure.measure === 'dong' ? String(value) : Number(value);

/**
 * What moved a figure from one side to the other, cause by cause: of every part that came, went or changed. The effects sum
 * exactly to the difference of the parts. What of one cause comes to nothing is left out.
 */
export function changesBetween(before: Side, after: Side, because: Because, sources: Sources): Change[] {
  const lines = new Map<string, Told & { effect: bigint }>();
  for (const key of new Set([...before.figure.parts.keys(), ...after.figure.parts.keys()])) {
    const [was, is] = [before.figure.parts.get(key), after.figure.parts.get(key)];
    const effect = BigInt(is?.quantity ?? 0) - BigInt(was?.quantity ?? 0);
    if (effect === 0n) continue;
    const told = tell(key, before, after, because, sources);
    const line = lines.get(told.line);
    lines.set(told.line, { ...(line ?? told), effect: (line?.effect ?? 0n) + effect });
  }
  const kept = [...lines.values()].filter(({ effect }) => effect !== 0n);
  kept.sort((one, other) => bySize(one.effect, other.effect) || (one.line < other.line ? -1 : 1));
  return kept.map(({ line: _line, effect, cause, unit, record, ...more }) => ({
    figure: after.figure.id,
    because,
    cause,
    unit,
    name: unit === null ? null : nameOf(sources.tree, unit, after.measuredOn),
    effect: amountOf(after.figure, effect),
    record,
    versionThen: before.versions.get(record) ?? null,
    versionNow: after.versions.get(record) ?? null,
    decision: more.decision ?? sources.decisions.get(record) ?? null,
    reorganisation: more.reorganisation ?? null,
    entry: more.entry ?? null,
  }));
}

const sizeOf = (effect: bigint): bigint => (effect < 0n ? -effect : effect);
const bySize = (one: bigint, other: bigint): number => {
  const gap = sizeOf(other) - sizeOf(one);
  return gap < 0n ? -1 : gap > 0n ? 1 : 0;
};

/** The name on a date, else the last one before it, else the first. */
function nameOf(tree: Tree, key: string, date: PlainDate): string | null {
  const periods = tree.find(key)?.periods ?? [];
  return (periods.findLast(({ from }) => from <= date) ?? periods[0])?.name ?? null;
}

function tell(key: string, before: Side, after: Side, because: Because, sources: Sources): Told {
  const { id, measure } = after.figure;
  const record = (after.figure.parts.get(key) ?? before.figure.parts.get(key))?.record ?? key;
  if (id === 'base') return { line: key, cause: 'baseline', unit: null, record };
  if (id === 'counted' && measure === 'posts') return tellEntry(key, before, after, because, sources);
  if (id === 'base-spending' || id === 'period-spending')
    return { line: key, cause: 'spending', unit: key.slice(key.indexOf('|') + 1), record };
  if (measure === 'persons' || id === 'passing' || id === 'agencies') return { line: key, cause: 'people', unit: key, record };
  if (id === 'reaching' || id === 'balancing') return tellRated(key, record, before, after, sources);
  return ofUnit(key, after.measuredOn, sources);
}

/** A unit that counts for what an assessment or a budget says of it: that, unless the unit itself began, ended or changed. */
function tellRated(unit: string, filed: string, before: Side, after: Side, sources: Sources): Told {
  const isAssessment = after.figure.id === 'reaching';
  const record = isAssessment ? (sources.assessments.get(unit) ?? filed) : filed;
  const lives = sources.tree.on(unit, after.measuredOn) !== undefined;
  const moved = record !== before.figure.parts.get(unit)?.record || before.versions.get(record) !== after.versions.get(record);
  if (!lives || !moved) return ofUnit(unit, after.measuredOn, sources);
  return { line: unit, cause: isAssessment ? 'assessment' : 'district-budget', unit, record };
}

/** What a unit's own record did, with the decision that it was established, changed or ended by. */
function ofUnit(key: string, date: PlainDate, { tree, reorganisations }: Sources): Told {
  const record = recordOf.unit(key);
  const told = { line: `unit|${key}`, cause: 'unit' as const, unit: key, record };
  const unit = tree.find(key);
  if (!unit) return told;
  const until = dissolvedOn(unit);
  const ended = until !== null && until <= date;
  const facts = periodOn(unit, date) ?? unit.periods.at(ended ? -1 : 0);
  const begun = facts !== undefined && facts.from === establishedOn(unit);
  const reorganisation = ended ? unit.closedBy : begun ? unit.openedBy : null;
  const decision = (ended ? reorganisations.get(unit.closedBy ?? '')?.decision : facts?.decision)?.number ?? null;
  return { ...told, decision, reorganisation };
}

/** Whether an entry opens its year: an assignment, or a reorganisation repeated from an earlier year. */
const opens = ({ reason, reorganisation }: PostEntry, year: number, { reorganisations }: Sources): boolean =>
  reason === 'assign' || yearOf(reorganisations.get(reorganisation ?? '')?.effectiveFrom ?? `${year}-12-31`) < year;

/**
 * A posts entry: recorded after filing, or come into force between the days; else its unit moved in or out with it. Between
 * two years the holder's new opening stands against all that it held in the old one.
 */
function tellEntry(key: string, before: Side, after: Side, because: Because, sources: Sources): Told {
  const { year, unit, place, record: ledger } = entryOf(sources.ledger, key);
  const record = recordOf.posts(year, unit);
  const entry = ledger?.entries[place];
  if (entry === undefined) return { line: key, cause: 'rule', unit, record };
  const { reason, quantity, effectiveFrom, decision, reorganisation } = entry;
  const [one, other] = [before.measuredOn, after.measuredOn].sort() as [PlainDate, PlainDate];
  const later = yearOf(other);
  if (yearOf(one) !== later && (year < later || opens(entry, year, sources))) {
    const cited = ledgerOpening(sources, later, unit);
    return { line: `opening|${unit}`, cause: 'opening', unit, record: recordOf.posts(later, unit), decision: cited };
  }
  const isNew = because === 'correction' && place >= sources.entriesThen(year, unit);
  const tookEffect = effectiveFrom > one && effectiveFrom <= other;
  const shown = { decision: decision.number, reorganisation: reorganisation ?? null, entry: { reason, quantity, effectiveFrom } };
  if (isNew || tookEffect) return { line: key, cause: 'entry', unit, record, ...shown };
  const told = ofUnit(unit, after.measuredOn, sources);
  const stood = before.versions.get(told.record) === after.versions.get(told.record) && one === other;
  return stood ? { line: key, cause: 'rule', unit, record, ...shown } : told;
}

/** The decision of the first entry of a holder's year. */
const ledgerOpening = ({ ledger }: Sources, year: number, unit: string): string | null =>
  ledger.get(year)?.get(unit)?.entries[0]?.decision.number ?? null;
