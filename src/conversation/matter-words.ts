/** What is said in the middle of a talk to words that tell nothing new; part of WORDING (wording.ts), whose tests walk over it too. */
export const MATTER_WORDS = {
  notFollowed: {
    zh: '这一句我没听明白，先照刚才说的：{dont}。钱转了、码给了，马上回我“转了”；要找人，回“转人工”。急事打110。',
    en: 'I did not follow that. What I said stands. {dont}. If money or a code has gone, reply "I paid"; for a person reply "human". Urgent: call 110.',
  },
  notUnderstood: {
    zh: '这句话我没听明白。有可疑的短信、电话，把原话发来；钱已经转了，回我“转了”；想找人说，回“转人工”。急事打110，咨询打96110。',
    en: 'I did not understand that. Send me the suspicious text as it is; if money has gone, reply "I paid"; for a person reply "human". Urgent: 110. Advice: 96110.',
  },
  goOn: {
    zh: '我在。{dont}。有新情况接着发给我；钱转了、码给了，马上回我“转了”。急事打110。',
    en: 'I am here. {dont}. Tell me whatever is new; if money or a code has gone, reply "I paid". Urgent: call 110.',
  },
  urgentNoted: {
    zh: '记下了，打110时也这样说。别再转钱，现金、银行卡、验证码都别给人，他的电话别接。110还没打，现在就打。',
    en: 'Noted; tell 110 the same. Pay nothing more, give no cash, card or code to anyone, do not answer him. If you have not called 110 yet, do it now.',
  },
  urgentNotedBank: {
    zh: '知道了。110打过了吗？没打先打，说“我被骗了，要止付”。卡背面的电话也打一个，要求冻结。他再来电话、再发消息，都别理。别再转钱。',
    en: 'Understood. Have you called 110? If not, call first: "I was cheated, stop the payment". Then the number on the back of your card, to freeze it. Do not answer him. Pay nothing more.',
  },
  urgentNotedProof: {
    zh: '我记着。聊天、转账记录、他的号码都截图留好，给民警看。别再转钱；谁说先交费能把钱要回来，都别信。110没打通，就再拨一次。',
    en: 'Noted. Keep screenshots of the chat, the payments and his numbers for the police. Pay nothing more; whoever wants a fee to get it back is a scammer too. If 110 did not answer, dial again.',
  },
  urgentStop: {
    zh: '听见了。先什么都别做：别出门，别取钱，别再转钱，东西不交给人，电话挂掉。打110把这些讲给民警听，叫家里人来陪着您。',
    en: 'I hear you. Do nothing for now: do not go out, withdraw or pay nothing more, hand nothing over, hang up. Tell 110 all this, and have somebody of your family come.',
  },
  urgentChild: {
    zh: '记下了。别再转、别再回他。现在就把手机给大人看，从头说一遍；大人不在，自己打110，说你几岁、在哪里。这不怪你。',
    en: 'Noted. Send nothing more and do not answer him. Show this to a grown-up now and tell it from the beginning; if nobody is there, call 110 yourself: how old you are and where. It is not your fault.',
  },
  urgentAsked: {
    zh: '这一问我答不准，打110问民警最快。眼下先做到：别再转钱，现金、银行卡、验证码都别给人，他的电话别接。',
    en: 'I cannot answer that for sure; the police on 110 can. For now: pay nothing more, give no cash, card or code to anyone, do not answer him.',
  },
  urgentGoOn: {
    zh: '我在。110打通了，就照民警说的做；没打通，再拨一次，或去最近的派出所、银行。别再转钱，他的电话别接。',
    en: 'I am here. If you reached 110, do as they say; if not, dial again or go to the nearest police station or bank. Pay nothing more, do not answer him.',
  },
  freezeAt: {
    zh: '{title}是{number}：打过110再打它，要求挂失、冻结。',
    en: '{title}: {number}. After 110, call it and ask to freeze the card.',
  },
  again: {
    zh: '还是那句：{dont}，拿不准打96110。对方又要您做什么，接着发给我；钱转了、码给了，马上打110，再回我“转了”。',
    en: 'The same holds. {dont}; in doubt call 96110. Tell me what else they ask of you. If money or a code has gone, call 110 and reply "I paid".',
  },
  againOther: {
    zh: '听见了，我的话不变：{dont}。别急着照对方说的办，先打96110问一声。钱转了、码给了，马上打110，再回我“转了”。',
    en: 'I hear you, and it stays so: {dont}. Do nothing that they want before you have asked 96110. If money or a code has gone, call 110 and reply "I paid".',
  },
  forOtherOn: {
    zh: '先拦住他本人：到他身边去，让他把电话挂了、手机放下。赶不过去，就打电话找他身边的人。他不听、眼看要转钱或出门交钱，马上打110请民警上门。',
    en: 'Stop the person first: go there, have them hang up and put the phone down; too far, call somebody near them. If they do not listen and money is about to go, call 110 and ask for an officer.',
  },
  greenAgain: {
    zh: '照您说的，还是没看出诈骗的样子，但我不能担保。他要是提钱、要验证码、叫您下载，先停下来问我；拿不准打96110。',
    en: 'From what you say I still see no scam signs, but I cannot vouch for it. If money, a code or an app comes up, stop and ask me first; in doubt call 96110.',
  },
  alsoTrick: {
    zh: '这也是这种骗局的一步。{reasons}{dont}，拿不准打96110。钱转了、码给了，马上打110，再回我“转了”。',
    en: 'That is another step of the same scam. {reasons} {dont}; in doubt call 96110. If money or a code has gone, call 110 and reply "I paid".',
  },
  askThere: {
    zh: '这一问我答不准，打96110能问清楚，要找人回“转人工”。{dont}。钱转了、码给了，马上打110，再回我“转了”。',
    en: 'I am not sure about that one: 96110 can tell you, or reply "human" for a person. {dont}. If money or a code has gone, call 110 and reply "I paid".',
  },
  exposed: {
    zh: '您查得对，多半就是冒充的。别再理他，聊天和号码截图留好；钱已经转出去了，马上打110，再回我“转了”。',
    en: 'You did right to check: most likely it is an impostor. Do not answer any more, keep screenshots. If money has gone, call 110 and reply "I paid".',
  },
  noted: {
    zh: '记下了。{dont}。钱要是已经出去了，马上打110，再回我“转了”。',
    en: 'Noted. {dont}. If that money has gone already, call 110 now and reply "I paid".',
  },
  followUp: { zh: '{answer}{dont}。', en: '{answer} {dont}.' },
} as const;
