import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Rule, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { Bundles } from '../../tools/build-lambda.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import { tableRights } from '../constructs/table-rights.ts';
import type { Stage } from '../stages.ts';

type Props = StackProps & { stage: Stage; bundles: Bundles; key: IKey /** Name of the table. */; table: string };

/** A chunk is at most 5,000 rows, some ten seconds of work; a few of them make an invocation. */
const WORKER_SECONDS = 120;
const MESSAGES_AT_ONCE = 5;
/** As often as a chunk may be begun (shared/domain/jobs/job.ts; a test compares them): then it lies among the dead letters. */
const MAX_RECEIVES = 5;
const SCHEDULE_MINUTES = 15;

/** Work off the request path: chunks of jobs in a queue with its worker, and the schedule that keeps digests and looks after jobs. */
export class JobsStack extends Stack {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  readonly worker: ServiceFunction;
  readonly schedule: ServiceFunction;

  constructor(scope: Construct, id: string, { stage, bundles, key, table, ...props }: Props) {
    super(scope, id, props);
    // Messages name a province, a job and a number, and nothing of anybody: SQS's own key is enough.
    const common = { encryption: QueueEncryption.SQS_MANAGED, enforceSSL: true };
    this.deadLetters = new Queue(this, 'DeadLetters', { ...common, retentionPeriod: Duration.days(14) });
    this.queue = new Queue(this, 'Chunks', {
      ...common,
      retentionPeriod: Duration.days(4),
      visibilityTimeout: Duration.seconds(6 * WORKER_SECONDS),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MAX_RECEIVES },
    });
    const service = (part: 'jobs' | 'schedule', description: string, limits: { timeoutSeconds: number; concurrency: number }) =>
      new ServiceFunction(this, part === 'jobs' ? 'Worker' : 'Schedule', {
        stage,
        key,
        name: part,
        description,
        folder: bundles.folders[part],
        memoryMegabytes: stage.memoryMegabytes,
        ...limits,
        environment: { BIENCHE_STAGE: stage.name, BIENCHE_TABLE: table, BIENCHE_QUEUE: this.queue.queueUrl },
        statements: [...tableRights(this, { stage, key, table }), this.mayBeSentTo()],
      });
    this.worker = service('jobs', 'bienche: carries out chunks of jobs', {
      timeoutSeconds: WORKER_SECONDS,
      concurrency: stage.jobConcurrency,
    });
    this.worker.function.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: MESSAGES_AT_ONCE,
        reportBatchItemFailures: true,
        maxConcurrency: stage.jobConcurrency,
      }),
    );
    this.schedule = service('schedule', 'bienche: keeps the digest of the day, sets jobs going again that stand still', {
      timeoutSeconds: 300,
      concurrency: 1,
    });
    new Rule(this, 'EveryFewMinutes', {
      description: `bienche ${stage.name}: digests of the log, and jobs that stand still`,
      schedule: Schedule.rate(Duration.minutes(SCHEDULE_MINUTES)),
      targets: [new LambdaFunction(this.schedule.function, { retryAttempts: 0 })],
    });
  }

  /** The right to send chunks, for whoever starts jobs or sets them going again. */
  mayBeSentTo(): PolicyStatement {
    return new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.queue.queueArn] });
  }
}
