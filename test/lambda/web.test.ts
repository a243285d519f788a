import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LightHeaders } from '../../functions/api/web/light-headers.ts';
import { LightRequest, LightResponse } from '../../functions/api/web/light-messages.ts';

/** What a step does to headers; a step that is refused must be refused by both. */
const name = fc.constantFrom('etag', 'ETag', 'set-cookie', 'Set-Cookie', 'link', 'X-A', 'not a name', '', 'đ');
const value = fc.oneof(fc.string({ maxLength: 5 }), fc.constantFrom(' a ', 'a\r\nb', 'Đầm Hà', 'é', '"1"', '\t'));
const step = fc.tuple(fc.constantFrom('append', 'set', 'delete'), name, value);

describe('the light web classes of the bundle', () => {
  it('keep headers as Node’s own do', () => {
    const state = (headers: Headers | LightHeaders) => ({
      entries: new Map(headers.entries()),
      cookies: headers.getSetCookie(),
      got: ['etag', 'SET-COOKIE', 'x-a'].map((one) => [headers.get(one), headers.has(one)]),
    });
    const act = (headers: Headers | LightHeaders, [verb, key, text]: [string, string, string]): boolean => {
      try {
        if (verb === 'delete') headers.delete(key);
        else headers[verb as 'set'](key, text);
        return true;
      } catch (error) {
        expect(error).toBeInstanceOf(TypeError);
        return false;
      }
    };
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const [light, real] = [new LightHeaders(), new Headers()];
        for (const one of steps) if (one[0] !== 'delete' || /^[\w-]+$/.test(one[1])) expect(act(light, one)).toBe(act(real, one));
        expect(state(light)).toEqual(state(real));
        expect(state(new LightHeaders(light))).toEqual(state(new Headers(real)));
      }),
    );
  });

  it.each([
    null,
    'Đầm Hà',
    new TextEncoder().encode('{"a":1}'),
    new TextEncoder().encode('{"a":1}').buffer,
    new Blob(['blob']),
    new URLSearchParams({ a: 'b' }),
  ])('read content of any kind as Node’s own do', async (content) => {
    const light = () => new LightResponse(content as string);
    const real = () => new Response(content as string);
    expect(await light().text()).toBe(await real().text());
    expect(Buffer.from(await light().arrayBuffer())).toEqual(Buffer.from(await real().arrayBuffer()));
    expect(await (await light().blob()).text()).toBe(await real().text());
    expect(await new Response(light().body as string).text()).toBe(await real().text());
  });

  it('read forms, JSON, and a stream once', async () => {
    const form = new LightRequest('https://api.example/x', {
      method: 'POST',
      body: 'a=1&b=%C4%90',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    expect([...(await form.formData()).entries()]).toEqual([
      ['a', '1'],
      ['b', 'Đ'],
    ]);
    expect(await new LightResponse('{"a":[1]}').json()).toEqual({ a: [1] });
    expect(await new LightResponse(new Blob(['stream']).stream()).text()).toBe('stream');
  });

  it('normalise addresses and default to GET', () => {
    const request = new LightRequest('https://api.example/v1/units/Đầm Hà?q=é');
    expect([request.url, request.method, request.body]).toEqual([new Request('https://api.example/v1/units/Đầm Hà?q=é').url, 'GET', null]);
  });
});
