/** Arguments that a call may have. */
const AT_ONCE = 8192;

export function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += AT_ONCE) binary += charsOf(bytes.subarray(at, at + AT_ONCE));
  return btoa(binary);
}

/** Handed on as they are: to spread typed bytes into arguments takes seven times as long, and twenty bytes for each. */
const charsOf = String.fromCharCode.apply.bind(String.fromCharCode, null) as unknown as (bytes: Uint8Array) => string;

export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}
