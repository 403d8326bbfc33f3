import { type Context, Hono } from 'hono';
import type { HttpReply, Received, Report, WebhookChannel } from '../channels/channel.ts';
import { unproven } from '../channels/refusals.ts';
import type { BotMessage } from '../conversation/answer.ts';
import { conversationId, type IncomingMessage } from '../conversation/message.ts';
import { type TakeDeps, takeMessage } from '../conversation/take-message.ts';
import { isStorageAway, unfinishedAdvice, unstoredAdvice } from '../conversation/unstored.ts';
import { AppError } from '../errors.ts';
import type { AppDeps } from './app-deps.ts';
import { MAX_WEBHOOK_BYTES } from './body-limits.ts';
import type { MessageGate } from './message-gate.ts';
import { createBuckets, refuseFlood } from './rate-limit.ts';
import { readBytes } from './read-json.ts';

/** What the webhooks need besides a message's path. */
export interface WebhookDeps
  extends TakeDeps,
    Pick<AppDeps, 'config' | 'channels' | 'caller' | 'now' | 'patience' | 'runtime' | 'closing'> {}

/** `/webhooks/<channel>`, and `/webhooks/<channel>/<secret>` for platforms that sign nothing. */
export function webhookRoutes(deps: WebhookDeps, gate: Pick<MessageGate, 'mustTake'>): Hono {
  const app = new Hono();
  const flood = createBuckets(deps.config.RATE_LIMIT, deps.now);
  const take = async (context: Context): Promise<Response> => {
    const channel = deps.channels.get(context.req.param('channel') ?? '');
    if (!channel) throw new AppError('channel.unknown', 'there is no such webhook, or its settings are missing', 404);
    const url = new URL(context.req.url);
    const received = await channel.receive({
      method: context.req.method === 'GET' ? 'GET' : 'POST',
      path: url.pathname,
      query: url.searchParams,
      headers: context.req.raw.headers,
      body: await readBytes(context, MAX_WEBHOOK_BYTES),
      address: deps.caller(context).exactAddress,
      secret: context.req.param('secret') ?? null,
      now: deps.now(),
    });
    if (received.kind === 'messages' && !channel.asksOnce) await refuseFlooding(received.messages, context);
    // Before his messages: what did not arrive may go out again with the first of them.
    await noteReports(deps, channel, received.reports ?? []);
    const reply =
      received.kind === 'messages'
        ? await answer(deps, channel, received).catch((error: unknown) => adviceOr(error, deps, channel, received))
        : received.reply;
    if (received.more) deps.runtime.afterwards(takeRest(deps, channel));
    return asResponse(reply);
  };
  /**
   * Per conversation: a platform calls for all citizens from the same few addresses. Before anything is saved, so that it
   * comes again; and never where one citizen's flood would hold up the others of the same delivery.
   */
  const refuseFlooding = async (messages: readonly IncomingMessage[], context: Context): Promise<void> => {
    const [message] = messages;
    if (!message || messages.length > 1) return;
    const id = conversationId(message);
    const wait = flood(id);
    if (wait === 0 || (await deps.storage.isSaved(message.channel, message.externalId))) return;
    if (!gate.mustTake(id, message.text)) refuseFlood(context, wait);
  };
  app.on(['GET', 'POST'], ['/webhooks/:channel', '/webhooks/:channel/:secret'], take);
  return app;
}

type Messages = Extract<Received, { kind: 'messages' }>;

/** What a channel has fetched by itself: taken as if the platform had called. @returns false when there was nothing to fetch */
export async function catchUpOne(deps: WebhookDeps, channel: WebhookChannel): Promise<boolean> {
  const received = (await channel.catchUp?.()) ?? null;
  if (received?.kind !== 'messages') return received !== null;
  await noteReports(deps, channel, received.reports ?? []);
  await answer(deps, channel, received);
  return true;
}

/** The platform is answered: who waits at the end of what lies there does not wait for its next call as well. */
async function takeRest(deps: WebhookDeps, channel: WebhookChannel): Promise<void> {
  const most = deps.runtime.backlogPieces ?? Number.POSITIVE_INFINITY;
  try {
    for (let taken = 0; taken < most && !deps.closing.aborted; taken++) if (!(await catchUpOne(deps, channel))) return;
  } catch (error) {
    deps.log.error({ err: error, channel: channel.id }, 'what lies at a platform could not be taken; the next minute goes on with it');
  }
}

