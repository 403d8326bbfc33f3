import { type Spoken, useWords } from '../language.tsx';
import { Labelled } from '../partners/labelled.tsx';

/** What was typed into the form, and which field is wrong. */
export interface ClosingTyped {
  readonly scam: string;
  readonly case: string;
  readonly at: 'scam' | 'case';
  readonly problem: string;
}

const WORDS: Spoken<Record<'title' | 'value' | 'valueHint' | 'number' | 'numberHint' | 'save', string>> = {
  'zh-CN': {
    title: '结案里的号码',
    value: '骗子的电话、网址、账号或应用名',
    valueHint: '只填骗子的，别填群众自己的。会提示红色。',
    number: '工单号',
    numberHint: '已按“真诈”结案的工单',
    save: '列入名单',
  },
  en: {
    title: 'From a closed case',
    value: "The scammer's telephone, link, account or app",
    valueHint: "The scammer's alone, never the citizen's own. It will show red.",
    number: 'Case number',
    numberHint: 'of a case that was closed as a scam',
    save: 'List it',
  },
};

/** Puts on the list what an officer knows from a case; he says what is the scammer's, no machine does. */
export function ListClosing({ typed }: { typed: ClosingTyped | null }) {
  const words = useWords(WORDS);
  const problemOf = (field: ClosingTyped['at']): string => (typed?.at === field ? typed.problem : '');
  return (
    <form class="partner-form" method="post" action="/console/identifiers/closing">
      <h2>{words.title}</h2>
      <Labelled label={words.value} name="scam" problem={problemOf('scam')} hint={words.valueHint}>
        <input
          id="partner-scam"
          name="scam"
          value={typed?.scam ?? ''}
          maxlength={500}
          required
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          aria-describedby="partner-scam-note"
        />
      </Labelled>
      <Labelled label={words.number} name="case" problem={problemOf('case')} hint={words.numberHint}>
        <input
          id="partner-case"
          name="case"
          value={typed?.case ?? ''}
          maxlength={20}
          required
          autocomplete="off"
          aria-describedby="partner-case-note"
        />
      </Labelled>
      <button class="act act-first" type="submit">
        {words.save}
      </button>
    </form>
  );
}
