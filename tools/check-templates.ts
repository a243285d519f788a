import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';

/** `npm run check:templates`: cfn-lint (pip install cfn-lint) over the templates of all stages, after `npm run synth`. */
const templates = globSync('cdk.out/*/*.template.json');
if (templates.length === 0) {
  console.error('There are no templates: npm run synth first.');
  process.exit(2);
}
// W3005: CDK states some dependencies that references already imply.
const { error, status } = spawnSync('cfn-lint', ['--ignore-checks', 'W3005', '--', ...templates], { stdio: 'inherit' });
if (error) {
  console.error('cfn-lint is not here: pip install cfn-lint');
  process.exit(2);
}
console.log(`cfn-lint: ${templates.length} templates, ${status === 0 ? 'nothing found' : 'see above'}`);
process.exit(status ?? 1);
