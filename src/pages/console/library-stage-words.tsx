import type { Child } from 'hono/jsx';
import type { Explanation } from '../../librarian/explain-text.ts';
import type { DeskLanguage, Spoken } from './language.tsx';

interface Words {
  readonly language: DeskLanguage;
  readonly normalized: string;
  readonly speakers: string;
  readonly entities: string;
  readonly signals: string;
  readonly patterns: string;
  readonly chances: string;
  readonly verdict: string;
  readonly none: string;
  readonly noPattern: string;
  readonly exempt: string;
  readonly brand: (name: string) => Child;
  readonly part: (number: number) => string;
  readonly scam: string;
  readonly types: string;
  readonly intents: string;
  readonly piece: (number: number) => string;
  readonly alarm: string;
  readonly callsFrom: (most: string) => string;
  readonly score: string;
  readonly intent: string;
  readonly stage: string;
  readonly nothingYet: string;
  readonly followUp: string;
  readonly human: string;
  readonly called: string;
  readonly notCalled: string;
  readonly reasons: string;
  readonly languages: Readonly<Record<Explanation['language'], string>>;
}
/** What the stages of the reasoning are called. */
export const WORDS: Spoken<Words> = {
  'zh-CN': {
    language: 'zh-CN',
    normalized: '去掉伪装后的文字',
    speakers: '谁说的',
    entities: '找到的东西',
    signals: '信号',
    patterns: '套路',
    chances: '概率',
    verdict: '结论',
    none: '没有。',
    noPattern: '没有套路成立。',
    exempt: '不算数',
    brand: (name) => `像“${name}”`,
    part: (number) => `第${number}段`,
    scam: '是诈骗',
    types: '类型',
    intents: '来意',
    piece: (number) => `来意，第${number}小段`,
    alarm: '报警值',
    callsFrom: (most) => `到${most}就叫人，除非另有规则`,
    score: '把握',
    intent: '来意',
    stage: '走到哪步',
    nothingYet: '还没出事',
    followUp: '追问',
    human: '叫人',
    called: '会叫值班员',
    notCalled: '不叫',
    reasons: '理由',
    languages: { 'zh-CN': '简体中文', 'zh-TW': '繁体中文', en: '英文' },
  },
  en: {
    language: 'en',
    normalized: 'Text without disguises',
    speakers: 'Who says it',
    entities: 'Things found',
    signals: 'Signals',
    patterns: 'Patterns',
    chances: 'Probabilities',
    verdict: 'Verdict',
    none: 'None.',
    noPattern: 'No pattern holds.',
    exempt: 'does not count',
    brand: (name) => (
      <>
        like <span lang="zh-CN">{name}</span>
      </>
    ),
    part: (number) => `Part ${number}`,
    scam: 'scam',
    types: 'Type',
    intents: 'Intent',
    piece: (number) => `Intent, piece ${number}`,
    alarm: 'Alarm',
    callsFrom: (most) => `a human is called from ${most} on, unless a rule says otherwise`,
    score: 'Score',
    intent: 'Intent',
    stage: 'How far',
    nothingYet: 'nothing has happened yet',
    followUp: 'Follow-up',
    human: 'Human',
    called: 'an officer is called',
    notCalled: 'not called',
    reasons: 'Reasons',
    languages: { 'zh-CN': 'simplified Chinese', 'zh-TW': 'traditional Chinese', en: 'English' },
  },
};
