import { fileURLToPath } from 'node:url';
import { App } from 'aws-cdk-lib';
import { buildBundles } from '../tools/build-lambda.ts';
import { buildApp } from './build-app.ts';
import { ConfigurationError, SETTINGS, type Stage, readStage } from './stages.ts';

const app = new App();

/** What `-c name=value` says; a mistake ends the synthesis with its one sentence. */
function stageOrSentence(): Stage {
  try {
    return readStage(Object.fromEntries(SETTINGS.map((name) => [name, app.node.tryGetContext(name)] as const)));
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(1);
  }
}

const stage = stageOrSentence();
buildApp(app, stage, await buildBundles(fileURLToPath(new URL('../dist/lambda', import.meta.url))));
app.synth();
