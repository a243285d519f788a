/**
 * Takes the place of Node's Headers, Request and Response inside the bundle: loading those takes longer than all else that
 * Hono does at a cold start (docs/performance-aws.md).
 */
export { LightHeaders as Headers } from './light-headers.ts';
export { LightRequest as Request, LightResponse as Response } from './light-messages.ts';
