import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/**
 * Lets what loads in the background wait while somebody's request is being answered: a visitor is not slowed down, and
 * what reads the registers twice until they agree finds them quiet.
 */
export class RightOfWay {
  #answering = 0;
  #waiting: (() => void)[] = [];

  /** A request that goes first. */
  async first<T>(answer: () => T | Promise<T>): Promise<T> {
    this.#answering += 1;
    try {
      return await answer();
    } finally {
      this.#answering -= 1;
      if (this.#answering === 0) for (const go of this.#waiting.splice(0)) go();
    }
  }

  /** A client each of whose commands waits until nobody is being answered. */
  yielding(documents: DynamoDBDocumentClient): DynamoDBDocumentClient {
    const send = async (...ask: Parameters<DynamoDBDocumentClient['send']>) => {
      while (this.#answering > 0) await new Promise<void>((go) => this.#waiting.push(go));
      return documents.send(...ask);
    };
    return new Proxy(documents, { get: (target, name) => (name === 'send' ? send : (Reflect.get(target, name) as unknown)) });
  }
}
