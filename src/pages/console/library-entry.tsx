import type { Bilingual } from '../../library/schema.ts';
import { type DeskLanguage, type Spoken, useWords } from './language.tsx';

interface Words {
  readonly language: DeskLanguage;
  readonly kind: string;
  readonly pattern: string;
  readonly signal: string;
  readonly id: string;
  readonly type: string;
  readonly severity: string;
  readonly role: string;
  readonly status: string;
  readonly version: string;
  readonly stage: string;
  readonly entity: string;
  readonly hits: string;
  readonly why: string;
  readonly when: string;
  readonly all: string;
  readonly any: string;
  readonly not: string;
  readonly positive: string;
  readonly negative: string;
  readonly references: string;
  readonly phrases: string;
  readonly negate: string;
  readonly usedBy: string;
  readonly unused: string;
  readonly nothing: string;
  readonly unknownPattern: string;
  readonly unknownSignal: string;
}

/** What the parts of a pattern and of a signal are called. */
export const ENTRY_WORDS: Spoken<Words> = {
  'zh-CN': {
    language: 'zh-CN',
    kind: '哪一种',
    pattern: '套路',
    signal: '信号',
    id: '编号',
    type: '类型',
    severity: '分量',
    role: '作用',
    status: '状态',
    version: '第几版',
    stage: '走到哪步',
    entity: '也看',
    hits: '命中',
    why: '告诉市民的理由',
    when: '什么时候成立',
    all: '都要有',
    any: '有一个就行',
    not: '不能有',
    positive: '该认出的例子',
    negative: '不该认出的例子',
    references: '依据',
    phrases: '词条',
    negate: '有这些就不算',
    usedBy: '用到它的套路',
    unused: '没有套路用到它。',
    nothing: '没有。',
    unknownPattern: '正在用的版本里没有这条套路。',
    unknownSignal: '正在用的版本里没有这个信号。',
  },
  en: {
    language: 'en',
    kind: 'Kind',
    pattern: 'pattern',
    signal: 'signal',
    id: 'Id',
    type: 'Type',
    severity: 'Severity',
    role: 'Role',
    status: 'Status',
    version: 'Version',
    stage: 'How far',
    entity: 'Also looks at',
    hits: 'Hits',
    why: 'What the citizen is told',
    when: 'Holds when',
    all: 'All of',
    any: 'One of',
    not: 'None of',
    positive: 'Must hold on',
    negative: 'Must not hold on',
    references: 'References',
    phrases: 'Phrases',
    negate: 'Void beside',
    usedBy: 'Patterns that use it',
    unused: 'No pattern uses it.',
    nothing: 'None.',
    unknownPattern: 'The release at work has no such pattern.',
    unknownSignal: 'The release at work has no such signal.',
  },
};

/** Lines of the library, which are Chinese whatever the desk speaks. */
export function Listed({ id, title, texts }: { id: string; title: string; texts: readonly string[] }) {
  const words = useWords(ENTRY_WORDS);
  return (
    <section class="library-part" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {texts.length === 0 ? (
        <p class="quiet">{words.nothing}</p>
      ) : (
        <ul class="library-list" lang="zh-CN">
          {texts.map((text) => (
            <li>{text}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What is written in both languages, in the reader's own. */
export function Said({ name, text }: { name: string; text: Bilingual }) {
  const { language } = useWords(ENTRY_WORDS);
  return (
    <>
      <dt>{name}</dt>
      <dd>{language === 'en' ? text.en : text.zh}</dd>
    </>
  );
}
