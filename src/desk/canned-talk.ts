import { type CannedReply, cannedReply } from './canned-reply.ts';

/** How one speaks with him: first words, questions, last words. */
export const CANNED_TALK: readonly CannedReply[] = [
  // First words, and the way through a talk.
  cannedReply(
    'opening',
    '开场',
    'Opening words',
    '您好 自我介绍 接手 hello introduce',
    '您好，我是值班员{officer}，您这件事我来办。先别转账，别给验证码。您慢慢说。',
  ),
  cannedReply(
    'opening-urgent',
    '开场·紧急',
    'Opening, urgent',
    '紧急 马上 接手 urgent hello',
    '我是值班员{officer}。先挂掉对方电话，钱一分都别再转。钱已经出去了就马上打110，我在这里等您。',
  ),
  cannedReply(
    'prove-us',
    '怎么知道我是真的',
    'How to check that we are real',
    '真假 身份 警号 冒充 verify us identity',
    '您可以不信我，自己拨{hotline}找{officer}，报工单{number}。我们不要您的钱、密码和验证码，也不叫您装软件。',
  ),
  cannedReply(
    'waiting',
    '请稍等',
    'One moment',
    '等一下 核实中 wait moment checking',
    '我正在看，几分钟内回您。等的时候先别转账，也别回骗子的话。',
  ),
  cannedReply(
    'still-there',
    '还在吗',
    'Are you still there',
    '没回 在不在 沉默 silent answer',
    '您还在吗？回一个字就行。要是正被人催着转钱，先挂电话，打110。',
  ),
  cannedReply(
    'call-us',
    '请打电话给我们',
    'Please ring us',
    '电话 打过来 说不清 ring phone',
    '这事打电话说更快：请拨{hotline}，报工单{number}。钱已经转出去的，先打110。',
  ),
  cannedReply(
    'callback',
    '我给您回电',
    'We will ring you',
    '回电 回拨 约定 callback promise ring back',
    '我稍后给您回电话。接起来拿不准就挂断，自己拨{hotline}找{officer}，报工单{number}。',
  ),
  cannedReply(
    'unreached',
    '电话没打通',
    'We could not reach you',
    '没接 打不通 占线 unreached no answer',
    '刚才给您打电话没打通。方便时请拨{hotline}，报工单{number}。没说清之前先别转账。',
  ),
  cannedReply(
    'plain-text',
    '请发原文',
    'Please send the original text',
    '截图 原话 发过来 original screenshot',
    '请把对方的原话、短信或截图发过来。别点里面的网址，别照他说的做。验证码和密码不要发。',
  ),
  // The one fact that is missing.
  cannedReply(
    'ask-payee',
    '问：转给谁',
    'Ask: to whom',
    '收款人 账号 户名 对方账户 payee account',
    '请告诉我钱转给了谁：户名、开户银行、账号，照转账记录抄。您自己的密码和验证码不要发。',
  ),
  cannedReply(
    'ask-amount',
    '问：多少钱',
    'Ask: how much',
    '金额 几笔 多少 amount sum',
    '请告诉我一共转了几笔，每笔多少钱。记不清就先说个大概。',
  ),
  cannedReply(
    'ask-time',
    '问：几点转的',
    'Ask: at what time',
    '时间 几点 什么时候 time when',
    '请告诉我最后一笔是几点几分转的，用的哪家银行或哪个App。照转账记录看最准。',
  ),
  cannedReply(
    'check-facts',
    '核对：转给谁、多少',
    'Check the facts',
    '核对 确认 对不对 金额 收款人 confirm check facts',
    '跟您核对一下：{amount}，转给了{payee}，对不对？哪里不对，您照转账记录告诉我。',
  ),
  cannedReply(
    'ask-stage',
    '问：到哪一步',
    'Ask: how far it has gone',
    '进度 哪一步 转了没 stage how far',
    '请先告诉我：钱转了没有？给过验证码没有？装过软件、共享过屏幕没有？一样一样说。',
  ),
  cannedReply(
    'ask-safe',
    '问：身边有谁',
    'Ask: who is with you',
    '在哪里 身边 一个人 where alone with',
    '您现在在哪里，身边有没有人？方便的话，把手机交给家人跟我说。',
  ),
  // The end.
  cannedReply(
    'window',
    '过一会儿可能发不出',
    'The window is closing',
    '窗口 48小时 发不出 超时 window closed reply',
    '这里过了时间就不让我们再发。您随时回一个字，我就能接着说；急事拨{hotline}，被骗了打110。',
  ),
  cannedReply(
    'closing',
    '结束语',
    'Closing words',
    '再见 结束 结案 bye close thanks',
    '今天先到这里，工单{number}。以后要钱、要码、要下载的，先停下来问一声，打96110或{hotline}。',
  ),
  cannedReply(
    'closing-loss',
    '结束语·已受损',
    'Closing words after a loss',
    '结束 受损 追回 提醒 close loss',
    '今天先到这里，工单{number}。记住一条：谁说交钱能帮您追回，都是骗子。有人找您，先打96110。',
  ),
];
