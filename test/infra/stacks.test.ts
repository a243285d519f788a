import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { environmentSchema } from '../../functions/api/environment.ts';
import { serviceEnvironmentSchema } from '../../functions/jobs/environment.ts';
import { STAGES } from '../../infra/stages.ts';
import { ROLES } from '../../shared/actor.ts';
import { MAX_ATTEMPTS } from '../../shared/domain/jobs/job.ts';
import { createTableInput, TABLE } from '../../shared/store/table.ts';
import { type Resource, bundles, resourcesOf, templatesOf } from './support.ts';

const ROOT = join(import.meta.dirname, '../..');
/** Building them is the first proof: AwsSolutions finds nothing that is not explained where it stands. */
const stages = STAGES.map((stage) => ({ stage, templates: templatesOf({ stage }) }));
const prod = stages.at(-1)?.templates ?? {};
const properties = (type: string, templates = prod) => resourcesOf(templates, type).map(([, { Properties }]) => Properties);

type Statement = { Action: string | string[]; Resource: unknown; Effect: string; Condition?: unknown };
const statementsOf = ({ Properties }: Resource) => (Properties['PolicyDocument'] as { Statement: Statement[] }).Statement;
const actionsOf = ({ Action }: Statement) => [Action].flat();
const isTracing = (statement: Statement) => actionsOf(statement).every((action) => action.startsWith('xray:Put'));

describe('the table on AWS', () => {
  const [[, table] = ['', { Type: '', Properties: {} }], ...others] = resourcesOf(prod, 'AWS::DynamoDB::Table') as [string, Resource][];

  it('is the one table that the tests run on: same keys, indexes and billing', () => {
    const { TableName: _anyName, ...definition } = createTableInput('any');
    expect(others).toEqual([]);
    expect(table.Properties).toMatchObject({
      ...definition,
      AttributeDefinitions: expect.arrayContaining(definition.AttributeDefinitions ?? []),
      GlobalSecondaryIndexes: definition.GlobalSecondaryIndexes?.map((index) => expect.objectContaining(index)),
    });
    expect(table.Properties['AttributeDefinitions']).toHaveLength(definition.AttributeDefinitions?.length ?? 0);
  });

  it.each(stages)('is encrypted with our key, recoverable for 35 days, and cannot be deleted with its stack ($stage)', ({ templates }) => {
    for (const [, one] of resourcesOf(templates, 'AWS::DynamoDB::Table'))
      expect(one).toMatchObject({
        DeletionPolicy: 'Retain',
        UpdateReplacePolicy: 'Retain',
        Properties: {
          SSESpecification: { SSEEnabled: true, SSEType: 'KMS', KMSMasterKeyId: expect.anything() },
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true, RecoveryPeriodInDays: 35 },
          ContributorInsightsSpecification: { Enabled: true },
          DeletionProtectionEnabled: true,
          TimeToLiveSpecification: { AttributeName: TABLE.timeToLive, Enabled: true },
        },
      });
    const [[, key] = []] = resourcesOf(templates, 'AWS::KMS::Key');
    expect(key).toMatchObject({ DeletionPolicy: 'Retain', Properties: { EnableKeyRotation: true } });
  });
});

