import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, expect, it } from 'vitest';
import { RightOfWay } from '../../functions/local/right-of-way.ts';

/** Lets everything that can go on do so. */
const turn = () => new Promise((resolve) => setImmediate(resolve));
const pending = () => Promise.withResolvers<string>();

describe('the right of way', () => {
  const sent: string[] = [];
  const documents = { config: 'kept', send: (command: string) => Promise.resolve(sent.push(command)) } as unknown as DynamoDBDocumentClient;
  const way = new RightOfWay();
  const behind = way.yielding(documents);
  const send = (command: string) => behind.send(command as never);

  it('lets background work go while nobody is being answered', async () => {
    await send('free');
    expect(sent.splice(0)).toEqual(['free']);
    expect(behind.config).toBe('kept');
  });

  it('makes it wait for every request under way, also one that fails, and loses none of it', async () => {
    const [one, other] = [pending(), pending()];
    const answers = [way.first(() => one.promise), way.first(() => other.promise)];
    const work = [send('a'), send('b')];
    await turn();
    expect(sent).toEqual([]);
    one.resolve('answered');
    await turn();
    expect(sent).toEqual([]);
    other.reject(new Error('no answer'));
    await expect(answers[1]).rejects.toThrow('no answer');
    expect(await answers[0]).toBe('answered');
    await Promise.all(work);
    expect(sent.splice(0)).toEqual(['a', 'b']);
  });
});
