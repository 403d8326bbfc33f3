import type { Child } from 'hono/jsx';
import type { Explanation } from '../../librarian/explain-text.ts';
import type { DangerId, EndingId, WhoseId } from '../../library/label-ids.ts';
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
  readonly whose: string;
  readonly ending: string;
  readonly danger: string;
  readonly labels: Readonly<Record<WhoseId | EndingId | DangerId, string>>;
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
    whose: '谁的事',
    ending: '了结没有',
    danger: '人有没有危险',
    labels: {
      self: '本人的',
      other: '替别人说',
      counter: '柜台、店里看见的',
      scene: '看见骗子的人和东西',
      open: '没了结',
      exposed: '核实过，是假的',
      genuine: '核实过，是真的',
      averted: '拦住了、停下了',
      none: '没有',
      despair: '本人想不开',
      'despair-other': '别人想不开',
      held: '本人被扣住',
      'held-other': '别人被扣住或不见了',
    },
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
    whose: 'Whose matter',
    ending: 'Has it ended',
    danger: 'A life in danger',
    labels: {
      self: 'his own',
      other: "somebody else's",
      counter: 'a customer’s, seen at a counter',
      scene: 'sees the criminals or their things',
      open: 'goes on',
      exposed: 'checked: false',
      genuine: 'checked: true',
      averted: 'stopped',
      none: 'no',
      despair: 'his own hand',
      'despair-other': "somebody else's life",
      held: 'he is held',
      'held-other': 'somebody is held or missing',
    },
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
