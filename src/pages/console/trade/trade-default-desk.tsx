import type { Context } from 'hono';
import { AppError } from '../../../errors.ts';
import { DEFAULT_ACTS } from '../../../storage/merchants/default-machine.ts';
import type { Merchant } from '../../../storage/merchants/merchant-accounts.ts';
import type { DatedStep, FiledDefault, TradeObjection } from '../../../storage/merchants/trade-reading.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { TRADE_WORDS } from '../../citizen/trade/trade-words.ts';
import { deskLanguage, useWords } from '../language.tsx';
import { renderConsole } from '../layout.tsx';
import { officerOf } from '../session.ts';
import { readDecision } from './trade-decision.ts';
import { TRADE_DESK_WORDS } from './trade-desk-words.ts';
import { Decide, type DeskRemark, TRADE_DESK_PATH, TradeFacts, TradeSteps } from './trade-parts.tsx';

/** @throws AppError 404 `trade.unknown` */
async function defaultOfPage(deps: PageDeps, context: Context, id = context.req.param('id') ?? ''): Promise<FiledDefault> {
  const one = await deps.storage.readDefault(id);
  if (!one) throw new AppError('trade.unknown', TRADE_DESK_WORDS[deskLanguage(context)].unknown, 404);
  return one;
}

interface Whole {
  readonly one: FiledDefault;
  readonly others: readonly FiledDefault[];
  readonly creditor: Merchant | null;
  readonly objections: readonly TradeObjection[];
  readonly steps: readonly DatedStep[];
}

/** `GET /console/trade/defaults/:id`: in full, and so it is written down. */
export async function showDefaultAtDesk(
  deps: PageDeps,
  context: Context,
  remark: DeskRemark | null = null,
  id = context.req.param('id') ?? '',
): Promise<Response> {
  const { storage } = deps;
  const one = await defaultOfPage(deps, context, id);
  await storage.auditTradeRead(one.id, officerOf(context).id);
  const objections = await storage.objectionsTo(one.id);
  const whole: Whole = {
    one,
    others: (await storage.defaultsOfParty(one.partyId)).filter((other) => other.id !== one.id),
    creditor: await storage.readMerchant(one.creditorId),
    objections,
    steps: await storage.tradeSteps([one.id, ...objections.map((objection) => objection.id)], 'default'),
  };
  return context.html(
    await renderConsole(deps, context, {
      title: TRADE_DESK_WORDS[deskLanguage(context)].debt,
      children: <DefaultPage whole={whole} remark={remark} form={deps.newId()} />,
    }),
  );
}

function DefaultPage({
  whole: { one, others, creditor, objections, steps },
  remark,
  form,
}: {
  whole: Whole;
  remark: DeskRemark | null;
  form: string;
}) {
  const words = useWords(TRADE_DESK_WORDS);
  const { bands, states } = useWords(TRADE_WORDS);
  const waiting = objections.filter(({ state }) => state === 'open');
  return (
    <section class="queue-page trade-desk">
      <nav class="index-way">
        <a href={TRADE_DESK_PATH}>{words.back}</a>
      </nav>
      <h1>
        {words.debt} <span class="number">{one.number}</span>
      </h1>
      {remark && (
        <p class="notice" role="alert">
          {remark.problem}
        </p>
      )}
      <TradeFacts
        rows={[
          [words.partner, <span lang="zh-CN">{one.name}</span>],
          [words.licence, <span class="number">{one.licence}</span>],
          [words.creditor, <span lang="zh-CN">{creditor ? `${creditor.name} ${creditor.phone}` : '–'}</span>],
          [words.amount, bands[one.band]],
          [words.due, <span class="number">{one.dueOn}</span>],
          [
            words.papers,
            <span class="trade-desk-said" lang="zh-CN">
              {one.papers}
            </span>,
          ],
          [words.state, <b>{states[one.state]}</b>],
        ]}
      />
      <DefaultDecision one={one} remark={remark} form={form} />
      {waiting.map((objection) => (
        <section class="sheet-part">
          <h2>{words.objections}</h2>
          <blockquote class="trade-desk-said" lang="zh-CN">
            {objection.reason}
          </blockquote>
          <Decide
            action={`${TRADE_DESK_PATH}/objections/${encodeURIComponent(objection.id)}`}
            form={`${form}-${objection.id}`.slice(0, 64)}
            how={words.howObjection}
            label={words.reasonShown}
            remark={remark}
            answers={[
              ['upheld', words.upheld],
              ['dismissed', words.dismissed],
            ]}
          />
        </section>
      ))}
      {others.length > 0 && (
        <section class="sheet-part">
          <h2>{words.others}</h2>
          <ul class="bulletin-list">
            {others.map((other) => (
              <li>
                <a class="number" href={`${TRADE_DESK_PATH}/defaults/${encodeURIComponent(other.id)}`}>
                  {other.number}
                </a>
                <small>
                  {bands[other.band]}, {states[other.state]}
                </small>
              </li>
            ))}
          </ul>
        </section>
      )}
      <TradeSteps steps={steps} />
    </section>
  );
}

