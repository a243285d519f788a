import * as z from 'zod';
import {
  type JudgedUnit,
  complianceTotals,
  complianceTotalsSchema,
  gradeCapStateSchema,
  judgePlacements,
  passes,
  placementSchema,
  shortfallsSchema,
} from '../../domain/positions/compliance.ts';
import { type Framework, frameworkOn } from '../../domain/positions/framework.ts';
import type { Tree } from '../../domain/tree.ts';
import { type UnitKind, unitKindSchema } from '../../domain/vocabulary.ts';
import { POSITION_POPULATIONS } from '../../law/positions/regimes.ts';
import { loadFrameworks, loadFrameworksOfUnit } from '../../store/position-frameworks.ts';
import { loadPostsOfUnits, loadPostsOfYear } from '../../store/posts.ts';
import { type PlainDate, plainDateSchema, yearOf } from '../../time.ts';
import { Scope, isScoped, permit } from '../access.ts';
import type { Context } from '../context.ts';
import { aliveOn, loadTree } from '../load-tree.ts';
import { type Page, type PageAsk, pageOf } from '../page.ts';
import { isRatioExempt } from '../position-frameworks/load-ground.ts';
import { readableUnit } from '../read-record.ts';
import { staffInService } from '../staff/in-service.ts';
import { requireUnder } from '../under.ts';
import { holderOf, judgeUnits } from './judge-units.ts';

/** How a unit's people are placed, counted. */
export const complianceRowSchema = z
  .strictObject({
    unit: z.string(),
    name: z.string(),
    kind: unitKindSchema,
    frameworks: z.array(z.int()).meta({ description: 'Numbers of the approved versions that hold on the date' }),
    people: z.int().meta({ description: 'In service on the date, contracts and non-specialised workers left out' }),
    placed: z.int(),
    competent: z.int().meta({ description: 'On a position with a competency framework' }),
    passes: z.boolean(),
    shortfalls: shortfallsSchema,
  })
  .meta({ id: 'PositionCompliance', description: 'How the people of a unit are placed on approved positions' });
export type ComplianceRow = z.infer<typeof complianceRowSchema>;

export const unitComplianceSchema = complianceRowSchema
  .extend({ asOf: plainDateSchema, failing: z.array(placementSchema), caps: z.array(gradeCapStateSchema), ratioExempt: z.boolean() })
  .meta({ id: 'UnitPositionCompliance', description: 'Who of a unit is not placed and why, and its capped grades' });
export type UnitComplianceView = z.infer<typeof unitComplianceSchema>;

export const complianceSummarySchema = z
  .strictObject({
    asOf: plainDateSchema,
    agencies: complianceTotalsSchema.meta({ description: 'State agencies' }),
    publicService: complianceTotalsSchema,
    unplaced: z.int().meta({ description: 'People whose unit ended and was handed to several: they count nowhere until they are moved' }),
  })
  .meta({ id: 'ComplianceSummary', description: 'How far a province or subtree is placed on approved positions' });
export type ComplianceSummary = z.infer<typeof complianceSummarySchema>;

export type ComplianceFilters = { under?: string | undefined; kind?: UnitKind | undefined };

/** The units asked for that the actor may see on a date, by key. */
function unitsAsked(ctx: Context, tree: Tree, date: PlainDate, { under, kind }: ComplianceFilters): string[] {
  const scope = new Scope(ctx, tree);
  const root = under === undefined ? undefined : requireUnder(ctx, tree, under, date);
  return tree
    .aliveOn(date)
    .filter(({ unit: { key }, facts }) => (kind === undefined || facts.kind === kind) && scope.sees(key, date))
    .map(({ unit: { key } }) => key)
    .filter((key) => root === undefined || tree.isUnder(key, [root], date))
    .sort();
}

