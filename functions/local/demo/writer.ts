import type { PlainMonth } from '../../../shared/time.ts';
import { synthetic } from './decisions.ts';
import { districtBudgetsOf } from './district-budgets.ts';
import { Fold } from './fold.ts';
import { frameworksOf } from './frameworks.ts';
import { normInputsOf } from './norm-inputs.ts';
import { staffRecords } from './people/records.ts';
import { PeopleRegister } from './people/register.ts';
import { postsOf2021 } from './posts/first-year.ts';
import { postsOfYear } from './posts/later-year.ts';
import { scopeTransfersOf2025 } from './posts/scope-2025.ts';
import { type Random, seeded } from './random.ts';
import { communesOf2025 } from './reorganisations/communes-2025.ts';
import { departmentsOf2025, oneStopCentre } from './reorganisations/departments-2025.ts';
import { districtsOf2025 } from './reorganisations/districts-2025.ts';
import { massOrganisations, partyBodies } from './reorganisations/party-2025.ts';
import { continuingEducation, schoolMergers } from './reorganisations/schools-2025.ts';
import { agriculturalCentres, communesOf2024, hospitalsAndCulture, projectBoards } from './reorganisations/before-2025.ts';
import { selfFinancingOf } from './self-financing.ts';
import type { DemoStep, LaterStep, PostsRow } from './steps.ts';
import { trainingOf } from './training.ts';
import { unitsOf2021 } from './units.ts';

/** The last month reported. */
export const LAST_MONTH = '2026-10';

/** Writes the steps down while it keeps the register and the people in mind. */
export class StepWriter {
  readonly steps: DemoStep[] = [];
  readonly #fold = new Fold();
  readonly #posts: Random;
  readonly #finance: Random;
  readonly #people: PeopleRegister;
  readonly #records: Random;

  constructor(seed: number) {
    const units = unitsOf2021(seeded(seed));
    this.#posts = seeded(seed + 1);
    this.#finance = seeded(seed + 2);
    this.#people = new PeopleRegister(seeded(seed + 3));
    this.#records = seeded(seed + 4);
    for (const unit of units) this.#fold.register(unit);
    this.steps.push({ kind: 'units', records: units.length, rows: units.map(({ facts, from, decision }) => ({ facts, from, decision })) });
  }

  year2021(): void {
    const units = this.#fold.aliveOn('2021-01-01');
    this.#postsStep(2021, postsOf2021(units, this.#posts));
    this.#people.fill(this.#fold);
    this.#headcounts(['2021-03', '2021-06', '2021-09', '2021-12']);
    this.#close(2021, true);
  }

  year2022(): void {
    this.#open(2022);
    this.#headcounts(['2022-03', '2022-06', '2022-09', '2022-12']);
    this.#close(2022);
  }

  year2023(): void {
    this.#open(2023);
    this.#headcounts(['2023-03', '2023-06']);
    this.#reorganise(agriculturalCentres);
    this.#headcounts(['2023-09', '2023-12']);
    this.#close(2023);
  }

  year2024(): void {
    this.#open(2024);
    this.#headcounts(['2024-03']);
    this.#reorganise(projectBoards);
    this.#headcounts(['2024-06']);
    this.#reorganise(hospitalsAndCulture);
    this.#headcounts(['2024-09']);
    this.#reorganise(communesOf2024);
    this.#headcounts(['2024-12']);
    this.#close(2024);
  }

  year2025(): void {
    this.#open(2025);
    this.#reorganise(departmentsOf2025, partyBodies);
    this.#headcounts(['2025-03', '2025-06']);
    this.#reorganise(massOrganisations, oneStopCentre, communesOf2025, districtsOf2025);
    this.#postsStep(2025, scopeTransfersOf2025(this.#fold));
    const mergeWave = schoolMergers(this.#fold);
    this.#reorganise(
      () => mergeWave(0),
      () => mergeWave(1),
    );
    this.#headcounts(['2025-09']);
    this.#reorganise(continuingEducation, () => mergeWave(2));
    this.#headcounts(['2025-12']);
    this.#close(2025, true);
  }

  year2026(): void {
    this.#open(2026);
    this.#headcounts(['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06', '2026-07', '2026-08', '2026-09', LAST_MONTH]);
    this.#ageProfiles(LAST_MONTH);
    this.#selfFinancing(2026);
  }

  /** The registers that are loaded behind the others: staff first, for all else names them. */
  behind(): LaterStep[] {
    const staff = staffRecords(this.#people.everybody(), this.#fold, this.#records);
    const norms = normInputsOf(staff, this.#fold);
    const frameworks = frameworksOf(staff, this.#fold, this.#records);
    return [
      { kind: 'norm-inputs', records: norms.length, year: 2026, rows: norms },
      ...slices(staff).map((rows): LaterStep => ({ kind: 'staff', records: rows.length, rows })),
      ...slices(frameworks, 50).map((items): LaterStep => ({ kind: 'frameworks', records: items.length, items })),
      ...trainingOf(staff, this.#records).map(
        ({ course, attendances: rows }): LaterStep => ({ kind: 'course', records: 1 + rows.length, course, rows }),
      ),
    ];
  }

  #open(year: number): void {
    this.#postsStep(year, postsOfYear(this.#fold, year, this.#posts));
  }

  #close(year: number, frozen = false): void {
    if (frozen) this.#ageProfiles(`${year}-12`);
    this.#selfFinancing(year);
    const balances = districtBudgetsOf(year);
    this.steps.push({ kind: 'district-budgets', records: balances.length, year, rows: balances });
    if (frozen) this.steps.push({ kind: 'freeze', records: 1, year, decision: synthetic(`${year - 1900}/QĐ-UBND`, `${year + 1}-01-25`) });
  }

  #postsStep(year: number, drafts: readonly Omit<PostsRow, 'version'>[]): void {
    const rows = this.#fold.addPosts(year, drafts);
    this.steps.push({ kind: 'posts', records: rows.length, year, rows });
  }

  #reorganise(...acts: readonly ((fold: Fold) => void)[]): void {
    for (const reorganise of acts) reorganise(this.#fold);
    const recorded = this.#fold.recorded();
    this.#people.reorganised(recorded);
    this.steps.push({ kind: 'reorganisations', records: recorded.length, items: recorded.map(({ input }) => input) });
  }

  #headcounts(months: readonly PlainMonth[]): void {
    for (const month of months) {
      const rows = this.#people.report(this.#fold, month);
      this.steps.push({ kind: 'headcount', records: rows.length, month, rows });
    }
  }

  #ageProfiles(month: PlainMonth): void {
    const rows = this.#people.ageProfiles(this.#fold);
    this.steps.push({ kind: 'age-profiles', records: rows.length, month, rows });
  }

  #selfFinancing(year: number): void {
    const rows = selfFinancingOf(this.#fold, year, this.#finance);
    this.steps.push({ kind: 'self-financing', records: rows.length, year, rows });
  }
}

const slices = <T>(rows: readonly T[], size = 2500): T[][] =>
  Array.from({ length: Math.ceil(rows.length / size) }, (_, slice) => rows.slice(slice * size, (slice + 1) * size));
