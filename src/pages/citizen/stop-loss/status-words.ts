import { WAY_NAMES } from '../../../stop-loss/police-sheet.ts';
import type { StopWay } from '../../../stop-loss/stop-lead.ts';
import type { StopLead } from '../../../storage/stop-loss/read-leads.ts';
import type { Spoken } from '../../console/language.tsx';
import { TRANSFER_FIELD_WORDS } from './transfer-fields.tsx';

/** What stands on the page of a lead's progress. */
export const STATUS_WORDS: Spoken<{
  title: (number: string) => string;
  heading: string;
  receivedBefore: string;
  received: string;
  steps: string;
  names: Readonly<Record<Exclude<StopLead['state'], 'closed'>, string>>;
  next: Readonly<Record<Exclude<StopLead['state'], 'received'>, string>>;
  /** @param phone his, masked; null: nobody knows it */
  ring: (phone: string | null) => string;
  amountUnread: string;
  timeUnread: string;
  ended: string;
  unreadTells: string;
  gone: string;
  unknown: string;
  ways: Readonly<Record<StopWay, string>>;
  second: string;
  secondTells: string;
  proves: (hotline: string) => string;
  forget: Readonly<Record<'open' | 'closed', string>>;
  forgetDo: Readonly<Record<'open' | 'closed', string>>;
  forgetNoted: Readonly<Record<'open' | 'closed', string>>;
  again: string;
  back: string;
  address: string;
  to: string;
  courier: string;
  place: string;
  plate: string;
  waybill: string;
  handedUnknown: string;
  accountUnknown: string;
  noAnswer: string;
  answered: string;
  refused: string;
  stopped: string;
  own: string;
  others: string;
  returned: string;
  amount: (written: string) => string;
  sums: (stopped: string, own: string, returned: string) => string;
}> = {
  'zh-CN': {
    title: (number) => `止付线索 ${number} · 反诈一哥`,
    heading: '止付线索',
    receivedBefore: '已收到，',
    received: '不等于已止付',
    steps: '办到哪一步',
    names: { received: '已收到', checked: '已电话核对', sent: '已交公安', answered: '公安已回复' },
    next: {
      checked: '已和您核对过，正在交给公安。',
      sent: '已交给公安。止不止付、止住多少，由公安决定，有回复会写在这一页。',
      answered: '公安对每一笔都有了回复，写在下面。后面还有消息，也写在这里。',
      closed: '这条线索已办结。',
    },
    ring: (phone) =>
      `${phone === null ? '值班员要先和您通上电话' : `值班员会打您留的电话（${phone}）`}，核对是不是您本人。只问姓名和转账情况，不问密码和验证码。`,
    amountUnread: '没看懂金额',
    timeUnread: '没看懂时间',
    ended: '。',
    unreadTells: '您的原话留着，值班员会问您。',
    gone: '资料已按规定删除，只留下编号和金额。',
    unknown: '金额未知',
    ways: WAY_NAMES,
    second: '谁说能帮您把钱追回来，都是骗子',
    secondTells: '收费的、发链接的、加微信的“网警”“律师”“黑客”，都别理。公安退钱不收费。拿不准，自己打110问。',
    proves: (hotline) => `本页不能证明任何人、任何付款可信。打电话来的人说对了编号，也不说明他是值班员：您可以挂掉，自己打${hotline}。`,
    forget: {
      open: '不想留资料，可以要求删除。还没办结时公安要用，办结后立即删。',
      closed: '不想留资料，可以要求删除。已经办结，马上就删。',
    },
    forgetDo: { open: '办结后删掉我的资料', closed: '删掉我的资料' },
    forgetNoted: { open: '记下了：办结后立即删除您的资料。', closed: '记下了：您的资料马上删除。' },
    again: '看最新情况',
    back: '回到对话',
    address: '这一页的网址只有您知道，别转给别人。',
    to: '给 ',
    courier: '交给：',
    place: '地点：',
    plate: '车牌：',
    waybill: '运单：',
    handedUnknown: '交给谁、在哪里交的：待补',
    accountUnknown: '给（账号待补）',
    noAnswer: '公安还没有回复这一笔。',
    answered: '公安回复',
    refused: '：没有止住',
    stopped: '止付金额',
    own: '其中您的',
    others: '其中别人的',
    returned: '已返还',
    amount: (written) => written,
    sums: (stopped, own, returned) => `合起来：止付 ${stopped}，其中您的 ${own}；已返还 ${returned}。止付的钱还要依法核实，不等于都能退。`,
  },
  en: {
    title: (number) => `Stop-payment lead ${number}`,
    heading: 'Stop-payment lead',
    receivedBefore: 'Received. ',
    received: 'This does not mean that the payment is stopped',
    steps: 'How far it has come',
    names: { received: 'received', checked: 'checked by phone', sent: 'with the police', answered: 'police have answered' },
    next: {
      checked: 'It was checked with you and is being handed to the police.',
      sent: 'It is with the police. Whether and how much is stopped is for them to decide; their answer will appear on this page.',
      answered: 'The police have answered for every transfer, see below. Whatever comes later will stand here too.',
      closed: 'This lead is closed.',
    },
    ring: (phone) =>
      `An officer ${phone === null ? 'has to speak with you on the phone first' : `will ring the number that you left (${phone})`}, to check that it is you. They ask your name and about the transfer, never a password or a code.`,
    amountUnread: 'We could not read the amount',
    timeUnread: 'We could not read the time',
    ended: '. ',
    unreadTells: 'What you wrote is saved. An officer will ask you.',
    gone: 'The details were deleted as the rules say; number and amounts are kept.',
    unknown: 'amount unknown',
    ways: TRANSFER_FIELD_WORDS.en.ways,
    second: 'Anyone who offers to get your money back is a scammer',
    secondTells:
      'Do not answer any "police", "lawyer" or "hacker" who wants a fee, sends a link or adds you on WeChat. The police return money without a fee. In doubt dial 110 yourself.',
    proves: (hotline) =>
      `This page proves nothing of any person or payment. Somebody who rings and knows the number above need not be an officer: hang up and dial ${hotline} yourself.`,
    forget: {
      open: 'You may have your details deleted. The police need them until the lead is closed; then they are deleted at once.',
      closed: 'You may have your details deleted. The lead is closed, so it is done at once.',
    },
    forgetDo: { open: 'Delete my details when it is closed', closed: 'Delete my details' },
    forgetNoted: { open: 'Noted: your details will be deleted as soon as it is closed.', closed: 'Noted: your details are being deleted.' },
    again: 'See the latest',
    back: 'Back to the conversation',
    address: 'Only you know the address of this page. Do not pass it on.',
    to: 'to ',
    courier: 'handed to: ',
    place: 'place: ',
    plate: 'number plate: ',
    waybill: 'waybill: ',
    handedUnknown: 'to whom and where it was handed over: not known yet',
    accountUnknown: 'to an account that is not known yet',
    noAnswer: 'The police have not answered for this one yet.',
    answered: 'Answer of the police',
    refused: ': not stopped',
    stopped: 'stopped',
    own: 'of which yours',
    others: "of which others'",
    returned: 'returned',
    amount: (written) => `${written.replace('元', '')} yuan`,
    sums: (stopped, own, returned) =>
      `Total: ${stopped} stopped, ${own} of it yours; ${returned} returned. What is stopped must still be examined by law; not all of it may come back.`,
  },
};
