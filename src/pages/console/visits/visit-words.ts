import type { Tier } from '../../../storage/dissuasion/tier-plan.ts';
import type { VisitResult } from '../../../storage/places/places-tables.ts';
import type { Spoken } from '../language.tsx';

export const VISIT_TIERS: Spoken<Readonly<Record<Tier, string>>> = {
  'zh-CN': { urgent: '紧急', high: '高危', medium: '中危', low: '低危' },
  en: { urgent: 'Urgent', high: 'High', medium: 'Medium', low: 'Low' },
};

export const RESULT_WORDS: Spoken<Readonly<Record<VisitResult, string>>> = {
  'zh-CN': {
    persuaded: '见到了，劝住了',
    unpersuaded: '见到了，没劝住',
    absent: '没人在家',
    refused: '不肯开门，不肯说',
    paid: '钱已经转走',
  },
  en: {
    persuaded: 'Met and persuaded',
    unpersuaded: 'Met and not persuaded',
    absent: 'Nobody at home',
    refused: 'Would not open or speak',
    paid: 'Money has gone already',
  },
};

interface Problems {
  readonly result: string;
  readonly signed: (display: string) => string;
  readonly name: string;
  readonly phone: string;
  readonly long: (most: number) => string;
}
export const VISIT_PROBLEMS: Spoken<Problems> = {
  'zh-CN': {
    result: '选一个结果。',
    signed: (display) => `请写您自己的名字（${display}），算签字。`,
    name: '写他的名字，最多40字。',
    phone: '写能打通的电话，只用数字。',
    long: (most) => `最多${most}字。`,
  },
  en: {
    result: 'Choose what came of it.',
    signed: (display) => `Type your own name (${display}); it is your signature.`,
    name: 'Write the name, 40 characters at most.',
    phone: 'Write a number that can be rung, digits only.',
    long: (most) => `${most} characters at most.`,
  },
};

interface Refusals {
  readonly unknown: string;
  readonly alone: string;
  readonly step: string;
  readonly used: string;
  readonly companion: string;
}
export const VISIT_REFUSALS: Spoken<Refusals> = {
  'zh-CN': {
    unknown: '这里没有您要找的任务，或者它不在您的网格。',
    alone: '这一户是紧急的，不能一个人去。请值班台先定好同去的民警，再开始。',
    step: '这一张没有编号，没有记下。请重新打开这一页再填。',
    used: '这个编号已经记过别的内容。请重新打开这一页再填。',
    companion: '请选一位能出门的民警。',
  },
  en: {
    unknown: 'There is no such task here, or it is not in your grid.',
    alone: 'This one is urgent: never alone. Let the desk name an officer who comes along, then begin.',
    step: 'This form has no number and was not recorded. Open the page again and fill it in once more.',
    used: 'This number stands for something else already. Open the page again and fill it in once more.',
    companion: 'Choose an officer who can go out.',
  },
};

/** What visit.js says; `{n}` is a number, `{what}` the forms by their labels. */
export interface QueueWords {
  readonly unsent: string;
  readonly lost: string;
  readonly arrived: string;
  readonly refused: string;
  readonly signedOut: string;
  readonly server: string;
  readonly sent: string;
  readonly kept: string;
  readonly drop: string;
  readonly mend: string;
  readonly leave: string;
  readonly expired: string;
  readonly noRoom: string;
  readonly paidOffline: string;
}
export const QUEUE_WORDS: Spoken<QueueWords> = {
  'zh-CN': {
    unsent: '还有{n}张没有发出：{what}。有网时会自动发，这一页别关。',
    lost: '现在没有网。',
    arrived: '交上了',
    refused: '有一张没被接受：',
    signedOut: '登录过期了。重新登录后会接着发。',
    server: '服务器没接住，过一会儿再发。',
    sent: '都发出去了。',
    kept: '先记在手机里，还没有发出。',
    drop: '删掉这张',
    mend: '改好再交',
    leave: '还有{n}张没有发出。现在退出，它们会从手机里删掉，没有人看得到。确定退出吗？',
    expired: '有{n}张放了超过一天，已从手机里删掉，没有发出。请打值班台电话补报。',
    noRoom: '手机存不下，这一张没有记住。请有网时再按一次，或打值班台电话。',
    paidOffline: '没有网，这一张还没发出。现在就让他打110，说“我被骗了，要止付”，再打银行。',
  },
  en: {
    unsent: '{n} not sent yet: {what}. They go out by themselves when the network is back; leave this page open.',
    lost: 'No network now.',
    arrived: 'handed in',
    refused: 'One was not accepted: ',
    signedOut: 'Your sign-in has ended. They go out once you have signed in again.',
    server: 'The server did not take it; it is tried again soon.',
    sent: 'Everything is sent.',
    kept: 'Kept on this telephone, not sent yet.',
    drop: 'Delete it',
    mend: 'Correct it',
    leave: '{n} not sent yet. If you sign out now they are deleted from this telephone and nobody will see them. Sign out?',
    expired: '{n} older than a day deleted from this telephone, not sent. Ring the desk and tell them.',
    noRoom: 'This telephone has no room: it was not kept. Press again when there is a network, or ring the desk.',
    paidOffline: 'No network: this is not sent yet. Let him ring 110 now and say "I was cheated, please stop the payment", then his bank.',
  },
};
