/**
 * The one error class. `code` reads `domain.reason` and is stable: callers and tests may rely on it.
 * A 4xx status blames the caller, and its message is shown; so is that of a 503, which says what to do meanwhile. Any other
 * message never leaves the process.
 */
export class AppError extends Error {
  readonly code: `${string}.${string}`;
  readonly status: 400 | 401 | 403 | 404 | 408 | 409 | 413 | 415 | 422 | 429 | 500 | 503;

  constructor(code: AppError['code'], message: string, status: AppError['status'] = 500, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AppError';
    this.code = code;
    this.status = status;
  }
}
