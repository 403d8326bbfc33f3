import type { Context } from 'hono';
import { AppError } from '../../../errors.ts';
import type { Appeal } from '../../../storage/merchants/trade-appeals.ts';
import type { DatedStep, FiledDefault } from '../../../storage/merchants/trade-reading.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { TRADE_WORDS } from '../../citizen/trade/trade-words.ts';
import { deskLanguage, useWords } from '../language.tsx';
import { renderConsole } from '../layout.tsx';
import { timeText } from '../print-value.tsx';
import { officerOf } from '../session.ts';
import { readDecision } from './trade-decision.ts';
import { TRADE_DESK_WORDS } from './trade-desk-words.ts';
import { Decide, type DeskRemark, TRADE_DESK_PATH, TradeFacts, TradeSteps } from './trade-parts.tsx';

interface Whole {
  readonly appeal: Appeal;
  readonly defaults: readonly FiledDefault[];
  readonly steps: readonly DatedStep[];
  /** Whoever has acted on the record is not among them. */
  readonly mayDecide: readonly { readonly id: string; readonly display: string }[];
}

/** @throws AppError 404 `trade.unknown` */
async function readWhole(deps: PageDeps, context: Context): Promise<Whole> {
  const { storage } = deps;
  const appeal = await storage.readAppeal(context.req.param('id') ?? '');
  if (!appeal) throw new AppError('trade.unknown', TRADE_DESK_WORDS[deskLanguage(context)].unknown, 404);
  const ids = await storage.defaultsOfAppeal(appeal.id);
  const defaults = (await Promise.all(ids.map((id) => storage.readDefault(id)))).filter((one) => one !== null);
  const [steps, mayDecide] = await Promise.all([storage.tradeSteps([appeal.id], 'appeal'), storage.whoMayDecide(appeal.id)]);
  return { appeal, defaults, steps, mayDecide };
}

/** `GET /console/trade/appeals/:id`: in full, and so it is written down. */
export async function showAppealAtDesk(deps: PageDeps, context: Context, remark: DeskRemark | null = null): Promise<Response> {
  const whole = await readWhole(deps, context);
  await deps.storage.auditTradeRead(whole.appeal.id, officerOf(context).id);
  return context.html(
    await renderConsole(deps, context, {
      title: TRADE_DESK_WORDS[deskLanguage(context)].appeal,
      children: <AppealPage whole={whole} remark={remark} form={deps.newId()} officerId={officerOf(context).id} />,
    }),
  );
}

interface AppealPageProps {
  readonly whole: Whole;
  readonly remark: DeskRemark | null;
  readonly form: string;
  readonly officerId: string;
}

function AppealPage({ whole: { appeal, defaults, steps, mayDecide }, remark, form, officerId }: AppealPageProps) {
  const words = useWords(TRADE_DESK_WORDS);
  const { bands, states } = useWords(TRADE_WORDS);
  const running = defaults.filter(({ state }) => ['filed', 'visible', 'paid'].includes(state));
  return (
    <section class="queue-page trade-desk">
      <nav class="index-way">
        <a href={TRADE_DESK_PATH}>{words.back}</a>
      </nav>
      <h1>
        {words.appeal} <span class="number">{appeal.number}</span>
      </h1>
      <TradeFacts
        rows={[
          [words.name, <span lang="zh-CN">{appeal.name}</span>],
          [words.licence, <span class="number">{appeal.licence}</span>],
          [words.phone, <span class="number">{appeal.phone}</span>],
          [
            words.reason,
            <span class="trade-desk-said" lang="zh-CN">
              {appeal.reason}
            </span>,
          ],
          [words.since, <span class="number">{timeText(appeal.createdAt)}</span>],
        ]}
      />
      <section class="sheet-part">
        <h2>{words.debt}</h2>
        {defaults.length === 0 && <p class="quiet">{words.noRecord}</p>}
        <ul class="bulletin-list">
          {defaults.map((one) => (
            <li>
              <a class="number" href={`${TRADE_DESK_PATH}/defaults/${encodeURIComponent(one.id)}`}>
                {one.number}
              </a>
              <small>
                {bands[one.band]}, {states[one.state]}
              </small>
            </li>
          ))}
        </ul>
      </section>
      {appeal.state === 'open' && !mayDecide.some(({ id }) => id === officerId) && <NotYours mayDecide={mayDecide} remark={remark} />}
      {appeal.state === 'open' && mayDecide.some(({ id }) => id === officerId) && (
        <Decide
          action={`${TRADE_DESK_PATH}/appeals/${encodeURIComponent(appeal.id)}`}
          form={form}
          how={words.howAppeal}
          label={words.reason}
          remark={remark}
          answers={[
            ...running.map(({ id, number }): readonly [string, string] => [id, `${words.takeOffThis} ${number}`]),
            ['dismissed', words.appealDismissed],
          ]}
        />
      )}
      <TradeSteps steps={steps} />
    </section>
  );
}

/** Who can instead; and what he has written is still there to be copied. */
function NotYours({ mayDecide, remark }: Pick<Whole, 'mayDecide'> & { remark: DeskRemark | null }) {
  const words = useWords(TRADE_DESK_WORDS);
  return (
    <section class="sheet-part">
      <p class="notice">
        {words.notYours} {mayDecide.length === 0 ? words.nobodyElse : words.whoElse}
        <span lang="zh-CN">{mayDecide.map(({ display }) => display).join('、')}</span>
      </p>
      {remark && remark.said !== '' && (
        <blockquote class="trade-desk-said" lang="zh-CN">
          {remark.said}
        </blockquote>
      )}
    </section>
  );
}

/** `POST /console/trade/appeals/:id` */
export async function decideAppeal(deps: PageDeps, context: Context): Promise<Response> {
  const { appeal, defaults } = await readWhole(deps, context);
  const answers = [...defaults.map(({ id }) => id), 'dismissed'];
  const { form, answer, note, problem } = await readDecision(deps, context, answers, answers);
  if (problem) {
    context.status(422);
    return showAppealAtDesk(deps, context, { problem, said: note });
  }
  const defaultId = answer === 'dismissed' ? null : answer;
  if (!(await deps.storage.decideAppeal(form, appeal.id, officerOf(context).id, defaultId, note))) {
    context.status(409);
    return showAppealAtDesk(deps, context, { problem: TRADE_DESK_WORDS[deskLanguage(context)].late, said: note });
  }
  return context.redirect(TRADE_DESK_PATH, 303);
}
