import * as z from 'zod';

/** The environment of a function is not what it needs: says which variable, and what it should be. */
export class EnvironmentError extends Error {
  override readonly name = 'EnvironmentError';
}

/** Addresses are https; plain http only on the machine itself, where the tests of a bundle live. */
export const httpsSchema = z
  .url({ error: 'an https:// address' })
  .refine((text) => text.startsWith('https://') || /^http:\/\/127\.0\.0\.1[:/]/.test(text), { error: 'an https:// address' });

/** How many requests of one token are taken at once and a minute, such as `30/120`; `off`: without limit. */
export const limitSchema = z
  .string({ error: 'requests at once and a minute such as 30/120, or off' })
  .regex(/^(?:off|[1-9]\d{0,6}\/[1-9]\d{0,6})$/, { error: 'requests at once and a minute such as 30/120, or off' })
  .transform((text) => {
    const [burst = 0, perMinute = 0] = text.split('/').map(Number);
    return text === 'off' ? null : { burst, perMinute };
  });

/**
 * The variables that a function starts with. Read once, when the process begins: a wrong one stops the function before
 * anybody asks it for anything.
 * @throws EnvironmentError naming every variable that is missing or wrong
 */
export function readEnvironment<S extends z.ZodObject>(schema: S, environment: Readonly<Record<string, string | undefined>>): z.output<S> {
  const read = schema.safeParse(environment);
  if (read.success) return read.data;
  const faults = read.error.issues.map(({ path: [name = ''], message }) => {
    const given = environment[String(name)];
    return `${String(name)} ${given === undefined ? 'is missing' : `is ${JSON.stringify(given)}`}; it must be ${message}`;
  });
  throw new EnvironmentError(faults.join(' · '));
}
