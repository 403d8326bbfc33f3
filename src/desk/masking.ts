/**
 * What an officer sees of a case before it is his: enough to judge its urgency, not who it is. Pure. What is hidden leaves
 * `…`, `*` or `•` behind; amounts, times and short numbers such as 110 or 95588 stay.
 */

/** `621…3921` stays recognisable by its end. */
export function maskNumber(digits: string): string {
  const shown = [...digits];
  return shown.length <= 4 ? digits : `…${shown.slice(-4).join('')}`;
}

/** `张三丰` → `张**`. */
export function maskName(name: string): string {
  const [first = '', ...rest] = [...name.trim()];
  return first + '*'.repeat(rest.length);
}

/**
 * Of whatever a citizen or a colleague has written. Masked text stays as it is.
 * @param hotline our own number, digits alone: it is nobody's, and stays where nothing beside it could belong to a longer one
 */
export function maskText(text: string, hotline = ''): string {
  const own = /^\d+$/.test(hotline) ? new RegExp(`(?<=^|${HAN}|[，。：“（])${hotline}(?=$|${HAN}|[，。；”）])`, 'gu') : null;
  // What one rule leaves behind may be a case for another; each step leaves less to hide.
  for (let before = own ? text.replace(own, OWN_NUMBER) : text; ; ) {
    const after = RULES.reduce((masked, rule) => rule(masked), before);
    if (after === before) return own ? after.replaceAll(OWN_NUMBER, hotline) : after;
    before = after;
  }
}

/** Stands for the hotline while the rest is masked; of the private use area, so that no rule knows it. */
const OWN_NUMBER = '\u{f8ff}';

const HAN = String.raw`\p{Script=Han}`;

