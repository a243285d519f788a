/** Why there is no archive or no restored table, in sentences for the person at the terminal (Vietnamese first, English below). */
export class ArchiveError extends Error {
  override readonly name = 'ArchiveError';
  readonly code:
    | 'still-written'
    | 'nothing-to-export'
    | 'file-exists'
    | 'not-an-archive'
    | 'archive-damaged'
    | 'other-tenant'
    | 'not-empty'
    | 'half-restored'
    | 'restored-differs'
    | 'chain-broken';
  constructor(code: ArchiveError['code'], vi: string, en: string) {
    super(`${vi}\n${en}`);
    this.code = code;
  }
}
