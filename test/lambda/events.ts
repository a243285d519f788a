/** What a test states of an event; the rest is as API Gateway sends it (payload format 2.0 of an HTTP API). */
export type Stated = {
  token?: string;
  body?: unknown;
  text?: string;
  base64?: boolean;
  headers?: Record<string, string>;
  cookies?: string[];
  stage?: string;
  query?: string;
  claims?: Record<string, string>;
};

/** An event of an HTTP API: header names in lower case, several values of one joined by commas, cookies apart, the path decoded. */
export function apiEvent(method: string, path: string, { token, body, text, base64, headers, cookies, stage, query, claims }: Stated = {}) {
  const content = text ?? (body === undefined ? undefined : JSON.stringify(body));
  const rawPath = stage === undefined ? path : `/${stage}${path}`;
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString: query ?? '',
    ...(cookies ? { cookies } : {}),
    headers: {
      'accept-encoding': 'gzip, br',
      host: 'abcdef1234.execute-api.ap-southeast-1.amazonaws.com',
      'user-agent': 'Mozilla/5.0',
      'x-amzn-trace-id': 'Root=1-67447f5b-3c1f6a4e5d2b1a0f9e8d7c6b',
      'x-forwarded-for': '203.0.113.7',
      'x-forwarded-port': '443',
      'x-forwarded-proto': 'https',
      ...(content === undefined ? {} : { 'content-type': 'application/json', 'content-length': `${Buffer.byteLength(content)}` }),
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    ...(query === undefined || query === '' ? {} : { queryStringParameters: Object.fromEntries(new URLSearchParams(query)) }),
    requestContext: {
      accountId: '123456789012',
      apiId: 'abcdef1234',
      ...(claims ? { authorizer: { jwt: { claims, scopes: null } } } : {}),
      domainName: 'abcdef1234.execute-api.ap-southeast-1.amazonaws.com',
      domainPrefix: 'abcdef1234',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '203.0.113.7', userAgent: 'Mozilla/5.0' },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey: '$default',
      stage: stage ?? '$default',
      time: '23/Nov/2026:02:00:00 +0000',
      timeEpoch: 1_795_399_200_000,
    },
    ...(content === undefined ? {} : { body: base64 ? Buffer.from(content).toString('base64') : content }),
    isBase64Encoded: base64 ?? false,
  };
}
