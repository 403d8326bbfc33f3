/** What stands around a citizen's own words in the copy that he gets of them. Times are written out, money is in yuan. */
export interface CopyWords {
  readonly who: Readonly<Record<string, string>>;
  readonly colours: Readonly<Record<string, string>>;
  readonly colon: string;
  readonly none: string;
  readonly unknown: string;
  readonly yuan: (amount: string) => string;
  readonly title: string;
  readonly exported: (at: string) => string;
  readonly since: (at: string, channel: string) => string;
  readonly telephone: (number: string) => string;
  readonly notice: (version: number, at: string) => string;
  readonly chats: string;
  readonly judged: (colour: string, type: string | null, release: string) => string;
  readonly reason: (reason: string) => string;
  readonly cases: string;
  /** @param closed null: still open */
  readonly oneCase: (number: string, at: string, closed: string | null) => string;
  readonly money: (lost: string, saved: string) => string;
  readonly decided: (at: string, colour: string, reason: string) => string;
  readonly receipt: (at: string, number: string) => string;
  readonly stopLeads: string;
  /** @param told null: deleted when its time was over */
  readonly stopLead: (number: string, at: string, told: string | null) => string;
  readonly warnings: string;
  readonly warning: (at: string, closed: string | null) => string;
  readonly end: string;
}

export const COPY_WORDS: Readonly<Record<'zh-CN' | 'en', CopyWords>> = {
  'zh-CN': {
    who: { citizen: '您', bot: '机器', officer: '接线员' },
    colours: { red: '红 · 像诈骗', yellow: '黄 · 可疑', green: '绿 · 没看出诈骗特征' },
    colon: '：',
    none: '没有。',
    unknown: '没记',
    yuan: (amount) => `${amount}元`,
    title: '关于您的资料（反诈一哥）',
    exported: (at) => `导出时间：${at}`,
    since: (at, channel) => `最早一次：${at}，渠道：${channel}`,
    telephone: (number) => `回复您的号码：${number}`,
    notice: (version, at) => `看过个人信息说明第${version}版：${at}`,
    chats: '一、聊天，和机器怎么判断的',
    judged: (colour, type, release) => `    机器判断：${colour}${type === null ? '' : `（${type}）`}，套路库${release}`,
    reason: (reason) => `    理由：${reason}`,
    cases: '二、工单，和接线员怎么处理的',
    oneCase: (number, at, closed) => `工单${number}：${at}登记，${closed === null ? '还没办完' : `${closed}办结`}`,
    money: (lost, saved) => `    损失：${lost}，拦下：${saved}`,
    decided: (at, colour, reason) => `    ${at} 人工判断：${colour}，理由：${reason}`,
    receipt: (at, number) => `    ${at} 开了咨询回执${number}`,
    stopLeads: '三、止付线索',
    stopLead: (number, at, told) => `线索${number}：${at}收到，${told ?? '内容已按规定删除'}`,
    warnings: '四、关于这个号码的预警',
    warning: (at, closed) => `${at}收到，${closed === null ? '还在办' : `${closed}办结`}`,
    end: '值班员之间的内部记录不在里面。要改、要删、有疑问，打值班热线。',
  },
  en: {
    who: { citizen: 'You', bot: 'Machine', officer: 'Officer' },
    colours: { red: 'Red · likely a scam', yellow: 'Yellow · suspicious', green: 'Green · no scam signs' },
    colon: ': ',
    none: 'None.',
    unknown: 'not noted',
    yuan: (amount) => `${amount} yuan`,
    title: 'What is kept about you (反诈一哥)',
    exported: (at) => `Copied: ${at}`,
    since: (at, channel) => `First contact: ${at}, by ${channel}`,
    telephone: (number) => `The number that we answer you on: ${number}`,
    notice: (version, at) => `Privacy notice version ${version} was shown to you: ${at}`,
    chats: '1. Chats, and what the machine made of them',
    judged: (colour, type, release) => `    The machine judged: ${colour}${type === null ? '' : ` (${type})`}, library ${release}`,
    reason: (reason) => `    Reason: ${reason}`,
    cases: '2. Cases, and what officers did',
    oneCase: (number, at, closed) => `Case ${number}: registered ${at}, ${closed === null ? 'still open' : `closed ${closed}`}`,
    money: (lost, saved) => `    Lost: ${lost}, saved: ${saved}`,
    decided: (at, colour, reason) => `    ${at} an officer judged: ${colour}, reason: ${reason}`,
    receipt: (at, number) => `    ${at} a receipt was written: ${number}`,
    stopLeads: '3. Stop-payment leads',
    stopLead: (number, at, told) => `Lead ${number}: received ${at}, ${told ?? 'what it said is deleted, as its time is over'}`,
    warnings: '4. Warnings about this number',
    warning: (at, closed) => `Received ${at}, ${closed === null ? 'still open' : `closed ${closed}`}`,
    end: 'Notes that officers wrote for each other are not in it. To correct or delete something, or to ask, call the hotline.',
  },
};
