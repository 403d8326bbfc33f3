import type { ListColour } from '../../../lookups/list-rules.ts';
import type { IdentifierKind, SourceKind } from '../../../storage/lookups/lookups-tables.ts';
import type { Spoken } from '../../console/language.tsx';

interface LookupWords {
  readonly title: string;
  readonly description: string;
  readonly heading: string;
  readonly gone: string;
  readonly home: string;
  readonly unknown: string;
  readonly label: string;
  readonly placeholder: string;
  readonly hint: string;
  readonly look: string;
  readonly result: string;
  readonly kinds: Readonly<Record<IdentifierKind, string>>;
  readonly sources: Readonly<Record<SourceKind, (count: number) => string>>;
  readonly between: string;
  readonly heads: Readonly<Record<ListColour, readonly [string, string]>>;
  /** Yellow by its writing alone. */
  readonly doubtful: string;
  /** Around the name of a brand. */
  readonly pretends: readonly [string, string];
  readonly written: string;
  readonly donts: Readonly<Record<IdentifierKind, string>>;
  readonly mostly: (type: string) => string;
  readonly from: string;
  readonly when: string;
  readonly change: string;
  readonly mistyped: string;
  readonly machine: string;
  readonly report: string;
  readonly kept: (day: string) => string;
  readonly disputed: (day: string) => string;
  readonly again: string;
  readonly mine: string;
  readonly why: string;
  readonly contact: string;
  readonly checked: string;
  readonly dispute: string;
  readonly notNoted: string;
  readonly noted: string;
  readonly reasonLength: (least: number, most: number) => string;
  readonly contactLength: (most: number) => string;
  readonly notListed: string;
  readonly received: string;
}

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`);

export const LOOKUP_WORDS: Spoken<LookupWords> = {
  'zh-CN': {
    title: '查号码、网址、账号 · 反诈一哥',
    description: '输入电话、网址、银行账号或应用名，看有没有人举报过。没有人举报过，不等于安全。',
    heading: '查一查，有没有人举报过',
    gone: '钱刚转走？别查了，先打110',
    home: '整段的短信、聊天，贴到首页问一哥',
    unknown: '看不出这是什么。只填一样：一个电话，一个网址，一个账号，或者一个应用的名字。110、96110、银行和运营商的客服号码不在这里查。',
    label: '电话、网址、账号或应用名',
    placeholder: '比如 0571 8888 0000',
    hint: '不用选种类。不要填密码、验证码。查什么，我们不留。',
    look: '查一查',
    result: '查到的结果',
    kinds: { phone: '电话', link: '网址', account: '账号', app: '应用' },
    sources: {
      report: (count) => `群众举报${count}次`,
      closing: (count) => `民警办结的骗局${count}次`,
      'stop-lead': (count) => `止付线索${count}次`,
      import: (count) => `导入的名单${count}次`,
      partner: (count) => `银行、运营商或平台${count}次`,
    },
    between: '、',
    heads: { red: ['红', '像诈骗'], yellow: ['黄', '有人举报过'] },
    doubtful: '可疑，先核实',
    pretends: ['写法像冒充', '的假网址：'],
    written: '写法就可疑：',
    donts: {
      phone: '别回拨，别照他说的做，别转账。',
      link: '别点开，别填卡号和验证码。',
      account: '别往这个账号转钱。',
      app: '别下载，别在里面充钱。装了的先卸载。',
    },
    mostly: (type) => `名目多是“${type}”。`,
    from: '从哪里来',
    when: '最早、最近',
    change: '骗子天天换号、换网址、换账号。要钱、要验证码、要下载，就先停下。',
    mistyped: '这个卡号的最后一位对不上，可能抄错了一位，请再对一遍。',
    machine: '这是机器查的。钱已经转了，先打110。拿不准，打96110。',
    report: '我碰到的就是骗子，举报它',
    kept: (day) => `有人提过异议。${day}值班民警核过，决定留在名单上。`,
    disputed: (day) => `${day}有人提出异议，值班民警在核。`,
    again: '曾因异议撤下，后来又有新的来源。',
    mine: '这是我的，或者报错了',
    why: '为什么不该在名单上',
    contact: '怎么找您（可以不填）',
    checked: '值班民警会核，过几天再来查它，就看得到结果。想知道理由，请留联系方式。不收费，也不用您做别的。',
    dispute: '提出异议',
    notNoted: '没有记下：看不出这是什么。',
    noted: '记下了，谢谢。别人再查到它，会看到有人举报过。不会说是您。',
    reasonLength: (least, most) => `没有提交：请写清楚为什么，${least}到${most}个字。`,
    contactLength: (most) => `没有提交：联系方式最多${most}个字。`,
    notListed: '没有提交：名单上没有它。',
    received: '异议收到了。过几天再来这里查它，就看得到民警的决定。在那之前，它还在名单上。',
  },
  en: {
    title: 'Look up a number, link or account · 反诈一哥',
    description: 'Type a phone number, a link, a bank account or the name of an app and see whether it has been reported.',
    heading: 'Has it been reported?',
    gone: 'Money just gone? Do not look up: first call 110',
    home: 'A whole message or chat: paste it on the start page',
    unknown:
      'This is nothing that we can look up. Give one thing: a phone number, a link, an account or the name of an app. 110, 96110 and the service numbers of banks and carriers are not looked up here.',
    label: 'Phone, link, account or app',
    placeholder: 'e.g. 0571 8888 0000',
    hint: 'No need to say what it is. Never type a password or a code. We do not keep what you look up.',
    look: 'Look up',
    result: 'What was found',
    kinds: { phone: 'Phone', link: 'Link', account: 'Account', app: 'App' },
    sources: {
      report: (count) => `reported by people ${times(count)}`,
      closing: (count) => `in confirmed scams ${times(count)}`,
      'stop-lead': (count) => `in stop-payment leads ${times(count)}`,
      import: (count) => `on imported lists ${times(count)}`,
      partner: (count) => `from banks, carriers or platforms ${times(count)}`,
    },
    between: ', ',
    heads: { red: ['Red', 'likely a scam'], yellow: ['Yellow', 'has been reported'] },
    doubtful: 'suspicious, check first',
    pretends: ['It is written like a fake site of ', ':'],
    written: 'The way it is written is suspicious:',
    donts: {
      phone: 'Do not call back, do not do what they say, pay nothing.',
      link: 'Do not open it, give no card number and no code.',
      account: 'Send no money to this account.',
      app: 'Do not install it, put no money in. Remove it if you have it.',
    },
    mostly: (type) => ` Mostly: ${type}.`,
    from: 'Where from',
    when: 'First, last',
    change: 'Scammers change numbers, links and accounts every day. Asked for money, a code or an app: stop first.',
    mistyped: 'The last digit of this card number does not fit; a digit may be mistyped. Please check it.',
    machine: 'A machine has looked this up. Money gone: call 110 first. In doubt: call 96110.',
    report: 'This was a scammer: report it',
    kept: (day) => `It was disputed. On ${day} an officer checked it and kept it on the list.`,
    disputed: (day) => `It was disputed on ${day}; an officer is checking.`,
    again: 'It was once taken off after a dispute; since then there are new reports.',
    mine: 'It is mine, or this is a mistake',
    why: 'Why it should not be on the list',
    contact: 'How to reach you (may be left out)',
    checked:
      'An officer checks it; look it up again in a few days to see the decision. Leave a contact if you want the reasons. It costs nothing and you need do nothing else.',
    dispute: 'Send the dispute',
    notNoted: 'Not noted: this is nothing that we can look up.',
    noted: 'Noted, thank you. Whoever looks it up will read that it was reported, never by whom.',
    reasonLength: (least, most) => `Not sent: please say why, in ${least} to ${most} characters.`,
    contactLength: (most) => `Not sent: the contact may have ${most} characters at most.`,
    notListed: 'Not sent: it is not on the list.',
    received: 'The dispute has arrived. Look it up here in a few days to see what was decided; until then it stays on the list.',
  },
};