/** Units and how their people are placed as of a date, by unit: only the people of the page are read. */
export async function listCompliance(
  ctx: Context,
  asOf: PlainDate,
  filters: ComplianceFilters,
  page: PageAsk,
): Promise<Page<ComplianceRow>> {
  permit(ctx, 'read', 'position-compliance');
  const tree = await loadTree(ctx);
  const request = { ...page, list: 'position-compliance', filters: { asOf, ...filters } };
  const { items: units, next } = pageOf(ctx, request, unitsAsked(ctx, tree, asOf, filters), (unit) => unit);
  const people = Map.groupBy(await staffInService(ctx, tree, asOf, units), ({ unit }) => unit);
  const versions = await Promise.all(units.map((unit) => loadFrameworksOfUnit(ctx.store, unit)));
  const items = units.map((unit, index) => {
    const frameworks = versions[index] ?? [];
    const { facts } = aliveOn(tree, unit, asOf);
    const compliance = judgePlacements((people.get(unit) ?? []).map(holderOf), frameworks, unit, asOf);
    return rowOf({ unit, name: facts.name, compliance }, facts.kind, frameworks, asOf);
  });
  return { items, next };
}

function rowOf({ unit, name, compliance }: JudgedUnit, kind: UnitKind, frameworks: readonly Framework[], date: PlainDate): ComplianceRow {
  const { people, placed, competent, shortfalls } = compliance;
  const holding = POSITION_POPULATIONS.flatMap((population) => frameworkOn(frameworks, unit, population, date)?.number ?? []);
  return { unit, name, kind, frameworks: holding, people, placed, competent, passes: passes(compliance), shortfalls };
}

/** One unit: everybody who is not placed with the reasons, and how full its capped grades are. */
export async function getCompliance(ctx: Context, code: string, asOf: PlainDate): Promise<UnitComplianceView> {
  const unit = await readableUnit(ctx, 'position-compliance', code, asOf);
  const tree = await loadTree(ctx);
  const { facts } = aliveOn(tree, unit, asOf, 'asOf');
  const frameworks = await loadFrameworksOfUnit(ctx.store, unit);
  const people = await staffInService(ctx, tree, asOf, [unit]);
  const ratioExempt = await isRatioExempt(ctx, tree, unit, asOf);
  const compliance = judgePlacements(people.map(holderOf), frameworks, unit, asOf, ratioExempt);
  const { failing, caps } = compliance;
  return { ...rowOf({ unit, name: facts.name, compliance }, facts.kind, frameworks, asOf), asOf, failing, caps, ratioExempt };
}

/** Up to so many units are read one by one; for more, the whole province is. */
const FEW_UNITS = 64;

/** Shares of agencies and of staff, public service units beside, of the province or of a subtree. */
export async function summariseCompliance(
  ctx: Context,
  asOf: PlainDate,
  filters: Pick<ComplianceFilters, 'under'>,
): Promise<ComplianceSummary> {
  permit(ctx, 'read', 'position-compliance');
  const tree = await loadTree(ctx);
  const units = unitsAsked(ctx, tree, asOf, filters);
  const wholeProvince = !isScoped(ctx) && filters.under === undefined;
  const few = !wholeProvince && units.length <= FEW_UNITS;
  const people = await staffInService(ctx, tree, asOf, few ? units : undefined);
  const frameworks = few
    ? (await Promise.all(units.map((unit) => loadFrameworksOfUnit(ctx.store, unit)))).flat()
    : await loadFrameworks(ctx.store);
  const year = yearOf(asOf);
  const posts = few
    ? (
        await loadPostsOfUnits(
          ctx.store,
          units.map((unit) => ({ unit, year })),
        )
      ).filter((record) => record !== undefined)
    : await loadPostsOfYear(ctx.store, year);
  const asked = new Set(units);
  const judged = (kind: UnitKind) =>
    complianceTotals(judgeUnits({ tree, people, frameworks, posts }, asOf, (facts, unit) => facts.kind === kind && asked.has(unit)));
  const unplaced = wholeProvince ? people.filter(({ unit }) => unit === null).length : 0;
  return { asOf, agencies: judged('administrative'), publicService: judged('public-service'), unplaced };
}
