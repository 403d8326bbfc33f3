import type { Spoken } from '../console/language.tsx';

/** What stands on the page of the conversation, apart from the answers. */
export const HOME_WORDS: Spoken<{
  title: (city: string) => string;
  description: string;
  skip: string;
  conversation: string;
  log: string;
  reading: string;
  reload: string;
  clear: string;
  clearTells: string;
  clearDo: string;
  ask: string;
  askHere: string;
  lead: string;
  legend: string;
  red: string;
  redTells: string;
  yellow: string;
  yellowTells: string;
  green: string;
  greenTells: string;
  trySample: string;
  privacy: string;
  privacyLink: string;
}> = {
  'zh-CN': {
    title: (city) => `反诈一哥 · ${city}`,
    description: '收到可疑的短信、聊天、链接，贴过来问一问：像不像诈骗，为什么，现在怎么办。钱刚转走，先打110。',
    skip: '跳到输入框',
    conversation: '和一哥的对话',
    log: '对话',
    reading: '正在看',
    reload: '看看有没有新回复',
    clear: '清空对话',
    clearTells: '清空后，这台设备上看不到这段对话了，没写完的也不留。已经转给值班员的工单还在办。',
    clearDo: '清空',
    ask: '收到可疑的消息？',
    askHere: '贴过来，我帮您看。',
    lead: '短信、聊天、链接、电话里说的话都行。一秒钟告诉您：像不像诈骗，为什么，现在怎么办。',
    legend: '三种回答',
    red: '红 · 像诈骗',
    redTells: '停下，别照做',
    yellow: '黄 · 可疑',
    yellowTells: '先核实，再说',
    green: '绿 · 没看出诈骗特征',
    greenTells: '不等于没事，动钱前再问',
    trySample: '先试这一条，点我看看',
    privacy: '不用登记，不问姓名。您发来的话加密保存，只用来识别骗局和帮您。别发密码、验证码和整张银行卡。',
    privacyLink: '存多久、怎么删',
  },
  en: {
    title: () => 'Anti-fraud helpline · 反诈一哥',
    description:
      'Paste a suspicious message, chat or link. See whether it looks like a scam, why, and what to do now. Money just gone: call 110 first.',
    skip: 'Skip to the message box',
    conversation: 'Your conversation',
    log: 'Conversation',
    reading: 'Reading',
    reload: 'Check for new answers',
    clear: 'Clear the conversation',
    clearTells: 'This device will no longer show it, or anything you had begun to write. If an officer has your case, it goes on.',
    clearDo: 'Clear',
    ask: 'Got a suspicious message?',
    askHere: 'Paste it here.',
    lead: 'A text message, a chat, a link, or what somebody said on the phone, in Chinese or English. In a second I tell you whether it looks like a scam, why, and what to do now.',
    legend: 'The three answers',
    red: 'Red · likely a scam',
    redTells: 'stop, do not do what it says',
    yellow: 'Yellow · suspicious',
    yellowTells: 'check first',
    green: 'Green · no scam signs',
    greenTells: 'no guarantee; ask again before you pay',
    trySample: 'Try this one: tap it',
    privacy:
      'No registration, no name. Your words are encrypted, and used only to spot scams and help you. Do not send passwords, codes or a whole bank card.',
    privacyLink: 'How long we keep it, and how to delete it',
  },
};
