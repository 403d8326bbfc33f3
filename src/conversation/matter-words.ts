/** What is said in the middle of a talk to words that tell nothing new; part of WORDING (wording.ts), whose tests walk over it too. */
export const MATTER_WORDS = {
  notFollowed: {
    zh: '这一句我没听明白，先照刚才说的：{dont}。钱转了、码给了，马上回我“转了”；要找人，回“转人工”。急事打110。',
    en: 'I did not follow that. What I said stands. {dont}. If you have paid or given a code, reply "I paid" at once. For a person, reply "human". Urgent: call 110.',
  },
  whatHappened: {
    zh: '先别慌，跟我说一句：谁找您，要您做什么？他要钱、要验证码的，先别给。已经给了，现在就打110，再回我“转了”；想找人说，回“转人工”。',
    en: 'Take a breath and tell me in one line: who contacted you, and what do they want? If they want money or a code, do not give it. If it has gone, call 110 now and reply "I paid". For a person, reply "human".',
  },
  notUnderstood: {
    zh: '这句话我没听明白。有可疑的短信、电话，把原话发来；钱已经转了，回我“转了”；想找人说，回“转人工”。急事打110，咨询打96110。',
    en: 'I did not understand that. If you got a suspicious message or call, send me the exact words. If money has gone, reply "I paid". For a person, reply "human". Urgent: call 110. Advice: 96110.',
  },
  goOn: {
    zh: '我在。{dont}。有新情况接着发给我；钱转了、码给了，马上回我“转了”。急事打110。',
    en: 'I am here. {dont}. If anything new happens, tell me. If you have paid or given a code, reply "I paid" at once. Urgent: call 110.',
  },
  urgentNoted: {
    zh: '记下了，打110时也这样说。别再转钱，现金、银行卡、验证码都别给人，他的电话别接。110还没打，现在就打。',
    en: 'Noted. Tell 110 the same. Pay nothing more. Give no cash, card or code to anyone, and do not take their calls. If you have not called 110 yet, call now.',
  },
  urgentNotedBank: {
    zh: '知道了。110打过了吗？没打先打，说“我被骗了，要止付”。卡背面的电话也打一个，要求冻结。他再来电话、再发消息，都别理。别再转钱。',
    en: 'Understood. Have you called 110? If not, call first and say "I was cheated, stop the payment" (in Chinese: "wo bei pian le, yao zhifu"). Then call the number on the back of your card and ask them to freeze it. Do not answer the scammer. Pay nothing more.',
  },
  urgentNotedProof: {
    zh: '我记着。聊天、转账记录、他的号码都截图留好，给民警看。别再转钱；谁说先交费能把钱要回来，都别信。110没打通，就再拨一次。',
    en: 'Noted. Keep screenshots of the chat, the payments and their numbers for the police. Pay nothing more. Anyone who wants a fee to get it back is a scammer too. If you did not get through to 110, dial again.',
  },
  urgentStop: {
    zh: '听见了。先什么都别做：别出门，别取钱，别再转钱，东西不交给人，电话挂掉。打110把这些讲给民警听，叫家里人来陪着您。',
    en: 'I hear you. Do nothing for now: do not go out, do not withdraw or pay anything, hand nothing over, hang up. Tell 110 all this, and ask somebody in your family to come.',
  },
  urgentChild: {
    zh: '记下了。别再转、别再回他。现在就把手机给大人看，从头说一遍；大人不在，自己打110，说你几岁、在哪里。这不怪你。',
    en: 'Noted. Send nothing more and do not answer them. Show this to a grown-up now and tell it from the beginning. If nobody is there, call 110 yourself and say how old you are and where you are. It is not your fault.',
  },
  urgentAsked: {
    zh: '这一问我答不准，打110问民警最快。眼下先做到：别再转钱，现金、银行卡、验证码都别给人，他的电话别接。',
    en: 'I cannot answer that for certain. The police on 110 can. For now: pay nothing more, give no cash, card or code to anyone, and do not take their calls.',
  },
  urgentGoOn: {
    zh: '我在。110打通了，就照民警说的做；没打通，再拨一次，或去最近的派出所、银行。别再转钱，他的电话别接。',
    en: 'I am here. If you got through to 110, do as the police say. If not, dial again, or go to the nearest police station or bank. Pay nothing more, and do not take their calls.',
  },
  runnerOn: {
    zh: '记下了，到派出所也这样讲。不收、不转、不取，卡和手机别再给人用，收到的钱别动。聊天、流水一条都别删，他再来催，别回。',
    en: 'Noted. Tell the police the same. Do not receive, move or withdraw money. Lend nobody your card or phone. Leave the money you received where it is. Delete no chats and no records. If they press you, do not answer.',
  },
  runnerOnOther: {
    zh: '知道了。主动去讲，比等着被找上门好。带上身份证、银行卡、聊天、流水，叫家里人陪着。收到的钱别自己退给谁，问过民警再说。',
    en: 'Understood. Going to the police yourself is better than waiting for them to come. Take your ID, cards, chats and records, and somebody from your family. Do not send the money back to anyone before you have asked the police.',
  },
  runnerAsked: {
    zh: '这一问我答不准，打110或到就近的派出所问民警。眼下先做到：不收、不转、不取，卡和手机别给人用，收到的钱别动。',
    en: 'I cannot answer that for certain. Ask the police on 110 or at the nearest station. For now: do not receive, move or withdraw money, lend nobody your card or phone, and leave the money you received where it is.',
  },
  runnerOtherOn: {
    zh: '记下了，到派出所也这样讲。看着他停手：卡、手机别再给人用，收到的钱别动，聊天、流水别删，对方再来找，别回。',
    en: 'Noted. Tell the police the same. See that they really stop: nobody else uses their card or phone, and the money they received stays where it is. Delete no chats and no records. If the scammers come again, do not answer.',
  },
  runnerOtherMore: {
    zh: '知道了。别骂他，陪他主动去派出所讲，比等着被找上门好。身份证、银行卡、聊天、流水都带上；收到的钱别自己退给谁。',
    en: 'Understood. Do not scold them. Go to the police together: that is better than waiting for the police to come. Take ID, cards, chats and records. Do not send the money back to anyone on your own.',
  },
  runnerOtherAsked: {
    zh: '这一问我答不准，打110或到就近的派出所问民警。眼下先让他停手：卡、手机别给人用，收到的钱别动。',
    en: 'I cannot answer that for certain. Ask the police on 110 or at the nearest station. For now, make them stop: nobody else uses their card or phone, and the money they received stays where it is.',
  },
  policeKnow: {
    zh: '记下了，民警问起也这样说。手机开着，等民警的电话；别再转钱，他的电话别接。有新情况，再打110告诉民警。',
    en: 'Noted. Tell the police the same. Keep your phone on for their call. Pay nothing more, and do not take calls from the scammer. If anything new happens, tell 110.',
  },
  policeKnowOther: {
    zh: '记下了，民警问起也这样说。您陪着他，手机、银行卡先替他收着；对方再打来，别让他接。有新情况，再打110告诉民警。',
    en: 'Noted. Tell the police the same. Stay with them, and keep their phone and bank card for now. If the scammer calls, do not let them answer. If anything new happens, tell 110.',
  },
  policeKnowOtherMore: {
    zh: '好的，这些留着，讲给民警听。别怪他，倒杯水，慢慢等；聊天、号码一条都别删。有新情况，再打110告诉民警。',
    en: 'All right. Keep this and tell the police. Do not blame them. Sit with them and wait. Delete no chats and no numbers. If anything new happens, tell 110.',
  },
  policeKnowMore: {
    zh: '好的，这些留着，讲给民警听。聊天、转账记录、号码一条都别删；谁再催您转钱，都别理。有新情况，再打110告诉民警。',
    en: 'All right. Keep this and tell the police. Delete no chats, payment records or numbers. Ignore anyone who presses you to pay. If anything new happens, tell 110.',
  },
  policeKnowCounter: {
    zh: '记下了，民警来了也这样说。先陪着他，单子、监控、收款的账号留好；他要走，再打110。',
    en: 'Noted. Tell the police the same. Stay with the customer. Keep the slips, the camera pictures and the account number. If they want to leave, call 110 again.',
  },
  freezeAt: {
    zh: '{title}是{number}：打过110再打它，要求挂失、冻结。',
    en: '{title}: {number}. After 110, call this number and ask them to freeze the card.',
  },
  again: {
    zh: '还是那句：{dont}，拿不准打96110。对方又要您做什么，接着发给我；钱转了、码给了，马上打110，再回我“转了”。',
    en: 'My advice is the same. {dont}. If in doubt, call 96110. If they want anything else from you, tell me. If you have paid or given a code, call 110 at once and reply "I paid".',
  },
  againOther: {
    zh: '听见了，我的话不变：{dont}。别急着照对方说的办，先打96110问一声。钱转了、码给了，马上打110，再回我“转了”。',
    en: 'I hear you, but my advice is the same. {dont}. Before you do what they want, ask 96110. If you have paid or given a code, call 110 at once and reply "I paid".',
  },
  againNext: {
    zh: '{next}{dont}，拿不准打96110。钱转了、码给了，马上打110，再回我“转了”。',
    en: '{next} {dont}. If in doubt, call 96110. If you have paid or given a code, call 110 at once and reply "I paid".',
  },
  notedNext: {
    zh: '记下了。{next}{dont}。钱要是已经出去了，马上打110，再回我“转了”。',
    en: 'Noted. {next} {dont}. If the money has already gone, call 110 at once and reply "I paid".',
  },
  forOtherOn: {
    zh: '先拦住他本人：到他身边去，让他把电话挂了、手机放下。赶不过去，就打电话找他身边的人。他不听、眼看要转钱或出门交钱，马上打110请民警上门。',
    en: 'Stop the person first. Go to them, and have them hang up and put the phone down. If you are too far away, call somebody near them. If they do not listen and money is about to go, call 110 and ask for an officer to come.',
  },
  otherNoted: {
    zh: '记下了，打110时也这样说。他停下了没有？没停，现在就打110请民警上门；停下了，陪着他，手机、银行卡先替他收着。',
    en: 'Noted. Tell 110 the same. Have they stopped? If not, call 110 now and ask for an officer to come. If so, stay with them, and keep their phone and bank card for now.',
  },
  otherLost: {
    zh: '知道了。他打过110了吗？没打，现在就陪他打，说“我被骗了，要止付”。再打他银行卡背面的电话冻结。聊天、转账记录都别删。',
    en: 'Understood. Have they called 110? If not, help them call now and say "I was cheated, stop the payment". Then call the number on the back of their card to freeze it. Delete no chats and no payment records.',
  },
  otherAsked: {
    zh: '这一问我答不准，打110问民警最快。眼下先看住他：别让他再转钱，现金、银行卡、验证码都别给人。',
    en: 'I cannot answer that for certain. The police on 110 can. For now, stay with them: no more payments, and no cash, card or code to anyone.',
  },
  otherAgain: {
    zh: '把这句带给他：{dont}，拿不准一起打96110。钱已经转了、码给了，马上陪他打110，再回我“转了”。',
    en: 'Tell them this. {dont}. If in doubt, call 96110 together. If they have paid or given a code, help them call 110 at once, then reply "I paid".',
  },
  counterOn: {
    zh: '记下了。先拖住不办，陪着他，请负责人出面。他不肯说、电话不挂、旁边有人催，就打110，把这些也告诉民警。',
    en: 'Noted. Keep it on hold, stay with the customer, and have your manager speak to them. If they will not talk, will not hang up, or somebody is rushing them, call 110 and tell the police this too.',
  },
  counterOnOther: {
    zh: '知道了。能替他找到家里人最好；找不到，就请他在您这儿等民警。人别让他一个人走，要办的先不办。',
    en: 'Understood. It is best to reach their family. If you cannot, have them wait for the police with you. Do not let them leave alone, and do not process it yet.',
  },
  counterLost: {
    zh: '记下了。陪他打110说“我被骗了，要止付”，您这边把单子、监控、收款的账号留好。还没交出去的东西，先别给任何人。',
    en: 'Noted. Help them call 110 and say "I was cheated, stop the payment". Keep the slip, the camera pictures and the account it went to. Hand nothing more to anybody.',
  },
  counterAsked: {
    zh: '这一问我答不准：单位的规矩问负责人，别的打110问民警。没问清以前先不办，人先留住。',
    en: 'I cannot answer that for certain. Ask your manager about your rules, and 110 about the rest. Until it is clear, do not process it, and keep the customer with you.',
  },
  sceneOn: {
    zh: '记下了，也这样告诉110；不方便说话就发短信到12110。对骗子别说破，别跟他们走，别收他们的钱；眼前有人要受骗，就找个由头留住他，别让他交钱交东西。',
    en: 'Noted. Tell 110 the same, or text 12110 if you cannot speak. Do not let the scammers notice, do not go with them, and take no money from them. If somebody near you is about to be cheated, find a reason to keep them with you, and let them hand nothing over.',
  },
  sceneOnOther: {
    zh: '我记着。民警没到以前别当面问，别替他们送、取、收东西。照片、车牌、订单、合同留好；他们起了疑心，您先走开，到人多的地方再打110。',
    en: 'Noted. Until the police come, do not question them, and do not deliver, fetch or take anything for them. Keep photos, number plates, orders and contracts. If they get suspicious, go where there are people first, then call 110.',
  },
  sceneAsked: {
    zh: '这一问让110的民警来定，您照他们说的做。眼下别惊动骗子，自己先到安全的地方；要受骗的人在您身边，就把他也留住。',
    en: 'Let the police on 110 decide that, and do as they say. For now, do not alarm the scammers, and get yourself to a safe place. If the person they are cheating is near you, keep them with you.',
  },
  greenAgain: {
    zh: '照您说的，还是没看出诈骗的样子，但我不能担保。他要是提钱、要验证码、叫您下载，先停下来问我；拿不准打96110。',
    en: 'From what you tell me, I still see no signs of a scam, but I cannot vouch for it. If they bring up money, a code or an app, stop and ask me first. If in doubt, call 96110.',
  },
  greenAgainOther: {
    zh: '听您这么说，还是没看出什么，可我看不到全部。要付钱、改信息、报验证码，只在自己装的官方App里或窗口办，别点短信里的；拿不准打96110。',
    en: 'From what you tell me, I still see nothing, but I do not see all of it. To pay, change details or confirm a code, use only the official app you installed yourself or a counter, never a link in a message. If in doubt, call 96110.',
  },
  doubtOn: {
    zh: '记下了。是真是假，要自己问一句才知道：打官方电话、到窗口，或当面问本人。问到了告诉我；没问清以前，先别付钱、别给验证码。',
    en: 'Noted. The only way to know is to ask: call the official number, go to a counter, or ask the person face to face. Tell me what you hear. Until then, pay nothing and give no code.',
  },
  doubtOnOther: {
    zh: '听见了。光听讲，我还分不出。他要钱、要验证码、叫您下载，就先停下来问我；没要这些，按您自己查到的号码问一声，心里就有底了。',
    en: 'I hear you. From this alone, I cannot tell yet. If they want money, a code or a download, stop and ask me first. If not, call a number that you looked up yourself and ask.',
  },
  greenAsked: {
    zh: '这件事怎么办、办到哪一步，问办事的单位最准：用自己装的官方App、卡背面的电话，或到窗口问，别用短信、来电里给的。有人打电话、找上门要钱要码，先停下来问我。',
    en: 'The office in charge knows best. Ask it through the official app you installed yourself, the number on the back of your card, or at a counter, not through what a message or a caller gives you. If anybody wants money or a code, stop and ask me first.',
  },
  greenGoOn: {
    zh: '有事再发给我。要是让您另外付钱、扫码、加人、报验证码，先停下，打96110问一声；钱已经给了人，觉得不对，马上打110，再回我“被骗了”。',
    en: 'Write again whenever something comes up. If they want extra money, or want you to scan something, add somebody or give a code, stop and ask 96110 first. If money has gone and something feels wrong, call 110 at once and reply "I was cheated".',
  },
  dissuasionChecked: {
    zh: '自己查的号码打回去、对方认的，才算数。叫您去派出所，就去窗口当面办，不用带钱，也不用报验证码。要钱、要码、叫您下软件的，就是骗子，挂掉打110。',
    en: 'It counts only if you called a number you found yourself and they knew about it. If you are asked to come to the police station, go to its counter. You need no money and no code. Anyone who wants money, a code or an app is a scammer: hang up and call 110.',
  },
  thanksUrgent: { zh: '不客气。', en: 'You are welcome. ' },
  greenPaid: {
    zh: '记下了。照您说的，没看出诈骗的样子，但我不能担保。付款记录留好。他要是再要一笔、叫您别告诉家里人，或跟本人一对不是他收的，马上打110说“我被骗了，要止付”，再打付款银行。',
    en: 'Noted. From what you told me, I see no signs of a scam, but I cannot vouch for it. Keep the payment record. If they ask for more, tell you to keep it from your family, or the real person never got it, call 110 at once and say "I was cheated, stop the payment". Then call your bank.',
  },
  dissuasionOn: {
    zh: '真的民警、96110来电只劝您停：别转钱，别再跟对方聊。是不是真的，挂了自己拨96110或110问。来电的要是要钱、要码、叫您下软件、开共享，就是骗子，别理。钱已经转了，马上打110。',
    en: 'Real officers and 96110 only tell you to stop: pay nothing, and stop talking to those people. To be sure, hang up and dial 96110 or 110 yourself. A caller who wants money, a code, an app or your screen is a scammer. If money has gone, call 110 at once.',
  },
  alsoTrick: {
    zh: '这也是这种骗局的一步。{reasons}{dont}，拿不准打96110。钱转了、码给了，马上打110，再回我“转了”。',
    en: 'That is another step of the same scam. {reasons} {dont}. If in doubt, call 96110. If you have paid or given a code, call 110 at once and reply "I paid".',
  },
  askThere: {
    zh: '这一问我答不准，打96110能问清楚，要找人回“转人工”。{dont}。钱转了、码给了，马上打110，再回我“转了”。',
    en: 'I am not sure about that. 96110 can tell you, or reply "human" for a person. {dont}. If you have paid or given a code, call 110 at once and reply "I paid".',
  },
  payNot: {
    zh: '先别。再急也先不转、不借、不买、不寄，东西别交给人，等问清楚再说。打96110问，别问对方。',
    en: 'Not now. However urgent it sounds, do not pay, borrow, buy or send anything until it is clear. Ask 96110, not them.',
  },
  exposed: {
    zh: '您说得对，多半就是冒充的。别再理他，聊天和号码截图留好；钱已经转出去了，马上打110，再回我“转了”。',
    en: 'You are right: most likely it is an impostor. Stop answering. Keep screenshots of the chat and the number. If money has gone, call 110 at once and reply "I paid".',
  },
  exposedKnown: {
    zh: '您说得对，多半就是冒充的。别再理他，聊天和号码截图留好，把这个也告诉110的民警。',
    en: 'You are right: most likely it is an impostor. Stop answering. Keep screenshots of the chat and the number, and tell the police on 110 this too.',
  },
  exposedUrgent: {
    zh: '您说得对，多半就是冒充的。别再理他，聊天和号码截图留好。把这个也告诉110的民警；110还没打，现在就打。',
    en: 'You are right: most likely it is an impostor. Stop answering. Keep screenshots of the chat and the number. Tell the police on 110 this too. If you have not called 110 yet, call now.',
  },
  verified: {
    zh: '自己找号码、到窗口问到的，才靠得住。要付钱，只在它的窗口、官方App里付，别转到个人账户；中途叫您换账户、要验证码、要下载，就停下来问我。',
    en: 'It counts only if you asked at a counter or on a number you found yourself. Pay only at their counter or in the official app, never to a private account. If they change the account, or want a code or a download, stop and ask me.',
  },
  averted: {
    zh: '停下来就对了。电话、共享还没断的，现在就断；钱转过的，马上打110。密码、验证码给过他的，改密码、打银行挂失。号码和聊天留着别删。他换个号码、换个说法还会来，来了就发给我。',
    en: 'You were right to stop. If the call or the screen sharing is still on, end it now. If you have paid, call 110 at once. If they have a password or a code of yours, change it and have your bank block the card. Keep the numbers and the chat. They may come back with another number or another story. If they do, send it to me.',
  },
  avertedChild: {
    zh: '停下来就对了。还没断的，现在就断、就退。把这件事讲给爸妈或老师听，让他们看看聊天；钱、密码、验证码给过他的，请大人马上打110。他再来找你，别回，告诉大人。',
    en: 'You were right to stop. If it is still going on, end it now. Tell a parent or a teacher and show them the chat. If you gave money, a password or a code, ask a grown-up to call 110 at once. If they come back, do not answer; tell a grown-up.',
  },
  avertedOther: {
    zh: '停下了就好：陪着他，手机、银行卡替他收一收，把这种骗局讲给他听；密码、验证码给过的，陪他改、打银行挂失。没停下、不听您的，马上打110，说清姓名和住址，请民警上门。对方还会换号码再来，来了就发给我。',
    en: 'If they have stopped: stay with them, keep their phone and bank card for now, and explain the scam. If they gave a password or a code, help them change it and have the bank block the card. If they have not stopped: call 110 now, give name and address, and ask for an officer to come. The scammers will try again from another number: send me that too.',
  },
  avertedCounter: {
    zh: '没办就好。人还在的，请他等家里人或民警来，别让他一个人走；人已经走了，马上打110，说他的样子、往哪走，再提醒附近的网点。收款的账号、来过的人，记下来给民警。',
    en: 'Good that it was not done. If they are still there, have them wait for family or the police, and do not let them leave alone. If they have left, call 110 at once, say what they look like and where they went, and warn the branches nearby. Note the account and who came, for the police.',
  },
  tellPoliceToo: { zh: '110打过的，把这个也告诉民警。', en: 'If you have called 110, tell the police this too.' },
  noted: {
    zh: '记下了。{dont}。钱要是已经出去了，马上打110，再回我“转了”。',
    en: 'Noted. {dont}. If the money has already gone, call 110 at once and reply "I paid".',
  },
  followUp: { zh: '{answer}{dont}。', en: '{answer} {dont}.' },
} as const;
