import { type Position, type FrameworkInput } from '../../../shared/domain/positions/position.ts';
import { placeOn } from '../../../shared/domain/staff-placement.ts';
import { type ServicePeriod, mainOf } from '../../../shared/domain/staff.ts';
import { establishedOn } from '../../../shared/domain/unit.ts';
import { LISTED_POSITIONS } from '../../../shared/law/positions/catalogue.ts';
import { leads } from '../../../shared/law/positions/regimes.ts';
import { type PlainDate, addMonths, firstDay } from '../../../shared/time.ts';
import type { Fold } from './fold.ts';
import type { DemoStaff } from './people/records.ts';
import type { Random } from './random.ts';

/** How far a framework has come. */
export type Fate = 'approved' | 'submitted' | 'returned' | 'draft';
export type DemoFramework = { unit: string; input: FrameworkInput; fate: Fate; renewal: FrameworkInput | null };

/** Frameworks of units that are older begin here; those of younger units in the month after. */
const FIRST: PlainDate = '2024-06-01';
const NOW: PlainDate = '2026-10-31';
/** Of 1,000 units, how many have a framework that is approved, under review, sent back, a draft; the others have none. */
const FATES = [
  ['approved', 780],
  ['submitted', 870],
  ['returned', 910],
  ['draft', 940],
] as const;
/** Of 1,000 schools, how many have drafted under the new decree with more posts of the top grade than it allows. */
const OVER_RATIO = 60;

type People = ReadonlyMap<string, readonly ServicePeriod[]>;
type Regime = 'decree-62-2020' | 'decree-106-2020';

/** The frameworks of the units that live today, by what their people did when each began. */
export function frameworksOf(staff: readonly DemoStaff[], fold: Fold, random: Random): DemoFramework[] {
  const at = new Map<PlainDate, People>();
  const peopleOn = (date: PlainDate): People => {
    const known = at.get(date) ?? peopleByUnit(staff, fold, date);
    at.set(date, known);
    return known;
  };
  const today = peopleOn(NOW);
  return fold.aliveOn(NOW).flatMap(({ key }): DemoFramework[] => {
    const draw = random.int(1000);
    const fate = FATES.find(([, upTo]) => draw < upTo)?.[0];
    const since = firstDay(addMonths(establishedOn(fold.tree.find(key) as Parameters<typeof establishedOn>[0]), 1));
    const effectiveFrom = since > FIRST ? since : FIRST;
    const now = today.get(key) ?? [];
    if (fate === undefined || now.length === 0) return [];
    const regime: Regime = now.some(({ category }) => category === 'civil-servant') ? 'decree-62-2020' : 'decree-106-2020';
    const positions = positionsOf(regime, now, peopleOn(effectiveFrom).get(key) ?? []);
    if (positions.length === 0) return [];
    const renewing = fate === 'approved' && regime === 'decree-106-2020' && random.chance(OVER_RATIO);
    return [{ unit: key, input: { regime, effectiveFrom, positions }, fate, renewal: renewing ? overRatio(positions) : null }];
  });
}

function peopleByUnit(staff: readonly DemoStaff[], fold: Fold, date: PlainDate): People {
  const byUnit = new Map<string, ServicePeriod[]>();
  for (const person of staff) {
    const placed = placeOn(fold.tree, person, date);
    if (!placed || placed.unit === null) continue;
    const there = byUnit.get(placed.unit);
    if (there) there.push(placed.service);
    else byUnit.set(placed.unit, [placed.service]);
  }
  return byUnit;
}

const LISTED = new Map(LISTED_POSITIONS.map((entry) => [`${entry.regime} ${entry.code}`, entry]));
const listedOf = (regime: FrameworkInput['regime'], code: string) => LISTED.get(`${regime} ${code}`);

/** A position for everything that somebody does today, with as many posts as there were people when the framework began. */
function positionsOf(regime: Regime, now: readonly ServicePeriod[], then: readonly ServicePeriod[]): Position[] {
  const codes = (people: readonly ServicePeriod[]) => people.map((service) => mainOf(service).position);
  const counts = Map.groupBy(codes(then), (code) => code);
  const today = new Set(codes(now).filter((code) => code !== null));
  return [...today]
    .sort((one, other) => (one < other ? -1 : 1))
    .flatMap((code): Position[] => {
      const listed = listedOf(regime, code);
      if (!listed) return [];
      return [positionOf(listed.code, listed.name, listed.group, [...(listed.grades ?? [])], counts.get(code)?.length ?? 0)];
    });
}

const SYNTHETIC = 'Nội dung mô phỏng';

function positionOf(code: string, name: string, group: Position['group'], grades: number[], posts: number): Position {
  return {
    code,
    name,
    group,
    grades,
    field: null,
    related: [],
    posts,
    gradePosts: [],
    objective: `${name}: ${SYNTHETIC.toLowerCase()}`,
    work: [{ grade: null, task: SYNTHETIC, output: SYNTHETIC, criteria: SYNTHETIC }],
    competencies: {
      general: ['Đạo đức và bản lĩnh', 'Tổ chức thực hiện công việc', 'Soạn thảo văn bản', 'Giao tiếp ứng xử'],
      professional: [{ name: 'Chuyên môn, nghiệp vụ', grade: null, level: 3 }],
      management: leads(group) ? [{ name: 'Tư duy chiến lược', level: 3 }] : [],
    },
    relations: { inside: SYNTHETIC, outside: null },
    authority: [],
    qualifications: { education: 'Tốt nghiệp đại học trở lên', training: null, experience: null, qualities: null, other: null },
    tiedTo: null,
  };
}

/** The same positions under the decree of 2026, with too many posts meant for the top grade of the largest one. */
function overRatio(first: readonly Position[]): FrameworkInput {
  const regime = 'decree-232-2026';
  const largest = Math.max(...first.map(({ posts }) => posts));
  const professional = first.find(({ group }) => group === 'specialised-professional')?.code ?? null;
  const positions = first.map((position): Position => {
    const listed = listedOf(regime, position.code);
    const group = listed?.group ?? position.group;
    const grades = group === 'professional' ? [3, 4, 5] : [];
    const gradePosts = position.posts === largest && grades.length > 0 ? [{ grade: 5, posts: Math.ceil(largest / 2) }] : [];
    const competencies = { ...position.competencies, professional: [{ name: 'Chuyên môn, nghiệp vụ', grade: null, level: 5 }] };
    return { ...position, group, grades, gradePosts, competencies, tiedTo: leads(group) ? professional : null };
  });
  return { regime, effectiveFrom: '2027-01-01', positions };
}
