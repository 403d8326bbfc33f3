/** What belongs to one request and stands in each of its log lines. */
export interface RequestFields {
  readonly requestId: string;
  /** Of whoever called us, when he traces. */
  readonly trace?: Trace;
}

/** Remembers, through everything that a request sets off, which one it was. Where there is none (the Worker), lines go without. */
export interface RequestScope {
  run<Result>(fields: RequestFields, work: () => Result): Result;
}

/** W3C trace context, https://www.w3.org/TR/trace-context/. */
export interface Trace {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** The whole header. */
  readonly traceparent: string;
}

/** Version, trace id, parent id, flags; zeros mean none. */
const TRACEPARENT = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** @returns null when it is not well-formed */
export function readTrace(traceparent: string): Trace | null {
  const traceId = TRACEPARENT.exec(traceparent)?.[1];
  return traceId === undefined ? null : { traceId, traceparent };
}

/**
 * The trace of a call of ours that no request waits for. All attempts of one post are one trace, each is a span of its own, and
 * nothing need be kept: both come from its id.
 * @param id of the post; what it stands for cannot be read from the trace
 */
export async function traceOf(id: string, attempt: number): Promise<Trace> {
  const [whole, span] = await Promise.all([digest(`trace ${id}`), digest(`span ${attempt} ${id}`)]);
  const traceId = whole.slice(0, 32);
  return { traceId, traceparent: `00-${traceId}-${span.slice(0, 16)}-01` };
}

async function digest(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
