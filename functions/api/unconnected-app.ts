import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { documentsOf } from '../../shared/store/store.ts';
import { createApp } from './app.ts';
import { realWorld } from './world.ts';

/** The application without a table or an issuer: its routes and its document can be read, nothing can be asked. */
export const unconnectedApp = () =>
  createApp({
    documents: documentsOf(new DynamoDBClient({ region: 'none' })),
    table: 'none',
    world: realWorld(),
    queue: { send: () => Promise.reject(new Error('no queue')) },
    issuer: { issuer: 'none', audience: 'none', keySet: () => Promise.reject(new Error('no keys')) },
    ready: () => Promise.resolve(true),
    asset: () => Promise.resolve(undefined),
  });
