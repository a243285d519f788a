import { type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import { TABLE } from '../../shared/store/table.ts';

/** An item that never is: asking for it shows that the table is there and lets us in. */
const NOTHING = { [TABLE.partitionKey]: 'HEALTH', [TABLE.sortKey]: 'HEALTH' };
/** Anybody may ask for our health; the table is asked this often at most. */
const REMEMBERED_MILLISECONDS = 5_000;

type Place = { readonly documents: DynamoDBDocumentClient; readonly table: string; readonly now: () => number };

/** Whether the table answers. */
export function tableAnswers({ documents, table, now }: Place): () => Promise<boolean> {
  let last = { at: Number.NEGATIVE_INFINITY, answers: Promise.resolve(false) };
  return () => {
    if (now() - last.at >= REMEMBERED_MILLISECONDS) {
      const asked = documents.send(new GetCommand({ TableName: table, Key: NOTHING }));
      last = {
        at: now(),
        answers: asked.then(
          () => true,
          () => false,
        ),
      };
    }
    return last.answers;
  };
}
