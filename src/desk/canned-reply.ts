/** Replies that an officer need not type: searched (search-replies.ts), filled from the case (fill-reply.ts), changed, then sent. */
export interface CannedReply {
  readonly id: string;
  readonly title: { readonly zh: string; readonly en: string };
  /** What else one might look for; both languages. */
  readonly keywords: string;
  /** To the citizen. The first sentence is complete in itself. `{…}` are filled in. */
  readonly text: string;
}

export function cannedReply(id: string, zh: string, en: string, keywords: string, text: string): CannedReply {
  return { id, title: { zh, en }, keywords, text };
}