async function noteReports(
  { storage, log }: WebhookDeps,
  { id, reportsFor = [id] }: WebhookChannel,
  reports: readonly Report[],
): Promise<void> {
  for (const report of reports) {
    const known = await storage.reported(reportsFor, report);
    if (known && report.state === 'refused')
      log.error({ channel: id, reason: report.reason }, 'a message did not arrive; the desk must know');
  }
}

/** @throws the error, where the platform comes again */
async function adviceOr(
  error: unknown,
  { storage, config, log }: WebhookDeps,
  { id, advisesWhenDown }: WebhookChannel,
  { messages, reply }: Messages,
): Promise<HttpReply> {
  const isLate = error instanceof AppError && error.code === 'webhook.not-stored-yet';
  if (!advisesWhenDown || !(isLate || isStorageAway(error))) throw error;
  const [hotline, text] = [config.HOTLINE_NUMBER, messages[0]?.text];
  // What is kept, or may be in a moment, is answered yet: nobody may call it lost.
  if (isLate || (await areSaved(storage, messages))) {
    log.error({ err: error, channel: id }, 'a message is not answered in time; the citizen is advised meanwhile');
    return reply([unfinishedAdvice(hotline, text)]);
  }
  log.error({ err: error, channel: id }, 'a message could not be stored; the citizen is advised without');
  return reply([unstoredAdvice(hotline, text)]);
}

/** Surely: not where the database cannot be asked. */
async function areSaved(storage: WebhookDeps['storage'], messages: readonly IncomingMessage[]): Promise<boolean> {
  try {
    for (const { channel, externalId } of messages) if (!(await storage.isSaved(channel, externalId))) return false;
  } catch {
    return false;
  }
  return messages.length > 0;
}

async function answer(deps: WebhookDeps, channel: WebhookChannel, received: Messages): Promise<HttpReply> {
  for (const external of received.left) await deps.storage.leave(conversationId({ channel: channel.id, external }));
  if (received.left.length > 0) await deps.storage.eraseLeavers();
  const { passive } = received;
  const answering = takeAll(deps, channel, received.messages, passive);
  if (!passive) {
    await answering;
    return received.reply([]);
  }
  const inTime = await Promise.race([answering, deps.patience().then(() => null)]);
  if (inTime === null) {
    const released = answering
      .then((late) => deps.storage.releaseToSender(late.map(({ id }) => id)))
      .then(deps.nudgeDelivery, (error: unknown) =>
        deps.log.error({ err: error, channel: channel.id }, 'a message was not answered in time; the sweeper goes on with it'),
      );
    deps.runtime.afterwards(released);
    // Acknowledged is only what is kept: the rest a platform brings again, or, where none does, its citizen hears what to do meanwhile.
    if (!(await areSaved(deps.storage, received.messages)))
      throw new AppError('webhook.not-stored-yet', 'the message is not stored yet; bring it again', 503);
    return received.reply([]);
  }
  const mine = await deps.storage.takeForAnswer(inTime.map(({ id }) => id));
  return received.reply(inTime.filter(({ id }) => mine.has(id)).map(({ text }) => text));
}

/** The messages of one delivery in their order. */
async function takeAll(
  deps: WebhookDeps,
  { idIsSignature = false }: WebhookChannel,
  messages: readonly IncomingMessage[],
  passive: boolean,
): Promise<readonly BotMessage[]> {
  const replies: BotMessage[] = [];
  for (const message of messages) {
    try {
      replies.push(...(await takeMessage(deps, message, passive)));
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'message.changed') throw error;
      // The signature covers no text: the same one with another text is somebody who has listened.
      if (idIsSignature) throw unproven();
      deps.log.warn({ channel: message.channel }, 'another text came under a used message id and was left out');
    }
  }
  return replies;
}

function asResponse({ status, type, body }: HttpReply): Response {
  return new Response(body, { status, headers: { 'Content-Type': type } });
}
