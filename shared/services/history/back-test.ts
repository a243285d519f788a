import { hashOf } from '../../audit.ts';
import type { BackTest, BackTestSummary, Missing } from '../../domain/history/back-test-answer.ts';
import { type Figures, addFigure, flowsOf } from '../../domain/history/figures.ts';
import { drawnBands, expectedFigures } from '../../domain/history/forecast-year.ts';
import { type Actual, pairsOf } from '../../domain/history/pairs.ts';
import { pastModel } from '../../domain/history/past-model.ts';
import { scoresOf } from '../../domain/history/score.ts';
import type { Window } from '../../domain/history/tally.ts';
import { FORECAST_ENGINE_VERSION } from '../../domain/monte-carlo/forecast.ts';
import { ENGINE_VERSION } from '../../domain/projection/summarise.ts';
import { assignedOn } from '../../domain/ledger.ts';
import { type PostsRecord, RESERVE } from '../../domain/posts.ts';
import type { Tree } from '../../domain/tree.ts';
import { postFreeMonthIndex } from '../../law/retirement.ts';
import { RULES } from '../../law/rules.ts';
import { loadAgeProfilesOfMonth } from '../../store/age-profiles.ts';
import { addMonths, endOfYear, monthIndex, monthOf } from '../../time.ts';
import type { Context } from '../context.ts';
import { loadLedger } from '../progress/load-bases.ts';
import { loadState } from '../projections/load-state.ts';
import { singleRead } from '../quiet-read.ts';
import { ELIGIBLE, USUAL_REASONS, fittedFrom, hazardQuestionSchema } from './fit-hazards.ts';
import { type History, type Tallied, loadHistory } from './load-history.ts';

type Ledgers = ReadonlyMap<number, ReadonlyMap<string, PostsRecord>>;

const YEARS = 5;
/** Of the method and of the answer's shape: what was filed under another one is worked out anew. */
const METHOD_VERSION = 'back-test-1';
const LUCK = { draws: 200, seed: 1 } as const;
/** Ages must be known, from a record of the last months, of so many of the people; and so many of them must be in the movements. */
const [ENOUGH, FRESH_MONTHS] = [0.9, 3];

const wholeYear = (year: number): Window => ({ from: monthIndex(`${year}-01`), until: monthIndex(`${year}-12`) });
const RULES_OF_COUNTING = { by: 'sector', reasons: new Set(USUAL_REASONS), eligible: ELIGIBLE } as const;

/** Everything that a back-test up to a year depends on besides the registers. */
export const backTestRests = (lastYear: number): unknown => [
  lastYear,
  YEARS,
  METHOD_VERSION,
  ENGINE_VERSION,
  FORECAST_ENGINE_VERSION,
  hashOf(RULES),
  LUCK,
];

/**
 * Forecasts from the end of each of the last years, of what the registers as they stand today say was valid by then, scored
 * against what they say happened. From a year that is not recorded in whole, or whose people's ages are not known, there is none.
 * Reads everything once: whoever asks makes sure that nothing about those years was recorded meanwhile.
 */
export async function makeBackTest(ctx: Context, lastYear: number): Promise<BackTest> {
  const first = lastYear - YEARS;
  const history = byYear(await loadHistory(ctx, { from: monthIndex(`${first}-01`), until: monthIndex(`${lastYear}-12`) }, singleRead));
  const ledgers = await loadLedger(ctx, first - 1, lastYear);
  const recorded = range(first - 1, lastYear).filter((year) => isTold(history, ledgers, year));
  const actual: Actual = new Map(
    recorded.flatMap((year) => (recorded.includes(year - 1) && year >= first ? [[year, figuresOf(history, ledgers, year)] as const] : [])),
  );
  const candidates = await Promise.all(range(first, lastYear - 1).map((year) => judge(ctx, history, actual, year)));
  const ready = candidates.filter(({ missing }) => missing.length === 0);
  const made = [];
  for (const { year } of ready) made.push(await forecastFrom(ctx, year, lastYear, history, actual));
  const pairs = made.flatMap((one) => one.pairs);
  return {
    status: made.length === 0 ? 'history-too-short' : 'scored',
    says: saysOf(
      ready.map(({ year }) => year),
      lastYear,
    ),
    origins: made.map(({ origin }) => origin),
    leftOut: candidates.filter(({ missing }) => missing.length > 0),
    lastYear,
    scores: scoresOf(pairs),
    pairs,
    engine: FORECAST_ENGINE_VERSION,
    ...LUCK,
    recordsHash: hashOf([history.hash, versionsOf(ledgers), made.map(({ hash }) => hash)]),
  };
}

/** What the registers tell, with each year added up once. */
type Years = History & { ofYear(year: number): Tallied };

function byYear(history: History): Years {
  const known = new Map<number, Tallied>();
  const ofYear = (year: number) => {
    const tallied = known.get(year) ?? history.tally({ ...RULES_OF_COUNTING, window: wholeYear(year) });
    known.set(year, tallied);
    return tallied;
  };
  return { ...history, ofYear };
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, n) => from + n);
const versionsOf = (ledgers: Ledgers) =>
  [...ledgers].map(([year, records]) => [year, [...records.values()].map(({ unit, version }) => [unit, version])]);

