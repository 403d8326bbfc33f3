/** What a message from somebody else begins with, or carries between its lines. */
const FRAME = /^\s*[【[「『"“]|[\n\r]|^.{1,8}[:：]/u;
/** Whom nobody addresses so who only goes on with his story. */
const ADDRESS = /尊敬的|亲爱的|用户您好|客户您好|贵客|\bdear\b/u;

/** As a notice or a line of a chat is, and a question to us is not. */
export function isFramed(text: string): boolean {
  return FRAME.test(text) || ADDRESS.test(text);
}
