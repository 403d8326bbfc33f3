import type { ChannelDeps } from '../channel.ts';

/** By which a citizen who has just opened the conversation may be greeted, once. */
export interface Welcomes {
  /** @param event WeCom's id of his entrance @param until milliseconds since 1970 UTC */
  keep(event: string, code: string, until: number): Promise<void>;
  /** @returns null when there is none, or its time is over */
  codeFor(event: string): Promise<string | null>;
}

/** In what all instances remember: the one that sends the welcome need not be the one that was called. */
export function welcomes(memory: ChannelDeps['memory']): Welcomes {
  const keyOf = (event: string): string => `welcome:${event}`;
  return {
    keep: (event, code, until) => memory.write(keyOf(event), code, until),
    codeFor: (event) => memory.read(keyOf(event)),
  };
}
