import type { CallStage } from '../../desk/call-stages.ts';
import type { Spoken } from './language.tsx';

/** How far it has gone, as it is asked on the telephone, and what is to be done then. */
interface CallWords {
  readonly stages: Readonly<Record<CallStage, string>>;
  readonly steps: Readonly<Record<CallStage, readonly string[]>>;
}

const FIRST_110_ZH = [
  '先叫他挂掉骗子的电话，用另一部手机打110：“我被骗了，要止付”。',
  '报案时照“钱”那一栏念。再打付款银行或支付平台的官方客服。',
];
const FIRST_110_EN = [
  'Hang up on the scammer first. 110 from another telephone: “I was cheated, please stop the payment.”',
  'He reads out what stands under Money. Then the official line of the bank or wallet he paid from.',
];

export const CALL_WORDS: Spoken<CallWords> = {
  'zh-CN': {
    stages: {
      paid: '钱已转走',
      'handed-over': '现金黄金已交出',
      'fetching-cash': '正去取现、买黄金',
      sharing: '正在共享屏幕',
      'gave-code': '给了验证码或卡号',
      installed: '装了对方的软件',
      gathered: '钱已归到一张卡',
      borrowed: '已借了钱',
      clicked: '点了链接',
      seen: '只是收到',
    },
    steps: {
      paid: [...FIRST_110_ZH, '问：几点、多少、转到谁的哪个账号。一笔一笔记。'],
      'handed-over': ['先打110。说清在哪里交的、交给谁、车牌、运单号。', '寄出的，马上打快递公司官方客服要求拦下。'],
      'fetching-cash': ['叫他停在原地，不去银行、不买黄金。', '问在哪里、身边有谁；他不听就打110，请就近民警过去。'],
      sharing: ['叫他马上关共享、关WiFi和流量，换一部手机打来。', '再打银行官方客服，查有没有动账；动了就打110。'],
      'gave-code': ['打银行官方客服，锁卡、查动账。', '钱少了就打110。验证码不再给任何人。'],
      installed: ['关WiFi和流量，先别卸，别再输密码。', '换一部手机打银行官方客服，查动账；动了就打110。'],
      gathered: ['别再动那张卡。不去“安全账户”，没有这种账户。', '打银行官方客服，把那张卡先锁住。'],
      borrowed: ['借来的钱别转出去。', '打借款平台官方客服问还款；钱出去了就打110。'],
      clicked: ['页面关掉，别填卡号、密码、验证码。', '填过了，就按“给了验证码或卡号”办。'],
      seen: ['别点、别加、别转。把原话念给我听。', '要核实，用他自己存的号码，或拨96110。'],
    },
  },
  en: {
    stages: {
      paid: 'Money transferred',
      'handed-over': 'Cash or gold handed over',
      'fetching-cash': 'Fetching cash or buying gold',
      sharing: 'Sharing his screen',
      'gave-code': 'Gave a code or card number',
      installed: 'Installed their app',
      gathered: 'Money gathered on one card',
      borrowed: 'Borrowed money',
      clicked: 'Opened the link',
      seen: 'Only received it',
    },
    steps: {
      paid: [...FIRST_110_EN, 'Ask: when, how much, to whose which account. One by one.'],
      'handed-over': [
        '110 first: where it was handed over, to whom, the plate, the waybill.',
        'If it was sent: the official line of the courier at once, to hold it.',
      ],
      'fetching-cash': [
        'He stays where he is: no bank, no gold.',
        'Ask where he is and who is with him. If he does not listen, 110 sends the nearest officer.',
      ],
      sharing: [
        'Stop sharing, Wi-Fi and data off, call again from another telephone.',
        'Then the official line of the bank: has anything moved? If so, 110.',
      ],
      'gave-code': ['Official line of the bank: lock the card, look for payments.', 'If money is gone, 110. No more codes to anybody.'],
      installed: [
        'Wi-Fi and data off. Do not remove it yet, type no more passwords.',
        'From another telephone the official line of the bank; if money has moved, 110.',
      ],
      gathered: ['Leave that card alone. There is no such thing as a “safe account”.', 'Official line of the bank: lock that card.'],
      borrowed: ['What he has borrowed goes nowhere.', 'Official line of the lender about paying back; if it is gone, 110.'],
      clicked: ['Close the page; no card number, password or code.', 'If he has typed one, go on as with a code given.'],
      seen: ['No click, no adding, no transfer. Let him read it out.', 'To check: the number he has always used, or 96110.'],
    },
  },
};
