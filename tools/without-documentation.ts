import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { parse } from 'acorn';
import { simple } from 'acorn-walk';
import { type Plugin, transform } from 'esbuild';

/** `schema.meta({ … })` becomes `schema`: names, descriptions and examples speak in the OpenAPI document, which is made at build time. */
function withoutMeta(code: string): string {
  const calls: { from: number; to: number }[] = [];
  simple(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }), {
    CallExpression({ callee, arguments: given, end }) {
      if (callee.type !== 'MemberExpression' || callee.computed || given.length !== 1) return;
      if (callee.property.type === 'Identifier' && callee.property.name === 'meta') calls.push({ from: callee.object.end, to: end });
    },
  });
  // From the end, so that what stands before keeps its place; a call inside what is already cut is gone with it.
  let cut = code.length;
  return calls
    .sort((one, other) => other.from - one.from)
    .reduce((text, { from, to }) => {
      if (to > cut) return text;
      cut = from;
      return text.slice(0, from) + text.slice(to);
    }, code);
}

/** Leaves out of the product's own modules what only the document of the API needs. Nothing reads it while requests are answered. */
export function withoutDocumentation(sources: RegExp): Plugin {
  return {
    name: 'without-documentation',
    setup({ onLoad }) {
      onLoad({ filter: sources }, async ({ path }) => {
        const source = await readFile(path, 'utf8');
        if (!source.includes('.meta(')) return undefined;
        const { code } = await transform(source, { loader: 'ts', target: 'esnext' });
        return { contents: withoutMeta(code), loader: 'js', resolveDir: dirname(path) };
      });
    },
  };
}
