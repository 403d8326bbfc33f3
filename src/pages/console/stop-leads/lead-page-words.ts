import type { Spoken } from '../language.tsx';

interface Words {
  readonly back: string;
  readonly lead: string;
  readonly take: string;
  readonly takeOver: string;
  readonly release: string;
  readonly yours: string;
  readonly theirs: (display: string) => string;
  readonly masked: string;
  readonly gone: string;
  readonly same: (count: number) => string;
  readonly change: string;
  readonly save: string;
  readonly check: string;
  readonly checkHint: string;
  readonly unchecked: (fields: readonly string[]) => string;
  readonly how: string;
  readonly result: string;
  readonly note: string;
  readonly noteCheck: string;
  readonly send: string;
  readonly sendHint: string;
  readonly again: string;
  readonly byWebhook: string;
  readonly noWebhook: string;
  readonly sheet: string;
  readonly bySheet: string;
  readonly passphrase: string;
  readonly file: string;
  readonly byFile: string;
  readonly sends: string;
  readonly posts: Readonly<Record<string, string>>;
  readonly answers: string;
  readonly noAnswer: string;
  readonly stopped: string;
  readonly own: string;
  readonly others: string;
  readonly returned: string;
  readonly refused: string;
  readonly reason: string;
  readonly stopRef: string;
  readonly noteAnswer: string;
  readonly evidence: string;
  readonly noEvidence: string;
  readonly onlyHandler: string;
  readonly citizen: string;
  readonly citizenHint: string;
  readonly close: string;
  readonly why: string;
  readonly closeNow: string;
  readonly forget: string;
  readonly caseLink: string;
  readonly sums: string;
}

export const LEAD_PAGE_WORDS: Spoken<Words> = {
  'zh-CN': {
    back: '止付线索',
    lead: '线索，不是止付令',
    take: '我来办',
    takeOver: '主管接过来办',
    release: '放下，给同事办',
    yours: '您在办',
    theirs: (display) => `${display}在办`,
    masked: '不是您在办，姓名、账号已遮住。',
    gone: '资料已按规定删除，只留编号、金额和时间。',
    same: (count) => `同一账号还有${count}条线索`,
    change: '改、补',
    save: '存',
    check: '一、电话核对身份',
    checkHint: '打他留的电话，报出单位和编号，让他自己说姓名和转账情况。不问密码、验证码，不要刷脸、不要照片。',
    unchecked: (fields) => `核对以后改过：${fields.join('、')}。请再核一次；没再核以前，交出去的单子上会写明。`,
    how: '怎么核的',
    result: '结果',
    note: '备注',
    noteCheck: '记下核对结果',
    send: '二、交给公安',
    sendHint: '群众的资料只交公安；银行、运营商、平台只收到骗子的账号、电话、网址和软件。',
    again: '内容改过，公安手里是旧的，请再交一次。',
    byWebhook: '用接口交给公安',
    noWebhook: '没有接通公安的接口：用打印件或离线文件。',
    sheet: '打开打印件',
    bySheet: '打印件已交给公安',
    passphrase: '离线文件的口令（至少12个字，另外告诉收件人）',
    file: '生成离线文件',
    byFile: '离线文件已交给公安',
    sends: '交过的',
    posts: {
      queued: '在路上',
      sending: '在路上',
      offered: '等对方来取',
      acknowledged: '对方已收到',
      dead: '没送到，请用打印件',
      nobody: '没有接收方',
    },
    answers: '三、公安的回复',
    noAnswer: '还没有回复',
    stopped: '止付金额',
    own: '其中本人份额',
    others: '其中他人份额',
    returned: '已返还',
    refused: '没有止住',
    reason: '原因、说明（群众会看到）',
    stopRef: '止付编号（同一次止付写同一个）',
    noteAnswer: '记下回复',
    evidence: '截图、凭证',
    noEvidence: '没有。群众可以在自己的状态页补。',
    onlyHandler: '只有办理人能看。',
    citizen: '群众的状态页',
    citizenHint: '只告诉他本人。页面上写着：已收到，不等于已止付。',
    close: '办结',
    why: '为什么',
    closeNow: '办结这条线索',
    forget: '他要求办结后立即删除资料。',
    caseLink: '看工单',
    sums: '合计（各算各的，不相加）',
  },
  en: {
    back: 'Stop leads',
    lead: 'a lead, not an order',
    take: 'I handle it',
    takeOver: 'Take it over as supervisor',
    release: 'Leave it to colleagues',
    yours: 'Yours',
    theirs: (display) => `Handled by ${display}`,
    masked: 'It is not yours: names and accounts are masked.',
    gone: 'Its data was deleted as the rules say; number, sums and times are left.',
    same: (count) => `${count} more leads with this account`,
    change: 'Change, complete',
    save: 'Save',
    check: '1. Check the identity by telephone',
    checkHint:
      'Ring the number that he left, say where you ring from, and let him tell his name and what he paid. No passwords, no codes, no face, no picture.',
    unchecked: (fields) => `Changed after the check: ${fields.join(', ')}. Please check again; until then the sheet says so.`,
    how: 'How',
    result: 'Result',
    note: 'Note',
    noteCheck: 'Note the check',
    send: '2. Hand it to the police',
    sendHint:
      'The victim’s data goes to the police alone; banks, carriers and platforms get the scammer’s accounts, telephones, links and apps.',
    again: 'It was changed: the police have the older version. Hand it over again.',
    byWebhook: 'Send it to the police',
    noWebhook: 'No interface to the police is connected: use the sheet or the file.',
    sheet: 'Open the sheet to print',
    bySheet: 'The sheet is with the police',
    passphrase: 'Passphrase of the offline file (12 characters at least; tell it to the recipient apart)',
    file: 'Make the offline file',
    byFile: 'The file is with the police',
    sends: 'Handed over',
    posts: {
      queued: 'on its way',
      sending: 'on its way',
      offered: 'waits to be fetched',
      acknowledged: 'received',
      dead: 'not delivered: use the sheet',
      nobody: 'nobody to receive it',
    },
    answers: '3. What the police answer',
    noAnswer: 'no answer yet',
    stopped: 'Stopped',
    own: 'of it his own',
    others: 'of it others’',
    returned: 'Returned',
    refused: 'Nothing was stopped',
    reason: 'Reason (the citizen reads it)',
    stopRef: 'Number of the stop (the same for one stop)',
    noteAnswer: 'Note the answer',
    evidence: 'Screenshots, slips',
    noEvidence: 'None. The citizen can add some on his status page.',
    onlyHandler: 'Whoever handles it sees them, nobody else.',
    citizen: 'The citizen’s status page',
    citizenHint: 'For him alone. It says: received does not mean stopped.',
    close: 'Close',
    why: 'Why',
    closeNow: 'Close this lead',
    forget: 'He wants his data deleted once it is closed.',
    caseLink: 'The case',
    sums: 'Sums (each for itself, never added up)',
  },
};
