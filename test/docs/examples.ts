import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '../..');
export const readDocument = (file: string): string => readFileSync(join(ROOT, file), 'utf8');

const FENCE = '```';

/** A fenced block of a document: its language, its text, and where the text stands. */
export type Block = { language: string; text: string; start: number; end: number };

/** Every fenced block in order. */
export function blocksOf(document: string): Block[] {
  return [...document.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(({ index, 0: whole, 1: language = '', 2: text = '' }) => {
    const start = index + 3 + language.length + 1;
    return { language, text, start, end: index + whole.length - 3 };
  });
}

/**
 * A `bash` or `ts` block is run as it stands. A `json` or `text` block that follows with nothing between is its answer;
 * a command without one prints nothing. A command that is only to be read is marked `sh`.
 */
export type Example = { command: Block; answer: Block | undefined };

export function examplesOf(document: string): Example[] {
  const blocks = blocksOf(document);
  return blocks.flatMap((command, index) => {
    if (command.language !== 'bash' && command.language !== 'ts') return [];
    const next = blocks[index + 1];
    const between = next && document.slice(command.end + FENCE.length, next.start - next.language.length - FENCE.length - 1);
    const answers = next && ['json', 'text'].includes(next.language) && between?.trim() === '';
    return [{ command, answer: answers ? next : undefined }];
  });
}

/** What differs from run to run and is not compared: ids that begin with a time (ULID), and instants. */
export const masked = (answer: string): string =>
  answer.replaceAll(/\b[0-7][0-9A-HJKMNP-TV-Z]{25}\b/g, '<id>').replaceAll(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/g, '<instant>');

/** Puts real answers in the place of the shown ones, where they say something else or are missing. */
export function rewrite(file: string, examples: readonly Example[], answers: readonly string[]): void {
  let document = readDocument(file);
  for (const [index, { command, answer }] of [...examples.entries()].reverse()) {
    const real = answers[index] ?? '';
    if (answer && masked(real) !== masked(answer.text)) document = document.slice(0, answer.start) + real + document.slice(answer.end);
    if (answer || real === '') continue;
    const end = command.end + FENCE.length;
    const language = /^[{[]/.test(real) ? 'json' : 'text';
    document = `${document.slice(0, end)}\n\n${FENCE}${language}\n${real}${FENCE}${document.slice(end)}`;
  }
  writeFileSync(join(ROOT, file), document);
}
