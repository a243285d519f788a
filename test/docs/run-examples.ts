import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { type Example, ROOT } from './examples.ts';

/** The address that the documents show: that of `npm start` without options. */
const SHOWN_ADDRESS = 'http://127.0.0.1:8787';
const END = '<<end of example';
const TYPESCRIPT = `${JSON.stringify(process.execPath)} --input-type=module-typescript <<'TYPESCRIPT'\n`;

const run = promisify(execFile);

/**
 * Runs the examples of a document one after the other in one shell at the root of the checkout, as a reader would, with
 * the address of a server of one's own in the place of the shown one. Answers what each printed, errors included.
 */
export async function runExamples(examples: readonly Example[], url: string = SHOWN_ADDRESS): Promise<string[]> {
  const script = examples.map(({ command: { language, text } }) => {
    const shell = language === 'bash' ? text : `${TYPESCRIPT}${text}TYPESCRIPT\n`;
    return `${shell.replaceAll(SHOWN_ADDRESS, url)}printf '%s %s>>\\n' '${END}' "$?"\n`;
  });
  const { stdout } = await run('bash', ['--noprofile', '--norc', '-c', `exec 2>&1\n${script.join('')}`], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], LANG: 'C.UTF-8' },
    maxBuffer: 64 * 1024 * 1024,
  });
  const pieces = stdout
    .replaceAll('\r', '')
    .replaceAll(url, SHOWN_ADDRESS)
    .split(new RegExp(`${END} (\\d+)>>\\n`));
  // The pieces are output, exit status, output, exit status, …
  return examples.map((_, index) => {
    const status = pieces[2 * index + 1];
    const printed = pieces[2 * index] ?? '';
    return status === '0' ? printed : `${printed}(ended with status ${status})\n`;
  });
}
