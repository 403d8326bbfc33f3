import { type Identified, identify } from './identify.ts';

/** What people say around a bare number: "帮我查下13800001234", "这个网址 xx.top 是骗子吗". */
const AROUND =
  /^(?:请|麻烦|帮我|帮忙|你好|您好|想)?(?:问|查|看|查查|查一下|查下|看看|看一下|问一下|问下)*(?:一下|下)?(?:这个|这|是不是|的)*(?:号码|电话|手机号?|网址|链接|网站|账号|卡号|帐号|账户|银行卡)?[：:\s]*|[\s，,。？?！!]*(?:是|像)?(?:不是)?(?:骗子|诈骗|真的|假的|谁)?(?:吗|嘛|么|呢)?[\s。？?！!]*$/g;

/** A message that is only a number, a link or an account. Names of apps are words like others, and are not meant. */
export function loneIdentifier(text: string): Identified | null {
  const bare = text.normalize('NFKC').trim().replace(AROUND, '').trim();
  const found = bare === '' ? null : identify(bare);
  return found && found.found.kind !== 'app' ? found : null;
}
