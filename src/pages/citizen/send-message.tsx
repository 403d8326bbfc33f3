import type { Context } from 'hono';
import { TERMS_VERSION } from '../../conversation/terms.ts';
import { isStorageAway, unstoredAdvice } from '../../conversation/unstored.ts';
import { type WebAnswer, webChat, webConversationId } from '../../conversation/web-chat.ts';
import { AppError } from '../../errors.ts';
import type { MessageGate } from '../../routes/message-gate.ts';
import { isOptOut } from '../../teaching/opt-out.ts';
import { Speaking, type Spoken } from '../console/language.tsx';
import { type CitizenLanguage, citizenLanguage } from './citizen-language.ts';
import { MessageId, Problem, quickTextOf } from './composer.tsx';
import { createView, ExchangeView, StandingNotice } from './conversation-view.tsx';
import { renderHome } from './home.tsx';
import { botTurn, knownId, type Standing, standingOf } from './load-conversation.ts';
import { signedIn } from './me/me-session.ts';
import type { PageDeps } from './page-deps.ts';
import { readForm } from './read-form.ts';
import { conversationToken, keepConversation } from './session.ts';
import { wantsFragment } from './wants-fragment.ts';

interface Sent {
  readonly text: string;
  readonly messageId: string;
}

/** Same as for `/api/v1/chat`. */
const LONGEST_ID = 200;

/** `POST /message`: stored, judged, answered; a fragment for htmx, otherwise back to the page. */
export function sendMessage(deps: PageDeps, gate: MessageGate) {
  return async (context: Context): Promise<Response> => {
    const { admit } = gate.arrived(context);
    const language = citizenLanguage(context);
    const sent = await readSent(context, deps.newId, language);
    try {
      await admit(sent.text, conversationToken(context, deps.config));
      if (sent.text.trim() === '') throw new AppError('message.empty', 'the message is empty', 400);
      const answer = await answerTo(deps, context, sent);
      if (!wantsFragment(context)) return context.redirect('/#latest', 303);
      return context.html(
        <Speaking value={language}>
          <Answered deps={deps} text={sent.text} answer={answer} standing={await standingAfter(deps, answer)} />
        </Speaking>,
      );
    } catch (error) {
      return showProblem(deps, context, sent, error);
    }
  };
}

async function readSent(context: Context, newId: () => string, language: CitizenLanguage): Promise<Sent> {
  const { text, quick, id } = await readForm(context);
  const own = typeof text === 'string' ? text : '';
  // Forms send lines ended by CRLF, scripts by LF: the same text must be the same.
  const said = quickTextOf(quick, language) ?? own.replace(/\r\n?/g, '\n').toWellFormed();
  return { text: said, messageId: typeof id === 'string' && id !== '' && id.length <= LONGEST_ID ? id : newId() };
}

/** A conversation that was erased meanwhile is begun anew: nobody who asks for help is turned away for a stale cookie. */
async function answerTo(deps: PageDeps, context: Context, { text, messageId }: Sent): Promise<WebAnswer> {
  const token = conversationToken(context, deps.config);
  const speaks = citizenLanguage(context) === 'en' ? 'en' : undefined;
  const send = (conversation: string | undefined) => webChat(deps, { token: conversation, text, clientMessageId: messageId, speaks });
  const answer = await send(token).catch((error: unknown) => {
    if (token !== undefined && error instanceof AppError && error.code === 'conversation.unknown') return send(undefined);
    throw error;
  });
  keepConversation(context, deps.config, answer.conversation);
  // Whoever is registered in this browser says it for himself: no channel of his is known by this conversation.
  const own = isOptOut(text) ? await signedIn(deps, context) : null;
  if (own) await deps.storage.stopTeaching(own.citizen.id);
  // They stand above the field that he wrote in.
  if (token !== answer.conversation) {
    const id = await webConversationId(deps, answer.conversation).catch(() => null);
    if (id !== null) await deps.storage.noteTermsShown(id, TERMS_VERSION, 'page');
  }
  return answer;
}

/** Who answers where the bot does not. */
async function standingAfter(deps: PageDeps, { conversation, messages }: WebAnswer): Promise<Standing> {
  const id = messages.length > 0 ? null : await knownId(deps, conversation);
  return id === null ? null : standingOf(deps, id);
}

function Answered({ deps, text, answer, standing }: { deps: PageDeps; text: string; answer: WebAnswer; standing: Standing }) {
  const now = deps.now();
  const replies = answer.messages.map((message) => botTurn(message.id, message.text, now, message));
  return (
    <>
      <ExchangeView exchange={{ citizen: { text, at: now }, replies }} view={createView(deps)} />
      <StandingNotice standing={standing} />
      <MessageId value={deps.newId()} outOfBand />
      <Problem text={null} outOfBand />
    </>
  );
}

/** Beside the field, with what was typed kept. */
async function showProblem(deps: PageDeps, context: Context, { text, messageId }: Sent, error: unknown): Promise<Response> {
  const status = error instanceof AppError ? error.status : 500;
  if (status >= 500) deps.log.error({ err: error }, 'a message could not be answered');
  const problems = PROBLEMS[citizenLanguage(context)];
  const problem = isStorageAway(error)
    ? unstoredAdvice(deps.config.HOTLINE_NUMBER, text, citizenLanguage(context) === 'en' ? 'en' : undefined)
    : (problems[error instanceof AppError ? error.code : ''] ?? problems.other);
  // After anything else the same form is sent again: had it arrived after all, it is not sent twice.
  const nextId = status === 409 ? deps.newId() : messageId;
  context.status(status);
  if (!wantsFragment(context)) return context.html(await renderHome(deps, context, { typed: text, problem, messageId: nextId }));
  context.header('HX-Retarget', '#problem');
  context.header('HX-Reswap', 'outerHTML');
  return context.html(
    <>
      <Problem text={problem} />
      <MessageId value={nextId} outOfBand />
    </>,
  );
}

const PROBLEMS: Spoken<Readonly<Record<string, string>> & { readonly other: string }> = {
  'zh-CN': {
    'message.empty': '先把可疑的话贴在这里，或写下您要问的，再按发送。急事直接打110。',
    'message.changed': '这一页刚才已经发过一条。您写的还在，请再按一次发送。急事直接打110。',
    'rate.limited': '发得太快了，请等几秒再按发送。急事直接打110。',
    other: '出了点问题，这条没发成。请再按一次发送；急事直接打110。',
  },
  en: {
    'message.empty': 'First paste the suspicious message here, or write your question. Then press Send. Urgent: call 110.',
    'message.changed': 'A message has already been sent from this page. What you wrote is still here: press Send again. Urgent: call 110.',
    'rate.limited': 'That was too quick. Please wait a few seconds and press Send. Urgent: call 110.',
    other: 'Something went wrong, and this was not sent. Please press Send again. Urgent: call 110.',
  },
};
