import {
  ASSOCIATIONS,
  DEPARTMENTS,
  DEPARTMENT_BODIES,
  FRONT,
  MASS_ORGANISATIONS,
  OTHER_AGENCIES,
  PARTY,
  PARTY_BODIES,
  RED_CROSS,
  departmentCode,
} from './data/agencies.ts';
import { DISTRICTS } from './data/districts.ts';
import { DEPARTMENT_SERVICES, PROVINCE_SERVICES, type ServiceUnit, UPPER_SECONDARY } from './data/services.ts';
import { districtUnits } from './district-units.ts';
import { type DemoUnit, twoDigits, unitOf } from './province.ts';
import type { Random } from './random.ts';

const serviceOf = (service: ServiceUnit, code: string, parent: string): DemoUnit => unitOf({ role: 'service', code, parent, ...service });

/** All units of 2021, parents before children: about 980. */
export function unitsOf2021(random: Random): DemoUnit[] {
  return [
    unitOf({ role: 'province', code: 'H49', name: 'Tỉnh Quảng Ninh', parent: null }),
    ...provinceUnits(random),
    ...DISTRICTS.flatMap((district) => districtUnits(district, random)),
  ];
}

function provinceUnits(random: Random): DemoUnit[] {
  const units = DEPARTMENTS.map((name) => unitOf({ role: 'department', code: departmentCode(name), name, parent: 'H49' }));
  for (const [code, name] of OTHER_AGENCIES) units.push(unitOf({ role: 'agency', code: `H49.${code}`, name, parent: 'H49' }));
  units.push(unitOf({ role: 'party', ...PARTY, parent: 'H49' }));
  PARTY_BODIES.forEach((name, index) =>
    units.push(unitOf({ role: 'party', code: `${PARTY.code}.${twoDigits(index + 1)}`, name, parent: PARTY.code })),
  );
  units.push(unitOf({ role: 'front', ...FRONT, parent: 'H49' }));
  for (const [code, name] of MASS_ORGANISATIONS) units.push(unitOf({ role: 'front', code: `H49.${code}`, name, parent: 'H49' }));
  units.push(unitOf({ role: 'association', ...RED_CROSS, parent: 'H49' }));
  for (const [code, name] of ASSOCIATIONS) units.push(unitOf({ role: 'association', code: `H49.${code}`, name, parent: 'H49' }));
  PROVINCE_SERVICES.forEach((service, index) => units.push(serviceOf(service, `H49.${71 + index}`, 'H49')));
  for (const department of DEPARTMENTS) units.push(...belowDepartment(department, random));
  return units;
}

function belowDepartment(department: (typeof DEPARTMENTS)[number], random: Random): DemoUnit[] {
  const parent = departmentCode(department);
  const bodies = (DEPARTMENT_BODIES[department] ?? []).map((name, index) =>
    unitOf({ role: 'department-body', code: `${parent}.C${twoDigits(index + 1)}`, name, parent }),
  );
  const services = (DEPARTMENT_SERVICES[department] ?? []).map((service, index) =>
    serviceOf(service, `${parent}.S${twoDigits(index + 1)}`, parent),
  );
  const units = [...bodies, ...services];
  if (department === 'Sở Nông nghiệp và Phát triển nông thôn') units.push(...forestStations(`${parent}.C01`));
  if (department === 'Sở Giáo dục và Đào tạo') units.push(...upperSecondarySchools(parent, random));
  if (department === 'Sở Y tế') units.push(...healthCentres(parent, random));
  return units;
}

const placeName = ({ form, name }: (typeof DISTRICTS)[number]): string => `${form} ${name}`;

const forestStations = (parent: string): DemoUnit[] =>
  DISTRICTS.map((district) =>
    unitOf({ role: 'forest-station', code: `${parent}.H${district.code}`, name: `Hạt Kiểm lâm ${placeName(district)}`, parent }),
  );

const upperSecondarySchools = (parent: string, random: Random): DemoUnit[] =>
  UPPER_SECONDARY.map((name, index) =>
    unitOf({
      role: 'upper-secondary',
      code: `${parent}.T${twoDigits(index + 1)}`,
      name,
      parent,
      staff: random.between(46, 84),
      band: random.chance(300) ? '3c' : '4',
    }),
  );

/** District health centres belong to the health department; commune health stations are their sites. */
const healthCentres = (parent: string, random: Random): DemoUnit[] =>
  DISTRICTS.map((district) => {
    const places = [...district.wards, ...district.communes];
    const unit = unitOf({
      role: 'health-centre',
      code: `${parent}.Y${district.code}`,
      name: `Trung tâm Y tế ${placeName(district)}`,
      parent,
      staff: 90 + places.length * 8 + random.between(0, 60),
      band: random.chance(500) ? '3c' : '3b',
    });
    const sites = places.map((place) => ({ name: `Trạm Y tế ${place.replace(/^TT /, 'thị trấn ')}`, kind: 'health-station' as const }));
    return { ...unit, facts: { ...unit.facts, sites } };
  });
