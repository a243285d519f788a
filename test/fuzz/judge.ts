import type { Case } from './cases.ts';
import { type Contract, faultsOf } from './document.ts';
import { MARK } from './hostile.ts';
import type { Told } from './world.ts';

export type Finding = { rule: string; what: string };

/** Methods that the address itself answers, whatever operation is meant. */
const ELSEWHERE = [400, 401, 403, 404, 405, 413, 415, 429];
const KNOWN_HEADERS = new Set([
  'allow',
  'cache-control',
  'content-language',
  'content-type',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'content-security-policy',
  'etag',
  'link',
  'location',
  'origin-agent-cluster',
  'permissions-policy',
  'ratelimit',
  'ratelimit-policy',
  'referrer-policy',
  'retry-after',
  'strict-transport-security',
  'www-authenticate',
  'x-content-type-options',
  'x-dns-prefetch-control',
  'x-download-options',
  'x-frame-options',
  'x-permitted-cross-domain-policies',
  'x-request-id',
  'x-xss-protection',
]);
/** What only an error of our own would say. */
const INSIDE =
  /\bat .{1,80}\.(?:ts|js|mjs):\d+|node_modules|\/(?:home|work|tmp|var|usr)\/|file:\/\/|(?:Type|Range|Reference|Syntax)Error|ZodError|ValidationException|AWSError/;
const UNSAID = /\bundefined\b|\bNaN\b|\[object /;

/** The keys of an object as JSON wrote it, beside which nothing may have been added. */
const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};

/** Everything that is wrong with an answer, whatever was asked. */
export function judge(contract: Contract, { method, path, content }: Case, told: Told, token: string | null | undefined): Finding[] {
  const { status, headers, text, written, partitions, event } = told;
  const found: Finding[] = [];
  const blame = (rule: string, what: string) => found.push({ rule, what });
  // What another method, or an address that is none of this operation's, comes to is another operation or none.
  const asMeant = method === contract.method && contract.address.test(new URL(path, 'http://localhost').pathname);
  const isRead = method === 'GET' || method === 'HEAD';

  if (status >= 500 && !(contract.name === 'GET /healthz' && status === 503))
    blame('no-error-of-ours', `${status} ${event?.error ?? text}`);
  if (
    asMeant
      ? !(`${status}` in contract.responses)
      : !ELSEWHERE.includes(status) && !(status in { 200: 0, 201: 0, 412: 0, 422: 0, 409: 0, 428: 0, 503: 0 })
  )
    blame('documented-status', `${status} is not among ${Object.keys(contract.responses).join(' ')}`);

  const body = text === '' ? undefined : parsed(text);
  const type = headers.get('content-type');
  if (method === 'HEAD') {
    if (text !== '') blame('no-body-to-head', text);
  } else if (status >= 400) {
    if (type !== 'application/problem+json; charset=utf-8') blame('content-type', `${type} of a problem`);
    const faults = faultsOf({ $ref: '#/components/schemas/Problem' }, body);
    if (faults !== null) blame('problem-document', JSON.stringify(faults));
    const {
      detail,
      title,
      requestId,
      errors = [],
    } = (body ?? {}) as { detail: string; title: string; requestId: string; errors?: { message: string }[] };
    for (const said of [title, detail, ...errors.map(({ message }) => message)])
      if (typeof said !== 'string' || said.trim() === '' || (UNSAID.test(said) && !UNSAID.test(`${path}${String(content ?? '')}`)))
        blame('whole-sentence', JSON.stringify(said));
    if (requestId !== headers.get('x-request-id'))
      blame('request-id', `${requestId} in the problem, ${headers.get('x-request-id')} in the header`);
  } else if (asMeant) {
    if (type !== 'application/json') blame('content-type', `${type} of an answer`);
    const schema = contract.responses[`${status}`]?.content?.['application/json']?.schema;
    const faults = schema ? faultsOf(schema, body) : 'no schema';
    if (faults !== null) blame('answer-schema', JSON.stringify(faults).slice(0, 600));
    // The document says what is taken: nothing that it refuses may be carried out.
    if (contract.body && typeof content === 'string') {
      const given = faultsOf(contract.body, parsed(content.trim()));
      if (given !== null) blame('request-schema', `taken, but the document does not allow it: ${JSON.stringify(given).slice(0, 400)}`);
    }
  }

  if (INSIDE.test(text)) blame('nothing-of-the-inside', text.slice(0, 400));
  if (type?.includes('html') && text.includes(MARK)) blame('no-reflection-in-html', text.slice(0, 400));
  for (const [name, value] of headers) {
    if (!KNOWN_HEADERS.has(name)) blame('known-headers', `${name}: ${value}`);
    if (value.includes(MARK) && name !== 'link' && name !== 'location') blame('no-reflection-in-headers', `${name}: ${value}`);
  }
  for (const name of ['x-request-id', 'x-content-type-options', 'content-security-policy', 'strict-transport-security'])
    if (!headers.get(name)) blame('security-headers', `${name} is missing`);
  if (headers.has('access-control-allow-origin')) blame('closed-to-other-origins', String(headers.get('access-control-allow-origin')));
  const tag = headers.get('etag');
  if (tag !== null && !/^"[\w-]{1,64}"$/.test(tag)) blame('version-tag', tag);
  if (status === 201 && asMeant && !headers.get('location')?.startsWith('/v1/')) blame('location', String(headers.get('location')));

  // What viewers get of a year is published when it is first asked for (docs/decisions/0034): by the service, once.
  const published = contract.name === 'GET /v1/aggregates' && written.every((name) => /#AGG\n|~AGGREGATES/.test(name));
  // A back-test is worked out from what is there and filed with an expiry: no register, and nobody's record.
  const changing = written.filter((name) => !/^H49#(BACKTEST\n|PART#BACKTEST\.)/.test(name));
  if (changing.length > 0 && (isRead || status >= 400) && !published)
    blame('nothing-written', `${method} ${status} wrote ${changing.slice(0, 5).join(', ').replaceAll('\n', ' ')}`);
  for (const partition of partitions) if (!partition.startsWith('H49#')) blame('own-tenant-only', partition);
  if (token && (text.includes(token) || JSON.stringify(event ?? {}).includes(token)))
    blame('no-token-told', 'the token stands in the answer or the log line');
  if (event === undefined) blame('log-line', 'nothing was reported');
  else if (event.requestId !== headers.get('x-request-id') || event.status !== status) blame('log-line', JSON.stringify(event));
  return found;
}

/** People and chains of the other subtree, which nobody who is held to the own one may see or touch. */
const ELSEWHERE_PEOPLE = /NV-other-/;
const ELSEWHERE_CHAINS = /^H49#LOG#H49\.31/;

/** What somebody who is held to the own subtree was shown or did beyond it; what they named themselves is no news to them. */
export function beyondScope({ path, content }: Case, { text, written }: Told): Finding[] {
  const shown = ELSEWHERE_PEOPLE.test(text) && !ELSEWHERE_PEOPLE.test(`${path}${String(content ?? '')}`);
  const touched = written.filter((name) => ELSEWHERE_CHAINS.test(name));
  return [
    ...(shown ? [{ rule: 'own-people-only', what: text.slice(0, 400) }] : []),
    ...(touched.length > 0 ? [{ rule: 'own-units-only', what: touched.join(', ') }] : []),
  ];
}
