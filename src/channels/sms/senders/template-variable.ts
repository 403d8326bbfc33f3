import { forSms } from '../segments.ts';

const ROUND: Readonly<Record<string, string>> = { '【': '（', '】': '）', '[': '(', ']': ')' };

/**
 * A reply as the one variable of an approved template. The carriers read brackets as the signature of the sender: both
 * platforms forbid them in templates (Alibaba Cloud, 通知短信模板规范; Tencent Cloud, 正文模板审核标准), Baidu in variables
 * as well. Round ones cost no more.
 *
 * Not verified live, and to be settled with the platform when the template is applied for: how long a variable may be
 * (Tencent shows it in its console), that it may hold telephone numbers, and Traditional characters, which Alibaba Cloud
 * forbids in templates. Signature and fixed words of the template come on top of our three segments.
 */
export function templateVariable(text: string): string {
  return forSms(text).replace(/[【】[\]]/g, (bracket) => ROUND[bracket] ?? '');
}
