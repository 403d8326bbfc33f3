import type { SpokenGuide } from './talk-guide.ts';

/** He is afraid of something, and mostly told to keep it secret. */
export const FEARS: Readonly<Record<string, SpokenGuide>> = {
  authority: {
    zh: {
      ask: ['电话还通着吗？先挂了，我们再说。', '他说您犯了什么事？叫您瞒着谁？', '钱现在在哪张卡？要转到哪里、交给谁？'],
      avoid: ['别一上来就说自己是警察，骗子也这么说。', '别大声，别吓他，他正怕着。'],
      convince: ['请他自己打110，问自己有没有案子。', '公安不在网上办案，没有“安全账户”，也不叫人瞒家人。'],
    },
    en: {
      ask: [
        'Is the call still open? Hang up first.',
        'What is he accused of, and from whom is he to hide it?',
        'Which card is the money on, and where is it to go?',
      ],
      avoid: ['Do not begin with “I am the police”: they said so too.', 'Do not be loud: he is frightened.'],
      convince: [
        'Let him ring 110 himself and ask whether there is a case.',
        'Police do no cases online, have no “safe account”, and hide nothing from families.',
      ],
    },
  },
  'customer-service': {
    zh: {
      ask: ['谁打来的，说要退什么、关什么？', '屏幕是不是还共享着？装了什么软件？', '卡和验证码给过没有？'],
      avoid: ['别自己动手点他的手机。', '别说“客服都是骗子”。'],
      convince: ['先退出会议、关共享、断网，再说别的。', '从他自己装的App里找客服问一次：根本没有这笔会员费。'],
    },
    en: {
      ask: [
        'Who rang, and what was to be refunded or cancelled?',
        'Is the screen still shared? What was installed?',
        'Has he given card or code?',
      ],
      avoid: ['Do not touch his telephone yourself.', 'Not “all service staff are crooks”.'],
      convince: [
        'Leave the meeting, stop sharing, go offline; then the rest.',
        'Ask the service inside his own app: there is no such fee.',
      ],
    },
  },
  'credit-repair': {
    zh: {
      ask: ['他说征信哪里有问题？拿什么给您看的？', '叫您去哪些平台借钱？借出来转给谁？', '屏幕共享、会议软件开着吗？'],
      avoid: ['别跟着讨论征信怎么修。', '别说“借都借了”。'],
      convince: ['征信只有人民银行能查、没人能花钱改，去网点查一次就知道。', '贷款打给别人，账还是您还；先停，再打110。'],
    },
    en: {
      ask: [
        'What is wrong with the record, and what was shown as proof?',
        'Where is he to borrow, and who gets the money?',
        'Is a screen shared, a meeting open?',
      ],
      avoid: ['Do not discuss how records are repaired.', 'Not “now that it is borrowed anyway”.'],
      convince: [
        'Only the central bank keeps the record, and nobody can change it for money: ask at a bank’s counter.',
        'He repays what others received: stop, then ring 110.',
      ],
    },
  },
  blackmail: {
    zh: {
      ask: ['对方拿什么要挟？不用给我看。', '给过几次钱？每次隔多久？', '这两天睡得着吗？有人陪着吗？'],
      avoid: ['不问细节，不看视频，不评对错。', '别让家里别人知道，除非他自己愿意。'],
      convince: ['给了也不会停，第二次来得更快，他自己已经看到了。', '民警见得多，不笑话人；打110，我陪着您。'],
    },
    en: {
      ask: [
        'What do they threaten with? I need not see it.',
        'How often has he paid, and how soon did they come again?',
        'Does he sleep? Is somebody with him?',
      ],
      avoid: ['No details, no looking at it, no judging.', 'Tell nobody at home unless he wants it.'],
      convince: [
        'Paying does not end it; the second demand came faster, he has seen it himself.',
        'Police see this often and laugh at nobody: ring 110, I stay here.',
      ],
    },
  },
  acquaintance: {
    zh: {
      ask: ['是谁要钱？原来的号码打通没有？', '为什么不能打电话、不能见面？', '他给您看过转账的图吗？钱到账了吗？'],
      avoid: ['别说“您孩子怎么会”。', '别替他回消息。'],
      convince: ['现在用老号码打给本人，打不通就打给他身边的人。', '看自己账户的余额，截图不算到账。'],
    },
    en: {
      ask: [
        'Who wants money, and has he rung the old number?',
        'Why can he not call or meet?',
        'Was he shown a transfer, and did it arrive?',
      ],
      avoid: ['Not “your child would never”.', 'Do not answer messages for him.'],
      convince: ['Ring the person on the old number now, or somebody beside him.', 'Look at the balance: a picture is no money.'],
    },
  },
  phishing: {
    zh: {
      ask: ['点了链接以后填了什么？', '卡号、密码、验证码，哪样给出去了？', '装没装东西？手机有没有自己动？'],
      avoid: ['别再点开那个链接看。', '别叫他念卡号密码给您听。'],
      convince: ['一起打银行卡背面的电话，先挂失或停快捷支付。', '办ETC、医保、社保，用自己装的App查，短信链接不用。'],
    },
    en: {
      ask: [
        'What was filled in behind the link?',
        'Which has he given: card number, password, code?',
        'Was something installed? Does the telephone move by itself?',
      ],
      avoid: ['Do not open the link again.', 'Never let him read card or password aloud.'],
      convince: [
        'Ring the number on the back of the card together and have it blocked.',
        'For road tolls and insurance use the app that he installed himself, never a link.',
      ],
    },
  },
  travel: {
    zh: {
      ask: ['谁说航班取消？从哪里找到的号码？', '要退的钱，为什么反要您先转？', '贴过卡、开过共享没有？'],
      avoid: ['别催他快点，赶飞机的人最慌。', '别帮他打短信里的号码。'],
      convince: ['在航空公司自己的App里看一眼航班在不在。', '退钱不用验证码，也不用把卡贴在手机背面。'],
    },
    en: {
      ask: [
        'Who says that the flight is cancelled, and where is the number from?',
        'Why must he pay to be refunded?',
        'Did he hold a card to the telephone or share his screen?',
      ],
      avoid: ['Do not hurry him: travellers panic most.', 'Do not ring the number of the message for him.'],
      convince: ['Look for the flight in the airline’s own app.', 'A refund needs no code, and no card held to the telephone.'],
    },
  },
};
