import { createRequire } from 'node:module';

/**
 * What is measured lives in a process of its own, as on Lambda. Plain JavaScript, and no builtin but node:module: whatever
 * else were loaded here would be missing from a cold start. Loads the bundle named on the command line and answers one
 * event (cold); then, for each message, answers an event so many times (warm).
 */
const silent = process.stdout;
silent.write = () => true;
const [bundle, first] = process.argv.slice(2);
const began = performance.now();
const cpu = process.cpuUsage();
const { handler } = createRequire(import.meta.url)(bundle);
const imported = performance.now();
const spent = ({ user, system }) => (user + system) / 1000;
const answer = first ? await handler(JSON.parse(first), {}) : { statusCode: 200 };
const cold = { imported: imported - began, answered: performance.now() - began, cpu: spent(process.cpuUsage(cpu)) };
if (answer.statusCode >= 300) throw new Error(`${bundle}: ${answer.statusCode} ${answer.body}`);
process.send({ cold });

process.on('message', async ({ event, times }) => {
  const before = process.cpuUsage();
  for (let time = 0; time < times; time++) await handler(event, {});
  process.send({ cpu: spent(process.cpuUsage(before)) / times });
});
process.once('disconnect', () => process.exit(0));
