import type { Context } from 'hono';
import { blocksOf, firstPaid, readTransfers } from '../../../stop-loss/stop-lead.ts';
import { type TimePassed, timePassed } from '../../../stop-loss/time-passed.ts';
import { Clock } from '../clock.tsx';
import { renderPage } from '../layout.tsx';
import type { PageDeps } from '../page-deps.ts';
import { telLink } from '../phone-numbers.tsx';
import { readPreferences } from '../session.ts';
import { Logo, PhoneIcon } from '../signs.tsx';
import { Line, TransferFields } from './transfer-fields.tsx';

interface StopLossForm {
  readonly formId: string;
  readonly typed: Readonly<Record<string, string>>;
  /** What he has said before stands in the fields. */
  readonly proposed: boolean;
  readonly problem: string | null;
  /** What this browser has handed in already and is not done with. */
  readonly earlier: readonly { readonly number: string; readonly token: string; readonly createdAt: number }[];
}

/** `GET /stop-loss`: 110 first; then one record for each transfer, none of its fields required. */
export async function renderStopLoss(deps: PageDeps, context: Context, { formId, typed, proposed, problem, earlier }: StopLossForm) {
  const now = deps.now();
  const paidAt = firstPaid(readTransfers(typed, now).map(({ transfer }) => transfer));
  const blocks = blocksOf(typed);
  context.header('X-Robots-Tag', 'noindex, nofollow');
  const urls = await deps.assets.urls();
  return renderPage({
    title: '钱转走了，要止付 · 反诈一哥',
    description: '先打110。再填这张表，一笔一条，值班员核对后交公安。',
    preferences: readPreferences(context),
    urls,
    page: 'plain',
    children: (
      <main class="sheet stop-loss">
        <h1>
          <Logo /> 钱转走了，要止付
        </h1>
        <FirstSteps />
        <Elapsed paidAt={paidAt} now={now} />
        {earlier.length > 0 && (
          <ul class="stop-hint" aria-label="您交过的">
            {earlier.map(({ number, token, createdAt }) => (
              <li>
                您交过一张：
                <a href={`/stop-loss/${token}`}>
                  <b class="number">{number}</b>，看进展
                </a>{' '}
                <Clock at={createdAt} now={now} />
              </li>
            ))}
            <li>又转了别的钱，再填下面这张。</li>
          </ul>
        )}
        {problem && (
          <p class="stop-problem" role="alert">
            {problem}
          </p>
        )}
        <form class="stop-form" method="post" action="/stop-loss" data-draft={formId}>
          <input type="hidden" name="formId" value={formId} />
          <input type="hidden" name="warning" value={typed.warning ?? ''} />
          <p>
            再填这张表。<b>知道多少填多少</b>，金额、账号、时间有一样就能交。值班员看到会打电话核对，核对后作为线索交公安。
          </p>
          {proposed && <p class="stop-hint">下面先填了您在对话里说过的{earlier.length > 0 && '、还没交过的'}，请看一遍，不对就改。</p>}
          {Array.from({ length: blocks }, (_, index) => (
            <TransferFields block={index + 1} several={blocks > 1} typed={typed} />
          ))}
          <button class="stop-more" type="submit" name="do" value="add" formnovalidate>
            ＋ 还有一笔
          </button>
          <fieldset class="stop-transfer">
            <legend>怎么找您</legend>
            <Line id="phone" label="能打通您的电话" typed={typed} hint="值班员核对要用" numeric />
            <Line id="name" label="您的姓名" typed={typed} />
            <Line id="idNumber" label="身份证号（公安止付要用，可以等电话里说）" typed={typed} />
            <Line id="forWhom" label="替家人填的，写是谁、您是他什么人" typed={typed} />
          </fieldset>
          <fieldset class="stop-transfer">
            <legend>对方和经过</legend>
            <p class="stop-line">
              <label for="story">简单说说怎么回事</label>
              <textarea id="story" name="story" rows={3} maxlength={2000}>
                {typed.story ?? ''}
              </textarea>
            </p>
            <details open={['scamPhone', 'scamContact', 'scamLink', 'scamApp'].some((name) => typed[name]) || undefined}>
              <summary>对方的电话、微信、网址、软件</summary>
              <Line id="scamPhone" label="对方电话" typed={typed} />
              <Line id="scamContact" label="对方微信、QQ" typed={typed} />
              <Line id="scamLink" label="网址" typed={typed} />
              <Line id="scamApp" label="软件名字" typed={typed} />
            </details>
          </fieldset>
          <p class="stop-never">
            密码、验证码、卡背面的数字，<b>这里不要，谁要都别给</b>。不用上传身份证，不用刷脸。
          </p>
          <button class="stop-send" type="submit" name="do" value="send">
            交给值班员
          </button>
          <p class="stop-small">资料只用于止付：您的个人信息只交公安；银行、运营商、平台只收到骗子的账号、电话和网址。办结后按规定删除。</p>
        </form>
        <a class="stop-back" href="/">
          回到对话
        </a>
        <script src={urls['stop-loss.js']} defer />
      </main>
    ),
  });
}

export function FirstSteps() {
  return (
    <section class="stop-first" aria-label="先做这三步">
      <a class="call-police" href={telLink('110')}>
        <PhoneIcon />
        <span>先打110</span>
      </a>
      <ol>
        <li>
          对110说：“<b>我被骗了，要止付</b>”。
        </li>
        <li>再打付款银行或支付平台的官方客服。</li>
        <li>别再转一分钱，和对方断开。</li>
      </ol>
    </section>
  );
}

const UNITS: Readonly<Record<TimePassed['unit'], string>> = { minutes: '分钟', hours: '小时', days: '天' };

/** How long the money has been gone; `stop-loss.js` keeps it running. Milliseconds since 1970 UTC. */
export function Elapsed({ paidAt, now }: { paidAt: number | null; now: number }) {
  if (paidAt === null) return null;
  const { count, unit } = timePassed(paidAt, now);
  return (
    <p class="stop-elapsed" role="timer">
      已过 <b data-since={paidAt}>{count}</b> <span>{UNITS[unit]}</span> <small>越快越好，先打110</small>
    </p>
  );
}
