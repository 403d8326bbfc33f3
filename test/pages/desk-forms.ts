import type { BusyDesk } from './busy-desk.ts';

export type Who = 'wang' | 'li' | 'boss' | 'admin' | 'nobody';
export interface Form {
  readonly path: string;
  readonly who: Who;
  /** What it may hold: as somebody fills it in, hidden fields and buttons as well. */
  readonly fields: Readonly<Record<string, string>>;
  /** Those in which one types, and finds again what one typed. */
  readonly typed?: readonly string[];
  /** What cannot be taken in a field, although the others are right. */
  readonly refused?: Readonly<Record<string, readonly string[]>>;
  /** A field that has to hold the same as another one. */
  readonly repeats?: Readonly<Record<string, string>>;
}

const LONG = 'long '.repeat(2000).trim();
const NO_TIME = ['soon', '25:61', '99-99 12:00', '-1', '1e9'];
const NO_AMOUNT = ['much', '-5', '1e400', '0x10', '99999999999999999999', '1.2.3', '12;34'];
const MONEY = [
  'amount',
  'at',
  'channel',
  'payee',
  'account',
  'bank',
  'voucher',
  'courier',
  'place',
  'plate',
  'waybill',
  'payer',
  'payerId',
];
const MONEY_FIELDS = { kind: 'transfer', amount: '200', at: '9:31', payee: 'Li Si', account: '6222', place: 'Zhili' };
const MONEY_REFUSED = { amount: NO_AMOUNT, at: NO_TIME, payee: [LONG], place: [LONG] };

