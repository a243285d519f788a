import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const md5 = (text: string) => createHash('md5').update(text).digest('hex');

/** A queue that keeps what it is sent, as SQS answers in its JSON protocol; `down` refuses everything. */
export async function serveQueue() {
  const bodies: string[] = [];
  const state = { down: false };
  const server = createServer((request, response) => {
    let text = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    request.on('end', () => {
      const { Entries } = JSON.parse(text) as { Entries: { Id: string; MessageBody: string }[] };
      response.setHeader('content-type', 'application/x-amz-json-1.0');
      if (state.down) return response.writeHead(500).end('{"__type":"InternalFailure"}');
      bodies.push(...Entries.map(({ MessageBody }) => MessageBody));
      const Successful = Entries.map(({ Id, MessageBody }) => ({ Id, MessageId: `m-${Id}`, MD5OfMessageBody: md5(MessageBody) }));
      return response.end(JSON.stringify({ Successful, Failed: [] }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { address, state, take: () => bodies.splice(0), stop: () => server.close() };
}

/** What SQS hands to a function: the shape of its documentation, some messages at once. */
export const sqsEvent = (bodies: readonly string[]) => ({
  Records: bodies.map((body, index) => ({
    messageId: `059f36b4-87a3-44ab-83d2-66197510000${index}`,
    receiptHandle: 'AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a…',
    body,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '1795399200000',
      SenderId: 'AIDAIENQZJOLO23YVJ4VO',
      ApproximateFirstReceiveTimestamp: '1795399200010',
    },
    messageAttributes: {},
    md5OfBody: md5(body),
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:ap-southeast-1:123456789012:Bienche-test-jobs-Chunks',
    awsRegion: 'ap-southeast-1',
  })),
});
