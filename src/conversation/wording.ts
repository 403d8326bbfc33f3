import type { Language } from '../detection/language.ts';
import { COUNSEL_WORDS } from './counsel-words.ts';
import { EMERGENCY_WORDS } from './emergency-words.ts';
import { filled } from './fill-in.ts';
import { JOIN_WORDS } from './join-words.ts';
import { MATTER_WORDS } from './matter-words.ts';

/**
 * Every sentence the bot says that is not in the library's files. A test walks over all of them: no approval of a
 * payment, no promise of money back, no number that is not in numbers.yaml. `{…}` are filled in by `say`.
 * The first 60 characters of a verdict carry the colour, the one don't and the number: an SMS shows no more.
 */
export const WORDING = {
  headRed: { zh: '🔴 像诈骗：{title}。{dont}。有疑问打96110。', en: '🔴 Likely a scam. {dont}. Call 96110.' },
  headRedNoType: { zh: '🔴 像诈骗。{dont}。有疑问打96110。', en: '🔴 Likely a scam. {dont}. Call 96110.' },
  headYellow: { zh: '🟡 可疑，先核实。先别转账、别给验证码，拿不准打96110。', en: '🟡 Suspicious. Pay nothing yet. Call 96110.' },
  headGreen: {
    zh: '🟢 没看出诈骗特征，但我不能担保。要钱、要码、要下载就停下，打96110。',
    en: '🟢 No scam signs, no promise. Money, codes? Stop, call 96110.',
  },
  unsure: {
    zh: '🟡 我看不准。先别转账、别给验证码，拿不准打96110。把整段话或截图里的文字发来；要人工请回“转人工”。',
    en: '🟡 I cannot judge this. Pay nothing yet. Call 96110. Send me the whole message. For a person, reply "human".',
  },
  /** A human looks at it: he need not ask for one. */
  unsureCalled: {
    zh: '🟡 这条我看不准。先别转账、别给验证码，急事打110，拿不准打96110。',
    en: '🟡 I cannot judge this. Pay nothing, give no code. Urgent: call 110. If in doubt, call 96110.',
  },
  unread: { zh: '您刚发的这条我没能看懂。', en: 'I could not read what you just sent.' },
  ...MATTER_WORDS,
  ...COUNSEL_WORDS,
  unstored: {
    zh: '🟡 系统暂时记不下您这条，也叫不到人。先按骗子对待：别转账、别给验证码、别点链接。钱已经转了，马上打110；拿不准打96110，或本市热线{hotline}。过几分钟请再发一次。',
    en: '🟡 This message cannot be stored right now, and no officer has been told. Treat it as a scam: pay nothing, give no code, open no link. If money has gone, call 110 at once. If in doubt, call 96110 or {hotline}. Please send it again in a few minutes.',
  },
  /** True however it ends: it may be kept or not, and be answered yet. */
  unfinished: {
    zh: '🟡 系统这会儿很慢，您这条还没看完，别等。先按骗子对待：别转账、别给验证码、别点链接。钱已经转了，马上打110；拿不准打96110，或本市热线{hotline}。过几分钟没有回音，请再发一次。',
    en: '🟡 The system is slow and has not finished reading your message. Do not wait. Treat it as a scam: pay nothing, give no code, open no link. If money has gone, call 110 at once. If in doubt, call 96110 or {hotline}. If you hear nothing in a few minutes, please send it again.',
  },
  partlyRead: { zh: '这段话很长，我只看了开头和结尾。', en: 'This text is very long. I read only its beginning and its end.' },
  scheme: { zh: '套路：{title}。', en: 'Pattern: {title}.' },
  why: { zh: '为什么：', en: 'Why: ' },
  reason: { zh: '“{quote}”，{why}', en: '"{quote}": {why}' },
  now: { zh: '怎么办：', en: 'What to do: ' },
  nowOther: { zh: '请讲给他本人听，陪着他做：', en: 'Tell the person this, and help them do it: ' },
  phones: { zh: '电话：{numbers}', en: 'Phone: {numbers}' },
  verify: { zh: '想知道真假，自己拨{number}问{title}。', en: 'To check, call {number} yourself ({title}).' },
  label: { zh: '机器提示 · 套路库{version}', en: 'Automatic check · library {version}' },
  several: { zh: '您连着发来{count}条，一起说：', en: 'You sent {count} messages in a row. Here they are together:' },
  severalLine: { zh: '{index}. {symbol}{word}“{quote}”', en: '{index}. {symbol} {word}: "{quote}"' },

  realDissuasion: {
    zh: '🟡 先停下，别转账。自己拨110问“刚才是民警找我吗”。真劝阻只叫您停，不要钱、不要码、电话里不叫您下软件。',
    en: '🟡 Stop, pay nothing. Dial 110 yourself and ask "Did an officer just call me?" A real officer only tells you to stop, and never asks for money, codes or apps.',
  },
  policeInvitation: {
    zh: '🟡 先核实：自己拨110转当时报案的派出所。真的返还不收一分钱，也不发链接；要手续费、要点链接就是骗子。',
    en: '🟡 Check first: dial 110 yourself and ask for the police station where you reported. A real refund from the police costs nothing and comes with no link. Anyone who wants a fee or a click is a scammer.',
  },
  familyCheck: {
    zh: '打他一直用的那个号码，问一件只有他知道的事。',
    en: 'Call the number they have always used, and ask something only they would know.',
  },

  ...EMERGENCY_WORDS,
  secondScam: {
    zh: '🔴 像诈骗：二次诈骗。别付钱、别给验证码。有疑问打96110。',
    en: '🔴 Likely a scam. Pay nothing, give no code. Call 96110.',
  },
  secondScamWhy: {
    zh: '骗过您的人会换个身份再来：谁说能帮您追回钱、要您先交费或做什么，都是骗子。',
    en: 'Those who cheated you come back under another name. Anyone who offers to recover your money and wants a fee or anything else first is a scammer.',
  },
  recoveryAsked: {
    zh: '钱能不能回来，我说不准，要看警方办案；还没报警就先打110，进展问办案民警或拨{hotline}。以后谁说能帮您追回来、要先交费，都是骗子。',
    en: 'I cannot say whether the money will come back: that depends on the police. If you have not reported it yet, call 110. For news, ask the officer on your case or call {hotline}. Anyone who offers to get it back for a fee is a scammer.',
  },

  called: { zh: '已叫值班员，工单{number}。', en: 'An officer has been called, case {number}.' },
  calledExpected: {
    zh: '已登记，工单{number}，值班员一到就看到。急事现在就打110；咨询打96110，或拨{hotline}。',
    en: 'Case {number} is registered. An officer will see it when one comes on duty. Urgent: call 110 now. Advice: 96110 or {hotline}.',
  },
  calledOffDuty: {
    zh: '工单{number}已登记，{back}。急事现在就打110；咨询打96110。',
    en: 'Case {number} is registered. {back}. Urgent: call 110 now. Advice: 96110.',
  },
  caseWaits: {
    zh: '工单{number}还在排队，有人接手就在这里回您。',
    en: 'Case {number} is still waiting. Whoever takes it will answer you here.',
  },
  officerNeedsAWord: {
    zh: '请再发一个字来，随便什么字：您只点了菜单，微信不让值班员回您。',
    en: 'Please type and send one word, any word: you only tapped the menu, and WeChat does not let the officer reply to that.',
  },
  officerNotInGroup: {
    zh: '群里别人也看得到，值班员不在群里回话。请点我的头像，私下把事情再发一遍；也可以拨{hotline}。',
    en: 'Others can read this group, so the officer does not reply here. Tap my picture and write to me privately, or call {hotline}.',
  },
  backAt: { zh: '值班员最快{from}看到', en: 'An officer will see it {from} at the earliest' },
  backLater: { zh: '眼下还没有人接手，按先后排着', en: 'Nobody has taken it yet, but it keeps its place in the queue' },
  reached: {
    zh: '已联系上值班员，工单{number}，上线就来看。急事别等，打110。',
    en: 'An officer has been reached about case {number} and will look at it soon. If it is urgent, do not wait: call 110.',
  },
  returned: {
    zh: '值班员一时没顾上，工单{number}又排上了，有人接手就在这里回您。您接着发，我先答。急事别等，打110。',
    en: 'The officer could not go on just now. Case {number} waits again, and whoever takes it will answer you here. Go on writing, I will answer. If it is urgent, do not wait: call 110.',
  },
  comfort: {
    zh: '不怪您。骗子专门练过，细心的人也会遇到。钱已经转出去，先打110说“我被骗了，要止付”；还没转，就别再理他。您慢慢说，我都在。',
    en: 'It is not your fault. Scammers practise this, and it happens to careful people. If money has gone, call 110 first and say "I was cheated, stop the payment". If not, stop answering them. Take your time. I am here.',
  },
  human: {
    zh: '已为您转人工，工单{number}{place}。等人时先别转账；钱已经出去了就先打110。也可以直接拨{hotline}。',
    en: 'An officer has been called, case {number}{place}. Pay nothing while you wait. If money has gone, call 110 first. You can also call {hotline}.',
  },
  humanExpected: {
    zh: '已登记转人工，工单{number}{place}，值班员一到就看到。等人时先别转账；急事打110，咨询打96110，或拨{hotline}。',
    en: 'Your request for a person is registered, case {number}{place}. An officer will see it when one comes on duty. Pay nothing while you wait. Urgent: call 110. Advice: 96110 or {hotline}.',
  },
  humanOffDuty: {
    zh: '现在没有值班员在线。工单{number}已登记{place}，{back}。急事打110；咨询打96110，或拨{hotline}。等人时先别转账。',
    en: 'No officer is online now. Case {number} is registered{place}. {back}. Urgent: call 110. Advice: 96110 or {hotline}. Pay nothing while you wait.',
  },
  ahead: { zh: '，前面还有{count}位', en: ', {count} ahead of you' },
  yourTurn: { zh: '，马上轮到您', en: ', you are next' },
  cancelled: {
    zh: '已取消人工，工单{number}不再排队。要找人，随时回“转人工”，或拨{hotline}；急事打110。',
    en: 'Cancelled. Case {number} is no longer waiting. If you want a person, reply "human" at any time or call {hotline}. Urgent: call 110.',
  },
  notCancelled: {
    zh: '好，知道了。工单{number}值班员还是会看一眼，您不用守着。急事打110；咨询打96110，或拨{hotline}。',
    en: 'All right. An officer will still look at case {number}, but you need not wait. Urgent: call 110. Advice: 96110 or {hotline}.',
  },
  nothingToCancel: {
    zh: '现在没有在排队的人工。要找人，随时回“转人工”，或拨{hotline}；急事打110。',
    en: 'You are not waiting for a person right now. If you want one, reply "human" at any time or call {hotline}. Urgent: call 110.',
  },
  nextUnknown: { zh: '骗子得手一次，还会换个名目再来。', en: 'Scammers who succeed once come back with another story.' },
  nextStep: { zh: '这种骗局接下来会这样：{next}', en: 'How this scam goes on: {next}' },
  ruled: { zh: '人工研判：{reason}（{officer}）', en: 'An officer ({officer}) says: {reason}' },
  whyNothing: { zh: '您先把可疑的短信或事情发给我，我再说为什么。', en: 'Send me the suspicious message first. Then I can tell you why.' },
  whyGreen: {
    zh: '我没看到要钱、要验证码、要下载、吓唬人这些骗子常用的手法，所以没有标红。但我只看得到文字，不能担保。',
    en: 'I saw none of the usual tricks: asking for money, codes or apps, or threats. That is why it is not red. But I see only words, and I cannot vouch for it.',
  },
  corrected: { zh: '明白了，按您更正的看。', en: 'Understood. I will go by your correction.' },
  typeMarks: { zh: '{title}是这样骗人的：', en: 'How it works ({title}): ' },
  erased: {
    zh: '已删除您在这里的聊天和信息。以后有事随时再来；急事打110。',
    en: 'Your chat and your data here are deleted. Come back any time. In an emergency, call 110.',
  },
  eraseLater: {
    zh: '工单{number}还没办完，它需要的内容要留到结束，结束后就删除。急事打110。',
    en: 'Case {number} is still open. What it needs is kept until it is closed, then deleted. In an emergency, call 110.',
  },
  welcome: {
    zh: '您好，我是{city}反诈一哥。把可疑的短信、聊天原话转发或复制给我，我看像不像骗人的。要钱、要验证码、要下载，先停下问我。钱已转出马上打110；人工打{hotline}。您的话加密保存，只用来防骗，怎么删回“隐私”。',
    en: 'Hello, I am the anti-fraud bot of {city}. Copy or forward me any suspicious message, and I will say whether it looks like a scam. If anyone wants money, a code or an app from you, stop and ask me first. Money gone: call 110 now. To speak to a person: {hotline}. Your words are encrypted and used only against fraud. To see how to delete them, reply "privacy".',
  },
  ...JOIN_WORDS,
  abroad: {
    zh: '说明：这个渠道的消息存在境外服务器上，不要发身份证号、卡号、密码。',
    en: 'Please note: messages on this channel are stored outside China. Do not send ID numbers, card numbers or passwords.',
  },
  terms: {
    zh: '您的话加密存，只为防骗。细说回“隐私”，删回“删除我的信息”。',
    en: 'Your words are encrypted and used only against fraud. Reply "privacy" for more, "delete my data" to erase.',
  },
  ratedRight: { zh: '谢谢。再有可疑的，随时发来。', en: 'Thank you. Send me anything suspicious, at any time.' },
  ratedWrong: {
    zh: '谢谢，记下了，会有人来看这次判断。没弄清之前，先别转账、别给验证码；要找人，回“转人工”。',
    en: 'Thank you, noted. Somebody will look at this answer. Until it is clear, pay nothing and give no code. For a person, reply "human".',
  },
  attachmentKept: {
    zh: '语音/图片已交值班员，不用打字。急事打110。没看完之前，先别转账、别给验证码。',
    en: 'An officer has your picture or voice message. No need to type. Urgent: call 110. Until they have looked, pay nothing and give no code.',
  },
  attachmentExpected: {
    zh: '语音/图片已登记，工单{number}，值班员一到就看到，不用打字。急事打110，咨询打96110。没看完之前，先别转账、别给验证码。',
    en: 'Your picture or voice message is registered, case {number}. No need to type: an officer will see it when one comes on duty. Urgent: call 110. Advice: 96110. Until then, pay nothing and give no code.',
  },
  attachmentHow: {
    zh: '先别转账、别给验证码。图片和语音我看不懂。请长按对方那句话，点“复制”，再粘贴发给我；急事打110，咨询打96110。',
    en: 'Pay nothing and give no code for now. I cannot read pictures or voice messages. Press and hold their message, tap Copy, then paste it here. Urgent: call 110. Advice: 96110.',
  },
  termsPage: { zh: '全文：{address}', en: 'The full text: {address}' },
  helpPage: { zh: '不会复制，看图：{address}', en: 'How to copy, with pictures: {address}' },
  tellMore: { zh: '把对方发来的原话复制给我，我看得更准。', en: 'Copy their exact words to me, and I can judge better.' },
} as const satisfies Record<string, { zh: string; en: string }>;

type WordingKey = keyof typeof WORDING;

/** Makes Traditional Chinese of a finished sentence; the citizen's own quoted words are put in afterwards. */
export type Localize = (text: string) => string;

export interface Voice {
  readonly language: Language;
  say(key: WordingKey, values?: Readonly<Record<string, string>>): string;
  /** Picks the language of a bilingual library text. */
  pick(text: { readonly zh: string; readonly en: string }): string;
  localize: Localize;
}

export function createVoice(language: Language, toTraditional: Localize): Voice {
  const localize: Localize = language === 'zh-TW' ? toTraditional : (text) => text;
  const pick = (text: { readonly zh: string; readonly en: string }): string => (language === 'en' ? text.en : localize(text.zh));
  return {
    language,
    localize,
    pick,
    say: (key, values) => {
      const template = pick(WORDING[key]);
      return values ? filled(template, values) : template;
    },
  };
}
