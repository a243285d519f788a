import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DataStack } from '../../infra/stacks/data-stack.ts';
import { createTableInput, TABLE } from '../../shared/store/table.ts';

const template = Template.fromStack(new DataStack(new App(), 'Data'));
const [table, ...others] = Object.values(template.findResources('AWS::DynamoDB::Table'));

describe('the table on AWS', () => {
  it('is the one table that the tests run on: same keys, indexes and billing', () => {
    const { TableName: _anyName, ...definition } = createTableInput('any');
    expect(others).toEqual([]);
    expect(table?.Properties).toMatchObject({
      ...definition,
      AttributeDefinitions: expect.arrayContaining(definition.AttributeDefinitions ?? []),
    });
    expect(table?.Properties.AttributeDefinitions).toHaveLength(definition.AttributeDefinitions?.length ?? 0);
    expect(table?.Properties.GlobalSecondaryIndexes).toHaveLength(definition.GlobalSecondaryIndexes?.length ?? 0);
  });

  it('is encrypted, recoverable to a point in time, and cannot be deleted with its stack', () => {
    expect(table).toMatchObject({
      DeletionPolicy: 'Retain',
      UpdateReplacePolicy: 'Retain',
      Properties: {
        SSESpecification: { SSEEnabled: true },
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        DeletionProtectionEnabled: true,
        TimeToLiveSpecification: { AttributeName: TABLE.timeToLive, Enabled: true },
      },
    });
  });
});

describe('the CDK application', () => {
  it('that cdk.json names writes the stack with no account and no region', () => {
    const root = join(import.meta.dirname, '../..');
    const out = mkdtempSync(join(tmpdir(), 'bienche-cdk-'));
    onTestFinished(() => rmSync(out, { recursive: true }));
    const { app } = JSON.parse(readFileSync(join(root, 'cdk.json'), 'utf8'));
    const { status, stderr } = spawnSync(app, {
      shell: true,
      cwd: root,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, CDK_OUTDIR: out },
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(existsSync(join(out, 'BiencheData.template.json'))).toBe(true);
  });
});
