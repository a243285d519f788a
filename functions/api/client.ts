import { hc } from 'hono/client';
import type { AppType } from './app.ts';

/**
 * A typed client of the API: `client(url, token).v1.units.$get({ query: {} })`. Only types are imported from the
 * application.
 */
export const client = (baseUrl: string, token: string, language: 'vi' | 'en' = 'vi') =>
  hc<AppType>(baseUrl, { headers: { authorization: `Bearer ${token}`, 'accept-language': language } });
