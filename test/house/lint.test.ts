import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import * as z from 'zod';

const root = join(import.meta.dirname, '../..');
const report = z.object({ diagnostics: z.array(z.object({ filename: z.string(), code: z.string() })) });

/** One planted file each; `wrong` ones must be caught, `right` ones must pass. */
const wrong: Record<string, string> = {
  'shared/domain/a.ts': "import '../store/posts.ts';",
  'shared/domain/b.ts': "import '../services/set-posts.ts';",
  'shared/domain/c.ts': "import { readFileSync } from 'node:fs';\nexport const c = readFileSync;",
  'shared/domain/d.ts': "import * as ulid from 'ulid';\nexport const d = ulid;",
  'shared/domain/e.ts': "import type { Actor } from '../actor.ts';\nexport type E = Actor;",
  'shared/domain/f.ts': "export const f = () => import('../store/posts.ts');",
  'shared/domain/g.ts': "export { postsOf } from '../store/posts.ts';",
  'shared/domain/h.ts': 'export const h = () => Date.now();',
  'shared/domain/i.ts': 'export const i = () => Math.random();',
  'shared/domain/j.ts': 'export const j = () => process.env.PORT;',
  'shared/domain/projection/k.ts': "import '../../store/posts.ts';",
  'shared/domain/projection/l.ts': "import '../../actor.ts';",
  'shared/law/rules/m.ts': "import '../../services/set-posts.ts';",
  'shared/law/n.ts': "import * as fns from 'date-fns';\nexport const n = fns;",
  'shared/services/a.ts': "import '../../functions/api/app.ts';",
  'shared/services/b.ts': "import { DynamoDBClient } from '@aws-sdk/client-dynamodb';\nexport const b = DynamoDBClient;",
  'shared/services/c.ts': "import { createHash } from 'node:crypto';\nexport const c = createHash;",
  'shared/services/d.ts': 'export const d = () => new Date();',
  'shared/services/e.ts': "import { Hono } from 'hono';\nexport const e = Hono;",
  'shared/store/a.ts': "import '../services/set-posts.ts';",
  'shared/store/b.ts': "import '../../infra/app.ts';",
  'shared/c.ts': "import './services/set-posts.ts';",
  'functions/api/routes/units/a.ts': "import '../../../../shared/store/posts.ts';",
  'functions/api/routes/units/b.ts': "import '@aws-sdk/lib-dynamodb';",
  'functions/api/c.ts': "import '../../infra/app.ts';",
  'functions/api/d.ts': "import '../../test/support/engine.ts';",
  'infra/a.ts': "import '../shared/store/posts.ts';",
  'infra/stacks/b.ts': "import '../../functions/api/app.ts';",
  'infra/stacks/c.ts': "import '../../shared/domain/unit.ts';",
};
const right: Record<string, string> = {
  'shared/domain/ok.ts':
    "import '../time.ts';\nimport '../errors.ts';\nimport './unit.ts';\nimport '../law/engine.ts';\nimport 'zod';\nimport 'fraction.js';",
  'shared/domain/projection/ok.ts':
    "import '../unit.ts';\nimport './step.ts';\nimport '../posts/ledger.ts';\nimport '../../time.ts';\nimport '../../law/engine.ts';",
  'shared/law/rules/ok.ts': "import '../engine.ts';\nimport '../../errors.ts';\nimport '../../domain/cut.ts';",
  'shared/services/ok.ts': "import '../domain/unit.ts';\nimport '../law/engine.ts';\nimport '../store/posts.ts';\nimport '../actor.ts';",
  'shared/store/ok.ts': "import '../domain/unit.ts';\nimport '@aws-sdk/lib-dynamodb';\nimport 'node:zlib';",
  'functions/api/routes/units/ok.ts':
    "import '../../../../shared/services/set-posts.ts';\nimport '../../../../shared/domain/unit.ts';\nimport 'hono';",
  'functions/api/ok.ts': "import '../../shared/store/posts.ts';\nimport '@aws-sdk/client-dynamodb';",
  'infra/stacks/ok.ts': "import '../../shared/store/table.ts';\nimport 'aws-cdk-lib';",
};

const oxlint = (folder: string, ...args: string[]) => {
  const program = join(root, 'node_modules/oxlint/bin/oxlint');
  const { stdout } = spawnSync(process.execPath, [program, '--format=json', ...args], { cwd: folder, encoding: 'utf8' });
  return report.parse(JSON.parse(stdout)).diagnostics;
};

describe('the import direction', () => {
  const planted = mkdtempSync(join(tmpdir(), 'bienche-imports-'));
  const caught = new Set<string>();

  beforeAll(() => {
    copyFileSync(join(root, '.oxlintrc.json'), join(planted, '.oxlintrc.json'));
    for (const [file, source] of Object.entries({ ...wrong, ...right })) {
      mkdirSync(dirname(join(planted, file)), { recursive: true });
      writeFileSync(join(planted, file), `${source}\n`);
    }
    for (const { filename, code } of oxlint(planted)) if (code.includes('no-restricted-')) caught.add(filename);
  });

  afterAll(() => rmSync(planted, { recursive: true }));

  it.for(Object.entries(wrong))('refuses in %s: %s', ([file]) => {
    expect(caught).toContain(file);
  });

  it.for(Object.keys(right))('lets %s import what belongs to it', (file) => {
    expect(caught).not.toContain(file);
  });
});

describe('the type-aware lint', () => {
  it('refuses a promise that nobody awaits', () => {
    const folder = mkdtempSync(join(tmpdir(), 'bienche-promise-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    copyFileSync(join(root, '.oxlintrc.json'), join(folder, '.oxlintrc.json'));
    writeFileSync(join(folder, 'tsconfig.json'), '{ "compilerOptions": { "strict": true, "noEmit": true } }');
    writeFileSync(join(folder, 'floating.ts'), 'const save = async () => 1;\nexport const run = () => {\n  save();\n};\n');
    expect(oxlint(folder, '--type-aware').map(({ code }) => code)).toEqual(['typescript(no-floating-promises)']);
  });
});
