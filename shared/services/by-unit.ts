/** Records by their unit; what is not there is left out. */
export const byUnit = <T extends { unit: string }>(records: readonly (T | undefined)[]): Map<string, T> =>
  new Map(records.flatMap((record) => (record ? [[record.unit, record]] : [])));
