import type { CitizenCopy } from '../storage/privacy/citizen-copy.ts';

const WHO: Readonly<Record<string, string>> = { citizen: '您', bot: '机器', officer: '接线员' };
const COLOURS: Readonly<Record<string, string>> = { red: '红 · 像诈骗', yellow: '黄 · 可疑', green: '绿 · 没看出诈骗特征' };
const TIME = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });

/** The copy for whoever reads it himself: plain Chinese, times of Shanghai. @param titleOf a scam type's everyday name */
export function copyAsText(copy: CitizenCopy, titleOf: (type: string) => string): string {
  const time = (at: number | null): string => (at === null ? '' : TIME.format(at));
  const yuan = (fen: number | null): string => (fen === null ? '没记' : `${(fen / 100).toFixed(2)}元`);
  const lines = [
    '关于您的资料（反诈一哥）',
    `导出时间：${time(copy.exportedAt)}`,
    `最早一次：${time(copy.knownSince)}，渠道：${copy.channel}`,
    ...(copy.telephone === null ? [] : [`回复您的号码：${copy.telephone}`]),
    ...copy.noticesShown.map(({ version, at }) => `看过个人信息说明第${version}版：${time(at)}`),
    '',
    '一、聊天，和机器怎么判断的',
  ];
  for (const { author, at, text, decided } of copy.messages) {
    lines.push(`${time(at)} ${WHO[author] ?? author}：${text}`);
    if (decided)
      lines.push(
        `    机器判断：${COLOURS[decided.colour] ?? decided.colour}${decided.type ? `（${titleOf(decided.type)}）` : ''}，套路库${decided.release ?? ''}`,
      );
    for (const reason of decided?.reasons ?? []) lines.push(`    理由：${reason}`);
  }
  lines.push('', '二、工单，和接线员怎么处理的');
  if (copy.cases.length === 0) lines.push('没有。');
  for (const one of copy.cases) {
    lines.push(`工单${one.number}：${time(one.at)}登记，${one.closedAt === null ? '还没办完' : `${time(one.closedAt)}办结`}`);
    lines.push(`    损失：${yuan(one.lostFen)}，拦下：${yuan(one.savedFen)}`);
    for (const { at, colour, reason } of one.judgements)
      lines.push(`    ${time(at)} 人工判断：${COLOURS[colour] ?? colour}，理由：${reason}`);
    for (const { number, at } of one.receipts) lines.push(`    ${time(at)} 开了咨询回执${number}`);
  }
  lines.push('', '三、止付线索');
  if (copy.stopLeads.length === 0) lines.push('没有。');
  for (const { number, at, told, transfers } of copy.stopLeads)
    lines.push(`线索${number}：${time(at)}收到，${told === null ? '内容已按规定删除' : JSON.stringify({ told, transfers })}`);
  lines.push('', '四、关于这个号码的预警');
  if (copy.warnings.length === 0) lines.push('没有。');
  for (const { at, closedAt } of copy.warnings) lines.push(`${time(at)}收到，${closedAt === null ? '还在办' : `${time(closedAt)}办结`}`);
  lines.push('', '值班员之间的内部记录不在里面。要改、要删、有疑问，打值班热线。', '');
  return lines.join('\n');
}
