import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestFields, RequestScope } from '../tracing.ts';

/** Node's way to remember which request is being worked on. */
export interface NodeRequestScope extends RequestScope {
  /** For each log line. */
  logFields(): Readonly<Record<string, string>>;
  /** Begins work that goes on with what is others': its lines are not this request's. */
  outside(work: () => void): void;
  /** Carries the caller's trace on, as it came, to whatever is called for his request. */
  tracing(fetcher: typeof fetch): typeof fetch;
}

export function nodeRequestScope(): NodeRequestScope {
  const scope = new AsyncLocalStorage<RequestFields>();
  return {
    run: (fields, work) => scope.run(fields, work),
    outside: (work) => scope.exit(work),
    logFields() {
      const fields = scope.getStore();
      if (!fields) return {};
      return { request_id: fields.requestId, ...(fields.trace ? { trace_id: fields.trace.traceId } : {}) };
    },
    tracing: (fetcher) => (input, init) => {
      const trace = scope.getStore()?.trace;
      if (!trace) return fetcher(input, init);
      const headers = new Headers(init?.headers ?? (input instanceof Request ? input.headers : undefined));
      headers.set('traceparent', trace.traceparent);
      return fetcher(input, { ...init, headers });
    },
  };
}
