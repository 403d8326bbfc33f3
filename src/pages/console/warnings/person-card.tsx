import type { Child } from 'hono/jsx';
import { maskName, maskNumber, maskText } from '../../../desk/masking.ts';
import { openingWords } from '../../../desk/opening-words.ts';
import type { ScamType } from '../../../library/schema.ts';
import { amountIn } from '../amount-words.ts';
import { type Spoken, useWords } from '../language.tsx';
import { warningPath } from './warning-paths.ts';
import type { WarningView } from './warning-view.ts';

interface Words {
  readonly who: string;
  readonly erased: string;
  readonly masked: string;
  readonly owned: (owner: string) => string;
  readonly closed: string;
  readonly name: string;
  readonly phone: string;
  readonly place: string;
  readonly address: string;
  readonly story: string;
  readonly account: string;
  readonly amount: string;
  readonly unknown: string;
  readonly say: string;
  readonly marks: string;
  readonly next: string;
  readonly notice: (sends: number) => string;
  readonly answered: string;
  readonly silent: string;
  readonly others: (count: number) => string;
  readonly other: (at: number) => string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    who: '要劝阻的人',
    erased: '他的信息已清除。',
    masked: '接手后看全部。',
    owned: (owner) => `${owner}在办，只有${owner}看全部。`,
    closed: '已办结，不再给看全部。',
    name: '姓名',
    phone: '电话',
    place: '地方',
    address: '地址',
    story: '预警说',
    account: '账户',
    amount: '金额',
    unknown: '不详',
    say: '电话里先说',
    marks: '这一类的套路',
    next: '他下一步',
    notice: (sends) => `提醒已发${sends}次，`,
    answered: '他在提醒页上回了。',
    silent: '他还没回。',
    others: (count) => `同一个号码还有${count}条在办：`,
    other: (at) => `看第${at}条`,
  },
  en: {
    who: 'Who is warned',
    erased: 'What was known of him is erased.',
    masked: 'Claim it to see everything.',
    owned: (owner) => `${owner} has it; only ${owner} sees everything.`,
    closed: 'It is closed; nobody sees everything any more.',
    name: 'Name',
    phone: 'Telephone',
    place: 'Place',
    address: 'Address',
    story: 'The warning says',
    account: 'Account',
    amount: 'Amount',
    unknown: 'unknown',
    say: 'Say first on the telephone',
    marks: 'Marks of this scam',
    next: 'What he does next',
    notice: (sends) => (sends === 1 ? 'Message sent once; ' : `Message sent ${sends} times; `),
    answered: 'he has answered on its page.',
    silent: 'he has not answered.',
    others: (count) =>
      count === 1 ? 'Another open warning about this telephone: ' : `${count} other open warnings about this telephone: `,
    other: (at) => `open no. ${at}`,
  },
};

interface PersonCardProps {
  readonly view: WarningView;
  readonly type: ScamType | null;
  readonly hotline: string;
  readonly city: string;
}

/** Whom it is about, masked until it is one's own; and what to tell him. */
export function PersonCard({ view, type, hotline, city }: PersonCardProps) {
  const words = useWords(WORDS);
  const { warning, open, language, officer } = view;
  const { person, notice, others } = warning;
  const place = [warning.town, warning.grid?.name].filter(Boolean).join(' ');
  return (
    <aside class="warned-person" aria-label={words.who}>
      <h2>{words.who}</h2>
      {person === null ? (
        <p class="quiet">{words.erased}</p>
      ) : (
        <>
          {!open && officer.role !== 'advisor' && <p class="mask-note">{whyMasked(warning, words)}</p>}
          <dl lang="zh-CN">
            <Fact name={words.name} language={language}>
              {person.name === null ? words.unknown : open ? person.name : maskName(person.name)}
            </Fact>
            <Fact name={words.phone} language={language}>
              {open ? (
                <b class="number call-number">{person.phone}</b>
              ) : (
                <span class="number">{maskNumber(person.phone.replace(/\D/g, ''))}</span>
              )}
            </Fact>
            {place !== '' && (
              <Fact name={words.place} language={language}>
                {place}
              </Fact>
            )}
            {person.address && (
              <Fact name={words.address} language={language}>
                {open ? person.address : maskText(person.address)}
              </Fact>
            )}
            {person.story && (
              <Fact name={words.story} language={language}>
                {open ? person.story : maskText(person.story)}
              </Fact>
            )}
            {open && person.account && (
              <Fact name={words.account} language={language}>
                <span class="number">{person.account}</span>
              </Fact>
            )}
            {person.amount !== null && (
              <Fact name={words.amount} language={language}>
                <span class="number">{amountIn['zh-CN'](person.amount)}</span>
              </Fact>
            )}
          </dl>
        </>
      )}
      {notice && notice.sends > 0 && (
        <p class="quiet">
          {words.notice(notice.sends)}
          {notice.answered ? words.answered : words.silent}
        </p>
      )}
      {others.length > 0 && (
        <p>
          {words.others(others.length)}
          {others.map((id, at) => (
            <>
              {at > 0 && ' · '}
              <a href={warningPath(id)}>{words.other(at + 1)}</a>
            </>
          ))}
        </p>
      )}
      <h3>{words.say}</h3>
      <p lang="zh-CN">{openingWords(hotline, city, officer.display)}</p>
      {type && (
        <>
          <h3>
            {words.marks}: {language === 'en' ? type.title.en : type.title.zh}
          </h3>
          <ul class="warning-marks" lang="zh-CN">
            {type.marks.map((mark) => (
              <li>{mark}</li>
            ))}
          </ul>
          <h3>{words.next}</h3>
          <p>{language === 'en' ? type.next.en : type.next.zh}</p>
        </>
      )}
    </aside>
  );
}

function whyMasked({ status, owner }: WarningView['warning'], words: Words): string {
  if (status === 'closed') return words.closed;
  return owner === null ? words.masked : words.owned(owner.display);
}

function Fact({ name, language, children }: { name: string; language: string; children?: Child }) {
  return (
    <div>
      <dt lang={language}>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
