/** What somebody writes who wants no more lessons: the whole message, nothing else. */
const WORDS = /^(?:退订|退訂|td|取消订阅|取消訂閱|不要再发了?|别再发了?|unsubscribe)$/i;

/** His own order; who passes it on has ordered nothing. */
export function stopsLessons(text: string, sender: string | undefined): boolean {
  return sender === undefined && isOptOut(text);
}

/** One word is enough, in any channel. "怎么退订会员" is a question, and no order. */
export function isOptOut(text: string): boolean {
  if (text.length > 20) return false;
  return WORDS.test(
    text
      .normalize('NFKC')
      .replace(/[\s。.,，!！“”"'‘’]/g, '')
      .trim(),
  );
}
