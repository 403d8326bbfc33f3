import { LIST_WORDS, type LookedUp, listSentence } from '../../../lookups/look-up.ts';
import type { IdentifierKind, SourceKind } from '../../../storage/lookups/lookups-tables.ts';
import type { Storage } from '../../../storage/storage.ts';
import { CallButtons, type PhoneBook } from '../phone-numbers.tsx';
import { VerdictSign } from '../signs.tsx';

const KINDS: Readonly<Record<IdentifierKind, string>> = { phone: '电话', link: '网址', account: '账号', app: '应用' };
const SOURCES: Readonly<Record<SourceKind, string>> = {
  report: '群众举报',
  closing: '民警办结的骗局',
  'stop-lead': '止付线索',
  import: '导入的名单',
  partner: '银行、运营商或平台',
};
const HEADS = { red: ['红', '像诈骗'], yellow: ['黄', '有人举报过'] } as const;
const DONT: Readonly<Record<IdentifierKind, string>> = {
  phone: '别回拨，别照他说的做，别转账。',
  link: '别点开，别填卡号和验证码。',
  account: '别往这个账号转钱。',
  app: '别下载，别在里面充钱。装了的先卸载。',
};
const DAY = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', year: 'numeric', month: 'long', day: 'numeric' });

interface ResultProps {
  readonly answer: LookedUp;
  readonly typed: string;
  /** The scam's type in everyday words. */
  readonly type: string | null;
  /** So that a form sent twice is done once. */
  readonly formIds: { readonly dispute: string; readonly report: string };
  readonly dispute: { readonly reason: string; readonly contact: string } | undefined;
  /** The newest dispute, for everybody to see: what was decided, never whose it was. */
  readonly disputed: Awaited<ReturnType<Storage['newestDispute']>>;
  readonly book: PhoneBook;
}

export function LookupResult({ answer, typed, type, formIds, dispute, disputed, book }: ResultProps) {
  const { identified, looked, colour } = answer;
  const { kind, value } = identified.found;
  const hit = looked.exact ?? looked.sameSite;
  return (
    <section class={`lookup-result lookup-${colour ?? 'none'}`} aria-live="polite" aria-label="查到的结果">
      <p class="lookup-what">
        {KINDS[kind]} <b>{value}</b>
      </p>
      {colour && hit ? (
        <>
          <h2>
            <VerdictSign colour={colour} />
            <span>
              <span class="lookup-colour">{HEADS[colour][0]}</span> {HEADS[colour][1]}
            </span>
          </h2>
          <p class="lookup-dont">{DONT[kind]}</p>
          <p>
            {listSentence(answer, 'zh-CN')}
            {type && <>名目多是“{type}”。</>}
          </p>
          <dl class="lookup-facts">
            <div>
              <dt>从哪里来</dt>
              <dd>
                {(Object.entries(hit.counts) as [SourceKind, number][])
                  .filter(([, count]) => count > 0)
                  .map(([source, count]) => `${SOURCES[source]}${count}次`)
                  .join('、')}
              </dd>
            </div>
            <div>
              <dt>最早、最近</dt>
              <dd>
                {DAY.format(hit.firstAt)}
                {DAY.format(hit.firstAt) !== DAY.format(hit.lastAt) && <>、{DAY.format(hit.lastAt)}</>}
              </dd>
            </div>
          </dl>
        </>
      ) : (
        <>
          <h2 class="lookup-clear">{LIST_WORDS['zh-CN'].notListed}</h2>
          <p class="lookup-dont">骗子天天换号、换网址、换账号。要钱、要验证码、要下载，就先停下。</p>
        </>
      )}
      {disputed && <p class="lookup-disputed">{decisionText(disputed)}</p>}
      {identified.luhn === false && <p class="lookup-luhn">这个卡号的最后一位对不上，可能抄错了一位，请再对一遍。</p>}
      <p class="lookup-machine">名单是机器查的。钱已经转了，先打110。拿不准，打96110。</p>
      <CallButtons numbers={colour === null ? ['96110'] : ['96110', '110']} book={book} />
      <form class="lookup-report" method="post" action="/lookup/report">
        <input type="hidden" name="value" value={typed} />
        <input type="hidden" name="form" value={formIds.report} />
        <button type="submit">我碰到的就是骗子，举报它</button>
      </form>
      {looked.exact && <DisputeForm typed={typed} formId={formIds.dispute} filled={dispute} />}
    </section>
  );
}

function decisionText({ createdAt, decision, decidedAt }: NonNullable<ResultProps['disputed']>): string {
  if (decision === 'kept' && decidedAt !== null) return `有人提过异议。${DAY.format(decidedAt)}值班民警核过，决定留在名单上。`;
  if (decision === null) return `${DAY.format(createdAt)}有人提出异议，值班民警在核。`;
  return '曾因异议撤下，后来又有新的来源。';
}

function DisputeForm({ typed, formId, filled }: { typed: string; formId: string; filled: ResultProps['dispute'] }) {
  return (
    <details class="lookup-dispute" open={filled !== undefined}>
      <summary>这是我的，或者报错了</summary>
      <form method="post" action="/lookup/dispute">
        <input type="hidden" name="value" value={typed} />
        <input type="hidden" name="form" value={formId} />
        <label for="dispute-reason">为什么不该在名单上</label>
        <textarea id="dispute-reason" name="reason" rows={3} maxlength={500} required>
          {filled?.reason ?? ''}
        </textarea>
        <label for="dispute-contact">怎么找您（可以不填）</label>
        <input id="dispute-contact" name="contact" value={filled?.contact ?? ''} maxlength={100} autocomplete="off" />
        <p class="lookup-hint">值班民警会核，过几天再来查它，就看得到结果。想知道理由，请留联系方式。不收费，也不用您做别的。</p>
        <button type="submit">提出异议</button>
      </form>
    </details>
  );
}
