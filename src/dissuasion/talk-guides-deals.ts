import type { SpokenGuide } from './talk-guide.ts';

/** He buys, sells, borrows or lends, and any other type. */
export const DEALS: Readonly<Record<string, SpokenGuide>> = {
  loan: {
    zh: {
      ask: ['钱到账前让您交过什么？', '说卡号填错、要解冻，是谁说的？', '现在急用钱是为了什么事？'],
      avoid: ['别训他乱借钱，他正缺钱。', '别给他介绍别的贷款。'],
      convince: ['放款前收钱的都不是真贷款，银行不这样做。', '那个“冻结”只在他的App里，打银行电话一问就知道。'],
    },
    en: {
      ask: [
        'What was paid before the loan came?',
        'Who says that the card number was wrong and must be unfrozen?',
        'What does he need the money for?',
      ],
      avoid: ['No lecture on debts: he is short of money.', 'Do not name another lender.'],
      convince: ['Who takes money before lending does not lend; no bank does so.', '“Frozen” stands in their app alone: ring the bank.'],
    },
  },
  shopping: {
    zh: {
      ask: ['在哪里看到的？钱是在平台里付的吗？', '为什么又要补钱：关税、定金、保证金？', '对方发货的单号查得到吗？'],
      avoid: ['别说“便宜没好货”。', '别叫他再等等看。'],
      convince: ['离开平台付的钱，平台管不了；先停，不再补。', '一起用快递公司自己的App查单号。'],
    },
    en: {
      ask: [
        'Where did he see it, and was it paid on the platform?',
        'Why is more asked: duty, deposit?',
        'Can the parcel’s number be found?',
      ],
      avoid: ['Not “cheap things are bad”.', 'Do not let him wait a little longer.'],
      convince: ['What is paid outside a platform it cannot protect: stop, add nothing.', 'Look the parcel up in the carrier’s own app.'],
    },
  },
  game: {
    zh: {
      ask: ['买卖什么？在哪个网站交易？', '为什么账号冻住了？要交多少解？', '是孩子在操作吗？用谁的手机付的？'],
      avoid: ['别当场打骂孩子，他会藏得更深。', '别说游戏不值钱。'],
      convince: ['官方交易不会让钱打给个人来解冻。', '孩子说出来就是帮忙；“未成年违法要抓人”是吓他的。'],
    },
    en: {
      ask: [
        'What is traded, and on which site?',
        'Why is the account frozen, and what should it cost?',
        'Is it the child, and on whose telephone?',
      ],
      avoid: ['No scolding: the child would hide the rest.', 'Not “a game is worth nothing”.'],
      convince: [
        'No official market unfreezes for money to a person.',
        'A child who tells it helps; “you will be arrested” was said to frighten it.',
      ],
    },
  },
  mule: {
    zh: {
      ask: ['谁借的卡、码、手机？给多少钱？', '卡里进过多少笔不认识的钱？', '有没有人叫他去取现、买黄金、送东西？'],
      avoid: ['别一开口就是判几年。', '别替他出主意怎么说。'],
      convince: ['钱是别人被骗的，从他手里过，他要担责；现在停还来得及说清。', '陪他打110说明情况，卡先去银行停掉。'],
    },
    en: {
      ask: [
        'Who borrowed card, code or telephone, and for how much?',
        'How much unknown money came in?',
        'Is he to draw cash, buy gold, carry something?',
      ],
      avoid: ['Do not begin with years in prison.', 'Do not tell him what to say.'],
      convince: [
        'It is money of people who were cheated, and he is answerable: stopping now still counts.',
        'Ring 110 together and explain; have the card stopped at the bank.',
      ],
    },
  },
  'other-scam': {
    zh: {
      ask: ['是谁联系您的？怎么认识的？', '他叫您做什么？叫您瞒着谁？', '钱动过没有？什么时候，多少？'],
      avoid: ['别争谁对谁错，别说他傻。', '别抢手机，别替他操作。'],
      convince: ['请他自己用老号码、官方App核实一次。', '真的事，停一天不会坏；催得越急越要停。'],
    },
    en: {
      ask: [
        'Who made contact, and how do they know each other?',
        'What is he to do, and from whom to hide it?',
        'Has money moved, when and how much?',
      ],
      avoid: ['Do not argue who is right; do not call him a fool.', 'Do not grab the telephone or operate it.'],
      convince: [
        'Let him verify it himself, by the old number or the official app.',
        'What is true can wait a day; the more they hurry, the more he stops.',
      ],
    },
  },
};
