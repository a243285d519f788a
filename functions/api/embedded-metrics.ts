import type { Report } from './http/request-event.ts';

/** One metric of a request, and the unit that CloudWatch shows it in. */
const METRICS = [
  { Name: 'duration', Unit: 'Milliseconds' },
  { Name: 'faults', Unit: 'Count' },
  { Name: 'busy', Unit: 'Count' },
  { Name: 'refusals', Unit: 'Count' },
  { Name: 'readCapacity', Unit: 'Count' },
  { Name: 'writeCapacity', Unit: 'Count' },
  { Name: 'coldStarts', Unit: 'Count' },
] as const;
type MetricName = (typeof METRICS)[number]['Name'];

const NAMESPACE = 'bienche';

type Target = { readonly stage: string; readonly now: () => number; readonly print: (line: string) => void };

/**
 * Reports each request as one line of JSON in CloudWatch's embedded metric format: metrics by stage alone, since each
 * further dimension is paid for by the month; everything else is there to be asked of the log.
 */
export function embeddedMetrics({ stage, now, print }: Target): Report {
  let isFirst = true;
  return (event) => {
    const { status, ms, read, write } = event;
    const values: Record<MetricName, number> = {
      duration: ms,
      faults: Number(status >= 500 && status !== 503),
      busy: Number(status === 503),
      refusals: Number(status >= 400 && status < 500),
      readCapacity: read,
      writeCapacity: write,
      coldStarts: Number(isFirst),
    };
    const { ms: _ms, read: _read, write: _write, ...told } = event;
    print(
      JSON.stringify({
        _aws: { Timestamp: now(), CloudWatchMetrics: [{ Namespace: NAMESPACE, Dimensions: [['stage']], Metrics: METRICS }] },
        stage,
        ...told,
        coldStart: isFirst,
        ...values,
      }),
    );
    isFirst = false;
  };
}
