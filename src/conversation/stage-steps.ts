import type { Stage } from '../library/schema.ts';

/** The first thing to do at each stage, before the bank. */
export const STAGE_STEPS: Readonly<Record<Stage, { zh: string; en: string } | null>> = {
  seen: null,
  clicked: {
    zh: '点开了不要紧，别再填任何信息，关掉页面；填过卡号、密码就马上打银行客服。',
    en: 'You opened it: enter nothing more and close the page. If you gave a card number or a password, call your bank at once.',
  },
  'gave-code': {
    zh: '马上打银行官方客服（卡背面的电话）挂失、冻结这张卡，改密码，看有没有扣款。',
    en: 'Call your bank now (the number on the back of the card). Have the card frozen, change the password, and look for payments you did not make.',
  },
  sharing: {
    zh: '手机正被人看着：关掉WiFi和流量，换一部手机打110。',
    en: 'Somebody can see your screen. Switch off WiFi and mobile data, and call 110 from another phone.',
  },
  installed: {
    zh: '关掉WiFi和流量，把那个软件删掉，用另一部手机改银行和支付的密码。',
    en: 'Switch off WiFi and mobile data and delete that app. Change your bank and payment passwords on another phone.',
  },
  gathered: {
    zh: '钱还在您自己卡里就别动，一分也别往外转，马上打银行客服冻结这张卡。',
    en: 'If the money is still on your own card, leave it there and send none of it on. Call your bank now and have the card frozen.',
  },
  borrowed: {
    zh: '借来的钱先别转给任何人，留在自己卡里；向正规平台客服说明被骗。',
    en: 'Do not send the borrowed money to anyone. Keep it on your own card, and tell the lender that you were cheated.',
  },
  'fetching-cash': {
    zh: '停下，别取钱，别买黄金，什么都不要交给别人。就近进银行网点或派出所，说有人叫您取钱。',
    en: 'Stop. Withdraw nothing, buy no gold, hand nothing over. Go into the nearest bank or police station and say that somebody told you to fetch money.',
  },
  'handed-over': {
    zh: '告诉110：在哪里、几点、交给了什么样的人、车牌或快递单号。',
    en: 'Tell 110 where and when you handed it over, what the person looked like, and the number plate or the parcel number.',
  },
  paid: { zh: '转出去的钱，越早报警越好。', en: 'The sooner you report a payment, the better.' },
};
