/** Why no engine is running, in sentences for the person at the terminal (Vietnamese first, English below). */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly code: 'engine-missing' | 'data-in-use' | 'engine-failed';
  constructor(code: EngineError['code'], vi: string, en: string) {
    super(`${vi}\n${en}`);
    this.code = code;
  }
}
