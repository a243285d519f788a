import { type Json, contractDocument, judgeOf } from '../support/contract-schemas.ts';

export type Parameter = { in: 'path' | 'query' | 'header'; name: string; required?: boolean; schema: Json };
type Content = Record<string, { schema: Json }>;
type Declared = {
  parameters?: Parameter[];
  requestBody?: { content: Content };
  responses: Record<string, { content?: Content }>;
};

/** One operation of the document, as a stranger who has nothing else would know it. */
export type Contract = {
  name: string;
  method: string;
  template: string;
  /** Addresses that are this operation's. */
  address: RegExp;
  parameters: readonly Parameter[];
  body: Json | undefined;
  responses: Declared['responses'];
};

const document = contractDocument<Declared>();
const { faultsOf } = judgeOf(document);
export { faultsOf };

export const CONTRACTS: readonly Contract[] = Object.entries(document.paths).flatMap(([template, methods]) =>
  Object.entries(methods).map(([method, declared]) => ({
    name: `${method.toUpperCase()} ${template}`,
    method: method.toUpperCase(),
    template,
    address: new RegExp(`^${template.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
    parameters: declared.parameters ?? [],
    body: declared.requestBody?.content['application/json']?.schema,
    responses: declared.responses,
  })),
);

/** The schema that a reference leads to. */
export function resolved(schema: Json): Json {
  const { $ref } = schema;
  if (typeof $ref !== 'string') return schema;
  const component = document.components.schemas[$ref.replace('#/components/schemas/', '')];
  if (!component) throw new Error(`no schema ${$ref}`);
  return resolved(component);
}

/** The alternatives of a schema, each resolved; of most schemas one. */
export const alternatives = (schema: Json): Json[] => {
  const own = resolved(schema);
  const any = (own['anyOf'] ?? own['oneOf']) as Json[] | undefined;
  return any ? any.flatMap(alternatives) : [own];
};