describe('rights', () => {
  it('are on the table and its index exactly what the store asks, and nothing more', () => {
    const sources = globSync(join(ROOT, 'shared/store/*.ts')).filter((file) => !file.endsWith('create-table.ts'));
    const text = sources.map((file) => readFileSync(file, 'utf8')).join('\n');
    const commands = [...text.matchAll(/new (\w+)Command\(/g)].map(([, name = '']) => name);
    const direct = { Get: ['GetItem'], BatchGet: ['BatchGetItem'], Query: ['Query'], BatchWrite: ['BatchWriteItem', 'PutItem'] };
    const inTransactions = { Put: 'PutItem', Update: 'UpdateItem', Delete: 'DeleteItem', ConditionCheck: 'ConditionCheckItem' };
    const asked = new Set([
      ...commands.filter((name) => name !== 'TransactWrite').flatMap((name) => direct[name as keyof typeof direct]),
      ...Object.entries(inTransactions)
        .filter(([action]) => new RegExp(`\\b${action}: \\{`).test(text))
        .map(([, name]) => name),
    ]);
    const statements = resourcesOf(prod, 'AWS::IAM::Policy').flatMap(([, policy]) => statementsOf(policy));
    const onData = statements.filter((statement) => actionsOf(statement).some((action) => action.startsWith('dynamodb:')));
    const onIndex = (statement: Statement) => JSON.stringify(statement.Resource).includes(`/index/${TABLE.index.name}`);
    // The API, the worker of jobs and the schedule: two statements each.
    expect(onData.map(onIndex)).toEqual([false, true, false, true, false, true]);
    for (const statement of onData)
      expect(new Set(actionsOf(statement))).toEqual(
        new Set(onIndex(statement) ? ['dynamodb:Query'] : [...asked].map((name) => `dynamodb:${name}`)),
      );
  });

  it.each(stages)('have no wildcard but that of tracing, which knows no resources ($stage)', ({ templates }) => {
    const policies = resourcesOf(templates, 'AWS::IAM::Policy');
    expect(policies.length).toBeGreaterThan(0);
    for (const statement of policies.flatMap(([, policy]) => statementsOf(policy))) {
      expect(statement.Effect).toBe('Allow');
      expect(actionsOf(statement).join()).not.toContain('*');
      if (!isTracing(statement)) expect(JSON.stringify(statement.Resource)).not.toContain('*');
    }
    for (const [, { Properties }] of resourcesOf(templates, 'AWS::IAM::Role')) {
      expect(Properties['ManagedPolicyArns']).toBeUndefined();
      expect(Properties['Policies']).toBeUndefined();
    }
  });

  it('of the sign-in trigger reach its own log and its traces only', () => {
    const { identity } = prod;
    const statements = resourcesOf({ identity: identity as NonNullable<typeof identity> }, 'AWS::IAM::Policy').flatMap(([, policy]) =>
      statementsOf(policy),
    );
    expect(statements.flatMap(actionsOf).sort()).toEqual([
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ]);
  });

  it('on the queue are to send to it, and for its worker to take from it; nobody touches the dead letters', () => {
    const ofFunctions = resourcesOf(prod, 'AWS::IAM::Policy').flatMap(([, policy]) => statementsOf(policy));
    const onQueues = ofFunctions.filter((statement) => actionsOf(statement).some((action) => action.startsWith('sqs:')));
    expect(onQueues.map((statement) => actionsOf(statement).sort())).toEqual(
      expect.arrayContaining([
        ['sqs:SendMessage'],
        ['sqs:SendMessage'],
        ['sqs:SendMessage'],
        ['sqs:ChangeMessageVisibility', 'sqs:DeleteMessage', 'sqs:GetQueueAttributes', 'sqs:GetQueueUrl', 'sqs:ReceiveMessage'],
      ]),
    );
    expect(onQueues).toHaveLength(4);
    expect(JSON.stringify(onQueues)).not.toContain('DeadLetters');
  });

  it('to use the key come through the table alone', () => {
    const uses = resourcesOf(prod, 'AWS::IAM::Policy')
      .flatMap(([, policy]) => statementsOf(policy))
      .filter((statement) => actionsOf(statement).some((action) => action.startsWith('kms:')));
    expect(uses).toHaveLength(3);
    for (const { Condition } of uses)
      expect(Condition).toEqual({ StringEquals: { 'kms:ViaService': 'dynamodb.ap-southeast-1.amazonaws.com' } });
  });
});

describe('the gateway', () => {
  const routes = properties('AWS::ApiGatewayV2::Route').map(({ RouteKey, AuthorizationType, AuthorizerId }) => ({
    key: RouteKey as string,
    open: AuthorizationType === 'NONE' && AuthorizerId === undefined,
    guarded: AuthorizationType === 'JWT' && AuthorizerId !== undefined,
  }));
  /** Which route of the gateway a request takes: one of its own, else the one for all else. */
  const takes = (request: string) => routes.find(({ key }) => key === request) ?? routes.find(({ key }) => key === '$default');

  it('asks for a token on every route of the application that is not public, and on every address that is none', () => {
    const isPublic = (route: string) => bundles.publicPaths.includes(route.split(' ')[1] ?? '');
    const guarded = bundles.routes.filter((route) => !isPublic(route));
    expect(guarded.length).toBeGreaterThan(30);
    for (const route of [...guarded, 'GET /v1/nothing', 'POST /healthz', 'OPTIONS /v1/units'])
      expect(takes(route)).toMatchObject({ guarded: true });
  });

  it('opens the public paths for reading, and no other', () => {
    expect(routes.filter(({ open }) => open).map(({ key }) => key)).toEqual(bundles.publicPaths.map((path) => `GET ${path}`));
    expect(routes.every(({ open, guarded }) => open !== guarded)).toBe(true);
  });

  it('knows the issuer and audience that the application verifies again', () => {
    const [{ JwtConfiguration } = {}] = properties('AWS::ApiGatewayV2::Authorizer');
    const { Issuer, Audience } = JwtConfiguration as { Issuer: unknown; Audience: unknown[] };
    const variables = properties('AWS::Lambda::Function')
      .map(({ Environment }) => (Environment as { Variables?: Record<string, unknown> } | undefined)?.Variables)
      .find((found) => found?.['BIENCHE_ISSUER'] !== undefined);
    expect(variables).toMatchObject({ BIENCHE_ISSUER: Issuer, BIENCHE_AUDIENCE: Audience[0] });
  });

  it.each(stages)('bounds what it lets through, and logs each request without its query ($stage)', ({ templates }) => {
    const [stage = {}] = properties('AWS::ApiGatewayV2::Stage', templates);
    const limits = stage['DefaultRouteSettings'] as Record<string, number>;
    expect(limits['ThrottlingRateLimit']).toBeGreaterThan(0);
    expect(limits['ThrottlingBurstLimit']).toBeGreaterThanOrEqual(limits['ThrottlingRateLimit'] ?? Number.NaN);
    const { Format, DestinationArn } = stage['AccessLogSettings'] as { Format: string; DestinationArn: unknown };
    expect(DestinationArn).toBeDefined();
    expect(Format).not.toMatch(/querystring|\$context\.path|authorization/i);
  });
});

describe('every function', () => {
  it.each(stages)('is bounded, traced, on arm64 and Node 24, with an encrypted log that ends ($stage)', ({ templates }) => {
    const functions = properties('AWS::Lambda::Function', templates);
    expect(functions).toHaveLength(4);
    for (const one of functions)
      expect(one).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        ReservedConcurrentExecutions: expect.any(Number),
        TracingConfig: { Mode: 'Active' },
        LoggingConfig: { LogGroup: expect.anything() },
        Timeout: expect.any(Number),
      });
    for (const log of properties('AWS::Logs::LogGroup', templates))
      expect(log).toMatchObject({ RetentionInDays: expect.any(Number), KmsKeyId: expect.anything() });
    expect(properties('AWS::Logs::LogGroup', templates)).toHaveLength(5);
  });

  it('has alarms on errors, throttles and running out of time, and every alarm reaches people and says what users feel', () => {
    const alarms = properties('AWS::CloudWatch::Alarm');
    const names = new Set(properties('AWS::Lambda::Function').map(({ Description }) => Description));
    for (const metric of ['Errors', 'Throttles', 'Duration'])
      expect(alarms.filter(({ Namespace, MetricName }) => Namespace === 'AWS/Lambda' && MetricName === metric)).toHaveLength(names.size);
    for (const alarm of alarms) {
      expect(alarm['AlarmDescription']).toMatch(/^.*\b([Uu]sers|[Nn]obody|pages)\b.{10,}\.$/);
      expect(alarm['AlarmActions']).toHaveLength(1);
    }
    expect(properties('AWS::SNS::Subscription')).toMatchObject([{ Protocol: 'email', Endpoint: 'ops@province.example' }]);
  });

  it('gets exactly the variables that it starts with', () => {
    const given = properties('AWS::Lambda::Function').map(({ Description, Environment }) => [
      String(Description).replace('bienche: ', ''),
      Object.keys((Environment as { Variables?: object } | undefined)?.Variables ?? {}).sort(),
    ]);
    const needed = ({ shape }: { shape: object }) =>
      Object.keys(shape)
        .filter((name) => name !== 'AWS_REGION')
        .sort();
    expect(Object.fromEntries(given)).toEqual({
      'the API': needed(environmentSchema),
      'carries out chunks of jobs': needed(serviceEnvironmentSchema),
      'keeps the digest of the day, sets jobs going again that stand still': needed(serviceEnvironmentSchema),
      'puts province, role and units into access tokens': [],
    });
  });
});

