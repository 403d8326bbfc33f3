/** What is said to somebody in trouble; part of WORDING (wording.ts), whose tests walk over it too. */
export const EMERGENCY_WORDS = {
  /** What 110 understands, for whoever speaks no Chinese; without tone marks, which would cost an English SMS more than half its room. */
  emergency: {
    zh: '🔴 马上挂电话、关共享，别再转钱。打110说“我被骗了，要止付”，别等我回复。',
    en: '🔴 Hang up, stop sharing, pay nothing. Call 110 now and say "I was cheated, stop the payment" (in Chinese: "wo bei pian le, yao zhifu"). Do not wait for my answer.',
  },
  danger: {
    zh: '🔴 马上停下：挂电话、关共享，别再转钱、取钱，东西别交给人。打110说清出了什么事；钱已经出去了，说“我被骗了，要止付”。',
    en: '🔴 Hang up, stop sharing, pay nothing. Call 110 and say what is happening. Withdraw nothing, hand nothing over. If money has gone, say "I was cheated, stop the payment" (in Chinese: "wo bei pian le, yao zhifu").',
  },
  stopLoss: {
    zh: '🔴 别再转钱。马上打110说“我被骗了，要止付”，再打付款银行客服。越快越好。',
    en: '🔴 Pay nothing more. Call 110 now and say "I was cheated, stop the payment" (in Chinese: "wo bei pian le, yao zhifu"). Then call your bank. The sooner the better.',
  },
  /** His account or his hands moved their money: he is no victim who has a payment stopped, or not only. */
  runner: {
    zh: '🔴 马上停手：别再替人收钱、转钱、取钱，卡和手机别再给人用。收到的钱先别动，打110说清楚。自己的钱也被转走了，就说“要止付”。聊天、流水留好，早点去派出所主动讲。',
    en: '🔴 Move or fetch no more money for anyone. Call 110 and tell them. Lend nobody your card or phone. Do not touch the money you received. If your own money has gone too, say "stop the payment". Keep chats and records, and go to a police station soon and tell them yourself.',
  },
  runnerOther: {
    zh: '叫他马上停手：别再替人收钱、转钱、取钱，卖掉、借出去的卡马上挂失。打110问，陪他早点去派出所主动讲。收到的钱先别动，聊天、流水别删。他自己的钱也被转走了，就说“要止付”。',
    en: 'Have him stop: no more receiving, moving or fetching money for anyone. Have every card he lent or sold blocked. Call 110, and go with him to a police station soon, before they come to him. Leave the money he received where it is. Keep chats and records. If his own money has gone too, say "stop the payment".',
  },
  despair: {
    zh: '钱的事慢慢办，先保您平安。现在打110，找家人陪着您，别一个人待着。碰上这种事的人很多，细心的人也会遇到，不是您的错。谁再催您转钱，都先放下。',
    en: 'Your life comes first; money can wait. Call 110 now and ask your family to stay with you. Do not stay alone. This happens to many people, careful ones too; it is not your fault. Whoever presses you for money can wait.',
  },
  despairOther: {
    zh: '先保住人。现在打110，说清他在哪；找人守着他，别让他一个人待着，听他说，不责怪。钱的事往后放。',
    en: 'Life comes first. Call 110 now and say where they are. See that somebody stays with them. Let them talk, and do not blame them. Money can wait.',
  },
  despairOn: {
    zh: '我在，您慢慢说。现在离开高处、水边，药和刀放远些，坐到有人的地方去。打110说“我撑不住了”，说清在哪；想先跟人说说，打12356，全国心理援助热线。',
    en: 'I am here. Take your time. Move away from heights and water. Put pills and blades far away. Sit where there are people. Call 110, say that you cannot go on and where you are. To talk to somebody first, call 12356, the national mental health line.',
  },
  despairOnTwo: {
    zh: '听见了。骗人的、吓人的是他，不是您的错；钱和债都有慢慢办的法子。现在就给一个信得过的人打电话，只说一句：你来陪我一会儿。没人接，打12356或110。',
    en: 'I hear you. What they did to you is their crime, not your fault. Money and debts can be dealt with step by step. Call somebody you trust now and say just this: come and stay with me for a while. If nobody answers, call 12356 or 110.',
  },
  despairDown: {
    zh: '您做了最难的一步。先坐着，别一个人走开，给家里人打电话叫他来，等人到了再说别的。心里又翻上来，马上打110或12356。',
    en: 'You have done the hardest thing. Sit down. Do not go off alone. Call somebody in your family to come, and leave everything else until they are there. If the feeling comes back, call 110 or 12356 at once.',
  },
  despairOtherOn: {
    zh: '在他身边就守着，别走开；门锁着，隔着门跟他说话，打110请民警来开。您不在，现在就叫邻居、亲戚先进去陪，打110报地址，电话别断。药、刀、绳子收走，窗关好。',
    en: 'If you are there, stay. If the door is locked, talk through it and have 110 open it. If you are not there, get a neighbour or relative to them now, give 110 the address, and stay on the line. Take away pills, blades and ropes, and close the windows.',
  },
  despairOtherOnTwo: {
    zh: '多听少劝，不怪他，也别说“想开点”。直接问一句“你是不是不想活了”，问了他反而松一口气。怎么陪，打12356问；人不见了、锁了门、手里有东西，马上打110。',
    en: 'Listen more than you advise, and do not blame them. Ask plainly "Are you thinking of ending your life?" Asking does no harm; it is often a relief. To learn how to help, call 12356. If they are gone, locked in or holding something, call 110 at once.',
  },
  held: {
    zh: '先顾人，不顾钱。能打电话就打110；不方便出声，发短信到12110，写清在哪、几个人、出了什么事，手机调静音。别跟他们硬来，有机会就往人多的地方走。人在国外，打中国领事热线+86-10-12308。',
    en: 'You come first; money comes later. Call 110 if you can. If you cannot speak, text 12110: where you are, how many they are, what happened. Mute the phone. Do not fight them. If you get a chance, go where there are people. Outside China, call +86-10-12308, the Chinese consular line.',
  },
  heldOther: {
    zh: '先顾人，不顾钱。现在打110，说清他最后在哪、跟谁走的；再打他本人、同学同事的电话找人。人在国外，再打中国领事热线+86-10-12308。别照对方说的打钱，聊天、机票、定位都留好。',
    en: 'Life comes first, not money. Call 110 now: say where they were last and with whom. Then call them, their classmates and colleagues. If they are abroad, also call +86-10-12308, the Chinese consular line. Send no money, whatever is demanded. Keep chats, tickets and locations.',
  },
  heldOn: {
    zh: '记下了，跟110也这样说；不方便出声就发短信到12110。手机调静音，别跟他们硬来，有机会就往人多的地方走。',
    en: 'Noted. Tell 110 the same, or text 12110 if you cannot speak. Mute the phone. Do not fight them. If you get a chance, go where there are people.',
  },
  heldOnWhere: {
    zh: '把楼号、招牌、门牌、车牌、几个人，一条短信发到12110，发一次就行，发完删掉。手机留电：调暗、静音、少点亮。嘴上先顺着他们，别争。',
    en: 'Put the building, signs, number plates and how many they are into one text to 12110. Send it once, then delete it. Save the battery: screen dark, phone muted. Go along with them in what you say; do not argue.',
  },
  heldOnWait: {
    zh: '有人过来，就把手机收好，先别回我。能出声了打110，只说“救命”和在哪也行。他们要收手机，就给，别拼；到窗口、门口看得见人的地方再呼救。',
    en: 'If somebody comes, put the phone away and do not write to me. When you can speak, call 110: "help" and where you are is enough. If they want the phone, give it; do not fight. Call for help at a window or door where people can see you.',
  },
  heldOtherOn: {
    zh: '记下了，跟110也这样说。别照对方说的打钱，别告诉对方您报了警；他发来的定位、电话、聊天都截图留好。',
    en: 'Noted. Tell 110 the same. Send no money, and do not tell them that you called the police. Keep screenshots of every location, number and chat.',
  },
  heldOtherMore: {
    zh: '报警时说清：姓名、身高、穿什么，最后一次联系是几点、在哪、用哪个号。对方再打来，先要求听到本人的声音，别谈钱，时间和原话记下来。',
    en: 'Tell the police: name, height, clothes, and when, where and from which number you last heard from them. If the others call again, first ask to hear the person speak. Do not talk about money. Write down the time and the exact words.',
  },
  ill: {
    zh: '身体要紧：胸口痛、喘不上气、晕倒，马上打120，叫身边的人过来。',
    en: 'Health first. For chest pain, trouble breathing or fainting, call 120 now and get somebody near you to come.',
  },
  onTheWay: {
    zh: '先停下，别再往前走。在车上，下一站就下，找车站民警或乘警；在路边，进最近的银行或派出所。手机、证件、现金自己拿着，别交给人。打110，再给家里报个位置。',
    en: 'Stop. Go no further. On a bus or train, get off at the next stop and find the police or staff there. In the street, go into the nearest bank or police station. Keep your phone, papers and cash in your own hands. Call 110, and tell your family where you are.',
  },
  child: {
    zh: '你没有做错。现在就把手机给爸妈、爷爷奶奶或老师看；身边没有大人，自己打110，说你几岁、在哪里。',
    en: 'You did nothing wrong. Show this to a parent, a grandparent or a teacher now. If no grown-up is near, call 110 yourself and say how old you are and where you are.',
  },
  watched: { zh: '收到，已登记。', en: 'Received and noted.' },
  emergencyOther: {
    zh: '马上让他停手：挂电话、关共享，别再转钱。陪他用自己的手机打110说“我被骗了，要止付”；人不在身边，您先打110。',
    en: 'Make them stop: hang up, stop sharing, pay nothing. Help them call 110 on their own phone and say "I was cheated, stop the payment". If you are not with them, call 110 yourself.',
  },
  stopLossLate: {
    zh: '🔴 过了这么久，止付多半来不及了，但还能报案。带身份证、转账记录和聊天，到就近的派出所，或打110问；报过的，问办案民警。别再转钱。',
    en: '🔴 After so long, the payment can hardly be stopped, but you can still report it. Take your ID, the transfer records and the chat to the nearest police station, or call 110 and ask. If you have reported it, ask the officer on your case. Pay nothing more.',
  },
  stopLossLateOther: {
    zh: '过了这么久，止付多半来不及了，但还能报案。陪他带身份证、转账记录和聊天，到就近的派出所，或打110问。看着他，别再转钱。',
    en: 'After so long, the payment can hardly be stopped, but it can still be reported. Go with them to the nearest police station with ID, the transfer records and the chat, or call 110 and ask. See that nothing more is paid.',
  },
  stopLossOther: {
    zh: '别让他再转钱。陪他打110说“我被骗了，要止付”，再打付款银行客服；人不在身边，您先打110问。越快越好。',
    en: 'See that they pay nothing more. Help them call 110 and say "I was cheated, stop the payment", then call their bank. If you are not with them, call 110 yourself. The sooner the better.',
  },
  tellWhereOther: {
    zh: '方便时告诉我：人在哪，对方要他做什么，钱出去了没有。',
    en: 'When you can, tell me: where the person is, what they are told to do, and whether money has gone.',
  },
  counter: {
    zh: '您先把人留住，手上的先停：别办、别收、别送。请同事或负责人来，请他坐下、挂了电话，问清钱给谁、谁教他说的。劝不住，或旁边有人盯着，马上打110请民警过来。',
    en: 'Hold it up: process, take and deliver nothing. Get a colleague or manager. Ask the customer to sit down and end the call. Ask who gets the money and who told them what to say. If they will not stop, or somebody is watching them, call 110 at once.',
  },
  counterPaid: {
    zh: '先把人留住，马上陪他打110说“我被骗了，要止付”。是您这里办出去的，请负责人按单位的流程拦；别处转的，陪他打付款银行。东西还在的，谁来取都别给。',
    en: 'Keep the person with you and call 110 together now: "I was cheated, stop the payment". If it went through you, have your manager stop it by your rules. If not, call the paying bank together. If the goods are still there, hand them to nobody.',
  },
  counterTell: {
    zh: '方便时告诉我：您在哪里，客人要做什么、多少钱，钱或东西出去了没有。',
    en: 'When you can, tell me: where you are, what the customer wants to do, how much, and whether money or goods have gone.',
  },
  scene: {
    zh: '先顾好您自己：别惊动骗子，东西别碰。到他们听不见的地方打110；不方便说话，发短信到12110，写清在哪、几个人、车牌。眼前有人正要受骗的，找个由头把他留在人多的地方，别让他交钱交东西。',
    en: 'Keep yourself safe. Do not alarm the scammers, and touch nothing. Call 110 where they cannot hear you, or text 12110: where you are, how many they are, the number plate. If somebody near you is about to be cheated, find a reason to keep them where there are people, and let them hand nothing over.',
  },
  sceneTell: {
    zh: '不急的时候告诉我：在哪条路哪个小区，几点看见的，人长什么样。',
    en: 'When there is time, tell me: which street or building, what time you saw it, and what they look like.',
  },
  bank: {
    zh: '再打付款银行或支付平台的官方客服（卡背面的电话），要求挂失、冻结。',
    en: 'Then call the official line of your bank or payment app (the number on the back of the card) and ask them to freeze the card.',
  },
  bankIf: {
    zh: '钱已经出去的，再打付款银行或支付平台的官方客服（卡背面的电话），要求挂失、冻结。',
    en: 'Then, if money has gone, call the official line of your bank or payment app (the number on the back of the card) and ask them to freeze the card.',
  },
  tellWhere: {
    zh: '方便时告诉我：您在哪，对方要您做什么，钱出去了没有。',
    en: 'When you can, tell me: where you are, what they want you to do, and whether money has gone.',
  },
  tellFacts: {
    zh: '方便时告诉我：转给谁、多少钱、几点转的。',
    en: 'When you can, tell me: who got the money, how much, and at what time.',
  },
  evidence: {
    zh: '转账记录、聊天、对方号码都别删，带上去派出所报案。',
    en: 'Keep the transfer records, the chat and their numbers. Take them to a police station and report it.',
  },
  recovery: {
    zh: '以后谁说能帮您把钱追回来、要先交费，都是骗子。',
    en: 'Anyone who later offers to get the money back for a fee is a scammer.',
  },
} as const;
