import type { Context } from 'hono';
import { Refusal } from '../../../shared/errors.ts';
import type { Env } from './env.ts';
import { shortened } from './input-faults.ts';

/** Refuses what is not `application/json` in UTF-8 as it is. */
export function requireJson(c: Context<Env>): void {
  const [type = '', ...parameters] = (c.req.header('content-type') ?? '').toLowerCase().split(';');
  const charset = parameters.map((one) => /^\s*charset\s*=\s*"?([^"\s]*)"?\s*$/.exec(one)?.[1]).find((found) => found !== undefined);
  const encoding = c.req.header('content-encoding')?.trim().toLowerCase() ?? 'identity';
  if (type.trim() !== 'application/json' || (charset ?? 'utf-8') !== 'utf-8' || encoding !== 'identity')
    throw new Refusal('unsupported-media-type');
}

/**
 * Refuses a body that two readers may understand differently (I-JSON, RFC 7493): a name that stands twice in one object,
 * half of a surrogate pair, a character that stands for bytes that are no UTF-8. What is no JSON at all is left to whoever
 * parses it.
 */
export async function requireOneMeaning(c: Context<Env>): Promise<void> {
  const found = ambiguityIn(await c.req.text());
  if (found === undefined) return;
  const path = shortened(found.toWellFormed());
  throw new Refusal('ambiguous-json', { path }, path);
}

/** An object or a list that is open: the names seen in it (null of a list), and the one, or the place, that is being read. */
type Frame = { names: Set<string> | null; at: string | number; atName: boolean };

/** What decoders put where they could not read. */
const UNREADABLE = '\ufffd';

/** The path of the first name that stands twice, or of the first text with half a character. */
export function ambiguityIn(text: string): string | undefined {
  const open: Frame[] = [];
  const path = () => open.map(({ at }) => at).join('.') || '(body)';
  for (let index = 0; index < text.length; index++) {
    const top = open.at(-1);
    switch (text.charAt(index)) {
      case '{':
        open.push({ names: new Set(), at: '', atName: true });
        break;
      case '[':
        open.push({ names: null, at: 0, atName: false });
        break;
      case '}':
      case ']':
        open.pop();
        break;
      case ',':
        if (top && typeof top.at === 'number') top.at += 1;
        else if (top) top.atName = true;
        break;
      case '"': {
        const end = endOfText(text, index);
        const said = textIn(text.slice(index, end + 1));
        index = end;
        const isName = top?.names && top.atName;
        if (isName) Object.assign(top, { at: said, atName: false });
        if (!said.isWellFormed() || said.includes(UNREADABLE) || (isName && top.names?.has(said))) return path();
        if (isName) top.names?.add(said);
        break;
      }
      default:
        break;
    }
  }
  return undefined;
}

/** Where the text that begins at a quotation mark ends; past the end of what is no JSON. */
function endOfText(text: string, start: number): number {
  let end = start + 1;
  while (end < text.length && text[end] !== '"') end += text[end] === '\\' ? 2 : 1;
  return end;
}

function textIn(literal: string): string {
  if (!literal.includes('\\')) return literal.slice(1, -1);
  try {
    return JSON.parse(literal) as string;
  } catch {
    return '';
  }
}
