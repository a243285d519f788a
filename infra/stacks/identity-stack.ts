import { Aws, CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnUserPoolGroup,
  ClientAttributes,
  FeaturePlan,
  LambdaVersion,
  Mfa,
  OAuthScope,
  StandardThreatProtectionMode,
  StringAttribute,
  UserPool,
  UserPoolOperation,
} from 'aws-cdk-lib/aws-cognito';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import type { Bundles } from '../../tools/build-lambda.ts';
import { ServiceFunction } from '../constructs/service-function.ts';
import type { Stage, TokenIssuer } from '../stages.ts';

type Props = StackProps & { stage: Stage; bundles: Bundles; key: IKey };

/**
 * People and their rights: accounts that administrators open, one group for each role, province and units as attributes
 * that no person may write. A trigger puts the three into every access token.
 */
export class IdentityStack extends Stack {
  readonly issuer: Exclude<TokenIssuer, 'cognito'>;
  readonly preToken: ServiceFunction;

  constructor(scope: Construct, id: string, { stage, bundles, key, ...props }: Props) {
    super(scope, id, props);
    this.preToken = new ServiceFunction(this, 'PreToken', {
      stage,
      key,
      name: 'pre-token',
      description: 'bienche: puts province, role and units into access tokens',
      folder: bundles.folders['pre-token'],
      memoryMegabytes: 512,
      // Cognito waits five seconds for its triggers.
      timeoutSeconds: 5,
      concurrency: 5,
    });
    const pool = new UserPool(this, 'People', {
      featurePlan: FeaturePlan.PLUS,
      standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION,
      selfSignUpEnabled: false,
      signInAliases: { username: true },
      signInCaseSensitive: false,
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: AccountRecovery.NONE,
      passwordPolicy: {
        minLength: 14,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      customAttributes: {
        tenant: new StringAttribute({ minLen: 3, maxLen: 3, mutable: true }),
        units: new StringAttribute({ maxLen: 2048, mutable: true }),
      },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    pool.addTrigger(UserPoolOperation.PRE_TOKEN_GENERATION_CONFIG, this.preToken.function, LambdaVersion.V2_0);
    for (const role of bundles.roles) new CfnUserPoolGroup(this, `Role-${role}`, { userPoolId: pool.userPoolId, groupName: role });
    const address = stage.domain ? `https://${stage.domain.name}/` : 'http://localhost:8787/';
    const client = pool.addClient('Console', {
      generateSecret: false,
      authFlows: { userSrp: true },
      oAuth: { flows: { authorizationCodeGrant: true }, scopes: [OAuthScope.OPENID], callbackUrls: [address], logoutUrls: [address] },
      // Stated, so that no account can ever write its own province or units.
      writeAttributes: new ClientAttributes().withStandardAttributes({ locale: true }),
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(60),
      idTokenValidity: Duration.minutes(60),
      refreshTokenValidity: Duration.hours(12),
    });
    const signIn = pool.addDomain('SignIn', { cognitoDomain: { domainPrefix: `bienche-${stage.name}-${Aws.ACCOUNT_ID}` } });
    const issuer = `https://cognito-idp.${stage.region}.amazonaws.com/${pool.userPoolId}`;
    this.issuer = { issuer, audience: client.userPoolClientId, keySet: `${issuer}/.well-known/jwks.json` };
    new CfnOutput(this, 'UserPool', { value: pool.userPoolId, description: 'Where administrators open accounts' });
    new CfnOutput(this, 'Client', { value: client.userPoolClientId, description: 'Client of the console, and audience of its tokens' });
    new CfnOutput(this, 'SignInPage', { value: signIn.baseUrl(), description: 'Where people sign in' });
  }
}
