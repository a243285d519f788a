import { App } from 'aws-cdk-lib';
import { DataStack } from './stacks/data-stack.ts';

const app = new App();
new DataStack(app, 'BiencheData', { description: 'bienche: the table of all registers' });
app.synth();
