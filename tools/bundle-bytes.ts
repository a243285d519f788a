import type { BuildResult } from 'esbuild';

/** What esbuild says of a bundle: `api.json` beside it. */
export type Metafile = BuildResult<{ metafile: true }>['metafile'];

/** Bytes of a bundle: all of it, what of it are packages, and what a cold start reads whose first request asks for an area. */
export function bytesOf({ outputs }: Metafile, area: string): { all: number; packages: number; cold: number } {
  const named = (end: string) => Object.entries(outputs).filter(([, { entryPoint }]) => entryPoint?.endsWith(end));
  const read = new Set<string>();
  const follow = (file: string): void => {
    if (read.has(file)) return;
    read.add(file);
    for (const { path, kind } of outputs[file]?.imports ?? []) if (kind === 'import-statement') follow(path);
  };
  for (const [file] of [...named('lambda.ts'), ...named(area)]) follow(file);
  const sum = (numbers: readonly number[]) => numbers.reduce((one, other) => one + other, 0);
  const inputs = Object.values(outputs).flatMap((output) => Object.entries(output.inputs));
  return {
    all: sum(Object.values(outputs).map(({ bytes }) => bytes)),
    packages: sum(inputs.filter(([file]) => file.includes('node_modules/')).map(([, { bytesInOutput }]) => bytesInOutput)),
    cold: sum([...read].map((file) => outputs[file]?.bytes ?? 0)),
  };
}
