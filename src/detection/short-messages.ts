/** Messages that mean one thing only, as a whole; models and signals know too little of so few words. */
export type ShortMessage = 'why' | 'is-it-a-scam' | 'what-now' | 'erase' | 'cry' | 'done' | 'distress' | 'empty';

/** "輸入OTP了", "填了信用卡号". */
const ENTERED = '(?:输入|填写?|输)了?(?:信用卡|银行卡|卡号|密码|验证码|otp)(?:号码?|密码)?了?';

/** "我完了"; "完了" alone may be a piece of work. */
const RUINED = '(?:我|这下|真的|真|彻底|全|都)+(?:完了|完蛋了?|没救了|毁了)';

/** One class, and below none that begins what another ends with: a row of signs can be divided in one way only. */
const END = String.raw`[\s?。!,.~…]*$`;
/** To whom; his family is somebody else. */
const HIM = '(?:[他她]们?|伊拉?|对方|人家|骗子|客服|经理|警官|那个?人)';
const SO_MUCH = '(?:一[个次半笔]|一部分|两[个次笔]|几[个次笔]|\\d{1,8}[万千百块元]?)';
/** "我拨把伊了", "我存了5000进去", "已经寄了,顺丰,100克": what leaves one's hands, and it has. "报了" alone may be a call to the police. */
const LEFT_HIS_HANDS = [
  `(?:垫|交|充|存|付|汇|转|寄|拨|塞|递|念|告诉|给)(?:进去|出去|过去|走|完)?(?:给|把)?${HIM}?了${SO_MUCH}?(?:进去|过去|出去)?了?`,
  `(?:给|告诉|念给|报给|寄给|交给|递给|存给|打给|汇给|拨把?)${HIM}(?:看|听)?(?:过)?了?${SO_MUCH}?了`,
  `(?:告诉|给)${HIM}了?${SO_MUCH}`,
  '(?:入|过|给|装|买|交|寄)了给?(?:他们?)?|给他们?了',
  `给${HIM}(?:打|汇|存|转)(?:过去|进去)了`,
  '装了|刷卡了|打款了|打钱了|打了钱了?|付款了|付钱了|汇出了?|发红包了|钱(?:交给|打给|转给|汇给|给)[^,。!?]{1,6}了',
  ENTERED,
].join('|');
const DONE = `^[,。!\\s]*(?:(?:我们?|阿拉|已经?|都|刚刚?|刚才|也|早|就|真的|还|有|又|昨天|上午|下午)[,。! ]*)*(?:${LEFT_HIS_HANDS})(?:[哈呵啊呀啦喇]|,?救命|,?怎么办)*(?:,[^,。!?吗么没不]{1,6}){0,2}${END}`;
const PAID_BY = String.raw`^[\s\d.,万千百块元]*(?:用|走)?(?:微信|支付宝|网银|手机银行)转的${END}`;
const DONE_ENGLISH = String.raw`^\s*(?:yes,? )?(?:i (?:have |already |just )?)?(?:already )?(?:(?:paid|sent|sended|transferred|transfered|wired) (?:him |her |them )?[\d,.]{1,10}k?(?: ?(?:rmb|yuan|usd|dollars|cny))?(?: (?:with|by|via|through|on) (?:alipay|wechat|my bank|bank))?|paid|paid it|paid them|paid half|paid half of it|sent it|sent half|sent half of it|did it|transferred it|installed it|installed the app|entered my card|mailed it|shipped it|deposited (?:it|the money|[\d,]{1,9})|(?:gave|told|sent|read) (?:him|her|them) (?:it|one|half|everything|the codes?|the number|the money)|(?:gave|handed) (?:it|the money|the card|the code) (?:over )?to (?:him|her|them))(?: already| yesterday| lol| haha){0,2}${END}`;
const EXPRESSIONS: readonly (readonly [ShortMessage, RegExp])[] = [
  ['why', new RegExp(`^\\s*(?:为什么|为啥|怎么看出来的|凭什么|理由|原因|说说理由|why)(?:呢|啊|呀|这么说|是诈骗|是骗子|说是骗子)?${END}`)],
  [
    'is-it-a-scam',
    new RegExp(
      `^\\s*(?:那|所以|那么)?(?:这|那|这个|那个|这条|刚才那个|刚才那条|他|她|它|对方)?(?:到底|究竟)?(?:是不是|是|算不算|算)(?:骗子|诈骗|骗局|骗人的?|骗|真的|假的|真的假的)(?:吗|吧|呢|啊|么)?${END}|^\\s*(?:so )?is (?:it|this|that|he|she) (?:a )?(?:scam|scammer|fake|real|legit)${END}`,
    ),
  ],
  [
    'what-now',
    new RegExp(
      `^[\\s,。!]*(?:(?:那么?|现在|这下?|我们?|阿拉|该|要|可|到底|请问|怎么说|[,。! ])[,。! ]?){0,5}(?:怎么办|怎办|怎么弄|怎么搞|怎么做|点算|点办|哪能办|如何是好)(?:[,。! ]?(?:怎么办|啊|呀|呢|哦|嘛|好|才好|了)){0,3}${END}|^\\s*(?:so )?(?:what (?:do|should|can|shall|must) (?:i|we) do(?: now)?|what now|now what)${END}`,
    ),
  ],
  [
    'erase',
    new RegExp(
      `^\\s*(?:请|麻烦|帮我|把){0,3}(?:删除|删掉|删了|清除|清空|抹掉)(?:我的|我所有的?|我全部的?|我)(?:个人|所有|全部)?(?:信息|资料|记录|聊天记录|数据|隐私)${END}|^\\s*(?:please )?(?:delete|erase|remove) (?:all )?my (?:data|information|info|records?|chat)${END}`,
    ),
  ],
  [
    'cry',
    new RegExp(
      `^(?:啊|呜|天哪|完了|怎么办|快|求求你们?|警察叔叔|[,。!\\s])*(?:(?:我们?|我妈|我爸|真的|好像|刚才?|又|已经|都|好傻|真蠢|真傻|可能|应该|是)[,。! ]*)*(?:被骗了?|被骗钱了?|被诈骗了?|上当了|受骗了|转了|转过去了|转账了|汇了|付了|给了|钱没了|钱没有了|救命|救救我|救我|帮帮我)(?:啊|呀|怎么办|快|呜|了|[,。! ])*${END}|^\\s*(?:please )?(?:help|help me|help please|i'?(?:ve| have)? (?:been|was|got) (?:scammed|cheated|robbed)|i(?:'?ve| have)? paid|help me i'?(?:ve| have)? been scammed)${END}`,
    ),
  ],
  ['done', new RegExp([DONE, PAID_BY, DONE_ENGLISH].join('|'))],
  [
    'distress',
    new RegExp(
      `^[,。!\\s]*(?:(?:我|都|是不是|全|真的)[,。! ]*)*(?:太没用|真没用|好没用|太蠢|真蠢|太傻|真傻|我的错|怪我|我自己的错|没脸说|好后悔|后悔死了|丢死人)(?:了|吗|啊|呀)?${END}`,
    ),
  ],
  ['distress', new RegExp(`^(?:${RUINED})(?:[,。! ]*(?:${RUINED}))?(?:啊|呀)?${END}`)],
];

/** How he begins on the telephone, he begins here. */
const CALLS_OUT = /[喂嗨]/;

/** @param text normalised */
export function readShortMessage(text: string): ShortMessage | null {
  if (!TWO_CHARACTERS.test(text)) return CALLS_OUT.test(text) ? null : 'empty';
  if (text.length > LONGEST) return null;
  return EXPRESSIONS.find(([, expression]) => expression.test(text))?.[0] ?? null;
}

/** "我告诉他了 是四个还是六个数字我忘了": what he begins with is done, whatever he goes on with. */
export function beginsWithDone(text: string): boolean {
  const [first = ''] = text.slice(0, LONGEST).split(FIRST_CLAUSE, 1);
  return first.length < text.length && readShortMessage(first) === 'done';
}
/** A blank ends it in Chinese only. */
const FIRST_CLAUSE = /[,。!;\n]|(?<=\p{Script=Han}) /u;

const LONGEST = 40;
const TWO_CHARACTERS = /[\p{L}\p{N}][^\p{L}\p{N}]*[\p{L}\p{N}]/u;
