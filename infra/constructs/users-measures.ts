import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Stage } from '../stages.ts';

/** What users feel, as the API itself reports it (functions/api/embedded-metrics.ts). */
export function usersMeasures({ name: stage }: Stage) {
  const metric = (metricName: string, statistic: string, label: string) =>
    new Metric({ namespace: 'bienche', metricName, statistic, label, dimensionsMap: { stage }, period: Duration.minutes(5) });
  return {
    requests: metric('duration', 'SampleCount', 'requests'),
    p50: metric('duration', 'p50', 'half within (ms)'),
    p95: metric('duration', 'p95', '95 % within (ms)'),
    p99: metric('duration', 'p99', '99 % within (ms)'),
    faults: metric('faults', 'Sum', 'failed through our fault'),
    busy: metric('busy', 'Sum', 'told to try again'),
    refusals: metric('refusals', 'Sum', 'refused by a rule'),
    coldStarts: metric('coldStarts', 'Sum', 'first of a process'),
    readCapacity: metric('readCapacity', 'Sum', 'read units'),
    writeCapacity: metric('writeCapacity', 'Sum', 'write units'),
  };
}
export type UsersMeasures = ReturnType<typeof usersMeasures>;
