const NOUN = '(?:电话|手机|座机|联系方式|号码|号)';
const OWN =
  '(?:我|本人|自己|我家|家里|我?(?:妈妈?|爸爸?|母亲|父亲|爷爷|奶奶|外公|外婆|老公|老婆|老伴|儿子|女儿|孩子|媳妇|丈夫|妻子|弟弟?|妹妹?|哥哥?|姐姐?))';
/** "我妈的手机号是…", "我电话…". */
const NAMED_OWN = new RegExp(`${OWN}的?(?:${NOUN}){1,2}[是为:：\\s]*$`);
/** "打我…", "回我…": on it he wants to be rung. */
const RING_ME = /(?:打|拨|回|找|联系)(?:给)?(?:我|本人|我家|家里)[:：\s]*$/;
/** "我叫王小明，电话…". */
const AFTER_NAME = new RegExp(`我(?:叫|姓|是)[^。！？!?;；\\n]{1,20}[,，、\\s](?:我的?)?${NOUN}{1,2}[是为:：\\s]*$`);
/** "…是我的手机". */
const SAID_BEHIND = new RegExp(`^[\\s(（,，]*(?:这?是)?${OWN}的(?:${NOUN}|[)）]|$)`);

/**
 * A number on which a citizen himself, or one of his, is reached; or that stands alone, so that nobody knows whose it is. Whoever
 * takes it for the scammer's has it reported. Pure.
 * @param before what he wrote before it @param behind and after it
 */
export function isOwnPhone(before: string, behind: string): boolean {
  if (/^[\s\d+-]*$/.test(before) && /^[\s\d。.！!]*$/.test(behind)) return true;
  return NAMED_OWN.test(before) || RING_ME.test(before) || AFTER_NAME.test(before) || SAID_BEHIND.test(behind);
}