describe('the queue of jobs', () => {
  it.each(stages)(
    'hands a chunk out again only when its worker must have ended, five times, then keeps it for us ($stage)',
    ({ templates }) => {
      const queues = resourcesOf(templates, 'AWS::SQS::Queue');
      const [chunks, ...others] = queues.filter(([, { Properties }]) => Properties['RedrivePolicy'] !== undefined);
      const [dead] = queues.filter(([, { Properties }]) => Properties['RedrivePolicy'] === undefined);
      expect([queues.length, others]).toEqual([2, []]);
      const worker = properties('AWS::Lambda::Function', templates).find(({ Description }) => /chunks of jobs/.test(String(Description)));
      expect(chunks?.[1].Properties['VisibilityTimeout']).toBeGreaterThanOrEqual(6 * Number(worker?.['Timeout']));
      expect(chunks?.[1].Properties['RedrivePolicy']).toMatchObject({
        maxReceiveCount: MAX_ATTEMPTS,
        deadLetterTargetArn: { 'Fn::GetAtt': [dead?.[0], 'Arn'] },
      });
      for (const [, { Properties }] of queues) expect(Properties).toMatchObject({ SqsManagedSseEnabled: true });
      const refused = properties('AWS::SQS::QueuePolicy', templates).map(({ PolicyDocument }) => PolicyDocument);
      expect(JSON.stringify(refused).match(/"aws:SecureTransport":"false"/g)).toHaveLength(2);
      const [source] = properties('AWS::Lambda::EventSourceMapping', templates);
      expect(source).toMatchObject({
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: worker?.['ReservedConcurrentExecutions'] },
        EventSourceArn: { 'Fn::GetAtt': [chunks?.[0], 'Arn'] },
      });
    },
  );

  it('and the digest of the log are looked after every fifteen minutes', () => {
    expect(properties('AWS::Events::Rule')).toMatchObject([{ ScheduleExpression: 'rate(15 minutes)', State: 'ENABLED', Targets: [{}] }]);
    const alarms = properties('AWS::CloudWatch::Alarm').map(({ MetricName, TreatMissingData, Threshold }) => [
      MetricName,
      TreatMissingData,
      Threshold,
    ]);
    expect(alarms).toEqual(
      expect.arrayContaining([
        ['ApproximateNumberOfMessagesVisible', 'notBreaching', 1],
        ['ApproximateAgeOfOldestMessage', 'notBreaching', 1800],
        ['Invocations', 'breaching', 1],
      ]),
    );
  });
});

