import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

// Every relative link of every Markdown file names a file, and where it has one a heading, that is there; so does every
// document that a comment or a sentence in the sources names by its path.
const root = join(import.meta.dirname, '..');
const filesOf = (...patterns: string[]) =>
  execFileSync('git', ['ls-files', '-co', '--exclude-standard', '--', ...patterns], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter((file) => file !== '' && existsSync(join(root, file)));
const files = filesOf('*.md');

const withoutCode = (text: string) => text.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '');
const linksOf = (text: string) => [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '');
const slug = (heading: string) =>
  heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
    .replaceAll(/\s/g, '-');
const slugsOf = (text: string) =>
  [...text.replaceAll(/^```[\s\S]*?^```/gm, '').matchAll(/^#{1,6}\s+(.+)$/gm)].map((match) => slug(match[1] ?? ''));

const broken = files.flatMap((file) =>
  linksOf(readFileSync(join(root, file), 'utf8'))
    .filter((link) => !/^[a-z]+:/.test(link))
    .filter((link) => {
      const [path = '', anchor] = decodeURI(link).split('#');
      const target = path === '' ? file : normalize(join(dirname(file), path));
      if (!existsSync(join(root, target))) return true;
      return anchor !== undefined && target.endsWith('.md') && !slugsOf(readFileSync(join(root, target), 'utf8')).includes(anchor);
    })
    .map((link) => `${file}: ${link}`),
);

const sources = filesOf('functions', 'infra', 'shared', 'test', 'tools');
for (const file of sources)
  for (const [document] of readFileSync(join(root, file), 'utf8').matchAll(/\bdocs\/[\w/.-]+\.md\b/g))
    if (!existsSync(join(root, document))) broken.push(`${file}: ${document}`);

if (broken.length > 0) {
  console.error(`Links to nothing:\n${broken.join('\n')}`);
  process.exit(1);
}
console.log(`Checked the links of ${files.length} documents and the documents that ${sources.length} sources name.`);
