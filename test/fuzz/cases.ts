import fc from 'fast-check';
import type { Json } from '../support/contract-schemas.ts';
import { type Contract, alternatives, faultsOf } from './document.ts';
import { CURSORS, type Content, HEADERS, HOSTILE, HOSTILE_ADDRESSES, METHODS, TEXTS } from './hostile.ts';
import { type Seen, allowed, atTheEdge } from './values.ts';

/** A request that the operation answers as it should; every case is a variation of it. */
export type Sample = { path: string; body?: unknown; headers?: Record<string, string> };
export type Case = {
  /** What was varied, and how. */
  story: string;
  method: string;
  path: string;
  headers: Record<string, string | null>;
  content: Content | undefined;
};
type Change = { story: string; apply: (body: Json) => void };

/** A place in a body: its schema, and what holds it. */
type Spot = { path: readonly (string | number)[]; schema: Json };

/** Every place of a value with the schema that it stands under. */
function* spotsOf(schema: Json, value: unknown, path: Spot['path'] = []): Generator<Spot> {
  if (path.length > 0) yield { path, schema };
  const kinds = alternatives(schema);
  if (Array.isArray(value)) {
    const list = kinds.find(({ type }) => type === 'array');
    if (list?.['items']) for (const [index, one] of value.entries()) yield* spotsOf(list['items'] as Json, one, [...path, index]);
  } else if (value !== null && typeof value === 'object') {
    const objects = kinds.filter(({ type }) => type === 'object');
    const own = objects.length > 1 ? (objects.find((kind) => faultsOf(kind, value) === null) ?? objects[0]) : objects[0];
    const properties = (own?.['properties'] ?? {}) as Record<string, Json>;
    for (const [key, each] of Object.entries(properties)) yield* spotsOf(each, (value as Json)[key], [...path, key]);
  }
}

/** What holds a place; something of no account where an earlier change took it away. */
const holderOf = (body: Json, path: Spot['path']): Json =>
  path.slice(0, -1).reduce<Json>((holder, step) => {
    const inner = holder[step];
    return typeof inner === 'object' && inner !== null ? (inner as Json) : {};
  }, body);
const set = (body: Json, { path }: Spot, value: unknown): void => {
  holderOf(body, path)[path.at(-1) as string] = value;
};
const drop = (body: Json, { path }: Spot): void => {
  Reflect.deleteProperty(holderOf(body, path), path.at(-1) as string);
};

/** One change of a body at one of its places. */
function changeOf(body: unknown, schema: Json, seen: Seen): fc.Arbitrary<Change> {
  const spots = [...spotsOf(schema, body)];
  if (spots.length === 0) return fc.constant({ story: 'as it is', apply: () => undefined });
  const spot = fc.constantFrom(...spots);
  const with_ = (how: string, values: (each: Spot) => fc.Arbitrary<unknown>) =>
    spot.chain((each) =>
      values(each).map((value): Change => ({ story: `${each.path.join('.')} ${how}`, apply: (copy) => set(copy, each, value) })),
    );
  return fc.oneof(
    { weight: 9, arbitrary: with_('something else that is allowed', ({ schema: own, path }) => allowed(own, seen, String(path.at(-1)))) },
    { weight: 3, arbitrary: with_('at the edge', ({ schema: own }) => atTheEdge(own)) },
    { weight: 3, arbitrary: with_('hostile', () => fc.constantFrom(...HOSTILE)) },
    { weight: 1, arbitrary: spot.map((each): Change => ({ story: `${each.path.join('.')} left out`, apply: (copy) => drop(copy, each) })) },
    {
      weight: 1,
      arbitrary: spot.chain((each) =>
        fc
          .constantFrom('unknown', '__proto__', 'constructor', 'toString', '', 'a.b', ...HOSTILE.filter((one) => typeof one === 'string'))
          .map(
            (key): Change => ({
              story: `${each.path.join('.')} beside an unknown key`,
              apply: (copy) => Object.defineProperty(holderOf(copy, each.path), key, { value: 1, enumerable: true, configurable: true }),
            }),
          ),
      ),
    },
    {
      weight: 1,
      arbitrary: spot.map(
        (each): Change => ({
          story: `${each.path.join('.')} twice`,
          apply: (copy) => {
            const holder: unknown = holderOf(copy, each.path);
            if (Array.isArray(holder)) holder.push(holder[0]);
          },
        }),
      ),
    },
  );
}

/** The text of a body; what stands at no place of JSON (a hole, a surrogate) is written as JSON writes it. */
const written = (body: unknown): string => JSON.stringify(body) ?? 'null';

