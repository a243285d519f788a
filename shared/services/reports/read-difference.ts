import { hashOf } from '../../audit.ts';
import type { Change, ReportDifference, TargetDifference } from '../../domain/reports/change.ts';
import type { Sources } from '../../domain/reports/difference.ts';
import { type Explained, explainFigure } from '../../domain/reports/explain.ts';
import { type Figure, recordOf } from '../../domain/reports/figure.ts';
import { type ReportGround, figureAgain } from '../../domain/reports/ground.ts';
import { type Report, reportContentSchema } from '../../domain/reports/report.ts';
import { SmallCounts } from '../../domain/small-counts.ts';
import { Refusal } from '../../errors.ts';
import { RULES } from '../../law/rules.ts';
import { loadReportGround } from '../../store/reports.ts';
import type { PlainDate } from '../../time.ts';
import { may } from '../access.ts';
import type { Context } from '../context.ts';
import { type Page, type PageAsk, pageOf } from '../page.ts';
import type { Registers } from '../progress/registers.ts';
import { readReportContent } from './read-reports.ts';
import { type Stock, type Stocked, metOf, takeAll } from './take-ground.ts';

/** Changes of a figure that stand in the overview. */
const LARGEST = 10;

/**
 * What lies between a filed report and another day: figure by figure, which corrections of the past were recorded after
 * filing and what happened since, with the record, its versions then and now, the decision and the effect of each.
 * @throws Refusal difference-before-report when the day lies before that of the report
 */
export async function readDifference(ctx: Context, id: string, asOf: PlainDate): Promise<ReportDifference> {
  const { report, rulesHash, targets } = await compare(ctx, id, asOf);
  const shown = new SmallCounts(may(ctx, 'read', 'staff'));
  return {
    report: id,
    filedAsOf: report.asOf,
    asOf,
    rulesChanged: rulesHash !== hashOf(RULES),
    targets: targets.map(({ figures, ...target }) => ({
      ...target,
      figures: figures
        .filter(
          ({ difference: { measure, filed, now } }) => measure !== 'persons' || ![filed, now].some((count) => shown.hides(Number(count))),
        )
        .map(({ difference, changes }) => {
          const told = changes.filter((change) => isShown(ctx, change));
          return { ...difference, changes: changes.length, largest: told.slice(0, LARGEST) };
        }),
    })),
  };
}

/** Every change behind one target of a report, page by page: figure by figure, corrections first, the largest first. */
export async function listChanges(ctx: Context, id: string, target: string, asOf: PlainDate, page: PageAsk): Promise<Page<Change>> {
  const { targets } = await compare(ctx, id, asOf);
  const found = targets.find((each) => each.target === target);
  if (!found) throw new Refusal('not-found', { what: target });
  const changes = found.figures.flatMap((figure) => figure.changes).filter((change) => isShown(ctx, change));
  const placed = changes.map((change, place) => ({ change, key: String(place).padStart(6, '0') }));
  const { items, next } = pageOf(ctx, { ...page, list: 'report-changes', filters: { id, target, asOf } }, placed, ({ key }) => key);
  return { items: items.map(({ change }) => change), next };
}

/** What changes of single units' people say is for those who may read the records of people. */
const isShown = (ctx: Context, { cause }: Change): boolean => cause !== 'people' || may(ctx, 'read', 'staff');

async function compare(ctx: Context, id: string, asOf: PlainDate) {
  const { report, text } = await readReportContent(ctx, id);
  if (asOf < report.asOf) throw new Refusal('difference-before-report', { asOf, report: report.asOf }, 'asOf');
  const content = reportContentSchema.parse(JSON.parse(text));
  const ground = await loadReportGround(ctx.store, report);
  const corrected = await takeAll(ctx, report.asOf);
  const now = asOf === report.asOf ? corrected : await takeAll(ctx, asOf);
  const entries = new Map(ground.entries);
  const versions = new Map(ground.versions);
  const targets = content.progress.targets.map(({ id: target, title, ...filed }) => {
    const [there, here] = [stockedOf(corrected, target), stockedOf(now, target)];
    const figures = there && here ? explain({ ground, versions, entries, target }, [corrected, there], [now, here]) : [];
    const met = { filed: metOf({ id: target, title, ...filed }), now: here ? metOf(here.taken.progress) : null };
    return { target, title, measuredThen: filed.measuredOn, measuredNow: here?.measuredOn ?? null, met, figures };
  });
  return { report, rulesHash: content.receipt.rulesHash, targets } satisfies {
    report: Report;
    rulesHash: string;
    targets: (Omit<TargetDifference, 'figures'> & { figures: Explained[] })[];
  };
}

const stockedOf = ({ targets }: Stock, id: string): Stocked | undefined => targets.find(({ taken }) => taken.progress.id === id);

type Filed = { ground: ReportGround; versions: ReadonlyMap<string, number>; entries: ReadonlyMap<string, number>; target: string };

function explain(
  { ground, versions, entries, target }: Filed,
  [corrected, there]: [Stock, Stocked],
  [now, here]: [Stock, Stocked],
): Explained[] {
  const filed = ground.targets.find(({ id }) => id === target);
  const [thereOn, hereOn] = [there.measuredOn, here.measuredOn];
  if (!filed || thereOn === null || hereOn === null) return [];
  const entriesThen = (year: number, holder: string) => entries.get(recordOf.posts(year, holder)) ?? 0;
  const [before, after] = [sourcesOf(corrected.registers, entriesThen), sourcesOf(now.registers, entriesThen)];
  return filed.figures.flatMap((kept) => {
    const was = { measuredOn: filed.measuredOn, figure: figureAgain(kept), versions };
    const of = (figures: readonly Figure[]) => figures.find(({ id }) => id === kept.id);
    const [middle, last] = [of(there.figures), of(here.figures)];
    if (!middle || !last) return [];
    const between = { measuredOn: thereOn, figure: middle, versions: corrected.versions };
    const is = { measuredOn: hereOn, figure: last, versions: now.versions };
    return [explainFigure(was, between, is, before, after)];
  });
}

function sourcesOf(
  { tree, ledger, reorganisations, autonomy, spending, balances, baselines }: Registers,
  entriesThen: Sources['entriesThen'],
): Sources {
  const assessed = [...autonomy, ...[...spending.values()].flat()].flatMap(({ unit, year, parts }) => {
    const number = parts.find(({ decided }) => decided !== undefined)?.decided?.decision.number;
    return number === undefined ? [] : [[recordOf.selfFinancing(year, unit), number] as const];
  });
  const districts = balances.map(({ unit, year, decision }) => [recordOf.districtBudget(year, unit), decision.number] as const);
  const frozen = [...baselines.values()].map(({ id, decision }) => [recordOf.baseline(id), decision.number] as const);
  return {
    tree,
    ledger,
    reorganisations: new Map(reorganisations.map((record) => [record.id, record])),
    entriesThen,
    decisions: new Map([...assessed, ...districts, ...frozen]),
    assessments: new Map(autonomy.map(({ unit, year }) => [unit, recordOf.selfFinancing(year, unit)])),
  };
}
