import type { Draft } from '../../storage/draft.ts';
import type { Spoken } from './language.tsx';

/** What stands of a draft in lists and at its head. */
export const DRAFT_STATES: Spoken<Readonly<Record<Draft['state'], string>>> = {
  'zh-CN': { open: '在改', proposed: '等人复核', published: '已发布', withdrawn: '已撤回' },
  en: { open: 'being written', proposed: 'waits for a review', published: 'published', withdrawn: 'withdrawn' },
};

interface DraftWords {
  readonly kinds: Readonly<Record<'pattern' | 'signal' | 'type' | 'intent' | 'follow-up' | 'corpus' | 'other', string>>;
}
export const DRAFT_WORDS: Spoken<DraftWords> = {
  'zh-CN': {
    kinds: { pattern: '套路', signal: '信号', type: '类型', intent: '意图', 'follow-up': '追问', corpus: '训练文字', other: '其他文件' },
  },
  en: {
    kinds: {
      pattern: 'pattern',
      signal: 'signal',
      type: 'type',
      intent: 'intent',
      'follow-up': 'follow-up',
      corpus: 'training texts',
      other: 'other file',
    },
  },
};

/** What came of an act that was not done, because the draft is not what it was. */
interface Overtaken {
  readonly overtaken: string;
  readonly state: string;
}
export const NOT_DONE: Spoken<Overtaken> = {
  'zh-CN': {
    overtaken: '没做成：同事刚改过这个草稿。下面是现在的样子，看清再决定。',
    state: '没做成：这个草稿的状态已经变了。下面是现在的样子。',
  },
  en: {
    overtaken: 'Not done: a colleague has just changed this draft. Below it stands as it is now.',
    state: 'Not done: this draft is in another state now. Below it stands as it is.',
  },
};

/** UTF-16 units. */
export const LONGEST_TITLE = 80;
export const LONGEST_REMARK = 500;