/** The cases of an operation, from a sample that is answered as it should be and what the province knows. */
export function casesOf(contract: Contract, sample: Sample, seen: Seen): fc.Arbitrary<Case> {
  const { method, body: schema, parameters } = contract;
  const headers: Record<string, string | null> = {
    ...(schema ? { 'content-type': 'application/json' } : {}),
    ...sample.headers,
  };
  const content = schema ? written(sample.body) : undefined;
  const plain: Case = { story: 'the sample', method, path: sample.path, headers, content };
  const vary = (story: string, more: Partial<Case>): Case => ({ ...plain, ...more, story });

  const changed = schema
    ? fc.array(changeOf(sample.body, schema, seen), { minLength: 1, maxLength: 3 }).map((changes): Case => {
        const copy = structuredClone(sample.body ?? {}) as Json;
        for (const { apply } of changes) apply(copy);
        return vary(changes.map(({ story }) => story).join('; '), { content: written(copy) });
      })
    : fc.constant(plain);
  const made = schema ? allowed(schema, seen).map((value) => vary('a body of its own', { content: written(value) })) : fc.constant(plain);
  const text = schema
    ? fc.constantFrom(...Object.entries(TEXTS)).map(([how, write]) => vary(`the body ${how}`, { content: write(content ?? '{}') }))
    : fc.constantFrom('{}', '{', 'x').map((given) => vary('a body where none is', { content: given }));
  const headed = fc.array(fc.constantFrom(...HEADERS), { minLength: 1, maxLength: 2 }).map((more) =>
    vary(`headers ${more.map((each) => Object.keys(each)[0]).join(', ')}`, {
      headers: Object.assign({}, headers, ...more) as Case['headers'],
    }),
  );
  const addressed = fc
    .tuple(queryOf(parameters, seen), pathOf(contract, sample, seen))
    .map(([query, path]) => vary(`${path.story}; ${query.story}`, { path: joined(path.path, query.text) }));
  const queried = queryOf(parameters, seen).map(({ story, text: query }) => vary(story, { path: joined(sample.path, query) }));
  const moved = pathOf(contract, sample, seen).map(({ story, path }) => vary(story, { path }));
  const other = fc.constantFrom(...METHODS).map((given) => vary(`method ${given}`, { method: given }));
  return fc.oneof(
    { weight: 1, arbitrary: fc.constant(plain) },
    ...(schema
      ? [
          { weight: 12, arbitrary: changed },
          { weight: 4, arbitrary: made },
          { weight: 2, arbitrary: text },
        ]
      : [{ weight: 1, arbitrary: text }]),
    { weight: schema ? 2 : 8, arbitrary: queried },
    { weight: schema ? 2 : 4, arbitrary: moved },
    { weight: 2, arbitrary: addressed },
    { weight: 2, arbitrary: headed },
    { weight: 1, arbitrary: other },
  );
}

const joined = (path: string, query: string): string => (query === '' ? path : `${path}${path.includes('?') ? '&' : '?'}${query}`);

/** Parameters of a query: allowed, at the edge, hostile, twice, unknown. */
function queryOf(parameters: Contract['parameters'], seen: Seen): fc.Arbitrary<{ story: string; text: string }> {
  const inQuery = parameters.filter((each) => each.in === 'query');
  const unknown = fc.constantFrom(
    'colour=red',
    '__proto__=1',
    'constructor=x',
    'limit[]=1',
    '=',
    '&&',
    `x=${'y'.repeat(8000)}`,
    '%00=1',
    'a=%E0%A4%A',
  );
  if (inQuery.length === 0) return unknown.map((text) => ({ story: 'an unknown parameter', text }));
  const said = (value: unknown) => encodeURIComponent(typeof value === 'string' ? value.toWellFormed() : JSON.stringify(value ?? null));
  const one = fc.constantFrom(...inQuery).chain(({ name, schema }) => {
    const hostile = fc.constantFrom(...(name === 'cursor' ? CURSORS : HOSTILE_ADDRESSES));
    return fc.oneof(
      { weight: 6, arbitrary: allowed(schema, seen, name).map((value) => ({ story: `?${name} allowed`, text: `${name}=${said(value)}` })) },
      {
        weight: 2,
        arbitrary: atTheEdge(schema).map((value) => ({ story: `?${name} at the edge`, text: `${name}=${said(value).slice(0, 9000)}` })),
      },
      { weight: 3, arbitrary: hostile.map((value) => ({ story: `?${name} hostile`, text: `${name}=${value}` })) },
      {
        weight: 1,
        arbitrary: allowed(schema, seen, name).map((value) => ({
          story: `?${name} twice`,
          text: `${name}=${said(value)}&${name}=${said(value)}`,
        })),
      },
    );
  });
  return fc.oneof(
    {
      weight: 10,
      arbitrary: fc.array(one, { minLength: 1, maxLength: 3 }).map((some) => ({
        story: some.map(({ story }) => story).join(', '),
        text: some.map(({ text }) => text).join('&'),
      })),
    },
    { weight: 1, arbitrary: unknown.map((text) => ({ story: 'an unknown parameter', text })) },
  );
}

/** The address with one of its parts replaced, or lengthened. */
function pathOf({ template, parameters }: Contract, sample: Sample, seen: Seen): fc.Arbitrary<{ story: string; path: string }> {
  const [path = '', query] = sample.path.split('?');
  const tail = query === undefined ? '' : `?${query}`;
  const parts = path.split('/');
  const named = template
    .split('/')
    .map((part, index) => ({ name: /^\{(\w+)\}$/.exec(part)?.[1], index }))
    .filter((each): each is { name: string; index: number } => each.name !== undefined);
  const odd = fc
    .constantFrom(
      `${path}/`,
      `/${path}`,
      path.replace('/v1/', '/V1/'),
      path.replace('/v1/', '/v1/../v1/'),
      `${path};x=1`,
      `${path}%3fasOf=x`,
      `${path}.json`,
    )
    .map((given) => ({ story: 'an odd address', path: given + tail }));
  if (named.length === 0) return odd;
  const replaced = fc.constantFrom(...named).chain(({ name, index }) => {
    const schema = parameters.find((each) => each.in === 'path' && each.name === name)?.schema ?? { type: 'string' };
    const put = (how: string) => (value: string) => ({ story: `{${name}} ${how}`, path: parts.with(index, value).join('/') + tail });
    const plain = (value: unknown) => encodeURIComponent(String(value).toWellFormed());
    return fc.oneof(
      { weight: 4, arbitrary: allowed(schema, seen, name).map(plain).map(put('allowed')) },
      { weight: 2, arbitrary: atTheEdge(schema).map(plain).map(put('at the edge')) },
      { weight: 4, arbitrary: fc.constantFrom(...HOSTILE_ADDRESSES).map(put('hostile')) },
    );
  });
  return fc.oneof({ weight: 8, arbitrary: replaced }, { weight: 1, arbitrary: odd });
}
