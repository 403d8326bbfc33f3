/**
 * What a citizen orders in so many words, whatever the models make of so few: only whole messages count, so that no
 * story and no negation ("别取消人工") is taken for an order.
 */
export type CitizenCommand = 'call-human' | 'cancel-human' | 'how-long' | 'join';

const PEOPLE = '(?:人工(?:客服|服务)?|真人|值班员|接线员)';
const POLITE = '(?:请|麻烦|您好|你好|那|那就|我|我要|我想|我想要|帮我|给我|还是|先|就)*';
const END = '(?:了|吧|谢谢|谢了|啊|哈|呀|哦|喽|好了|就行)*';
const EXPRESSIONS: readonly (readonly [CitizenCommand, RegExp])[] = [
  ['cancel-human', new RegExp(`^${POLITE}(?:取消|撤销|撤回|退出|结束|停止)(?:转|呼叫|排队)?${PEOPLE}(?:请求|排队)?${END}$`)],
  ['cancel-human', new RegExp(`^${PEOPLE}(?:取消|撤销|撤回)${END}$`)],
  [
    'cancel-human',
    new RegExp(
      `^(?:那|那就|我|现在|先|已经|暂时)*(?:不用|不要|不需要|不必|用不着|不想|别|不)(?:再)?(?:转|找|叫|等|接)?(?:${PEOPLE})了${END}$`,
    ),
  ],
  [
    'cancel-human',
    new RegExp(`^(?:那|那就|我|现在|先|已经|暂时)*(?:不用|不要|不需要|不必|用不着|别)(?:再)?(?:转|找|叫|等|接)?${PEOPLE}${END}$`),
  ],
  ['cancel-human', new RegExp(`^(?:那|那就|我|现在|先)*(?:不用|别|不要|不需要)(?:再)?(?:叫|找|等|来)人(?:来)?了${END}$`)],
  [
    'cancel-human',
    new RegExp(
      `^(?:那|那就|我|现在|先|算了|谢谢|真的)*(?:不用|不要|不需要|不必|别)(?:再)?(?:给我(?:转|叫|找)${PEOPLE}|(?:叫|找)人(?:来|了|管)?|打给我|给我打电话|打电话给我)${END}$`,
    ),
  ],
  [
    'cancel-human',
    /^(?:please )?(?:cancel|stop) (?:the |my )?(?:human|agent|officer|person|human request|request for a human)(?: please)?$/,
  ],
  ['cancel-human', /^(?:no human|i do ?n[o']?t need (?:a |the )?(?:human|agent|officer|person))(?: (?:needed|anymore|any more|please))?$/],
  ['call-human', new RegExp(`^${POLITE}(?:转|转接|接|找|叫|要|呼叫|换)?(?:一下|个)?${PEOPLE}${END}$`)],
  [
    'call-human',
    /^(?:please )?(?:(?:a )?(?:human|real person|agent)|(?:talk|speak) to (?:a |an )?(?:human|person|real person|agent|officer))(?: please)?$/,
  ],
  [
    'how-long',
    /^(?:请问|那|现在|我|我这|我这边|大概)*(?:还要|还得|要等|要排|得等|得排)(?:等|排)?(?:多久|多长时间|几分钟|多少时间)(?:啊|呢|呀|才有人|才到我|才轮到我)*$/,
  ],
  ['how-long', /^(?:请问|那|现在|我|我这)*(?:排|排队)?(?:排)?到(?:几|几号|第几|哪|哪里|哪儿|我)(?:位|个|号)?了(?:吗|没|没有|啊|呢)?$/],
  ['how-long', /^(?:请问|那|现在|我)*(?:轮到我了|什么时候轮到我|啥时候轮到我|几时轮到我|我排第几|排第几)(?:吗|没|没有|啊|呢|位|个)?$/],
  ['how-long', /^(?:请问|那|现在|我)*(?:我?前面|前头)还?有(?:几|多少)(?:个|位)?人?(?:啊|呢)?$/],
  [
    'how-long',
    /^(?:how (?:much )?long(?:er)?(?: do i have to| will i| must i)?(?: wait| is the wait)?|how many (?:people )?(?:are )?(?:before|ahead of) me|what(?: is|'?s) my (?:place|position)(?: in (?:the )?(?:queue|line))?)$/,
  ],
  ['join', new RegExp(`^${POLITE}(?:领|领取|看|看看|查|查看|打开|办|办理|注册|登记)?(?:我的)?反诈码${END}$`)],
  ['join', new RegExp(`^${POLITE}(?:注册|登记)${END}$`)],
  ['join', /^(?:please )?(?:register|sign up|(?:get )?(?:my )?anti[- ]?fraud code|(?:get )?my code)(?: please)?$/],
];
/** UTF-16 units. */
const LONGEST = 40;

/**
 * @param text with its disguises taken off (normalize.ts), so that an order in traditional characters is one as well
 * @returns null for everything that is not, as a whole, one of the orders
 */
export function readCitizenCommand(text: string): CitizenCommand | null {
  if (text.length > LONGEST || /[?？]\s*$|吗\s*[?？。]*\s*$/.test(text)) return questionOf(text);
  return commandIn(text);
}

/** "能取消人工吗？" asks; of the questions only "还要等多久？" is one of ours. */
function questionOf(text: string): CitizenCommand | null {
  const found = text.length > LONGEST ? null : commandIn(text);
  return found === 'how-long' ? found : null;
}

function commandIn(text: string): CitizenCommand | null {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s]+/g, ' ')
    .replace(/[，。！!、~…,.?]+/g, '')
    .trim();
  const chinese = /\p{Script=Han}/u.test(plain) ? plain.replaceAll(' ', '') : plain;
  return EXPRESSIONS.find(([, expression]) => expression.test(chinese))?.[0] ?? null;
}
