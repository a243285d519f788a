import { FRONT, PARTY, RED_CROSS } from './data/agencies.ts';
import type { District } from './data/districts.ts';
import { schoolsOf } from './schools.ts';
import { type DemoUnit, twoDigits, unitOf } from './province.ts';
import type { Random } from './random.ts';

/** Districts that had a land fund centre of their own in 2021, and those that had an agricultural service centre. */
const WITH_LAND_CENTRE = new Set(['41', '42', '43', '44', '45', '46', '47']);
const WITH_AGRICULTURE_CENTRE = new Set(['46', '48', '49', '50', '51', '52', '53']);

const COMMITTEE = { 'thành phố': 'Thành ủy', 'thị xã': 'Thị ủy', huyện: 'Huyện ủy' } as const;

/** A commune as written in the data ("TT Cô Tô", "Bãi Cháy") with its form in front. */
export const communeTitle = (district: District, name: string): string =>
  name.startsWith('TT ') ? `thị trấn ${name.slice(3)}` : `${district.wards.includes(name) ? 'phường' : 'xã'} ${name}`;

/** The district itself, its bodies, communes, centres and schools. */
export function districtUnits(district: District, random: Random): DemoUnit[] {
  const { code: number, form, name } = district;
  const code = `H49.${number}`;
  const title = `${form} ${name}`;
  const communes = [...district.wards, ...district.communes];
  const seat = `${name}/${communes[0]}`;
  const centre = (
    role: 'culture-centre' | 'continuing' | 'project-board' | 'land-centre' | 'agriculture-centre',
    letters: string,
    label: string,
  ) =>
    unitOf({
      role,
      code: `${code}.${letters}`,
      name: `${label} ${title}`,
      parent: code,
      place: seat,
      staff: random.between(12, 24),
      band: role === 'project-board' || role === 'land-centre' ? '2' : role === 'agriculture-centre' ? '3c' : '4',
    });
  return [
    unitOf({ role: 'district', code, name: `UBND ${title}`, parent: 'H49' }),
    unitOf({ role: 'district-party', code: `${PARTY.code}.D${number}`, name: `${COMMITTEE[form]} ${name}`, parent: PARTY.code }),
    unitOf({
      role: 'district-front',
      code: `${FRONT.code}.D${number}`,
      name: `Cơ quan Mặt trận và các đoàn thể ${title}`,
      parent: FRONT.code,
    }),
    unitOf({
      role: 'district-association',
      code: `${RED_CROSS.code}.D${number}`,
      name: `Hội Chữ thập đỏ ${title}`,
      parent: RED_CROSS.code,
    }),
    ...communes.map((commune, index) => ({
      ...unitOf({
        role: 'commune',
        code: `${code}.${twoDigits(index + 1)}`,
        name: `UBND ${communeTitle(district, commune)}`,
        parent: code,
        place: `${name}/${commune}`,
      }),
      from: '2020-01-01',
    })),
    centre('culture-centre', 'VH', 'Trung tâm Truyền thông và Văn hóa'),
    centre('continuing', 'GX', 'Trung tâm GDNN - GDTX'),
    centre('project-board', 'DA', 'Ban Quản lý dự án đầu tư xây dựng'),
    ...(WITH_LAND_CENTRE.has(number) ? [centre('land-centre', 'QD', 'Trung tâm Phát triển quỹ đất')] : []),
    ...(WITH_AGRICULTURE_CENTRE.has(number) ? [centre('agriculture-centre', 'NN', 'Trung tâm Dịch vụ kỹ thuật nông nghiệp')] : []),
    ...schoolsOf(district, random),
  ];
}
