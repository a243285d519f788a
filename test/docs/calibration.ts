import * as z from 'zod';
import type { DemonstrationServer } from './demonstration-server.ts';

const unitSchema = z.object({
  name: z.string(),
  parent: z.string().nullable(),
  kind: z.string(),
  level: z.string(),
  sector: z.string(),
  decision: z.object({ number: z.string() }),
});
export type ListedUnit = z.infer<typeof unitSchema>;
const pageSchema = z.object({ items: z.array(unitSchema), next: z.string().nullable() });
const baselineSchema = z.object({
  baseline: z.object({
    posts: z.array(z.object({ issuer: z.string(), category: z.string(), assigned: z.int() })),
    unitCounts: z.array(z.object({ kind: z.string(), band: z.string().nullable(), count: z.int() })),
  }),
});

/** Every unit alive on a date, page after page. */
export async function unitsOn({ get }: DemonstrationServer, date: string): Promise<ListedUnit[]> {
  const units: ListedUnit[] = [];
  for (let cursor = ''; ; ) {
    const page = pageSchema.parse(await get(`/v1/units?asOf=${date}&limit=200${cursor}`));
    units.push(...page.items);
    if (page.next === null) return units;
    cursor = `&cursor=${page.next}`;
  }
}

const OFFICES_BESIDE_DEPARTMENTS = /^(Văn phòng Đoàn đại biểu Quốc hội|Ban Quản lý Khu kinh tế)/;

/** What of the units can be compared with what is known of the province. */
export const counted = (units: readonly ListedUnit[]) => {
  const count = (is: (unit: ListedUnit) => boolean) => units.filter(is).length;
  return {
    nodes: units.length,
    publicService: count(({ kind }) => kind === 'public-service'),
    departments: count(
      ({ parent, kind, level, name }) =>
        parent === 'H49' && kind === 'administrative' && level === 'province' && !OFFICES_BESIDE_DEPARTMENTS.test(name),
    ),
    districts: count(({ kind, level }) => kind === 'administrative' && level === 'district'),
    communes: count(({ kind, level }) => kind === 'administrative' && level === 'commune'),
    schools: count(({ sector, level, name }) => sector === 'education' && level !== 'province' && name.startsWith('Trường ')),
  };
};

/** The posts of the provincial council by category, and the groups of the public service units, in a frozen baseline. */
export async function frozen({ get }: DemonstrationServer, year: number) {
  const { baseline } = baselineSchema.parse(await get(`/v1/baselines/${year}`));
  const posts = (...categories: string[]) =>
    baseline.posts
      .filter(({ issuer, category }) => issuer === 'provincial-council' && categories.includes(category))
      .reduce((sum, { assigned }) => sum + assigned, 0);
  const units = (bands?: readonly (string | null)[]) =>
    baseline.unitCounts
      .filter(({ kind, band }) => kind === 'public-service' && (bands === undefined || bands.includes(band)))
      .reduce((sum, { count }) => sum + count, 0);
  return { posts, units };
}
