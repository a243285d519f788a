import { type App, Tags } from 'aws-cdk-lib';
import type { Bundles } from '../tools/build-lambda.ts';
import { ApiStack } from './stacks/api-stack.ts';
import { DataStack } from './stacks/data-stack.ts';
import { IdentityStack } from './stacks/identity-stack.ts';
import { JobsStack } from './stacks/jobs-stack.ts';
import { ObservabilityStack } from './stacks/observability-stack.ts';
import type { Stage } from './stages.ts';

/** All stacks of one stage. */
export function buildApp(app: App, stage: Stage, bundles: Bundles) {
  const idOf = (part: string) => `Bienche-${stage.name}-${part}`;
  const propsOf = (description: string) => ({
    env: { region: stage.region, ...(stage.account === undefined ? {} : { account: stage.account }) },
    stage,
    description: `bienche ${stage.name}: ${description}`,
    terminationProtection: stage.name === 'prod',
  });
  const data = new DataStack(app, idOf('data'), propsOf('the table of all registers and its key'));
  const { key, table } = data;
  const identity =
    stage.issuer === 'cognito'
      ? new IdentityStack(app, idOf('identity'), { ...propsOf('accounts, roles and tokens'), bundles, key })
      : { issuer: stage.issuer, preToken: undefined };
  const tableName = stage.restoredTable ?? table.tableName;
  const jobs = new JobsStack(app, idOf('jobs'), {
    ...propsOf('work off the request path, and the schedule'),
    bundles,
    key,
    table: tableName,
  });
  const api = new ApiStack(app, idOf('api'), {
    ...propsOf('the API'),
    bundles,
    key,
    issuer: identity.issuer,
    table: tableName,
    jobs,
  });
  const functions = [
    { name: 'api', function: api.service },
    { name: 'jobs', function: jobs.worker },
    { name: 'schedule', function: jobs.schedule },
    ...(identity.preToken ? [{ name: 'pre-token', function: identity.preToken }] : []),
  ];
  new ObservabilityStack(app, idOf('observability'), {
    ...propsOf('alarms, measures and the budget'),
    key,
    table: tableName,
    api: api.api,
    jobs,
    functions,
    service: api.service,
  });
  // Dashboards take tags in CDK's schema, but not yet everywhere.
  for (const [tag, value] of Object.entries({ 'bienche:stage': stage.name, 'bienche:product': 'bienche' }))
    Tags.of(app).add(tag, value, { excludeResourceTypes: ['AWS::CloudWatch::Dashboard'] });
}
