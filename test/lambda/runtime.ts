import { pathToFileURL } from 'node:url';

/** What Lambda's runtime does, in a process of its own: loads the bundle, then answers events one after the other. */
type Handler = (event: unknown, context: unknown) => Promise<unknown>;
const { handler } = (await import(pathToFileURL(process.argv[2] ?? '').href)) as { handler: Handler };
process.on('message', ({ id, event }: { id: number; event: unknown }) => {
  const getRemainingTimeInMillis = () => Number(process.env['TEST_REMAINING_MS'] ?? 120_000);
  handler(event, { awsRequestId: `invocation-${id}`, getRemainingTimeInMillis }).then(
    (answer) => process.send?.({ id, answer }),
    (error: unknown) => process.send?.({ id, error: String(error) }),
  );
});
// Ends with its parent, also when that one dies.
process.once('disconnect', () => process.exit(0));
process.send?.({ id: 0 });
