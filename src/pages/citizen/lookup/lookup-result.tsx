import { HotlineTime } from '../../../hotline-time.ts';
import { LIST_WORDS, type LookedUp, listSentence } from '../../../lookups/look-up.ts';
import type { SourceKind } from '../../../storage/lookups/lookups-tables.ts';
import type { Storage } from '../../../storage/storage.ts';
import { type Spoken, useWords } from '../../console/language.tsx';
import type { CitizenLanguage } from '../citizen-language.ts';
import { CallButtons, type PhoneBook } from '../phone-numbers.tsx';
import { VerdictSign } from '../signs.tsx';
import { LOOKUP_WORDS } from './lookup-words.ts';

const dayFormat = (locale: string): HotlineTime => new HotlineTime(locale, { year: 'numeric', month: 'long', day: 'numeric' });
const DAY: Spoken<HotlineTime> = { 'zh-CN': dayFormat('zh-CN'), en: dayFormat('en-GB') };

interface ResultProps {
  readonly answer: LookedUp;
  readonly typed: string;
  /** The scam's type in everyday words. */
  readonly type: string | null;
  readonly language: CitizenLanguage;
  /** So that a form sent twice is done once. */
  readonly formIds: { readonly dispute: string; readonly report: string };
  readonly dispute: { readonly reason: string; readonly contact: string } | undefined;
  /** The newest dispute, for everybody to see: what was decided, never whose it was. */
  readonly disputed: Awaited<ReturnType<Storage['newestDispute']>>;
  readonly book: PhoneBook;
}

export function LookupResult({ answer, typed, type, language, formIds, dispute, disputed, book }: ResultProps) {
  const words = LOOKUP_WORDS[language];
  const day = DAY[language];
  const { identified, looked, colour } = answer;
  const { kind, value } = identified.found;
  const hit = looked.exact ?? looked.sameSite;
  return (
    <section class={`lookup-result lookup-${colour ?? 'none'}`} aria-live="polite" aria-label={words.result}>
      <p class="lookup-what">
        {words.kinds[kind]} <b>{value}</b>
      </p>
      {colour && hit ? (
        <>
          <h2>
            <VerdictSign colour={colour} />
            <span>
              <span class="lookup-colour">{words.heads[colour][0]}</span> {words.heads[colour][1]}
            </span>
          </h2>
          <p class="lookup-dont">{words.donts[kind]}</p>
          <p>
            {listSentence(answer, language)}
            {type && words.mostly(type)}
          </p>
          <dl class="lookup-facts">
            <div>
              <dt>{words.from}</dt>
              <dd>
                {(Object.entries(hit.counts) as [SourceKind, number][])
                  .filter(([, count]) => count > 0)
                  .map(([source, count]) => words.sources[source](count))
                  .join(words.between)}
              </dd>
            </div>
            <div>
              <dt>{words.when}</dt>
              <dd>{[...new Set([day.format(hit.firstAt), day.format(hit.lastAt)])].join(words.between)}</dd>
            </div>
          </dl>
        </>
      ) : (
        <>
          <h2 class="lookup-clear">{LIST_WORDS[language].notListed}</h2>
          <p class="lookup-dont">{words.change}</p>
        </>
      )}
      {disputed && <p class="lookup-disputed">{decisionText(disputed, language)}</p>}
      {identified.luhn === false && <p class="lookup-luhn">{words.mistyped}</p>}
      <p class="lookup-machine">{words.machine}</p>
      <CallButtons numbers={colour === null ? ['96110'] : ['96110', '110']} book={book} english={language === 'en'} />
      <form class="lookup-report" method="post" action="/lookup/report">
        <input type="hidden" name="value" value={typed} />
        <input type="hidden" name="form" value={formIds.report} />
        <button type="submit">{words.report}</button>
      </form>
      {looked.exact && <DisputeForm typed={typed} formId={formIds.dispute} filled={dispute} />}
    </section>
  );
}

function decisionText({ createdAt, decision, decidedAt }: NonNullable<ResultProps['disputed']>, language: CitizenLanguage): string {
  const words = LOOKUP_WORDS[language];
  const day = DAY[language];
  if (decision === 'kept' && decidedAt !== null) return words.kept(day.format(decidedAt));
  if (decision === null) return words.disputed(day.format(createdAt));
  return words.again;
}

function DisputeForm({ typed, formId, filled }: { typed: string; formId: string; filled: ResultProps['dispute'] }) {
  const words = useWords(LOOKUP_WORDS);
  return (
    <details class="lookup-dispute" open={filled !== undefined}>
      <summary>{words.mine}</summary>
      <form method="post" action="/lookup/dispute">
        <input type="hidden" name="value" value={typed} />
        <input type="hidden" name="form" value={formId} />
        <label for="dispute-reason">{words.why}</label>
        <textarea id="dispute-reason" name="reason" rows={3} maxlength={500} required>
          {filled?.reason ?? ''}
        </textarea>
        <label for="dispute-contact">{words.contact}</label>
        <input id="dispute-contact" name="contact" value={filled?.contact ?? ''} maxlength={100} autocomplete="off" />
        <p class="lookup-hint">{words.checked}</p>
        <button type="submit">{words.dispute}</button>
      </form>
    </details>
  );
}
