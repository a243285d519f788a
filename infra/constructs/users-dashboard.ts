import {
  Dashboard,
  GraphWidget,
  type IMetric,
  LogQueryVisualizationType,
  LogQueryWidget,
  MathExpression,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { ILogGroup } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import type { Stage } from '../stages.ts';
import type { UsersMeasures } from './users-measures.ts';

type Props = { stage: Stage; measures: UsersMeasures; log: ILogGroup };

/** One page: are users served, how fast, what stops them, and what it costs; then who and where, from the wide events. */
export function usersDashboard(scope: Construct, { stage, measures, log }: Props): Dashboard {
  const graph = (title: string, left: IMetric[], right: IMetric[] = []) => new GraphWidget({ title, left, right, width: 12, height: 6 });
  const ask = (title: string, ...queryLines: string[]) =>
    new LogQueryWidget({
      title,
      logGroupNames: [log.logGroupName],
      queryLines,
      view: LogQueryVisualizationType.TABLE,
      width: 12,
      height: 8,
    });
  const served = new MathExpression({
    expression: '100 * (1 - (faults + busy) / requests)',
    usingMetrics: { faults: measures.faults, busy: measures.busy, requests: measures.requests },
    label: 'served (%)',
  });
  const dashboard = new Dashboard(scope, 'Users', { dashboardName: `bienche-${stage.name}` });
  dashboard.addWidgets(
    new TextWidget({
      markdown: `# bienche ${stage.name}\nAre people served, how fast, and what stops them. What to do: docs/operations.md.`,
      width: 24,
      height: 2,
    }),
  );
  dashboard.addWidgets(
    graph('People served', [served], [measures.requests]),
    graph('How fast', [measures.p50, measures.p95, measures.p99]),
  );
  dashboard.addWidgets(
    graph('What stops them', [measures.refusals, measures.busy, measures.faults]),
    graph('What the table does for them', [measures.readCapacity, measures.writeCapacity], [measures.coldStarts]),
  );
  dashboard.addWidgets(
    ask(
      'Slowest routes',
      'filter ispresent(route)',
      'stats count(*) as requests, pct(duration, 50) as p50, pct(duration, 99) as p99, avg(readCapacity) as reads by method, route',
      'sort p99 desc',
      'limit 15',
    ),
    ask('What is refused most', 'filter ispresent(problem)', 'stats count(*) as times by problem, route', 'sort times desc', 'limit 15'),
  );
  dashboard.addWidgets(
    ask(
      'Provinces and roles',
      'filter ispresent(tenant)',
      'stats count(*) as requests, sum(readCapacity) as reads, sum(writeCapacity) as writes by tenant, role',
      'sort requests desc',
      'limit 40',
    ),
    ask(
      'Failures, newest first',
      'filter faults = 1',
      'fields @timestamp, route, tenant, requestId, error',
      'sort @timestamp desc',
      'limit 20',
    ),
  );
  return dashboard;
}
