import type { Context } from 'hono';
import { reachableNumber } from '../../../stop-loss/own-telephone.ts';
import { blocksOf, fieldOf, firstPaid, LEAD_WORDS, readTransfers, TRANSFER_WORDS } from '../../../stop-loss/stop-lead.ts';
import { timePassed } from '../../../stop-loss/time-passed.ts';
import { useWords } from '../../console/language.tsx';
import { Clock } from '../clock.tsx';
import { renderPage } from '../layout.tsx';
import type { PageDeps } from '../page-deps.ts';
import { telLink } from '../phone-numbers.tsx';
import { PutBack } from '../put-back.tsx';
import { readPreferences } from '../session.ts';
import { PhoneIcon } from '../signs.tsx';
import { FIRST_WORDS, FORM_WORDS } from './stop-loss-words.ts';
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
  const cannotRing = (typed.phone ?? '') !== '' && reachableNumber(typed.phone ?? '', deps.config.HOTLINE_NUMBER) === null;
  context.header('X-Robots-Tag', 'noindex, nofollow');
  const urls = await deps.assets.urls();
  const preferences = readPreferences(context);
  const words = FORM_WORDS[preferences.language];
  return renderPage({
    title: words.title,
    description: words.description,
    preferences,
    urls,
    page: 'plain',
    bilingual: true,
    children: (
      <main class="sheet stop-loss">
        <h1>{words.heading}</h1>
        <FirstSteps />
        <Elapsed paidAt={paidAt} now={now} />
        {earlier.length > 0 && (
          <ul class="stop-hint" aria-label={words.earlier}>
            {earlier.map(({ number, token, createdAt }) => (
              <li>
                {words.earlierOne}
                <a href={`/stop-loss/${token}`}>
                  <b class="number">{number}</b>
                  {words.progress}
                </a>{' '}
                <Clock at={createdAt} now={now} />
              </li>
            ))}
            <li>{words.earlierMore}</li>
          </ul>
        )}
        {problem && (
          <p class="stop-problem" role="alert" tabindex={-1} autofocus>
            {problem}
          </p>
        )}
        <form class="stop-form" method="post" action="/stop-loss">
          <input type="hidden" name="formId" value={formId} />
          <input type="hidden" name="warning" value={typed.warning ?? ''} />
          <p>
            {words.fillIn}
            <b>{words.muchOrLittle}</b>
            {words.enough}
          </p>
          {proposed && <p class="stop-hint">{words.proposed(earlier.length > 0)}</p>}
          <PutBack of={keptLines(blocks)} />
          {Array.from({ length: blocks }, (_, index) => (
            <TransferFields block={index + 1} several={blocks > 1} typed={typed} now={now} />
          ))}
          <button class="stop-more" type="submit" name="do" value="add" formnovalidate>
            {words.more}
          </button>
          <fieldset class="stop-transfer">
            <legend>{words.you}</legend>
            <Line
              id="phone"
              label={words.phone}
              typed={typed}
              hint={words.phoneHint}
              numeric
              note={cannotRing ? words.phoneUnread : null}
            />
            <Line id="name" label={words.name} typed={typed} />
            <Line id="idNumber" label={words.idNumber} typed={typed} />
            <Line id="forWhom" label={words.forWhom} typed={typed} />
          </fieldset>
          <fieldset class="stop-transfer">
            <legend>{words.other}</legend>
            <p class="stop-line">
              <label for="story">{words.story}</label>
              <textarea
                id="story"
                name="story"
                lang={/\p{Script=Han}/u.test(typed.story ?? '') ? 'zh-CN' : undefined}
                rows={3}
                maxlength={2000}
              >
                {typed.story ?? ''}
              </textarea>
              <PutBack of="story" />
            </p>
            <details open={['scamPhone', 'scamContact', 'scamLink', 'scamApp'].some((name) => typed[name]) || undefined}>
              <summary>{words.contacts}</summary>
              <Line id="scamPhone" label={words.scamPhone} typed={typed} />
              <Line id="scamContact" label={words.scamContact} typed={typed} />
              <Line id="scamLink" label={words.scamLink} typed={typed} />
              <Line id="scamApp" label={words.scamApp} typed={typed} />
            </details>
          </fieldset>
          <p class="stop-never">
            {words.neverBefore}
            <b>{words.never}</b>
            {words.neverBehind}
          </p>
          <button class="stop-send" type="submit" name="do" value="send">
            {words.send}
          </button>
          <p class="stop-small">{words.use}</p>
        </form>
        <a class="stop-back" href="/">
          {words.back}
        </a>
        <script src={urls['stop-loss.js']} defer />
      </main>
    ),
  });
}

/** What is typed comes back after a look into the bank's app; the numbers of cards, accounts and people do not stay in a browser. */
function keptLines(blocks: number): readonly string[] {
  const ofTransfer = ['amount', 'at', ...TRANSFER_WORDS.filter((word) => word !== 'account' && word !== 'fromAccount')] as const;
  const transfers = Array.from({ length: blocks }, (_, index) => ofTransfer.map((word) => fieldOf(index + 1, word))).flat();
  return [...transfers, ...LEAD_WORDS.filter((word) => word !== 'idNumber' && word !== 'story')];
}

export function FirstSteps() {
  const words = useWords(FIRST_WORDS);
  return (
    <section class="stop-first" aria-label={words.steps}>
      <a class="call-police" href={telLink('110')}>
        <PhoneIcon />
        <span>{words.call}</span>
      </a>
      <ol>
        <li>
          <SayTo110 />
        </li>
        <li>{words.bank}</li>
        <li>{words.stop}</li>
      </ol>
    </section>
  );
}

/** What to tell 110, so that it is understood whatever he speaks. */
export function SayTo110() {
  const words = useWords(FIRST_WORDS);
  return (
    <>
      {words.tell}
      {words.sayBefore}
      <b lang="zh-CN">{words.say}</b>
      {words.sayBehind}
    </>
  );
}

/** How long the money has been gone; `stop-loss.js` keeps it running. Milliseconds since 1970 UTC. */
export function Elapsed({ paidAt, now }: { paidAt: number | null; now: number }) {
  const words = useWords(FIRST_WORDS);
  if (paidAt === null) return null;
  const { count, unit } = timePassed(paidAt, now);
  return (
    <p class="stop-elapsed" role="timer">
      {words.passed}{' '}
      <b data-since={paidAt} data-now={now} data-unit={unit}>
        {count}
      </b>{' '}
      <span>{words.units[unit]}</span> <small>{words.sooner}</small>
    </p>
  );
}
