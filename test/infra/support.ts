import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AwsSolutionsChecks } from 'cdk-nag';
import cdk from '../../cdk.json' with { type: 'json' };
import { buildApp } from '../../infra/build-app.ts';
import { readStage } from '../../infra/stages.ts';
import { type Bundles, ENTRIES, factsOf } from '../../tools/build-lambda.ts';

export type Resource = { Type: string; DeletionPolicy?: string; UpdateReplacePolicy?: string; Properties: Record<string, unknown> };
export const ACCOUNT = '123456789012';

/** Bundles whose code does not matter. */
function emptyBundles(): Bundles {
  const out = mkdtempSync(join(tmpdir(), 'bienche-bundles-'));
  const folder = (name: string) => {
    mkdirSync(join(out, name));
    writeFileSync(join(out, name, 'index.mjs'), 'export const handler = () => undefined;\n');
    return join(out, name);
  };
  const folders = Object.fromEntries(Object.keys(ENTRIES).map((name) => [name, folder(name)])) as Bundles['folders'];
  return { folders, ...factsOf() };
}
export const bundles = emptyBundles();

/** The templates of a stage by part of the product, as they would be deployed; throws what AwsSolutions finds. */
export function templatesOf(settings: Readonly<Record<string, string>>) {
  const app = new App({ context: cdk.context, outdir: mkdtempSync(join(tmpdir(), 'bienche-cdk-')) });
  buildApp(app, readStage({ account: ACCOUNT, alarmEmail: 'ops@province.example', ...settings }), bundles);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  app.synth();
  const parts = app.node.children
    .filter((child) => Stack.isStack(child))
    .map((stack) => [stack.node.id.split('-').at(-1) ?? '', Template.fromStack(stack)] as const);
  return Object.fromEntries(parts) as Record<string, Template>;
}

/** Resources of a type in some templates, with their logical ids. */
export const resourcesOf = (templates: Record<string, Template>, type: string): [string, Resource][] =>
  Object.values(templates).flatMap((template) => Object.entries(template.findResources(type) as Record<string, Resource>));
