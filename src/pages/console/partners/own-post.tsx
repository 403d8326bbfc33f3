import { z } from 'zod';
import type { SentPost } from '../../../storage/partners/partner-exchanges.ts';
import { dayAndTime } from '../day-and-time.ts';
import { type DeskLanguage, useWords } from '../language.tsx';
import { OWN_WORDS } from './own-words.ts';
import { EXCHANGE_KINDS } from './partner-words.ts';
import { PostBody } from './post-body.tsx';

/** As much of what was sent as a page shows by itself; the rest stands below as it is. */
const identifiersBody = z.object({ identifiers: z.array(z.object({ kind: z.string(), value: z.string() })) });
const leadBody = z.object({ transfers: z.array(z.object({ transferId: z.string(), amountFen: z.number().nullable().optional() })) });

interface Props {
  readonly post: SentPost;
  readonly formId: string;
  /** What was typed into an answer that was not taken. */
  readonly fields: Readonly<Record<string, string>>;
  readonly language: DeskLanguage;
  /** Scam types by id. */
  readonly titles: ReadonlyMap<string, string>;
}

/** One thing that was sent to a partner. */
export function OwnPost({ post, formId, fields, language, titles }: Props) {
  const words = useWords(OWN_WORDS);
  const kinds = useWords(EXCHANGE_KINDS);
  const identifiers = identifiersBody.safeParse(post.body);
  return (
    <li class="own-post">
      <p>
        <b>{kinds[post.kind] ?? post.kind}</b> {post.subject} · <span class="number">{dayAndTime(post.createdAt, language)}</span>
        {post.state === 'acknowledged' && <> · {words.received}</>}
      </p>
      <p class="quiet">
        {words.basis} <span lang="zh-CN">{post.legalBasis}</span>
      </p>
      {post.body === null ? (
        <p class="quiet">{words.forgotten}</p>
      ) : identifiers.success ? (
        <ul class="own-identifiers" lang="zh-CN">
          {identifiers.data.identifiers.map(({ value }) => (
            <li>{value}</li>
          ))}
        </ul>
      ) : (
        <PostBody body={post.body} titles={titles} language={language} />
      )}
      {post.kind === 'stop-lead' && post.body !== null && <AnswerForm post={post} formId={formId} fields={fields} />}
      {post.kind !== 'stop-lead' && post.state !== 'acknowledged' && (
        <form method="post" action="/console/partner/received">
          <input type="hidden" name="post" value={post.id} />
          <button class="act" type="submit">
            {words.receive}
          </button>
        </form>
      )}
    </li>
  );
}

/** What the police say of one transfer; amounts in yuan as one types them. */
function AnswerForm({ post, formId, fields }: Omit<Props, 'language' | 'titles'>) {
  const words = useWords(OWN_WORDS);
  const lead = leadBody.safeParse(post.body);
  const transfers = lead.success ? lead.data.transfers.map(({ transferId }) => transferId) : [];
  return (
    <>
      {post.answers.length > 0 && (
        <ul class="own-answers">
          {post.answers.map(({ transferId, refused, stopped }) => (
            <li>
              {words.answers} {transferId}: {refused ? words.refused : stopped === null ? '–' : (stopped / 100).toFixed(2)}
            </li>
          ))}
        </ul>
      )}
      <form class="partner-form" method="post" action="/console/partner/answers">
        <input type="hidden" name="form" value={formId} />
        <input type="hidden" name="post" value={post.id} />
        <label>
          {words.transfer}
          <select name="transferId">
            {transfers.map((id) => (
              <option value={id} selected={fields.transferId === id}>
                {id}
              </option>
            ))}
          </select>
        </label>
        {(['stopped', 'ownShare', 'othersShare', 'returned'] as const).map((name) => (
          <label>
            {words[name]}
            <input name={name} value={fields[name] ?? ''} inputmode="decimal" maxlength={16} autocomplete="off" />
          </label>
        ))}
        <label>
          {words.stopRef}
          <input name="stopRef" value={fields.stopRef ?? ''} maxlength={100} autocomplete="off" />
        </label>
        <label class="wide">
          {words.reason}
          <input name="reason" value={fields.reason ?? ''} maxlength={500} autocomplete="off" />
        </label>
        <label class="partner-check">
          <input type="checkbox" name="refused" value="1" checked={fields.refused === '1'} /> {words.refused}
        </label>
        <button class="act act-first" type="submit">
          {words.answer}
        </button>
      </form>
    </>
  );
}
