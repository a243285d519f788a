import { readFile, writeFile } from 'node:fs/promises';

const begin = (name: string): string => `<!-- ${name}: begin -->\n`;
const end = (name: string): string => `<!-- ${name}: end -->\n`;

/** Replaces one script's part of a page that several scripts write. */
export async function writeSection(page: URL, name: string, text: string): Promise<void> {
  const whole = await readFile(page, 'utf8');
  const [from, to] = [whole.indexOf(begin(name)), whole.indexOf(end(name))];
  if (from < 0 || to < from) throw new Error(`${page.pathname} has no place for ${name}`);
  await writeFile(page, whole.slice(0, from + begin(name).length) + text + whole.slice(to));
}
