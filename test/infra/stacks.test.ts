import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { environmentSchema } from '../../functions/api/environment.ts';
import { STAGES } from '../../infra/stages.ts';
import { ROLES } from '../../shared/actor.ts';
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
    expect(onData).toHaveLength(2);
    expect(new Set(actionsOf(onData[0] as Statement))).toEqual(new Set([...asked].map((name) => `dynamodb:${name}`)));
    expect(onData[1]?.Action).toBe('dynamodb:Query');
    expect(JSON.stringify(onData[1]?.Resource)).toContain(`/index/${TABLE.index.name}`);
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

  it('to use the key come through the table alone', () => {
    const uses = resourcesOf(prod, 'AWS::IAM::Policy')
      .flatMap(([, policy]) => statementsOf(policy))
      .filter((statement) => actionsOf(statement).some((action) => action.startsWith('kms:')));
    expect(uses).toHaveLength(1);
    expect(uses[0]?.Condition).toEqual({ StringEquals: { 'kms:ViaService': 'dynamodb.ap-southeast-1.amazonaws.com' } });
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
      .find((found) => found?.['BIENCHE_TABLE'] !== undefined);
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
    expect(functions).toHaveLength(2);
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
    expect(properties('AWS::Logs::LogGroup', templates)).toHaveLength(3);
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

  it('of the API gets exactly the variables that it starts with', () => {
    const names = properties('AWS::Lambda::Function').map(({ Environment }) =>
      Object.keys((Environment as { Variables?: object })?.Variables ?? {}),
    );
    const needed = Object.keys(environmentSchema.shape).filter((name) => name !== 'AWS_REGION');
    expect(names.find((some) => some.length > 0)?.sort()).toEqual(needed.sort());
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
    expect(Object.keys(templates)).toEqual(['data', 'api', 'observability']);
    expect(properties('AWS::ApiGatewayV2::Authorizer', templates)).toMatchObject([
      { JwtConfiguration: { Issuer: issuer.issuer, Audience: ['bienche'] } },
    ]);
    expect(properties('AWS::Lambda::Function', templates)).toMatchObject([
      { Environment: { Variables: { BIENCHE_ISSUER: issuer.issuer, BIENCHE_KEY_SET: issuer.keySet } } },
    ]);
  });

  it('close the address that the gateway gave', () => {
    expect(properties('AWS::ApiGatewayV2::Api', templates)).toMatchObject([{ DisableExecuteApiEndpoint: true }]);
    expect(properties('AWS::ApiGatewayV2::DomainName', templates)).toMatchObject([{ DomainName: 'api.bienche.example' }]);
  });

  it('are what the API works on and may reach, while the table before stays', () => {
    const [statement] = resourcesOf(templates, 'AWS::IAM::Policy')
      .flatMap(([, policy]) => statementsOf(policy))
      .filter((one) => actionsOf(one).includes('dynamodb:GetItem'));
    expect(JSON.stringify(statement?.Resource)).toContain('table/restored-2026-11-23');
    expect(resourcesOf(templates, 'AWS::DynamoDB::Table')).toHaveLength(1);
  });
});

it.each(stages)('every resource that takes tags carries stage and product, and a budget watches them ($stage)', ({ stage, templates }) => {
  for (const type of ['AWS::DynamoDB::Table', 'AWS::Lambda::Function', 'AWS::KMS::Key', 'AWS::SNS::Topic'])
    for (const [, { Properties }] of resourcesOf(templates, type))
      expect(Properties['Tags']).toEqual([
        { Key: 'bienche:product', Value: 'bienche' },
        { Key: 'bienche:stage', Value: stage },
      ]);
  expect(properties('AWS::Budgets::Budget', templates)).toMatchObject([
    { Budget: { BudgetType: 'COST', CostFilters: { TagKeyValue: [`user:bienche:stage$${stage}`] } } },
  ]);
});
