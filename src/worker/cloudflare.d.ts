/** The little that we use of what Cloudflare's runtime has and Node has not. */
declare module 'cloudflare:workers' {
  /** Keeps the request that is being answered alive, for at most 30 seconds after its answer, until this is done. */
  export function waitUntil(work: Promise<unknown>): void;
}