/** Every form of the desk: a line for each. A route that is missing here fails console-bad-input.test.ts. */
export const FORMS: Readonly<Record<string, (desk: BusyDesk, invitation: string) => Form>> = {
  '/console/sign-in': () => ({
    path: '/console/sign-in',
    who: 'nobody',
    fields: { name: 'zhang', password: 'four herons', code: '000000' },
    typed: ['name'],
  }),
  '/console/sign-out': () => ({ path: '/console/sign-out', who: 'nobody', fields: {} }),
  '/console/preferences': () => ({
    path: '/console/preferences',
    who: 'nobody',
    fields: { text: 'large', theme: 'dark', language: 'en' },
  }),
  '/console/invitation': (_, token) => ({
    path: '/console/invitation',
    who: 'nobody',
    fields: {
      token,
      secret: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
      name: 'zhang',
      display: 'Zhang',
      password: 'four herons over',
      repeat: 'four herons over',
      code: '000000',
    },
    typed: ['name', 'display'],
    refused: {
      name: ['', 'x', 'Zhang Li', '<b>', LONG],
      display: ['', LONG, 'a\u0007b', 'a\u202eb'],
      password: ['', 'short', LONG],
      repeat: ['another'],
      code: ['', '12345', 'abcdef', '1e5', LONG],
    },
    repeats: { password: 'repeat' },
  }),
  '/console/presence': () => ({ path: '/console/presence', who: 'wang', fields: { place: 'desk', gone: '0', typing: '1' } }),
  '/console/cases/:id/claim': ({ cases }) => ({ path: `/console/cases/${cases.theirs}/claim`, who: 'wang', fields: {} }),
  '/console/cases/:id/release': ({ cases }) => ({
    path: `/console/cases/${cases.mine}/release`,
    who: 'wang',
    fields: { owner: 'nobody' },
  }),
  '/console/cases/:id/say': ({ cases }) => ({
    path: `/console/cases/${cases.mine}/say`,
    who: 'wang',
    fields: { text: 'Hello', form: 'form-0001' },
    typed: ['text'],
    refused: { text: ['', ' \n ', LONG, 'x'.repeat(100_000), 'You can pay them'] },
  }),
  '/console/cases/:id/note': ({ cases }) => ({
    path: `/console/cases/${cases.mine}/note`,
    who: 'wang',
    fields: { text: 'Hello' },
    typed: ['text'],
    refused: { text: ['', ' \n ', LONG, 'x'.repeat(100_000)] },
  }),
  '/console/cases/:id/close': ({ cases }) => ({
    path: `/console/cases/${cases.mine}/close`,
    who: 'wang',
    fields: { truth: 'scam', type: '', lost: '20', saved: '5', reported: '1' },
    typed: ['lost', 'saved'],
    refused: { truth: ['', 'maybe', '__proto__'], type: ['none', 'constructor'], lost: NO_AMOUNT, saved: NO_AMOUNT },
  }),
  '/console/cases/:id/transfer': ({ cases, wang }) => ({
    path: `/console/cases/${cases.mine}/transfer`,
    who: 'wang',
    fields: { owner: wang.id, to: 'role:supervisor', remark: 'Please look' },
    typed: ['remark'],
    refused: { to: ['', 'role:king', 'role:librarian', 'officer:', 'officer:none', '__proto__'], remark: [LONG] },
  }),
  '/console/cases/:id/telephone': ({ cases }) => ({
    path: `/console/cases/${cases.mine}/telephone`,
    who: 'wang',
    fields: { calling: '1' },
  }),
  '/console/cases/:id/reopen': ({ cases }) => ({ path: `/console/cases/${cases.erased}/reopen`, who: 'wang', fields: {} }),
  '/console/cases/:id/judge': ({ cases }) => ({
    path: `/console/cases/${cases.mine}/judge`,
    who: 'wang',
    fields: { form: 'judge-9999', colour: 'red', type: '', reason: 'They want a fee' },
    typed: ['reason'],
    refused: { colour: ['', 'blue', '__proto__'], type: ['none'], reason: ['', LONG, 'You can pay, it is safe'] },
  }),
  '/console/cases/:id/receipt': ({ cases }) => ({
    path: `/console/cases/${cases.mine}/receipt`,
    who: 'wang',
    fields: { form: 'receipt-0001' },
  }),
  '/console/cases/:id/canned/:reply': ({ cases }) => ({
    path: `/console/cases/${cases.mine}/canned/hello`,
    who: 'wang',
    fields: { text: 'Hello' },
  }),
  '/console/cases/:id/money': ({ cases }) => ({
    path: `/console/cases/${cases.mine}/money`,
    who: 'wang',
    fields: { formId: 'money-0001', ...MONEY_FIELDS },
    typed: MONEY,
    refused: MONEY_REFUSED,
  }),
  '/console/cases/:id/money/:fact': ({ cases }) => ({
    path: `/console/cases/${cases.mine}/money/money-0001`,
    who: 'wang',
    fields: MONEY_FIELDS,
    typed: MONEY,
    refused: MONEY_REFUSED,
  }),
  '/console/cases/:id/money/:fact/remove': ({ cases }) => ({
    path: `/console/cases/${cases.mine}/money/none/remove`,
    who: 'wang',
    fields: {},
  }),
  '/console/cases/:id/community': ({ cases }) => ({
    path: `/console/cases/${cases.mine}/community`,
    who: 'wang',
    fields: { community: 'Zhili' },
    typed: ['community'],
    refused: { community: ['Renmin Road 12', LONG, '<b>'] },
  }),
  '/console/cases/:id/police': ({ cases }) => ({
    path: `/console/cases/${cases.mine}/police`,
    who: 'wang',
    fields: { record: 'X1', unit: 'Zhili', dispatchedAt: '9:00', arrivedAt: '9:20' },
    typed: ['record', 'unit', 'dispatchedAt', 'arrivedAt'],
    refused: { record: [LONG], unit: [LONG], dispatchedAt: NO_TIME, arrivedAt: [...NO_TIME, '8:00'] },
  }),
  '/console/cases/:id/call-back': ({ cases }) => ({
    path: `/console/cases/${cases.mine}/call-back`,
    who: 'wang',
    fields: { formId: 'call-back-0001', due: '20 min', note: 'Ask' },
    typed: ['due', 'note'],
    refused: { due: ['', ...NO_TIME, '9999 h', '2020-01-01 9:00'], note: [LONG] },
  }),
  '/console/cases/:id/merge': ({ cases }) => ({ path: `/console/cases/${cases.mine}/merge`, who: 'wang', fields: { into: 'A1' } }),
  '/console/cases/:id/unmask': ({ cases }) => ({
    path: `/console/cases/${cases.theirs}/unmask`,
    who: 'boss',
    fields: { reason: 'The family rang' },
    typed: ['reason'],
    refused: { reason: ['', 'no', '    x   ', LONG] },
  }),
  '/console/cases/:id/export': ({ cases }) => ({
    path: `/console/cases/${cases.mine}/export`,
    who: 'wang',
    fields: { reason: 'For the court', as: 'print' },
    typed: ['reason'],
    refused: { reason: ['', 'no', LONG] },
  }),
  '/console/calls/new': () => ({
    path: '/console/calls/new',
    who: 'wang',
    fields: {
      formId: 'call-0001',
      stage: 'paid',
      number: '13800001234',
      story: 'They want money',
      forWhom: 'her',
      town: 'Zhili',
      amount: '',
    },
    typed: ['number', 'story', 'forWhom', 'town', ...MONEY],
    refused: {
      stage: ['', 'gone', '__proto__', 'constructor'],
      number: ['12', 'none', '+'.repeat(40), LONG],
      story: ['', LONG],
      forWhom: [LONG],
      town: [LONG],
      amount: NO_AMOUNT,
      at: NO_TIME,
      payee: [LONG],
    },
  }),
  '/console/calls/advice': () => ({ path: '/console/calls/advice', who: 'wang', fields: { story: 'They want money' } }),
  '/console/call-backs/:callBack': ({ callBack }) => ({
    path: `/console/call-backs/${callBack}`,
    who: 'wang',
    fields: { result: 'not-needed', said: '', attempts: '0', from: 'list' },
    typed: ['said'],
    refused: { said: [''], result: ['', 'maybe', '__proto__'] },
  }),
  '/console/call-backs/:callBack/take': () => ({ path: '/console/call-backs/none/take', who: 'wang', fields: { from: 'list' } }),
  '/console/handovers': () => ({
    path: '/console/handovers',
    who: 'wang',
    fields: { form: 'form-0001', remarks: 'The family comes', code: '000000' },
    typed: ['remarks'],
    refused: { remarks: [LONG], code: ['', '12345', 'abcdef', LONG] },
  }),
  '/console/handovers/:id/take': ({ sheet }) => ({
    path: `/console/handovers/${sheet}/take`,
    who: 'wang',
    fields: { code: '000000', 'case-none': 'on' },
    refused: { code: ['', '12345', 'abcdef', LONG] },
  }),
  '/console/library/activate': () => ({
    path: '/console/library/activate',
    who: 'admin',
    fields: { version: '0.0.1', seen: '0' },
  }),
  '/console/library/try': () => ({
    path: '/console/library/try',
    who: 'boss',
    fields: { text: 'They want money' },
    typed: ['text'],
    refused: { text: ['', ' \n ', 'x'.repeat(20_001)] },
  }),
  '/console/officers/invite': () => ({ path: '/console/officers/invite', who: 'admin', fields: { role: 'king' } }),
  ...Object.fromEntries(
    ['disable', 'enable', 'sign-out', 'reset'].map((act) => [
      `/console/officers/:id/${act}`,
      (): Form => ({ path: `/console/officers/none/${act}`, who: 'admin', fields: {} }),
    ]),
  ),
};

/** Of a desk without anybody, for what is the same at every desk. */
export function shapeOf(route: string): Form {
  const empty = { cases: {}, wang: { id: '' }, callBack: '', sheet: '' } as unknown as BusyDesk;
  return (FORMS[route] as (desk: BusyDesk, invitation: string) => Form)(empty, '');
}
