/** Codes of Node's network and of undici with which no connection came about. */
const NOT_CONNECTED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
/** As deep as `fetch` and grammY wrap an error. */
const DEPTH = 4;

/** After this error, may the platform have taken what was sent? Not where no connection came about. */
export function mayHaveArrived(error: unknown): boolean {
  let inner: unknown = error;
  for (let depth = 0; depth < DEPTH && typeof inner === 'object' && inner !== null; depth++) {
    const { code, cause, error: wrapped } = inner as { code?: unknown; cause?: unknown; error?: unknown };
    if (typeof code === 'string' && NOT_CONNECTED.has(code)) return false;
    inner = cause ?? wrapped;
  }
  return true;
}
