import * as z from 'zod';
import type { Fault } from '../../errors.ts';
import { bilingualSchema } from '../../law/source.ts';
import type { ProvinceState, UnitState } from '../projection/state.ts';
import { unitCodeSchema } from '../unit.ts';
import { orNull, sectorSchema, unitKindSchema, unitLevelSchema } from '../vocabulary.ts';

const some = <S extends z.ZodType>(schema: S) => z.array(schema).min(1).max(20);

export const scopeSchema = z
  .strictObject({
    under: unitCodeSchema.optional().meta({ description: 'This unit and everything below it on the day of the start' }),
    sectors: some(sectorSchema).optional(),
    levels: some(unitLevelSchema).optional(),
    kinds: some(unitKindSchema).optional(),
  })
  .refine((scope) => Object.values(scope).some((stated) => stated !== undefined), { params: { rule: 'scope-states-nothing' } })
  .meta({
    id: 'ScenarioScope',
    description:
      'The units that a scenario or run is about: those that satisfy everything stated. The reserve belongs to the province alone',
    example: { under: 'H49.13', kinds: ['public-service'] },
  });
export type ScenarioScope = z.infer<typeof scopeSchema>;

export const scopeAnswerSchema = z
  .strictObject({
    stated: scopeSchema,
    units: z.int().min(1).meta({ description: 'Units in scope on the day of the start' }),
    verdicts: z.literal('indicative'),
    says: bilingualSchema,
  })
  .meta({ id: 'ScopeAnswer', description: 'What a narrowed answer is about, and what its verdicts are worth' });
export type ScopeAnswer = z.infer<typeof scopeAnswerSchema>;

export const INDICATIVE = {
  vi: 'Chỉ tiêu ràng buộc toàn tỉnh. Kết quả trong phạm vi này chỉ để tham khảo: số gốc là số gốc của năm gốc tính lại theo các lần sắp xếp đến đơn vị trong phạm vi, không gồm biên chế dự phòng.',
  en: 'The target binds the province as a whole. A verdict for this scope is indicative: its base is the frozen base carried along the reorganisations to the units in scope, without the reserve.',
} as const;

/** For each unit alive on the day of a start, the code or key of its parent then. */
export type Parents = ReadonlyMap<string, string | null>;

function below(units: readonly UnitState[], parents: Parents, root: string): Set<string> {
  const keyOf = new Map(units.flatMap(({ key, code }) => [[code, key] as const, [key, key] as const]));
  const top = keyOf.get(root);
  const isUnder = (key: string): boolean => {
    const seen = new Set<string>();
    for (let at: string | undefined = key; at !== undefined && !seen.has(at); ) {
      if (at === top) return true;
      seen.add(at);
      const parent = parents.get(at);
      at = parent === undefined || parent === null ? undefined : keyOf.get(parent);
    }
    return false;
  };
  return new Set(top === undefined ? [] : units.flatMap(({ key }) => (isUnder(key) ? [key] : [])));
}

/**
 * The province narrowed to the units of a scope, without the reserve. A scope below a unit that does not live on the day, or
 * that no unit satisfies, is a fault.
 */
export function narrow(state: ProvinceState, parents: Parents, scope: ScenarioScope, faults: Fault[]): ProvinceState {
  const { under, sectors, levels, kinds } = scope;
  const known = under === undefined || state.units.some(({ key, code }) => key === under || code === under);
  if (!known) faults.push({ field: 'scope.under', code: 'unknown-unit', data: { unit: under } });
  const inTree = under === undefined ? undefined : below(state.units, parents, under);
  const units = state.units.filter(
    ({ key, sector, level, kind }) =>
      (inTree?.has(key) ?? true) &&
      (sectors?.includes(sector) ?? true) &&
      (levels?.includes(level) ?? true) &&
      (kinds?.includes(kind) ?? true),
  );
  if (known && units.length === 0) faults.push({ field: 'scope', code: 'empty-scope', data: { date: state.date } });
  return { ...state, units, reserve: [], reserveRecords: [] };
}

/** What an answer says of its scope; null for the whole province. */
export const scopeAnswer = (scope: ScenarioScope | undefined, { units }: ProvinceState): ScopeAnswer | null =>
  scope === undefined ? null : { stated: scope, units: units.length, verdicts: 'indicative', says: INDICATIVE };

export const scopeAnswerOrNull = orNull(scopeAnswerSchema).meta({ description: 'Null: the whole province' });
