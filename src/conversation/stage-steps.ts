import type { Stage } from '../library/schema.ts';

/** The first thing to do at each stage, before the bank. */
export const STAGE_STEPS: Readonly<Record<Stage, { zh: string; en: string } | null>> = {
  seen: null,
  clicked: {
    zh: '点开了不要紧，别再填任何信息，关掉页面；填过卡号、密码就马上打银行客服。',
    en: 'Opening it is not the end: enter nothing, close the page; if you entered card data, call your bank now.',
  },
  'gave-code': {
    zh: '马上打银行官方客服（卡背面的电话）挂失、冻结这张卡，改密码，看有没有扣款。',
    en: 'Call your bank now (number on the card), freeze the card, change the password and look for payments.',
  },
  sharing: {
    zh: '手机正被人看着：关掉WiFi和流量，换一部手机打110。',
    en: 'Your screen is being watched: switch off WiFi and mobile data and call 110 from another phone.',
  },
  installed: {
    zh: '关掉WiFi和流量，把那个软件删掉，用另一部手机改银行和支付的密码。',
    en: 'Switch off WiFi and data, delete the app, and change your bank passwords on another phone.',
  },
  gathered: {
    zh: '钱还在您自己卡里就别动，一分也别往外转，马上打银行客服冻结这张卡。',
    en: 'If the money is still on your own card, leave it there and ask your bank to freeze the card.',
  },
  borrowed: {
    zh: '借来的钱先别转给任何人，留在自己卡里；向正规平台客服说明被骗。',
    en: 'Do not pass the borrowed money to anyone; keep it and tell the lender you were cheated.',
  },
  'fetching-cash': {
    zh: '停下，别取钱，别买黄金，什么都不要交给别人。就近进银行网点或派出所，说有人叫您取钱。',
    en: 'Stop. Withdraw nothing, buy no gold, hand nothing over. Walk into a bank or police station and say someone told you to fetch money.',
  },
  'handed-over': {
    zh: '告诉110：在哪里、几点、交给了什么样的人、车牌或快递单号。',
    en: 'Tell 110 where, when and to whom you handed it, the car plate or the waybill.',
  },
  paid: { zh: '转出去的钱，越早报警越好。', en: 'The earlier you report a payment, the better.' },
};