describe('identity', () => {
  it('has one group for each role, second factors for all, and no door of its own', () => {
    expect(properties('AWS::Cognito::UserPoolGroup').map(({ GroupName }) => GroupName)).toEqual([...ROLES]);
    expect(properties('AWS::Cognito::UserPool')).toMatchObject([
      {
        MfaConfiguration: 'ON',
        EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
        AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
        DeletionProtection: 'ACTIVE',
        LambdaConfig: { PreTokenGenerationConfig: { LambdaVersion: 'V2_0' } },
      },
    ]);
  });

  it('lets nobody write the own province or units', () => {
    expect(properties('AWS::Cognito::UserPoolClient')).toMatchObject([
      { WriteAttributes: ['locale'], GenerateSecret: false, AllowedOAuthFlows: ['code'], PreventUserExistenceErrors: 'ENABLED' },
    ]);
  });
});

describe('an issuer that is there already, a domain of its own and a restored table', () => {
  const issuer = { issuer: 'https://sso.province.example/realms/tinh', audience: 'bienche', keySet: 'https://sso.province.example/keys' };
  const certificate = 'arn:aws:acm:ap-southeast-1:123456789012:certificate/1234';
  const named = { domain: 'api.bienche.example', certificate };
  const templates = templatesOf({ stage: 'prod', ...issuer, ...named, restoredTable: 'restored-2026-11-23' });

  it('take the place of the user pool', () => {
    expect(Object.keys(templates)).toEqual(['data', 'jobs', 'api', 'observability']);
    expect(properties('AWS::ApiGatewayV2::Authorizer', templates)).toMatchObject([
      { JwtConfiguration: { Issuer: issuer.issuer, Audience: ['bienche'] } },
    ]);
    expect(properties('AWS::Lambda::Function', templates)).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          Environment: { Variables: expect.objectContaining({ BIENCHE_ISSUER: issuer.issuer, BIENCHE_KEY_SET: issuer.keySet }) },
        }),
      ]),
    );
  });

  it('close the address that the gateway gave', () => {
    expect(properties('AWS::ApiGatewayV2::Api', templates)).toMatchObject([{ DisableExecuteApiEndpoint: true }]);
    expect(properties('AWS::ApiGatewayV2::DomainName', templates)).toMatchObject([{ DomainName: 'api.bienche.example' }]);
  });

  it('are what every function works on and may reach, and what alarms watch, while the table before stays', () => {
    const statements = resourcesOf(templates, 'AWS::IAM::Policy')
      .flatMap(([, policy]) => statementsOf(policy))
      .filter((one) => actionsOf(one).includes('dynamodb:GetItem'));
    expect(statements).toHaveLength(3);
    for (const { Resource } of statements) expect(JSON.stringify(Resource)).toContain('table/restored-2026-11-23');
    const watched = JSON.stringify(properties('AWS::CloudWatch::Alarm', templates).filter(({ Metrics }) => Metrics !== undefined));
    expect(new Set([...watched.matchAll(/"Name":"TableName","Value":("[^"]*"|\{[^}]*\})/g)].map(([, value]) => value))).toEqual(
      new Set(['"restored-2026-11-23"']),
    );
    expect(resourcesOf(templates, 'AWS::DynamoDB::Table')).toHaveLength(1);
  });
});

it.each(stages)('every resource that takes tags carries stage and product, and a budget watches them ($stage)', ({ stage, templates }) => {
  for (const type of ['AWS::DynamoDB::Table', 'AWS::Lambda::Function', 'AWS::KMS::Key', 'AWS::SNS::Topic', 'AWS::SQS::Queue'])
    for (const [, { Properties }] of resourcesOf(templates, type))
      expect(Properties['Tags']).toEqual([
        { Key: 'bienche:product', Value: 'bienche' },
        { Key: 'bienche:stage', Value: stage },
      ]);
  expect(properties('AWS::Budgets::Budget', templates)).toMatchObject([
    { Budget: { BudgetType: 'COST', CostFilters: { TagKeyValue: [`user:bienche:stage$${stage}`] } } },
  ]);
});
