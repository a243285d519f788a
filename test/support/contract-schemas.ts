import { Ajv2020 } from 'ajv/dist/2020.js';
import { contract } from './api.ts';

export type Json = Record<string, unknown>;

/** The OpenAPI document as a reader gets it, with as much of each operation as the caller looks at. */
export const contractDocument = <O>() =>
  JSON.parse(JSON.stringify(contract())) as { paths: Record<string, Record<string, O>>; components: { schemas: Record<string, Json> } };

/** JSON Schema 2020-12 over the document's components; what a schema does not allow of a value, or null. */
export function judgeOf(document: { components: object }) {
  // References are not written out: a schema that many others name is compiled once.
  const ajv = new Ajv2020({
    allErrors: true,
    inlineRefs: false,
    strict: true,
    strictTypes: false,
    strictRequired: false,
    validateFormats: false,
  });
  // Keywords of OpenAPI and not of JSON Schema.
  for (const keyword of ['example', 'components', 'discriminator']) ajv.addKeyword(keyword);
  ajv.addSchema({ components: document.components }, 'api');
  const absolute = <T>(schema: T): T => JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')) as T;
  const compiled = new WeakMap<Json, ReturnType<typeof ajv.compile>>();
  function faultsOf(schema: Json, value: unknown): unknown {
    const validate = compiled.get(schema) ?? ajv.compile(absolute(schema));
    compiled.set(schema, validate);
    return validate(value) ? null : (validate.errors ?? []).map(({ instancePath, message, params }) => [instancePath, message, params]);
  }
  return { ajv, faultsOf };
}
