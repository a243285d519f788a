import { departmentCode } from '../data/agencies.ts';
import { synthetic } from '../decisions.ts';
import type { Fold } from '../fold.ts';
import { type DemoUnit, isSelfFinancingIn, unitOf } from '../province.ts';
import { STAGE } from '../roles.ts';
import { COMMUNES, communeOfPlace } from './communes-2025.ts';
import { type Act, absorb, act, all, created, share } from './shape.ts';

/** Commune-level schools by 24 October 2025. */
export const SCHOOLS_AFTER = 255;
const NAMES = { MN: 'Trường Mầm non', TH: 'Trường Tiểu học', CS: 'Trường THCS' } as const;

/** Three waves; a commune merges all its schools in one of them. */
export const SCHOOL_WAVES: readonly Act[] = [
  { effectiveFrom: '2025-08-15', decision: synthetic('1520/QĐ-UBND', '2025-08-01') },
  { effectiveFrom: '2025-09-15', decision: synthetic('1788/QĐ-UBND', '2025-09-03') },
  { effectiveFrom: '2025-10-24', decision: synthetic('2046/QĐ-UBND', '2025-10-16') },
];

type Group = { wave: number; title: string; schools: DemoUnit[]; remaining: number };

/** The schools of one commune and stage; how many remain is shared out so that the province comes to the total. */
function groups(fold: Fold): Group[] {
  const schools = fold.aliveOn('2025-07-01').filter(({ role }) => STAGE[role] !== undefined);
  const alone = schools.filter((school) => isSelfFinancingIn(school, 2025));
  const found = COMMUNES.flatMap((commune, index) =>
    (['MN', 'TH', 'CS'] as const).flatMap((stage) => {
      const here = schools.filter(({ role, place }) => STAGE[role] === stage && communeOfPlace(place as string) === commune);
      const merging = here.filter((school) => !alone.includes(school));
      const title = `${NAMES[stage]} ${commune.unit.facts.name.replace(/^UBND (phường|xã|đặc khu) /, '')}`;
      return merging.length > 0 ? [{ wave: index % SCHOOL_WAVES.length, title, schools: merging, remaining: 1 }] : [];
    }),
  );
  for (let left = SCHOOLS_AFTER - alone.length - found.length; left > 0; left--) {
    const crowded = found.reduce((most, group) =>
      group.schools.length / group.remaining > most.schools.length / most.remaining ? group : most,
    );
    crowded.remaining++;
  }
  return found;
}

/** Merges schools of one stage within each commune, wave by wave; the first school goes on and the others become its sites. */
export function schoolMergers(fold: Fold): (wave: number) => void {
  const planned = groups(fold);
  return (wave) => {
    const when = SCHOOL_WAVES[wave] as Act;
    const posts = fold.postsOn(when.effectiveFrom);
    for (const group of planned.filter((each) => each.wave === wave)) mergeGroup(fold, when, group, posts);
  };
}

function mergeGroup(fold: Fold, when: Act, { title, schools, remaining }: Group, posts: ReturnType<Fold['postsOn']>): void {
  for (let number = 0; number < remaining; number++) {
    const [first, ...others] = schools.filter((_, index) => index % remaining === number);
    if (!first || others.length === 0) continue;
    const name = remaining === 1 ? title : `${title} ${number + 1}`;
    const sites = [first, ...others].map(({ facts }) => ({
      name: `Điểm trường ${facts.name.replace(/^Trường /, '')}`,
      kind: 'school-site' as const,
    }));
    const shares = others.flatMap(({ key }) => sharesOf(key, first.key, posts.get(key)?.get('employee-budget') ?? 0));
    absorb(
      fold,
      when,
      first.key,
      others.map(({ key }) => key),
      [{ unit: first.key, name, sites }],
      shares,
    );
  }
}

/** Each school that ends gives up one post (its head's); all else goes with the pupils. */
function sharesOf(source: string, to: string, posts: number) {
  if (posts < 2) return [all(source, to)];
  return [
    share(source, to, 1, 1),
    { source, to, category: 'employee-budget' as const, posts: posts - 1 },
    { source, to: 'surrendered', category: 'employee-budget' as const, posts: 1 },
  ];
}

/** 1 October 2025: the 13 continuing education centres become one with 13 branches. */
export function continuingEducation(fold: Fold): void {
  const when = { effectiveFrom: '2025-10-01', decision: synthetic('1902/QĐ-UBND', '2025-09-18') };
  const education = departmentCode('Sở Giáo dục và Đào tạo');
  const old = fold.aliveOn('2025-09-30').filter(({ role }) => role === 'continuing');
  const unit = unitOf({ role: 'continuing', code: `${education}.X00`, name: 'Trung tâm Giáo dục thường xuyên tỉnh', parent: education });
  const sites = old.map(({ today }) => ({ name: today.name.replace('Trung tâm GDNN - GDTX', 'Cơ sở'), kind: 'branch' as const }));
  const whole = { ...unit, facts: { ...unit.facts, level: 'province' as const, sites } };
  fold.record(
    act(when, {
      type: 'merge',
      sources: old.map(({ key }) => key),
      targets: [whole.key],
      creates: [created(whole)],
      shares: old.map(({ key }) => all(key, whole.key)),
    }),
    [whole],
  );
}
