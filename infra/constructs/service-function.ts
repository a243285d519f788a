import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { type PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Architecture, Code, Function, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Stage } from '../stages.ts';

export type ServiceFunctionProps = {
  readonly stage: Stage;
  /** Short name, of the log group too. */
  readonly name: string;
  readonly description: string;
  /** Folder of the bundle: `index.mjs` exports `handler`. */
  readonly folder: string;
  readonly key: IKey;
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  readonly concurrency: number;
  readonly environment?: Record<string, string>;
  readonly statements?: readonly PolicyStatement[];
};

/** A function of the product: one bundle, a role of its own with nothing but what it is given, an encrypted log that ends. */
export class ServiceFunction extends Construct {
  readonly function: Function;
  readonly logGroup: LogGroup;
  readonly role: Role;
  readonly timeout: Duration;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id);
    const { stage, name, key } = props;
    this.timeout = Duration.seconds(props.timeoutSeconds);
    this.logGroup = new LogGroup(this, 'Log', {
      logGroupName: `/bienche/${stage.name}/${name}`,
      retention: stage.logDays as RetentionDays,
      encryptionKey: key,
      removalPolicy: stage.name === 'prod' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `bienche ${stage.name}: what the function ${name} may do`,
    });
    this.logGroup.grantWrite(this.role);
    for (const statement of props.statements ?? []) this.role.addToPolicy(statement);
    this.function = new Function(this, 'Function', {
      description: props.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(props.folder),
      handler: 'index.handler',
      role: this.role,
      logGroup: this.logGroup,
      memorySize: props.memoryMegabytes,
      timeout: this.timeout,
      reservedConcurrentExecutions: props.concurrency,
      tracing: Tracing.ACTIVE,
      environment: { ...props.environment },
    });
    Validations.of(this.role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason:
        'X-Ray knows no resources: xray:PutTraceSegments and xray:PutTelemetryRecords take only *. A test holds that no other statement has a wildcard.',
    });
  }
}