function DefaultDecision({ one, remark, form }: { one: FiledDefault; remark: DeskRemark | null; form: string }) {
  const words = useWords(TRADE_DESK_WORDS);
  const action = `${TRADE_DESK_PATH}/defaults/${encodeURIComponent(one.id)}/check`;
  const shared = { action, form, label: words.reasonShown, remark };
  if (one.state === 'filed')
    return (
      <Decide
        {...shared}
        how={words.howDefault}
        answers={[
          ['accepted', words.show],
          ['returned', words.giveBack],
        ]}
      />
    );
  if (!DEFAULT_ACTS.withdrawn.from.includes(one.state)) return null;
  return (
    <details class="trade-desk-decide">
      <summary>{words.takeOff}</summary>
      <Decide {...shared} how="" answers={[['withdrawn', words.takeOff]]} />
    </details>
  );
}

const ANSWERS = ['accepted', 'returned', 'withdrawn'] as const;

/** `POST /console/trade/defaults/:id/check` */
export async function checkDefault(deps: PageDeps, context: Context): Promise<Response> {
  const one = await defaultOfPage(deps, context);
  const { form, answer, note, problem } = await readDecision(deps, context, ANSWERS, ['returned', 'withdrawn']);
  const act = ANSWERS.find((known) => known === answer);
  if (problem || !act) {
    context.status(422);
    return showDefaultAtDesk(deps, context, { problem: problem ?? '', said: note });
  }
  if (!(await deps.storage.actOnDefault(form, one.id, { actor: 'officer', id: officerOf(context).id, act }, note)))
    return late(deps, context, note);
  return context.redirect(TRADE_DESK_PATH, 303);
}

/** `POST /console/trade/objections/:id` */
export async function decideObjection(deps: PageDeps, context: Context): Promise<Response> {
  const id = context.req.param('id') ?? '';
  const objection = (await deps.storage.openObjections()).find((one) => one.id === id);
  const words = TRADE_DESK_WORDS[deskLanguage(context)];
  if (!objection) throw new AppError('trade.unknown', words.unknown, 404);
  const { form, answer, note, problem } = await readDecision(deps, context, ['upheld', 'dismissed'], ['upheld', 'dismissed']);
  if (problem) {
    context.status(422);
    return showDefaultAtDesk(deps, context, { problem, said: note }, objection.defaultId);
  }
  if (!(await deps.storage.decideObjection(form, id, officerOf(context).id, answer === 'upheld', note)))
    return late(deps, context, note, objection.defaultId);
  return context.redirect(`${TRADE_DESK_PATH}/defaults/${encodeURIComponent(objection.defaultId)}`, 303);
}

async function late(deps: PageDeps, context: Context, said: string, id?: string): Promise<Response> {
  context.status(409);
  return showDefaultAtDesk(deps, context, { problem: TRADE_DESK_WORDS[deskLanguage(context)].late, said }, id);
}
