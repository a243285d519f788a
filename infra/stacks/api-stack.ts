import { CfnOutput, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import {
  ApiMapping,
  DomainName,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpStage,
  LogGroupLogDestination,
  SecurityPolicy,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Bundles } from '../../tools/build-lambda.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { tableRights } from '../constructs/table-rights.ts';
import type { Stage, TokenIssuer } from '../stages.ts';
import type { JobsStack } from './jobs-stack.ts';

type Props = StackProps & {
  stage: Stage;
  bundles: Bundles;
  key: IKey;
  /** Name of the table. */
  table: string;
  issuer: Exclude<TokenIssuer, 'cognito'>;
  /** Where chunks of jobs go. */
  jobs: JobsStack;
};

/** What the access log holds of a request: no query, no token, no path with its codes. */
const ACCESS_LOG = JSON.stringify({
  requestId: '$context.requestId',
  time: '$context.requestTime',
  ip: '$context.identity.sourceIp',
  routeKey: '$context.routeKey',
  method: '$context.httpMethod',
  protocol: '$context.protocol',
  status: '$context.status',
  responseLength: '$context.responseLength',
  latency: '$context.responseLatency',
  integrationLatency: '$context.integrationLatency',
  authorizerError: '$context.authorizer.error',
});

/** The API: one function behind an HTTP API that asks for a token everywhere but on the public paths. */
export class ApiStack extends Stack {
  readonly api: HttpApi;
  readonly service: ServiceFunction;

  constructor(scope: Construct, id: string, { stage, bundles, key, table, issuer, jobs, ...props }: Props) {
    super(scope, id, props);
    this.service = new ServiceFunction(this, 'Api', {
      stage,
      key,
      name: 'api',
      description: 'bienche: the API',
      folder: bundles.folders.api,
      memoryMegabytes: stage.memoryMegabytes,
      // API Gateway waits thirty seconds at most.
      timeoutSeconds: 29,
      concurrency: stage.concurrency,
      environment: {
        BIENCHE_STAGE: stage.name,
        BIENCHE_TABLE: table,
        BIENCHE_ISSUER: issuer.issuer,
        BIENCHE_AUDIENCE: issuer.audience,
        BIENCHE_KEY_SET: issuer.keySet,
        BIENCHE_QUEUE: jobs.queue.queueUrl,
        BIENCHE_LIMIT_ALL: stage.limitAll,
        BIENCHE_LIMIT_HEAVY: stage.limitHeavy,
      },
      statements: [...tableRights(this, { stage, key, table }), jobs.mayBeSentTo()],
    });
    const integration = new HttpLambdaIntegration('Function', this.service.function, { scopePermissionToRoute: false });
    this.api = new HttpApi(this, 'Gateway', {
      apiName: `bienche-${stage.name}`,
      description: 'bienche',
      createDefaultStage: false,
      disableExecuteApiEndpoint: stage.domain !== null,
      // Whatever path it is or is not: as the application itself, the gateway asks for a token first.
      defaultIntegration: integration,
      defaultAuthorizer: new HttpJwtAuthorizer('Tokens', issuer.issuer, { jwtAudience: [issuer.audience] }),
    });
    for (const path of bundles.publicPaths)
      for (const route of this.api.addRoutes({ path, methods: [HttpMethod.GET], integration, authorizer: new HttpNoneAuthorizer() }))
        Validations.of(route).acknowledge({
          id: 'AwsSolutions-APIG4',
          reason: `${path} is public: it shows no record, only the contract or whether we are well.`,
        });
    this.#openTo(stage, key);
  }

  #openTo(stage: Stage, key: IKey): void {
    const accessLog = new LogGroup(this, 'AccessLog', {
      logGroupName: `/bienche/${stage.name}/access`,
      retention: stage.logDays as RetentionDays,
      encryptionKey: key,
    });
    const open = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: stage.requestsPerSecond, burstLimit: stage.burst },
      detailedMetricsEnabled: true,
      accessLogSettings: { destination: new LogGroupLogDestination(accessLog), format: AccessLogFormat.custom(ACCESS_LOG) },
    });
    const address = stage.domain ? this.#named(stage.domain, open) : this.api.apiEndpoint;
    new CfnOutput(this, 'Address', { value: address, description: 'Where the API answers' });
  }

  #named({ name, certificate }: NonNullable<Stage['domain']>, stage: HttpStage): string {
    const domainName = new DomainName(this, 'Domain', {
      domainName: name,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificate),
      securityPolicy: SecurityPolicy.TLS_1_2,
    });
    new ApiMapping(this, 'Mapping', { api: this.api, domainName, stage });
    new CfnOutput(this, 'DomainTarget', {
      value: domainName.regionalDomainName,
      description: 'What the DNS record of the domain points to',
    });
    return `https://${name}`;
  }
}
