import type { Category, Sector, UnitKind, UnitLevel } from '../../../shared/domain/vocabulary.ts';

/** What kind of body a generated unit is: its legal facts, the share of women per 1,000, and posts in 2021 from … to. */
type Profile = {
  kind: UnitKind;
  level: UnitLevel;
  sector: Sector;
  women: number;
  posts: Partial<Record<Category, readonly [number, number]>>;
};

const school = (women: number, from: number, to: number): Profile => ({
  kind: 'public-service',
  level: 'district',
  sector: 'education',
  women,
  posts: { 'employee-budget': [from, to], contract: [1, 4] },
});
const office = (kind: UnitKind, level: UnitLevel, from: number, to: number, women = 430): Profile => ({
  kind,
  level,
  sector: 'administration',
  women,
  posts: { 'civil-servant': [from, to], contract: [1, 5] },
});

export const ROLES = {
  province: { kind: 'administrative', level: 'province', sector: 'administration', women: 430, posts: {} },
  department: office('administrative', 'province', 30, 66),
  'department-body': office('administrative', 'province', 9, 20, 380),
  'forest-station': office('administrative', 'province', 5, 10, 150),
  agency: office('administrative', 'province', 30, 60),
  party: office('party', 'province', 16, 36),
  'district-party': office('party', 'district', 14, 22),
  front: office('front-mass-organisation', 'province', 16, 30, 550),
  'district-front': office('front-mass-organisation', 'district', 10, 16, 560),
  association: {
    kind: 'association',
    level: 'province',
    sector: 'administration',
    women: 480,
    posts: { 'civil-servant': [1, 4], 'employee-budget': [2, 6], contract: [1, 2] },
  },
  'district-association': {
    kind: 'association',
    level: 'district',
    sector: 'administration',
    women: 520,
    posts: { 'employee-budget': [2, 3] },
  },
  district: office('administrative', 'district', 50, 90, 410),
  commune: {
    kind: 'administrative',
    level: 'commune',
    sector: 'administration',
    women: 400,
    posts: { cadre: [9, 11], 'civil-servant': [6, 11], 'non-specialised': [11, 15], contract: [0, 1] },
  },
  kindergarten: school(985, 17, 31),
  primary: school(850, 22, 38),
  'lower-secondary': school(710, 20, 36),
  combined: school(690, 26, 44),
  'upper-secondary': { ...school(690, 46, 84), level: 'province' },
  continuing: { ...school(640, 14, 26), sector: 'vocational-training' },
  'culture-centre': { ...school(520, 16, 27), sector: 'culture-sport' },
  'agriculture-centre': { ...school(420, 8, 14), sector: 'other-services' },
  'land-centre': { ...school(400, 10, 18), sector: 'other-services' },
  'project-board': { ...school(270, 14, 26), sector: 'other-services' },
  'health-centre': { ...school(690, 150, 320), level: 'province', sector: 'health' },
  service: { ...school(520, 20, 40), level: 'province', sector: 'other-services' },
} as const satisfies Record<string, Profile>;

export type Role = keyof typeof ROLES;
export const profileOf = (role: Role): Profile => ROLES[role];

/** The three stages between which commune-level schools never merge, and their code letters. */
export const STAGE: Partial<Record<Role, 'MN' | 'TH' | 'CS'>> = {
  kindergarten: 'MN',
  primary: 'TH',
  'lower-secondary': 'CS',
  combined: 'CS',
};
