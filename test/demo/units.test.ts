import { describe, expect, it } from 'vitest';
import { unitFactsSchema } from '../../shared/domain/unit.ts';
import { replay, stepsOf } from './replay.ts';

const [registration] = stepsOf('units');
const units = registration?.rows ?? [];
const { tree } = replay();
const names = (date: string) => tree.aliveOn(date).map(({ facts }) => facts.name);
const count = (date: string, pattern: RegExp) => names(date).filter((name) => pattern.test(name)).length;

const SCHOOL = /^Trường (Mầm non|Tiểu học|THCS|TH&THCS) /;
const COMMUNE = /^UBND (xã|phường|thị trấn|đặc khu) /;
const DEPARTMENT = /^(Sở .*|Ban Dân tộc|Thanh tra tỉnh|Văn phòng UBND tỉnh)$/;
const DISTRICT = /^UBND (thành phố|thị xã|huyện) /;
/** As the province's own list gives them. */
const FORMER_DISTRICTS =
  'Hạ Long, Cẩm Phả, Uông Bí, Móng Cái, Đông Triều, Quảng Yên, Vân Đồn, Tiên Yên, Đầm Hà, Hải Hà, Bình Liêu, Ba Chẽ, Cô Tô'.split(', ');
const WARDS =
  'An Sinh, Đông Triều, Bình Khê, Mạo Khê, Hoàng Quế, Yên Tử, Vàng Danh, Uông Bí, Đông Mai, Hiệp Hòa, Quảng Yên, Hà An, Phong Cốc, Liên Hòa, Tuần Châu, Việt Hưng, Bãi Cháy, Hà Tu, Hà Lầm, Cao Xanh, Hồng Gai, Hạ Long, Hoành Bồ, Mông Dương, Quang Hanh, Cẩm Phả, Cửa Ông, Móng Cái 1, Móng Cái 2, Móng Cái 3'.split(
    ', ',
  );
const COMMUNES =
  'Quảng La, Thống Nhất, Hải Hòa, Tiên Yên, Điền Xá, Đông Ngũ, Hải Lạng, Lương Minh, Kỳ Thượng, Ba Chẽ, Quảng Tân, Đầm Hà, Quảng Hà, Đường Hoa, Quảng Đức, Hoành Mô, Lục Hồn, Bình Liêu, Hải Sơn, Hải Ninh, Vĩnh Thực, Cái Chiên'.split(
    ', ',
  );

describe('the units of 2021', () => {
  it('are about 1,000 nodes, of which about 650 public service units', () => {
    const publicService = units.filter(({ facts }) => facts.kind === 'public-service').length;
    expect(units.length).toBeGreaterThan(950);
    expect(units.length).toBeLessThan(1050);
    expect(publicService).toBeGreaterThan(630);
    expect(publicService).toBeLessThan(690);
  });

  it('are what the register accepts as they stand', () => {
    for (const { facts } of units) expect(unitFactsSchema.parse(facts)).toEqual(facts);
  });

  it('come parents first, each code its own and longer than its parent’s by at least one part', () => {
    const seen = new Set<string>();
    for (const { facts } of units) {
      expect(seen.has(facts.code)).toBe(false);
      if (facts.parent === null) expect(facts.code).toBe('H49');
      else expect(seen.has(facts.parent) && facts.code.startsWith(`${facts.parent}.`)).toBe(true);
      seen.add(facts.code);
    }
  });

  it('have a health station for each of the 177 communes, as sites and not as units', () => {
    const stations = units.flatMap(({ facts }) => facts.sites).filter(({ kind }) => kind === 'health-station');
    expect(stations).toHaveLength(177);
    expect(count('2021-12-31', /^Trạm Y tế/)).toBe(0);
  });
});

describe('the reorganisations', () => {
  it.each([
    ['departments', DEPARTMENT, '2025-03-01', 20, 14],
    ['communes of 2024', COMMUNE, '2024-11-01', 177, 171],
    ['communes of 2025', COMMUNE, '2025-07-01', 171, 54],
    ['districts', DISTRICT, '2025-07-01', 13, 0],
  ])('bring the %s from one number to the other on the very day', (_what, pattern, day, before, after) => {
    const eve = new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
    expect([count(eve, pattern), count(day, pattern)]).toEqual([before, after]);
  });

  it('merge the 520 commune-level schools into 255 in steps, the last on 24 October 2025', () => {
    const schools = ['2021-12-31', '2025-08-14', '2025-08-15', '2025-10-23', '2025-10-24'].map((day) => count(day, SCHOOL));
    expect([schools[0], schools[1], schools[4]]).toEqual([520, 520, 255]);
    expect(schools[2]).toBeLessThan(520);
    expect(schools[3]).toBeGreaterThan(255);
  });

  it('end the 13 former districts and leave the 22 communes, 30 wards and 2 special zones by their real names', () => {
    const places = (date: string, form: string) =>
      names(date)
        .flatMap((name) => (name.startsWith(`UBND ${form} `) ? [name.slice(`UBND ${form} `.length)] : []))
        .sort();
    const districts = ['thành phố', 'thị xã', 'huyện'].flatMap((form) => places('2025-06-30', form));
    expect(districts.sort()).toEqual(FORMER_DISTRICTS.sort());
    expect(places('2025-07-01', 'phường')).toEqual(WARDS.sort());
    expect(places('2025-07-01', 'xã')).toEqual(COMMUNES.sort());
    expect(places('2025-07-01', 'đặc khu')).toEqual(['Cô Tô', 'Vân Đồn']);
  });

  it.each(['2021-12-31', '2024-11-01', '2025-03-01', '2025-07-01', '2025-12-31'])(
    'leave every unit on %s below a living one whose code it extends',
    (day) => {
      for (const { facts } of tree.aliveOn(day)) {
        if (facts.parent === null) continue;
        const parent = tree.on(facts.parent, day);
        expect(parent, `${facts.name} has no living parent`).toBeDefined();
        expect(facts.code.startsWith(`${parent?.code}.`), `${facts.code} below ${parent?.code}`).toBe(true);
      }
    },
  );

  it('merge continuing education into one centre with 13 branches', () => {
    const centre = tree.aliveOn('2025-12-31').find(({ facts }) => facts.name === 'Trung tâm Giáo dục thường xuyên tỉnh');
    expect(centre?.facts.sites).toHaveLength(13);
    expect(count('2025-12-31', /GDNN - GDTX/)).toBe(0);
  });
});
