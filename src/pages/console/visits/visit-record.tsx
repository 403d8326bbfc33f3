import { DOORSTEP_CHECKS, isDoorstepCheck } from '../../../dissuasion/doorstep-words.ts';
import type { DoorstepEntry } from '../../../storage/places/doorstep-record.ts';
import type { VisitFormKind } from '../../../storage/places/places-tables.ts';
import { Clock } from '../clock.tsx';
import { type DeskLanguage, type Spoken, useWords } from '../language.tsx';
import { RESULT_WORDS } from './visit-words.ts';

interface Words {
  readonly title: string;
  readonly kinds: Readonly<Record<VisitFormKind, string>>;
  readonly signed: string;
  readonly erased: string;
  readonly received: string;
}
/** Milliseconds: what came in so much later than it was done was kept by a telephone, and one should see that. */
const LATE = 10 * 60_000;
const WORDS: Spoken<Words> = {
  'zh-CN': {
    title: '已经记下的',
    kinds: { begin: '开始上门', family: '家里人', finish: '结果' },
    signed: '签字：',
    erased: '内容已删除',
    received: '手机上的时间，送到：',
  },
  en: {
    title: 'Recorded so far',
    kinds: { begin: 'begun', family: 'family', finish: 'result' },
    signed: 'Signed: ',
    erased: 'words deleted',
    received: 'by the telephone’s clock; received ',
  },
};
const LANGUAGE: Spoken<DeskLanguage> = { 'zh-CN': 'zh-CN', en: 'en' };

export function VisitRecord({ record, now }: { record: readonly DoorstepEntry[]; now: number }) {
  const words = useWords(WORDS);
  if (record.length === 0) return null;
  return (
    <section class="visit-part">
      <h2>{words.title}</h2>
      <ol class="visit-record">
        {record.map((entry) => (
          <Entry entry={entry} now={now} />
        ))}
      </ol>
    </section>
  );
}

/** What was written is whoever wrote it: in his language. */
function Entry({ entry: { kind, display, at, receivedAt, result, words: written }, now }: { entry: DoorstepEntry; now: number }) {
  const words = useWords(WORDS);
  const results = useWords(RESULT_WORDS);
  const language = useWords(LANGUAGE) === 'en' ? 'en' : 'zh';
  const checked = (written?.checked ?? []).filter(isDoorstepCheck).map((check) => DOORSTEP_CHECKS[check][language]);
  return (
    <li>
      <b>{result ? results[result] : words.kinds[kind]}</b>{' '}
      <span class="quiet">
        {display} <Clock at={at} now={now} />
        {receivedAt - at > LATE && (
          <>
            {' '}
            ({words.received}
            <Clock at={receivedAt} now={now} />)
          </>
        )}
      </span>
      {written === null && <p class="quiet">{words.erased}</p>}
      {written?.family && (
        <p>
          <span lang="zh-CN">
            {written.family.name} {written.family.relation}
          </span>{' '}
          <a href={`tel:${written.family.phone.replace(/[^\d+]/g, '')}`}>{written.family.phone}</a>
        </p>
      )}
      {written?.note && <p lang="zh-CN">{written.note}</p>}
      {checked.length > 0 && <p class="quiet">{checked.join(' · ')}</p>}
      {written?.signed && (
        <p class="quiet">
          {words.signed}
          <span lang="zh-CN">{written.signed}</span>
        </p>
      )}
    </li>
  );
}