/** The host says who is behind a link; what comes after it may name who was sent it. */
const LINK =
  /(https?:\/\/|www\.)(?:[^\s/?#@\p{Script=Han}]*@)?([^\s/?#，。！？、；《》【】“”（）]+)([/?#][^\s\p{Script=Han}，。！？、；：“”《》【】（）]*)?/giu;
const BARE_LINK = /(?<![\w.@/-])((?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24})[/?#][^\s\p{Script=Han}，。！？、；：“”《》【】（）]*/giu;
const maskLinks = (text: string): string =>
  text
    .replace(LINK, (_, scheme: string, host: string, rest?: string) => `${scheme}${host}${rest === undefined ? '' : '/…'}`)
    .replace(BARE_LINK, '$1/…');

const EMAIL = /(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]+[@＠](?=[A-Za-z0-9-]+\.)/g;
const AT_HANDLE = /(?<![\w…@.])@[A-Za-z]\w{3,}/g;
const maskMail = (text: string): string => text.replace(EMAIL, '…@').replace(AT_HANDLE, '@…');

/** IBANs, and what is longer: wallets of crypto money. */
const IBAN = /\b[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?\b/g;
const WALLET = /\b(?=[A-Za-z]*\d)(?=\d*[A-Za-z])[A-Za-z0-9]{20,}\b/g;
const byItsEnd = (found: string): string => maskNumber(found.replace(/[^\p{L}\p{N}]/gu, ''));
const maskAccounts = (text: string): string => text.replace(IBAN, byItsEnd).replace(WALLET, byItsEnd);

const HANDLE =
  /(微信号?|扣扣|企鹅号?|QQ群?号?|支付宝(?:账号|账户)?|[账帐][号户]|电报号?|飞机号?|Telegram|WhatsApp|抖音号?|群号)([是为:：\s]{0,4})(?!https?:|www\.|[\w-]*\.[a-z])([A-Za-z0-9][A-Za-z0-9_-]{4,})(?![A-Za-z0-9_-])/giu;
const isHandle = (label: string, handle: string): boolean =>
  /[a-z]/i.test(handle) || (handle.length >= 6 && /^(?:qq|扣扣|企鹅|群号)/i.test(label));
const maskHandles = (text: string): string =>
  text.replace(HANDLE, (found, label: string, gap: string, handle: string) =>
    isHandle(label, handle) ? `${label}${gap}…${handle.slice(-2)}` : found,
  );

const LABELS = '(?:收款人?|付款人?|持卡人|开户人)?(?:姓名|户名)|收款人|收款方|付款人|持卡人|开户人';
const SURNAMES =
  '欧阳|司马|诸葛|上官|东方|皇甫|尉迟|公孙|慕容|令狐|夏侯|司徒|端木|[王李张刘陈杨黄赵周吴徐孙马胡朱郭何罗高林郑梁谢唐许冯宋韩邓彭曹曾田萧肖潘袁蔡蒋余于杜叶程魏苏吕丁任沈姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎闫薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戚莫孔向汤温康施牛樊葛邢安齐庞颜庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戎岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利于呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由]';
const NO_NAME = '[的是了他她它你您我们这那账帐户卡信不要都也在有被让把给说写填与没个什怎哪谁呢吗姓转打]';
const GIVEN = `(?:(?![的了是在和给把被让说就还要叫转打骗]|今天|昨天|前天)${HAN}){1,2}`;
const LABELLED_NAME = new RegExp(
  `(${LABELS})([是为叫:：\\s]{0,3})(?!${NO_NAME}|信息|账|帐)(${HAN}${GIVEN}|[A-Za-z]{2,}(?:[ ·][A-Za-z]+){0,3})`,
  'gu',
);
const TOLD_NAME = new RegExp(`(我叫|他叫|她叫|对方叫|名叫|名字叫|名字是|叫做)([:：\\s]{0,2})((?:${SURNAMES})${GIVEN})`, 'gu');
const shorterName = (name: string): string => (/^[A-Za-z]/.test(name) ? `${name.slice(0, 1)}**` : maskName(name));
const maskNames = (text: string): string =>
  [LABELLED_NAME, TOLD_NAME].reduce(
    (masked, rule) => masked.replace(rule, (_, label: string, gap: string, name: string) => `${label}${gap}${shorterName(name)}`),
    text,
  );

const COUNT = String.raw`[\p{Nd}〇零一二三四五六七八九十百]{1,6}(?:[-－之]\p{Nd}{1,4})?`;
const STREET = new RegExp(
  `(?:(?![省市区县镇乡住在到])${HAN}){1,4}(路|街|大道|巷|弄|胡同|小区|花园|公寓|新村|家园|苑|村)\\s*${COUNT}\\s*(号|弄|栋|幢|座)`,
  'gu',
);
const HOUSE = new RegExp(`(?<![\\p{Nd}…])(?:${COUNT}\\s*(栋|幢|号楼|单元)|\\p{Nd}{1,5}\\s*(座|室))`, 'gu');
const maskAddresses = (text: string): string =>
  text.replace(STREET, '…$1…$2').replace(HOUSE, (_, house?: string, room?: string) => `…${house ?? room}`);

const CODE = /((?:验证码|校验码|动态码|密码|口令|\bcode)\s*(?:是|为|[:：])?\s*)[\p{Nd}A-Za-z]{4,8}(?![\p{Nd}A-Za-z])/giu;
const maskCodes = (text: string): string => text.replace(CODE, '$1••••');

/** A million and more, that nobody may take for a telephone number: how much it is stays, in 万. */
const AMOUNT =
  /(?<![\p{Nd}.])(\d{7,9})(?:\.\d{1,2})?(?=\s*(?:元|块|圆|人民币|美元|RMB))|(?<=[¥￥]\s?)(\d{7,9})(?:\.\d{1,2})?(?![\p{Nd}.])/giu;
const TOLD_AMOUNT = /((?:[转汇付充投骗借贷交打输][了走出去账]{1,2}|损失了?|金额[是为:：]?|一?共计?)\s*)(\d{5,7}00)(?![\p{Nd}.])/gu;
const inTenThousands = (digits: string): string => `${Math.round(Number(digits) / 1000) / 10}万`;
const roundAmounts = (text: string): string =>
  text
    .replace(AMOUNT, (_, before?: string, behind?: string) => inTenThousands(before ?? behind ?? ''))
    .replace(TOLD_AMOUNT, (_, said: string, digits: string) => said + inTenThousands(digits));

/** Digits of every script, ① and Chinese ones as one says a telephone number; inside a class. */
const DIGITS = String.raw`\p{Nd}①-⑨〇零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖`;
const DIGIT = `[${DIGITS}]`;
/** Dates, times, addresses of machines and amounts with cents, whose digits are nobody's number. */
const KEPT = new RegExp(
  [
    String.raw`(?<![${DIGITS}./-])(?:19|20)\d{2}([-/.])\d{1,2}\1\d{1,2}(?![-/.]?${DIGIT})`,
    String.raw`(?<!${DIGIT})\d{1,2}[:：]\d{2}(?:[:：]\d{2})?(?!${DIGIT})`,
    String.raw`(?<![${DIGITS}.])\d{1,3}(?:\.\d{1,3}){3}(?!\.?${DIGIT})`,
    String.raw`(?<![${DIGITS}.-])\d{1,6}\.\d{1,2}(?![.-]?${DIGIT})`,
  ].join('|'),
  'gu',
);
const BETWEEN = String.raw`[ \t\u00a0\u3000\-‐-―－.·・_\p{Cf}]{0,2}`;
/** Seven digits or more, with what stands between them on a card or a telephone; an identity number may end in X. */
const LONG_NUMBER = new RegExp(`${DIGIT}(?:${BETWEEN}${DIGIT}){6,}(?:[Xx](?![A-Za-z]))?`, 'gu');
function maskNumbers(text: string): string {
  let [masked, from] = ['', 0];
  for (const { 0: kept, index } of text.matchAll(KEPT)) {
    masked += text.slice(from, index).replace(LONG_NUMBER, byItsEnd) + kept;
    from = index + kept.length;
  }
  return masked + text.slice(from).replace(LONG_NUMBER, byItsEnd);
}

const RULES = [maskLinks, maskMail, maskAccounts, maskHandles, maskNames, maskAddresses, maskCodes, roundAmounts, maskNumbers];
