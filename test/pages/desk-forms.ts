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
  '/console/sessions/end': () => ({ path: '/console/sessions/end', who: 'nobody', fields: {} }),
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
  '/console/keeping/copy': () => ({
    path: '/console/keeping/copy',
    who: 'boss',
    fields: { number: 'A999999', reason: 'He rang from his own number', as: 'text' },
    typed: ['number', 'reason'],
    refused: { reason: ['', 'x', LONG], number: ['', 'what'] },
  }),
  '/console/erasures/find': () => ({
    path: '/console/erasures/find',
    who: 'admin',
    fields: { sought: '13800009999', whose: 'own' },
    typed: ['sought'],
    refused: { sought: ['', '12', '110', 'none', 'A999999', 'S999999', LONG] },
  }),
  // With somebody who was found: erasures.test.ts.
  '/console/erasures/:id': () => ({
    path: '/console/erasures/none',
    who: 'admin',
    fields: { ground: 'in-person', remark: 'At the counter', told: 'yes', code: '000000' },
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
  '/console/library/edit': () => ({
    path: '/console/library/edit',
    who: 'admin',
    fields: { path: 'scam-patterns/signals/ask-code.yaml', draft: 'new' },
  }),
  '/console/library/call-backs/:message': () => ({
    path: '/console/library/call-backs/none',
    who: 'wang',
    fields: { version: '1.0.0', attempts: '0', result: 'reached' },
  }),
  '/console/library/call-backs/:message/read': () => ({ path: '/console/library/call-backs/none/read', who: 'wang', fields: {} }),
  '/console/library/new/find': () => ({ path: '/console/library/new/find', who: 'admin', fields: {} }),
  // What they say of a script that is there stands in new-scripts.test.ts.
  '/console/library/new/:id/draft': () => ({ path: '/console/library/new/none/draft', who: 'admin', fields: { name: 'a-b' } }),
  '/console/library/new/:id/dismiss': () => ({ path: '/console/library/new/none/dismiss', who: 'admin', fields: {} }),
  '/console/library/new/:id/revive': () => ({ path: '/console/library/new/none/revive', who: 'admin', fields: {} }),
  '/console/library/drafts': () => ({
    path: '/console/library/drafts',
    who: 'admin',
    fields: { title: 'Parking fines' },
    typed: ['title'],
    refused: { title: ['', ' \n ', LONG] },
  }),
  // What they say of a draft that is there stands in drafts.test.ts and drafts-review.test.ts.
  ...Object.fromEntries(
    Object.entries({
      build: { edits: '0' },
      propose: { edits: '0', remark: 'Please' },
      return: { edits: '0', remark: 'Too wide' },
      withdraw: { edits: '0', remark: 'Not needed' },
      publish: { edits: '0', build: 'b1', seen: '1' },
      rebase: { edits: '0', to: '1.0.0', 'path-0': 'x', 'how-0': 'text', 'body-0': 'x' },
      new: { kind: 'pattern', type: 'loan', id: 'loan-fee' },
      files: { path: 'scam-patterns/signals/ask-code.yaml', body: 'x', edits: '0', seen: '', act: 'save' },
      examine: { path: 'scam-patterns/signals/ask-code.yaml', body: 'x' },
      corpus: { edits: '0', 'text-0': 'x', 'kind-0': 'legit', 'type-0': '' },
    }).map(([act, fields]) => [
      `/console/library/drafts/:id/${act}`,
      (): Form => ({ path: `/console/library/drafts/none/${act}`, who: 'admin', fields }),
    ]),
  ),
  '/console/citizens/prove': () => ({
    path: '/console/citizens/prove',
    who: 'wang',
    fields: { code: '123456789', number: '13800001234' },
    typed: ['code', 'number'],
    refused: { code: ['', '12345678', '012345678', 'abc', LONG], number: ['', '12', 'none', LONG] },
  }),
  '/console/citizens/find': () => ({
    path: '/console/citizens/find',
    who: 'wang',
    fields: { sought: '13800001234' },
    typed: ['sought'],
    refused: { sought: ['', '12', 'none', LONG] },
  }),
  ...Object.fromEntries(
    ['link', 'sign-out'].map((act) => [
      `/console/citizens/:citizen/${act}`,
      (): Form => ({ path: `/console/citizens/none/${act}`, who: 'wang', fields: {} }),
    ]),
  ),
  '/console/stop-leads': () => ({
    path: '/console/stop-leads',
    who: 'wang',
    fields: {
      do: 'save',
      case: '',
      warning: '',
      't1-amount': '200',
      't1-at': '9:31',
      't1-account': '6222',
      name: 'Li Si',
      story: 'They want money',
    },
  }),
  // What they say of a lead that is there stands in stop-loss.test.ts.
  ...Object.fromEntries(
    Object.entries({
      take: {},
      release: {},
      change: { 't1-amount': '200', 't1-position': '1', do: 'save' },
      check: { way: 'rang-back', result: 'confirmed', note: 'It is him' },
      send: { way: 'sheet', version: '1' },
      file: { passphrase: 'four herons over water' },
      answer: { position: '1', stopped: '100', own: '50' },
      close: { why: 'done' },
    }).map(([act, fields]) => [
      `/console/stop-leads/:id/${act}`,
      (): Form => ({ path: `/console/stop-leads/none/${act}`, who: 'wang', fields: { ...fields, formId: 'form-0001', seen: '0' } }),
    ]),
  ),
  '/console/teaching/days': () => ({
    path: '/console/teaching/days',
    who: 'wang',
    fields: { day: '2026-11-25', type: 'loan' },
    refused: { type: ['', 'none', '__proto__'] },
  }),
  '/console/teaching/days/:day/free': () => ({ path: '/console/teaching/days/none/free', who: 'wang', fields: {} }),
  '/console/teaching/cases/:id': ({ cases }) => ({
    path: `/console/teaching/cases/${cases.closed}`,
    who: 'wang',
    fields: {
      form: 'story-0001',
      title: 'A loan that never came',
      body: 'Somebody was to pay a fee before the loan came, and paid twice.',
    },
    typed: ['title', 'body'],
    refused: {
      title: ['', LONG, 'Ring 13800001234'],
      body: ['', 'short', LONG, 'He was told to ring 138 0000 1234 and to pay at once', '她把钱转给了户名：张三丰的账户，后来才知道被骗'],
    },
  }),
  '/console/teaching/news': () => ({
    path: '/console/teaching/news',
    who: 'wang',
    fields: { form: 'news-0001', title: 'More false loans', body: 'False loans are frequent this week. Pay nothing before.', source: '' },
    typed: ['title', 'body', 'source'],
    refused: {
      title: ['', LONG],
      body: ['', LONG, 'See https://example.com for everything about it', 'You can pay them, they are quite all right'],
      source: [LONG],
    },
  }),
  ...Object.fromEntries(
    ['agree', 'refuse', 'withdraw'].map((act) => [
      `/console/teaching/texts/:id/${act}`,
      (): Form => ({ path: `/console/teaching/texts/none/${act}`, who: 'wang', fields: { day: '2026-11-25' } }),
    ]),
  ),
  '/console/officers/invite': () => ({ path: '/console/officers/invite', who: 'admin', fields: { role: 'king' } }),
  '/console/officers/invitations/:invitation/withdraw': () => ({
    path: '/console/officers/invitations/none/withdraw',
    who: 'admin',
    fields: {},
  }),
  ...Object.fromEntries(
    ['disable', 'enable', 'sign-out', 'reset'].map((act) => [
      `/console/officers/:id/${act}`,
      (): Form => ({ path: `/console/officers/none/${act}`, who: 'admin', fields: {} }),
    ]),
  ),
  '/console/partners': () => ({
    path: '/console/partners',
    who: 'admin',
    fields: { form: 'form-0001', name: 'First Bank', kind: 'banks', basis: 'Article 34', webhook: 'https://bank.example/hook' },
    typed: ['name', 'basis', 'webhook'],
    refused: {
      name: ['', ' \n ', LONG],
      kind: ['', 'kings', '__proto__'],
      basis: ['', 'x', LONG],
      webhook: ['bank', 'http://bank.example', 'javascript:1', 'https://u:p@bank.example'],
    },
  }),
  ...Object.fromEntries(
    ['', '/close', '/open', '/keys', '/keys/:key/end', '/invite'].map((act) => [
      `/console/partners/:id${act}`,
      (): Form => ({
        path: `/console/partners/none${act.replace(':key', 'none')}`,
        who: 'admin',
        fields: { seen: '1', form: 'form-0001' },
      }),
    ]),
  ),
  '/console/partners/exchanges/again': () => ({ path: '/console/partners/exchanges/again', who: 'admin', fields: { post: 'none' } }),
  // What they say to a partner's people stands in partners-and-lookups.test.ts.
  ...Object.fromEntries(
    ['leads', 'received', 'answers'].map((act) => [
      `/console/partner/${act}`,
      (): Form => ({ path: `/console/partner/${act}`, who: 'admin', fields: { form: 'form-0001', post: 'none' } }),
    ]),
  ),
  '/console/identifiers/find': () => ({
    path: '/console/identifiers/find',
    who: 'wang',
    fields: { value: '13800001234' },
    typed: ['value'],
    refused: { value: ['', '110', LONG] },
  }),
  '/console/identifiers/closing': () => ({
    path: '/console/identifiers/closing',
    who: 'wang',
    fields: { scam: '13800001234', case: 'A999999' },
    typed: ['scam', 'case'],
    refused: { scam: ['', '110', LONG], case: ['', 'A999998', LONG] },
  }),
  '/console/identifiers/import': () => ({
    path: '/console/identifiers/import',
    who: 'boss',
    fields: { form: 'form-0001', label: 'City bureau', rows: 'phone,13800001234' },
    typed: ['label', 'rows'],
    refused: { label: ['', 'x', LONG], rows: ['', 'phone,110', 'king,13800001234', 'phone,"1'] },
  }),
  '/console/identifiers/disputes/:dispute': () => ({
    path: '/console/identifiers/disputes/none',
    who: 'wang',
    fields: { reason: 'It is his own', decision: 'removed' },
  }),
  '/console/identifiers/:id/remove': () => ({
    path: '/console/identifiers/none/remove',
    who: 'wang',
    fields: { reason: 'It is his own' },
  }),
  // With a warning that is there: warnings.test.ts.
  ...Object.fromEntries(
    Object.entries({
      claim: {},
      release: {},
      step: { stepId: 'form-0001', kind: 'call', result: 'unreached', note: 'It is switched off' },
      close: { stepId: 'form-0002', note: 'He has understood' },
    }).map(([act, fields]) => [
      `/console/warnings/:id/${act}`,
      (): Form => ({ path: `/console/warnings/none/${act}`, who: 'wang', fields }),
    ]),
  ),
  '/console/warnings/:id/void': () => ({
    path: '/console/warnings/none/void',
    who: 'boss',
    fields: { stepId: 'form-0003', reason: 'dead', note: 'The family told us' },
  }),
  '/console/warnings/new': () => ({
    path: '/console/warnings/new',
    who: 'wang',
    fields: { formId: 'form-0003', tier: 'low', phone: '13800001234', name: 'Qian', amount: '200', story: 'A call from abroad' },
    typed: ['phone', 'name', 'town', 'grid', 'address', 'account', 'amount', 'story'],
    refused: { tier: ['', 'king'], phone: ['', '12'], amount: NO_AMOUNT, grid: ['nowhere'], name: [LONG], story: [LONG] },
  }),
  '/console/warnings/imports': () => ({ path: '/console/warnings/imports', who: 'wang', fields: { source: 'province' } }),
  '/console/warnings/imports/:import/confirm': () => ({ path: '/console/warnings/imports/none/confirm', who: 'wang', fields: {} }),
  '/console/warnings/imports/:import/discard': () => ({ path: '/console/warnings/imports/none/discard', who: 'wang', fields: {} }),
  // With a grid and a visit that are there: advisors.test.ts, visits.test.ts.
  '/console/advisors/grids': () => ({
    path: '/console/advisors/grids',
    who: 'boss',
    fields: { formId: 'form-0004', town: 'Zhili', name: 'East Bay', kind: 'village', people: '320' },
    typed: ['town', 'name', 'people'],
    refused: { town: ['', LONG], name: ['', LONG, '13800001234'], kind: ['', 'king'], people: [...NO_AMOUNT, '0', '100001'] },
  }),
  '/console/advisors/grids/:id': () => ({
    path: '/console/advisors/grids/none',
    who: 'boss',
    fields: { seen: '', town: 'Zhili', name: 'East Bay', kind: 'village', people: '320' },
  }),
  '/console/advisors/grids/:id/close': () => ({ path: '/console/advisors/grids/none/close', who: 'boss', fields: {} }),
  '/console/advisors/grids/:id/advisors': () => ({
    path: '/console/advisors/grids/none/advisors',
    who: 'boss',
    fields: { advisor: 'none', since: '2026-11-02' },
  }),
  '/console/advisors/grids/:id/advisors/end': () => ({
    path: '/console/advisors/grids/none/advisors/end',
    who: 'boss',
    fields: { advisor: 'none' },
  }),
  '/console/advisors/import': () => ({
    path: '/console/advisors/import',
    who: 'boss',
    fields: { formId: 'form-0005', text: 'town,grid,kind,people\nZhili,East Bay,village,320' },
    typed: ['text'],
    refused: { text: ['', 'Zhili,East Bay', 'town,grid,kind,people\nZhili,East Bay,king,320'] },
  }),
  '/console/advisors/training': () => ({
    path: '/console/advisors/training',
    who: 'boss',
    fields: { advisor: 'none', course: 'basics', done: '2026-11-02' },
    typed: ['done'],
    refused: { advisor: ['', 'none'], course: ['', 'cooking'], done: ['', ...NO_TIME, '2024-01-01'] },
  }),
  ...Object.fromEntries(
    Object.entries({
      begin: { stepId: 'form-0006', at: '' },
      family: { stepId: 'form-0007', at: '', name: 'Qian', relation: 'son', phone: '13800001234' },
      finish: { stepId: 'form-0008', at: '', result: 'persuaded', note: 'He rang his son', signed: 'Wang' },
      companion: { companion: 'none' },
    }).map(([act, fields]) => [`/console/visits/:id/${act}`, (): Form => ({ path: `/console/visits/none/${act}`, who: 'wang', fields })]),
  ),
  '/console/visits/tasks/:id/done': () => ({
    path: '/console/visits/tasks/none/done',
    who: 'wang',
    fields: { stepId: 'form-0009', at: '' },
  }),
  // Switched off without a legal basis; with one: merchants.test.ts.
  ...Object.fromEntries(
    ['merchants/:id/check', 'merchants/:id/link', 'merchants/:id/close', 'defaults/:id/check', 'objections/:id', 'appeals/:id'].map(
      (act) => [
        `/console/trade/${act}`,
        (): Form => ({
          path: `/console/trade/${act.replace(':id', 'none')}`,
          who: 'wang',
          fields: { form: 'form-0001', answer: 'accept', note: 'Seen' },
        }),
      ],
    ),
  ),
};

/** Of a desk without anybody, for what is the same at every desk. */
export function shapeOf(route: string): Form {
  const empty = { cases: {}, wang: { id: '' }, callBack: '', sheet: '' } as unknown as BusyDesk;
  return (FORMS[route] as (desk: BusyDesk, invitation: string) => Form)(empty, '');
}
