import { FRONT, PARTY, RED_CROSS, departmentCode } from '../data/agencies.ts';
import { DISTRICTS } from '../data/districts.ts';
import { synthetic } from '../decisions.ts';
import type { Fold } from '../fold.ts';
import type { DemoUnit } from '../province.ts';
import { COMMUNES, communeKeys, communeOfPlace } from './communes-2025.ts';
import { NEW_DEPARTMENTS } from './departments-2025.ts';
import { absorb, act, share, tail, transfer } from './shape.ts';

const WHEN = { effectiveFrom: '2025-07-01', decision: synthetic('0871/QĐ-UBND', '2025-06-25') };
const EVE = '2025-06-30';
const AGRICULTURE = departmentCode('Sở Nông nghiệp và Phát triển nông thôn');
const EDUCATION = departmentCode('Sở Giáo dục và Đào tạo');
const LAND_CENTRE = `${departmentCode('Sở Tài nguyên và Môi trường')}.S02`;

/** 1 July 2025: what stands below the districts finds its new place, then the 13 districts end. */
export function districtsOf2025(fold: Fold): void {
  const below = fold.aliveOn(EVE).filter(({ today }) => DISTRICTS.some(({ code }) => today.parent === `H49.${code}`));
  const of = (role: DemoUnit['role']) => below.filter((unit) => unit.role === role);
  absorb(
    fold,
    WHEN,
    LAND_CENTRE,
    of('land-centre').map(({ key }) => key),
  );
  absorb(
    fold,
    WHEN,
    `${AGRICULTURE}.S01`,
    of('agriculture-centre').map(({ key }) => key),
  );
  const continuing = of('continuing').map(({ key }) => ({
    unit: key,
    parent: EDUCATION,
    code: `${EDUCATION}.X${key.slice(4, 6)}`,
    level: 'province' as const,
  }));
  transfer(fold, WHEN, continuing);
  schoolsAndCentres(
    fold,
    below.filter(({ role }) => !['commune', 'land-centre', 'agriculture-centre', 'continuing'].includes(role)),
  );
  for (const { code, name } of DISTRICTS) dissolve(fold, code, name);
}

/** Schools, culture centres and project boards move below the commune in which they work. */
function schoolsAndCentres(fold: Fold, units: readonly DemoUnit[]): void {
  const keys = communeKeys(fold);
  for (const commune of COMMUNES) {
    const parent = keys.get(commune) as string;
    const moving = units.filter(({ place }) => place !== null && communeOfPlace(place) === commune);
    transfer(
      fold,
      WHEN,
      moving.map(({ key, role }) => ({
        unit: key,
        parent,
        code: `${commune.unit.key}.${key.slice(4, 6)}${tail(key)}`,
        level: 'commune' as const,
        ...(role === 'culture-centre' ? { name: commune.unit.facts.name.replace('UBND', 'Trung tâm Dịch vụ tổng hợp') } : {}),
      })),
    );
  }
}

/**
 * A district ends together with its party committee, its front office and its Red Cross: four fifths of the posts go to
 * its communes in equal parts, the rest to two departments, the reserve and, 6 in 100, back to the state.
 */
function dissolve(fold: Fold, code: string, name: string): void {
  const keys = communeKeys(fold);
  const communes = COMMUNES.filter(({ districts }) => districts.includes(name)).map((commune) => keys.get(commune) as string);
  const sources = [`H49.${code}`, `${PARTY.code}.D${code}`, `${FRONT.code}.D${code}`, `${RED_CROSS.code}.D${code}`];
  const departments = [NEW_DEPARTMENTS.homeAffairs.key, AGRICULTURE];
  const shares = sources.flatMap((source) => [
    ...communes.map((commune) => share(source, commune, 4, 5 * communes.length)),
    ...departments.map((department) => share(source, department, 1, 20)),
    share(source, 'reserve', 1, 25),
    share(source, 'surrendered', 3, 50),
  ]);
  fold.record(act(WHEN, { type: 'dissolve', sources, targets: [...communes, ...departments], shares }));
}
