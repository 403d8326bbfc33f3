import { HotlineTime } from '../../../hotline-time.ts';
import { COLOUR_RANK } from '../../../library/schema.ts';
import type { LinkWriting } from '../../../lookups/link-writing.ts';
import type { ListColour } from '../../../lookups/list-rules.ts';
import { LIST_WORDS, type LookedUp, listSentence } from '../../../lookups/look-up.ts';
import type { ListHit } from '../../../storage/lookups/identifier-list.ts';
import type { SourceKind } from '../../../storage/lookups/lookups-tables.ts';
import type { Storage } from '../../../storage/storage.ts';
import { type Spoken, useWords } from '../../console/language.tsx';
import { AsWritten } from '../as-written.tsx';
import type { CitizenLanguage } from '../citizen-language.ts';
import { CallButtons, type PhoneBook } from '../phone-numbers.tsx';
import { VerdictSign } from '../signs.tsx';
import { LOOKUP_WORDS } from './lookup-words.ts';

const dayFormat = (locale: string): HotlineTime => new HotlineTime(locale, { year: 'numeric', month: 'long', day: 'numeric' });
const DAY: Spoken<HotlineTime> = { 'zh-CN': dayFormat('zh-CN'), en: dayFormat('en-GB') };

interface ResultProps {
  readonly answer: LookedUp;
  /** What the address alone gives away; null: nothing, or it is no link. */
  readonly writing: LinkWriting | null;
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

export function LookupResult({ answer, writing, typed, type, language, formIds, dispute, disputed, book }: ResultProps) {
  const words = LOOKUP_WORDS[language];
  const { identified, looked, colour: listed } = answer;
  const colour = higherOf(listed, writing?.colour ?? null);
  const { kind, value } = identified.found;
  const hit = looked.exact ?? looked.sameSite;
  return (
    <section class={`lookup-result lookup-${colour ?? 'none'}`} aria-live="polite" aria-label={words.result}>
      <p class="lookup-what">
        {words.kinds[kind]} <b>{value}</b>
      </p>
      {colour ? (
        <>
          <h2>
            <VerdictSign colour={colour} />
            <span>
              <span class="lookup-colour">{words.heads[colour][0]}</span>{' '}
              {colour === 'yellow' && listed === null ? words.doubtful : words.heads[colour][1]}
            </span>
          </h2>
          <p class="lookup-dont">{words.donts[kind]}</p>
          {writing && <Written writing={writing} />}
          <p>
            {listSentence(answer, language)}
            {type && words.mostly(type)}
          </p>
          {listed && hit && <Sources hit={hit} language={language} />}
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

function higherOf(one: ListColour | null, other: ListColour | null): ListColour | null {
  if (one === null || other === null) return one ?? other;
  return COLOUR_RANK[one] > COLOUR_RANK[other] ? one : other;
}

/** It says so before anybody has reported it, as it does in the conversation. */
function Written({ writing: { brand, reasons } }: { writing: LinkWriting }) {
  const { pretends, written } = useWords(LOOKUP_WORDS);
  return (
    <div class="lookup-written">
      <p>
        {brand === null ? (
          written
        ) : (
          <>
            {pretends[0]}
            <AsWritten text={brand} />
            {pretends[1]}
          </>
        )}
      </p>
      <ul>
        {reasons.map((why) => (
          <li>{why}</li>
        ))}
      </ul>
    </div>
  );
}

function Sources({ hit, language }: { hit: ListHit; language: CitizenLanguage }) {
  const words = LOOKUP_WORDS[language];
  const day = DAY[language];
  return (
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
