/** One that a page of ours gave out; anything else is as if there were none. */
export function formIdOf(typed: string | undefined): string | undefined {
  return typed !== undefined && /^[\w-]{8,64}$/.test(typed) ? typed : undefined;
}
