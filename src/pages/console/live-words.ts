import type { Spoken } from './language.tsx';

interface LiveWords {
  readonly lost: string;
  readonly calls: string;
  readonly notify: string;
  readonly touch: string;
  /** What desk.js says; `{…}` it fills in. */
  readonly said: Readonly<Record<string, string>>;
}

export const LIVE_WORDS: Spoken<LiveWords> = {
  'zh-CN': {
    lost: '连接断了，正在重连。这一页可能不是最新的。',
    calls: '没人接手的工单',
    notify: '开桌面提醒',
    touch: '在这一页点一下，才有声音。',
    said: {
      me: '我',
      soundOn: '开声音',
      soundOff: '静音',
      p0: '火急工单 {number} 没人接手',
      p1: '{urgency} 工单 {number} 等太久，没人接手',
      reported: '{urgency} 工单 {number} 等太久，已报主管',
      // In the row above a page, where three are to stand side by side; and in the title of a tab.
      p0Row: '{urgency} {number} 没人接手',
      p1Row: '{urgency} {number} 等太久',
      reportedRow: '{urgency} {number} 已报主管',
      open: '打开',
      hush: '不响',
      told: '新的火急工单 {number}',
      chooseFirst: '先按 j 或 k 选一单，再按 c 接手。',
      notToClaim: '这一单现在不能接手：{owner}。',
      noKey: '现在用不上这个键。按 ? 看所有的键。',
      unsent: '您写的还没有发出。再按一次就离开；长的话这个窗口替您留着，回来还在，金额和勾选不留。',
      signedOut: '您已退出登录，没有发出。您用这个窗口重新登录，回到这一页，写的还在。',
      notDone: '没做成。写的还在，请再按一次。',
      offline: '可能断网了，不知道发出没有。先看对话里有没有这一条，再按一次。',
      segments: '{size}{word}，最多{most}条',
      room: '还可写{rest}{word}',
      over: '超出{rest}{word}',
      hours: '{a}时{b}分',
      days: '{a}天{b}时',
    },
  },
  en: {
    lost: 'The connection is lost and is being restored. This page may be out of date.',
    calls: 'Cases that nobody has claimed',
    notify: 'Desktop alerts',
    touch: 'Click anywhere on this page to allow sound.',
    said: {
      me: 'me',
      soundOn: 'Sound on',
      soundOff: 'Mute',
      p0: 'P0 case {number} is unclaimed',
      p1: '{urgency} case {number} has waited too long, unclaimed',
      reported: '{urgency} case {number} has waited too long, reported to supervisors',
      p0Row: '{urgency} {number} unclaimed',
      p1Row: '{urgency} {number} waits',
      reportedRow: '{urgency} {number} reported',
      open: 'Open',
      hush: 'Silence',
      told: 'New P0 case {number}',
      chooseFirst: 'Choose a case with j or k first, then press c.',
      notToClaim: 'This case cannot be claimed now: {owner}.',
      noKey: 'This key does nothing here now. Press ? for all keys.',
      unsent:
        'What you wrote is not sent. Press again to leave: longer words are kept in this tab and are here when you come back; amounts and ticks are not.',
      signedOut: 'You are signed out; it was not sent. Sign in again in this tab: what you wrote is still on this page.',
      notDone: 'It was not done. What you wrote is still here; press again.',
      offline: 'The network may be down; nobody knows if it was sent. Look for it in the conversation, then press again.',
      segments: '{size} {word}, {most} at most',
      room: '{rest} {word} left',
      over: '{rest} {word} too many',
      hours: '{a}h{b}',
      days: '{a}d{b}h',
    },
  },
};
