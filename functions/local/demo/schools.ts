import { KINDERGARTEN_NAMES, LOWER_SECONDARY_NAMES, PRIMARY_NAMES } from './data/services.ts';
import type { District } from './data/districts.ts';
import { type DemoUnit, twoDigits, unitOf } from './province.ts';
import type { Random } from './random.ts';
import { type Role, STAGE, profileOf } from './roles.ts';

/**
 * How the 520 commune-level schools come about: every commune has a kindergarten, a primary and a lower secondary
 * school (531); in COMBINED small communes the last two are one school; the largest wards have EXTRA ones.
 */
const COMBINED: Readonly<Record<string, number>> = {
  '41': 7,
  '42': 2,
  '44': 3,
  '46': 2,
  '47': 7,
  '48': 6,
  '49': 4,
  '50': 5,
  '51': 4,
  '52': 6,
  '53': 2,
};
const EXTRA: Readonly<Record<string, number>> = { '41': 15, '42': 9, '43': 5, '44': 3, '45': 3, '46': 2 };
/** Of the extra schools of a district, how many covered their own spending in 2021, and later. */
const SELF_FINANCING: Readonly<Record<string, { in2021: number; since: readonly number[] }>> = {
  '41': { in2021: 6, since: [2022, 2023, 2023, 2024, 2024, 2025, 2025, 2025] },
  '42': { in2021: 2, since: [2023, 2024, 2025] },
  '43': { in2021: 1, since: [2024, 2025, 2025] },
  '44': { in2021: 0, since: [2025, 2025] },
  '45': { in2021: 0, since: [2025, 2025] },
};

const LABEL = {
  kindergarten: 'Trường Mầm non',
  primary: 'Trường Tiểu học',
  'lower-secondary': 'Trường THCS',
  combined: 'Trường TH&THCS',
} as const;
type SchoolRole = keyof typeof LABEL;
const EXTRA_NAMES = { kindergarten: KINDERGARTEN_NAMES, primary: PRIMARY_NAMES, 'lower-secondary': LOWER_SECONDARY_NAMES } as const;
const EXTRA_ORDER = ['kindergarten', 'primary', 'kindergarten', 'lower-secondary', 'kindergarten'] as const;

/** The commune-level schools of a district in 2021; they belong to the district and work in a commune. */
export function schoolsOf(district: District, random: Random): DemoUnit[] {
  const parent = `H49.${district.code}`;
  const numbers = { MN: 0, TH: 0, CS: 0 };
  const school = (role: SchoolRole, commune: string, name: string, selfFinancing: Partial<DemoUnit> = {}): DemoUnit => {
    const stage = STAGE[role as Role] as keyof typeof numbers;
    numbers[stage]++;
    const [least, most] = profileOf(role).posts['employee-budget'] ?? [0, 0];
    return unitOf({
      role,
      code: `${parent}.${stage}${twoDigits(numbers[stage])}`,
      name: `${LABEL[role]} ${name}`,
      parent,
      place: `${district.name}/${commune}`,
      staff: random.between(least, most),
      band: selfFinancing.band ?? (random.chance(120) ? '3c' : '4'),
      selfFinancingFrom: selfFinancing.selfFinancingFrom ?? null,
    });
  };
  const combined = new Set(random.shuffled(district.communes).slice(0, COMBINED[district.code] ?? 0));
  const everywhere = [...district.wards, ...district.communes].flatMap((commune) => {
    const name = commune.replace(/^TT /, 'Thị trấn ');
    const roles: SchoolRole[] = combined.has(commune) ? ['kindergarten', 'combined'] : ['kindergarten', 'primary', 'lower-secondary'];
    return roles.map((role) => school(role, commune, name));
  });
  const taken = { kindergarten: 0, primary: 0, 'lower-secondary': 0 };
  const own = SELF_FINANCING[district.code] ?? { in2021: 0, since: [] };
  const extra = Array.from({ length: EXTRA[district.code] ?? 0 }, (_, index) => {
    const role = EXTRA_ORDER[index % EXTRA_ORDER.length] as keyof typeof EXTRA_NAMES;
    const names = EXTRA_NAMES[role];
    const from = own.since[index - own.in2021];
    const status: Partial<DemoUnit> =
      index < own.in2021 ? { band: '2' } : from === undefined ? {} : { band: '3a', selfFinancingFrom: from };
    return school(role, district.wards[index % district.wards.length] as string, names[taken[role]++ % names.length] as string, status);
  });
  return [...everywhere, ...extra];
}
