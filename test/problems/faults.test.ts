import { expect, it } from 'vitest';
import { problemOf } from '../../functions/api/http/problem.ts';
import { Refusal } from '../../shared/errors.ts';

const unknown = (field: string, unit: string) => ({ field, code: 'unknown-unit' as const, data: { unit } });

it('a problem names each fault once, and a single one by its field', async () => {
  const fields = async (refusal: Refusal) =>
    ((await problemOf(refusal, 'en', 'r-1')).errors ?? []).map(({ field, message }) => [field, message]);
  const [one, other] = [unknown('sources.0', 'H50'), unknown('targets.0', 'H51')];
  for (const faults of [[one, other], [other]])
    expect(await fields(new Refusal('unknown-unit', { unit: 'H50' }, 'sources.0', faults))).toEqual([
      ['sources.0', 'No unit has the code H50.'],
      ['targets.0', 'No unit has the code H51.'],
    ]);
  expect(await fields(new Refusal('unknown-unit', { unit: 'H50' }, 'unit'))).toEqual([['unit', 'No unit has the code H50.']]);
});
