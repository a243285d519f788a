import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { availableEngines, findEngine } from '../../functions/local/engine/find-engine.ts';
import { holdFreePort } from '../../functions/local/engine/free-port.ts';
import { localClientConfig } from '../../functions/local/engine/local-client.ts';
import { type Engine, type EngineOptions, startEngine } from '../../functions/local/engine/start-engine.ts';

const TABLE_NAME = 'records';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe.for(availableEngines())('the embedded engine %s', (name) => {
  it('loses nothing acknowledged and leaves no orphan when the process that started it is killed', async () => {
    const dataDir = folder();
    const writer = spawn(process.execPath, [join(import.meta.dirname, 'writer.fixture.ts'), name, dataDir, TABLE_NAME]);
    const printed: number[] = [];
    for await (const line of createInterface(writer.stdout)) {
      if (printed.push(Number(line)) === 50) writer.kill('SIGKILL');
    }
    const [orphan = 0, ...acknowledged] = printed;

    const engine = await start({ engine: name, dataDir });
    expect(isAlive(orphan)).toBe(false);
    expect(acknowledged.length).toBeGreaterThan(40);
    const stored = await writtenBefore(engine);
    expect(acknowledged.filter((count) => !stored.has(`${count}`))).toEqual([]);
  });

  it('takes another port when the one that it found is taken before it starts', async () => {
    const squatter = createServer((socket) => socket.destroy()).listen(0, '127.0.0.1');
    onTestFinished(() => void squatter.close());
    await new Promise((resolve) => squatter.once('listening', resolve));
    const address = squatter.address();
    const taken = typeof address === 'object' && address ? address.port : 0;
    const ports = [{ port: taken, release: async () => {} }, await holdFreePort()];
    const engine = await startEngine({ engine: name }, async () => ports.shift() ?? holdFreePort());
    onTestFinished(engine.stop);
    expect(ports).toEqual([]);
    expect(engine.endpoint).not.toContain(`:${taken}`);
  });
});

describe('a data folder', () => {
  it('is refused to a second start while the first lives, and is free again after it stopped', async () => {
    const dataDir = folder();
    const first = await start({ dataDir });
    await expect(startEngine({ dataDir })).rejects.toMatchObject({
      code: 'data-in-use',
      message: expect.stringContaining(`is in use by process ${process.pid}`),
    });
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    await expect(start({ dataDir })).resolves.toMatchObject({ name: first.name });
  });
});

describe('an engine in memory', () => {
  it('listens on the loopback interface, writes no file and ends when its signal aborts', async () => {
    const abort = new AbortController();
    const engine = await start({ signal: abort.signal });
    expect(engine.endpoint).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    abort.abort();
    await engine.exited;
    expect(isAlive(engine.pid)).toBe(false);
  });

  it('says that it has exited when somebody else ends it', async () => {
    const engine = await start({});
    process.kill(engine.pid, 'SIGKILL');
    await expect(engine.exited).resolves.toBeUndefined();
  });
});

describe('what a killed process left in the data folder', () => {
  it('is ended at the next start when it is an engine on this very folder', async () => {
    const dataDir = folder();
    const program = findEngine('dynoxide');
    const { port, release } = await holdFreePort();
    const leftover = spawn(program.command, program.arguments(port, join(dataDir, program.dataName)), { stdio: 'ignore' });
    const ended = new Promise((resolve) => leftover.once('exit', resolve));
    writeFileSync(join(dataDir, 'engine.json'), JSON.stringify({ parent: 1, engine: leftover.pid }));
    await start({ engine: 'dynoxide', dataDir });
    await ended;
    await release();
  });

  it('is left alone when its number now belongs to another program', async () => {
    const dataDir = folder();
    const bystander = spawn('sleep', ['60'], { stdio: 'ignore' });
    onTestFinished(() => void bystander.kill());
    writeFileSync(join(dataDir, 'engine.json'), JSON.stringify({ parent: 1, engine: bystander.pid }));
    const engine = await start({ engine: 'dynoxide', dataDir });
    expect(bystander.exitCode ?? bystander.signalCode).toBeNull();
    expect(JSON.parse(readFileSync(join(dataDir, 'engine.json'), 'utf8'))).toEqual({ parent: process.pid, engine: engine.pid });
    await engine.stop();
    expect(existsSync(join(dataDir, 'engine.json'))).toBe(false);
  });

  it('is no hindrance when a crash cut the record short', async () => {
    const dataDir = folder();
    writeFileSync(join(dataDir, 'engine.json'), '{"par');
    await expect(start({ engine: 'dynoxide', dataDir })).resolves.toMatchObject({ name: 'dynoxide' });
  });
});

describe('without an engine', () => {
  it('the message says in both languages what to install', () => {
    vi.stubEnv('PATH', '');
    expect(() => findEngine('dynamodb-local')).toThrow(/hoặc cài Java 17[\s\S]*or install Java 17/);
  });
});

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'bienche-engine-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

async function start(options: EngineOptions): Promise<Engine> {
  const engine = await startEngine(options);
  onTestFinished(engine.stop);
  return engine;
}

async function writtenBefore(engine: Engine): Promise<Set<string | undefined>> {
  const client = new DynamoDBClient(localClientConfig(engine.endpoint));
  const ofWriter = { KeyConditionExpression: 'pk = :pk', ExpressionAttributeValues: { ':pk': { S: 'written' } } };
  const { Items = [] } = await client.send(new QueryCommand({ TableName: TABLE_NAME, ...ofWriter }));
  return new Set(Items.map((item) => item.sk?.S));
}

/** A process that ended but that nobody has waited for yet still has a number; it no longer has a command line. */
const isAlive = (pid: number): boolean => existsSync(`/proc/${pid}/cmdline`) && readFileSync(`/proc/${pid}/cmdline`).length > 0;
