import { Duration, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { Alarm, type AlarmProps, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { Operation, Table } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { usersDashboard } from '../constructs/users-dashboard.ts';
import { usersMeasures } from '../constructs/users-measures.ts';
import type { ServiceFunction } from '../constructs/service-function.ts';
import type { Stage } from '../stages.ts';
import type { JobsStack } from './jobs-stack.ts';

type Props = StackProps & {
  stage: Stage;
  key: IKey;
  /** Name of the table that the functions work on. */
  table: string;
  api: HttpApi;
  jobs: JobsStack;
  functions: readonly { name: string; function: ServiceFunction }[];
  /** The function whose log holds the wide events. */
  service: ServiceFunction;
};

const FIVE_MINUTES = Duration.minutes(5);

/** Who notices, before users have to call: alarms that say what users feel, their measures on one page, and the bill. */
export class ObservabilityStack extends Stack {
  readonly #topic: Topic;

  constructor(scope: Construct, id: string, { stage, key, table: tableName, api, jobs, functions, service, ...props }: Props) {
    super(scope, id, props);
    this.#topic = this.#topicOf(stage, key);
    const measures = usersMeasures(stage);
    this.#alarm(
      'Faults',
      measures.faults,
      1,
      'Requests fail through our own fault: users see an internal error and what they did is not saved. The wide events (problem = internal) hold the cause.',
    );
    this.#alarm(
      'Busy',
      measures.busy,
      20,
      'Users are told to try again: the table throttles or is slow, or the issuer of tokens does not answer. Nothing is lost; work stops.',
    );
    this.#alarm('Slow', measures.p99, 5_000, 'One request in a hundred takes more than five seconds: pages of the console open slowly.', {
      evaluationPeriods: 3,
    });
    this.#alarm(
      'GatewayFaults',
      api.metricServerError({ period: FIVE_MINUTES }),
      5,
      'The gateway answers 5xx: users cannot reach the API although it may be well; look at the access log.',
    );
    for (const { name, function: each } of functions) this.#watch(name, each);
    this.#watchJobs(jobs);
    const table = Table.fromTableName(this, 'Table', tableName);
    this.#alarm(
      'TableFaults',
      table.metricSystemErrorsForOperations({ operations: TABLE_OPERATIONS, period: FIVE_MINUTES }),
      5,
      'The table itself fails: users are told to try again, and reports may be incomplete until it is back.',
    );
    this.#alarm(
      'TableThrottled',
      table.metricThrottledRequestsForOperations({ operations: TABLE_OPERATIONS, period: FIVE_MINUTES }),
      50,
      'The table throttles: large uploads and progress reports slow down and some users are told to try again. Contributor insights name the partition.',
    );
    usersDashboard(this, { stage, measures, log: service.logGroup });
    this.#budget(stage);
  }

  /** What every function gets: failures, refusals for lack of capacity, and running into its time limit. */
  #watch(name: string, { function: watched, timeout }: ServiceFunction): void {
    const limit = timeout.toMilliseconds() * 0.8;
    this.#alarm(
      `${name}-Errors`,
      watched.metricErrors({ period: FIVE_MINUTES }),
      1,
      `${EFFECT[name] ?? 'Part of the product does not work'}: the function ${name} crashed, ran out of time, or could not start (its log names a wrong variable).`,
    );
    this.#alarm(
      `${name}-Throttles`,
      watched.metricThrottles({ period: FIVE_MINUTES }),
      1,
      `${EFFECT[name] ?? 'Part of the product does not work'}: more requests at once than the reserved concurrency of ${name} allows.`,
    );
    this.#alarm(
      `${name}-Duration`,
      watched.metricDuration({ period: FIVE_MINUTES, statistic: 'p99' }),
      limit,
      `${EFFECT[name] ?? 'Part of the product does not work'} soon: ${name} needs more than four fifths of the time after which it is cut off.`,
    );
  }

  #watchJobs({ queue, deadLetters, schedule }: JobsStack): void {
    this.#alarm(
      'JobsDead',
      deadLetters.metricApproximateNumberOfMessagesVisible({ period: FIVE_MINUTES, statistic: 'Maximum' }),
      1,
      'A chunk of a job could not be carried out in five attempts: users see their upload as failed with its reason; the message lies among the dead letters, the cause in the log of jobs.',
    );
    this.#alarm(
      'JobsLate',
      queue.metricApproximateAgeOfOldestMessage({ period: FIVE_MINUTES, statistic: 'Maximum' }),
      1_800,
      'Large uploads of users have waited for half an hour: more arrive than the workers carry out, or the workers fail. Nothing is lost.',
    );
    this.#alarm(
      'ScheduleSilent',
      schedule.function.metricInvocations({ period: Duration.hours(1) }),
      1,
      'Nobody keeps the digest of the log, and jobs of users that lost their messages stand still: the schedule has not run for an hour.',
      { comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD, treatMissingData: TreatMissingData.BREACHING },
    );
  }

  #alarm(id: string, metric: IMetric, threshold: number, meaning: string, other: Partial<AlarmProps> = {}): void {
    new Alarm(this, id, {
      metric,
      threshold,
      alarmDescription: meaning,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...other,
    }).addAlarmAction(new SnsAction(this.#topic));
  }

  #topicOf(stage: Stage, key: IKey): Topic {
    const topic = new Topic(this, 'Alarms', { displayName: `bienche ${stage.name}`, masterKey: key, enforceSSL: true });
    if (stage.alarmEmail === null) {
      Validations.of(this).addWarning(
        'bienche-nobody-is-told',
        `Nobody is told of alarms and costs of ${stage.name}: set alarmEmail, or subscribe to the topic by hand.`,
      );
    } else topic.addSubscription(new EmailSubscription(stage.alarmEmail));
    topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('budgets.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: { StringEquals: { 'aws:SourceAccount': this.account } },
      }),
    );
    return topic;
  }

  #budget(stage: Stage): void {
    const subscribers = [{ subscriptionType: 'SNS', address: this.#topic.topicArn }];
    const notice = (notificationType: 'FORECASTED' | 'ACTUAL', threshold: number) => ({
      notification: { notificationType, threshold, comparisonOperator: 'GREATER_THAN', thresholdType: 'PERCENTAGE' },
      subscribers,
    });
    new CfnBudget(this, 'Budget', {
      budget: {
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: stage.budgetDollars, unit: 'USD' },
        costFilters: { TagKeyValue: [`user:bienche:stage$${stage.name}`] },
      },
      notificationsWithSubscribers: [notice('FORECASTED', 100), notice('ACTUAL', 80), notice('ACTUAL', 100)],
    });
  }
}

const TABLE_OPERATIONS = [
  Operation.GET_ITEM,
  Operation.BATCH_GET_ITEM,
  Operation.QUERY,
  Operation.TRANSACT_WRITE_ITEMS,
  Operation.BATCH_WRITE_ITEM,
];

/** What users feel when a function does not work. */
const EFFECT: Readonly<Record<string, string>> = {
  api: 'Users get errors instead of pages',
  'pre-token': 'Nobody can sign in',
  jobs: 'Large uploads of users wait',
  schedule: 'Nobody keeps the digest of the log',
};