/** The provincial council's posts at the end of a year. */
const postsAt = (ledgers: Ledgers, tree: Tree, year: number) =>
  assignedOn(ledgers.get(year)?.values() ?? [], endOfYear(year), tree).filter(({ issuer }) => issuer === 'provincial-council');

/** Whether December of a year is told of, by staff records or reports, in units that hold nearly all posts. */
function isTold({ tree, told }: Years, ledgers: Ledgers, year: number): boolean {
  const units = told(`${year}-12`);
  // Before the first ledger the posts of the year after say who matters.
  const posts = [year, year + 1]
    .map((one) => assignedOn(ledgers.get(one)?.values() ?? [], endOfYear(one), tree))
    .find((some) => some.length > 0);
  const held = posts?.filter(({ unit, issuer }) => unit !== RESERVE && issuer === 'provincial-council') ?? [];
  const sum = (some: typeof held) => some.reduce((posts, { assigned }) => posts + assigned, 0);
  return sum(held) > 0 && sum(held.filter(({ unit }) => units.has(unit))) >= ENOUGH * sum(held);
}

/** Stocks at the end of a year and who left in it, by series. */
function figuresOf({ tree, ofYear }: Years, ledgers: Ledgers, year: number): Figures {
  const figures = flowsOf(ofYear(year).tally);
  for (const { unit, category, assigned } of postsAt(ledgers, tree, year)) {
    const sector = unit === RESERVE ? undefined : tree.on(unit, endOfYear(year))?.sector;
    for (const name of [category, ...(sector ? [sector] : [])]) addFigure(figures, name, 'posts', assigned);
  }
  return figures;
}

/** What is missing for a forecast from the end of a year. */
async function judge(ctx: Context, history: Years, actual: Actual, year: number): Promise<{ year: number; missing: Missing[] }> {
  const missing: Missing[] = [
    ...(actual.has(year) ? [] : ['year-not-recorded' as const]),
    ...(actual.has(year + 1) ? [] : ['outcome-not-recorded' as const]),
  ];
  if (missing.length > 0) return { year, missing };
  return { year, missing: (await knowsAges(ctx, history, year)) ? [] : ['ages-not-known'] };
}

/** Whether the ages of nearly all people are known at the end of a recorded year: from staff records, or a profile of its last months. */
async function knowsAges(ctx: Context, { ofYear }: Years, year: number): Promise<boolean> {
  const { tally: people, keptOnRecord } = ofYear(year);
  const all = [...people.sum().values()].reduce((sum, { closing }) => sum + closing, 0);
  if (keptOnRecord >= ENOUGH * all) return true;
  const profiles = new Map<string, number>();
  for (let back = FRESH_MONTHS - 1; back >= 0; back--)
    for (const { unit, cells } of await loadAgeProfilesOfMonth(ctx.store, addMonths(`${year}-12`, -back)))
      profiles.set(
        unit,
        cells.reduce((sum, { count }) => sum + count, 0),
      );
  return keptOnRecord + [...profiles.values()].reduce((sum, people) => sum + people, 0) >= ENOUGH * all;
}

/** Nothing after the end of the year is looked at but what the forecast is compared with. */
async function forecastFrom(ctx: Context, year: number, lastYear: number, history: History, actual: Actual) {
  const { state, hash } = await loadState(ctx, { date: endOfYear(year) }, [], singleRead);
  const window = { from: history.window.from, until: monthIndex(`${year}-12`) };
  const seen = history.tally({ ...RULES_OF_COUNTING, window });
  const fitted = fittedFrom(seen, hazardQuestionSchema.parse({}), window);
  const model = pastModel(year, lastYear, fitted, seen.tally);
  const expected = expectedFigures(state, model, postFreeMonthIndex);
  const bands = drawnBands(state, model, postFreeMonthIndex, LUCK);
  const origin = { year, fittedFrom: history.firstMonth ?? monthOf(window.from), fittedUntil: monthOf(window.until) };
  return { origin, hash, pairs: pairsOf(year, expected, bands, actual) };
}

function saysOf(origins: readonly number[], lastYear: number): BackTestSummary['says'] {
  const years = origins.join(', ');
  return origins.length === 0
    ? {
        vi: `Lịch sử đến hết năm ${lastYear} chưa đủ để thử lại dự báo: xem \`leftOut\`.`,
        en: `History to the end of ${lastYear} is too short to test forecasts on: see \`leftOut\`.`,
      }
    : {
        vi: `Dự báo từ cuối các năm ${years}, so với thực tế đến hết năm ${lastYear}: ${origins.length} năm gốc${origins.length < 3 ? ', quá ít để kết luận' : ''}.`,
        en: `Forecasts from the end of ${years}, against what happened to the end of ${lastYear}: ${origins.length === 1 ? 'one starting year' : `${origins.length} starting years`}${origins.length < 3 ? ', too few to conclude from' : ''}.`,
      };
}
