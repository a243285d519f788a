import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { ambiguityIn } from '../../functions/api/http/json-body.ts';
import { type Api, freshApi, problemOf } from '../support/api.ts';

describe('a body that two readers may understand differently', () => {
  it.each([
    ['{"a":1,"a":2}', 'a'],
    ['{"a":{"b":1,"b":1}}', 'a.b'],
    ['{"rows":[{"unit":"x"},{"unit":"y","version":1,"unit":"z"}]}', 'rows.1.unit'],
    ['[{"a":[1,[2,{"c":0,"c":0}]]}]', '0.a.1.1.c'],
    ['{"a":1,"\\u0061":2}', 'a'],
    ['{"":1,"":2}', '(body)'],
    ['{"__proto__":1,"__proto__":2}', '__proto__'],
    ['{"a":"\\ud800"}', 'a'],
    ['{"a":["x","\\udc00\\ud800"]}', 'a.1'],
    ['{"\\ud800":1}', '\ud800'],
    ['"\\ud83d"', '(body)'],
    ['{"a":"\ufffd"}', 'a'],
  ])('%s is ambiguous at %s', (text, path) => expect(ambiguityIn(text)).toBe(path));

  it.each([
    '{"a":{"a":1},"b":[{"a":1},{"a":1}]}',
    '{"a":"a","b":"a"}',
    '{"a":"{\\"a\\":1,\\"a\\":2}"}',
    '{"a":"\\\\","b":"\\"a\\":"}',
    '{"a":"\\ud83d\\ude00","A":1}',
    '["a","a"]',
    ' { "a" : 1 , "b" : { } } ',
    '1',
  ])('%s is not', (text) => expect(ambiguityIn(text)).toBeUndefined());

  it('is none that JSON.stringify wrote of any value in whole characters', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        const text = JSON.stringify(value);
        if (!text.includes('\ufffd')) expect(ambiguityIn(text)).toBeUndefined();
      }),
      { numRuns: 40 },
    );
  });

  it('is every one in which a name was doubled, wherever it stands', () => {
    const named = fc.dictionary(fc.stringMatching(/^[a-z]{1,4}$/), fc.jsonValue({ maxDepth: 2 }), { minKeys: 1 });
    fc.assert(
      fc.property(named, fc.nat(), fc.array(fc.boolean(), { maxLength: 4 }), (value, at, around) => {
        const names = Object.keys(value);
        const text = `{${JSON.stringify(names[at % names.length])}:0,${JSON.stringify(value).slice(1)}`;
        const wrapped = around.reduce((inner, list) => (list ? `[1,${inner}]` : `{"x":${inner}}`), text);
        expect(ambiguityIn(wrapped)).toBeDefined();
      }),
    );
  });

  it('is looked through in time that grows with its length, however it is made', () => {
    const long = 500_000;
    const texts = [
      '['.repeat(long),
      '"'.repeat(long),
      `"${'\\'.repeat(long)}`,
      `"${'\\n'.repeat(long / 2)}"`,
      '{"a":'.repeat(long / 5),
      '{"a'.repeat(long / 3),
    ];
    const began = performance.now();
    for (const text of texts) ambiguityIn(text);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

describe('a body with faults without number', () => {
  it.each([
    ['ten thousand unknown keys', Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`k${n}`, n]))],
    ['a key of three hundred thousand letters', { ['\u0001'.repeat(300_000)]: 1 }],
    ['rows that are all wrong', { rows: Array.from({ length: 5000 }, () => ({ colour: 'red', shade: 1 })) }],
    ['rows of other types', { rows: Array.from({ length: 5000 }, () => null) }],
  ])('%s is refused soon, with a hundred of them at most', async (_what, body) => {
    const api = await freshApi();
    const began = performance.now();
    const answer = await api.call('POST', '/v1/units/bulk', { body });
    expect(answer.status).toBe(400);
    expect(problemOf(answer).errors?.length).toBeLessThanOrEqual(100);
    expect(answer.text.length).toBeLessThan(100_000);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

describe('the API', () => {
  let api: Api;
  const post = (text: string, headers: Record<string, string> = {}) => api.call('POST', '/v1/law/retirement-date', { text, headers });
  const good = '{"sex":"male","birth":"1964-10"}';
  beforeAll(async () => {
    api = await freshApi();
  });

  it('refuses it and says where, in the reader’s language', async () => {
    const text = '{"sex":"male","birth":"1964-10","birth":"1964-11"}';
    expect(problemOf(await post(text))).toMatchObject({
      status: 400,
      code: 'ambiguous-json',
      errors: [{ field: 'birth', code: 'ambiguous-json', message: expect.stringContaining('hai lần') as string }],
    });
    expect(problemOf(await post(text, { 'accept-language': 'en' })).detail).toContain('At "birth" a name stands twice');
    expect(problemOf(await post('{"sex":"male","birth":"\\ud800"}'))).toMatchObject({ code: 'ambiguous-json' });
  });

  it.each([
    ['content-type', 'application/json; charset=utf-16'],
    ['content-type', 'application/json;charset="ISO-8859-1"'],
    ['content-encoding', 'gzip'],
    ['content-encoding', 'identity, gzip'],
  ])('takes no body of %s %s', async (name, value) => {
    expect(problemOf(await post(good, { [name]: value }))).toMatchObject({ status: 415, code: 'unsupported-media-type' });
  });

  it.each([
    ['content-type', 'application/json; charset="UTF-8"'],
    ['content-type', 'application/json; profile=x'],
    ['content-encoding', 'identity'],
  ])('takes a body of %s %s', async (name, value) => expect((await post(good, { [name]: value })).status).toBe(200));
});
