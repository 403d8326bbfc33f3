import type { Detector } from '../detection/detector.ts';
import { AppError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Conversation } from '../storage/conversations.ts';
import type { Incoming } from '../storage/messages.ts';
import type { Outcome } from '../storage/outcomes.ts';
import type { MessageKind } from '../storage/schema.ts';
import type { Storage } from '../storage/storage.ts';
import { type Answer, type BotMessage, checkId, ENGINE_VERSION, toCheckAnswer } from './answer.ts';
import { type Circumstances, circumstances } from './circumstances.ts';
import { clipText } from './clip-text.ts';
import { decide, decideUnjudged } from './decide.ts';
import type { Decision } from './decision.ts';
import { channelOf, conversationId, type IncomingMessage } from './message.ts';
import { underRuling } from './ruling.ts';
import { type ConversationState, EMPTY_STATE } from './state.ts';
import type { Surroundings } from './surroundings.ts';
import { takeAttachment, thankForRating, welcome } from './without-text.ts';
import { createVoice } from './wording.ts';

export interface HandlerDeps {
  readonly storage: Storage;
  readonly detector: Detector;
  readonly log: Log;
  readonly newId: () => string;
  /** Now, duty, numbers: what `decide` needs besides the text. */
  readonly surroundings: () => Surroundings;
  /** Channels from which pictures and voice can be fetched: only of these an officer can be promised to have them. */
  readonly mediaChannels: ReadonlySet<string>;
}

/** So often may other messages of the same conversation come in between before we give up on this attempt. */
const MOST_OVERTAKEN = 50;

/**
 * The one path of a message, whatever its channel. Saved before anything is done; concluded exactly once; a second
 * delivery gets the same answer again.
 * @throws AppError `message.changed` (409) when the same id comes with another text.
 */
export async function handleMessage(deps: HandlerDeps, message: IncomingMessage, passive: boolean): Promise<Answer> {
  const id = conversationId(message);
  const kind = kindOf(message);
  const text = message.rating ? [message.rating.says, message.rating.messageId ?? ''].join(' ').trim() : message.text;
  await deps.storage.ensureConversation(id, message.channel, message.address);
  const saved = await deps.storage.saveIncoming({
    channel: message.channel,
    conversationId: id,
    externalId: message.externalId,
    text,
    kind,
    sender: message.sender,
    attachments: message.attachments ?? [],
  });
  if (saved.kind === 'forgotten') return { messages: [], status: 'pending', escalated: false };
  if (saved.kind === 'duplicate') {
    if (!saved.same) throw new AppError('message.changed', 'this message id was used before with another text', 409);
    if (saved.answer !== null) return JSON.parse(saved.answer) as Answer;
  }
  return concludeMessage(deps, id, { id: saved.messageId, kind, text, sender: message.sender }, passive);
}

function kindOf({ joined, rating, attachments, text }: IncomingMessage): MessageKind {
  if (joined) return 'joined';
  if (rating) return 'rating';
  return text.trim() === '' && attachments && attachments.length > 0 ? 'attachment' : 'text';
}

/** A message that was saved. */
export interface SavedMessage extends Incoming {
  readonly id: string;
}

/** Also the sweeper's way in, for messages that a crash left without an outcome. */
export async function concludeMessage(given: HandlerDeps, id: string, message: SavedMessage, passive: boolean): Promise<Answer> {
  // A release that changes meanwhile judges the next message.
  const deps = { ...given, detector: given.detector.atThisMoment() };
  for (let attempt = 0; attempt < MOST_OVERTAKEN; attempt++) {
    const conversation = await loadOwned(deps, id);
    const around = await circumstances(deps.storage, deps.surroundings(), conversation);
    const ruling = await deps.storage.latestJudgement(id);
    const state = underRuling(readState(conversation), ruling, deps.detector.library);
    const decided = judgeSafely(deps, state, message, around, deps.mediaChannels.has(channelOf(id)));
    // Whoever was erased and comes again is told again.
    const judged = conversation.state === null && ABROAD.has(channelOf(id)) ? withNote(decided, deps) : decided;
    const owned = conversation.status === 'open';
    const outcome = await toOutcome(deps, { id, message, turn: conversation.turn, judged, owned, passive });
    const result = await deps.storage.saveOutcome(outcome);
    if (result === 'saved') {
      if (outcome.escalation)
        deps.log.warn({ case: outcome.escalation.caseNumber, urgency: outcome.escalation.urgency }, 'a human is called');
      if (message.kind === 'rating') await noteRating(deps, id, message.text);
      if (judged.erase) await deps.storage.eraseLeavers();
      return JSON.parse(outcome.answer) as Answer;
    }
    if (result === 'concluded') {
      const answer = await deps.storage.answerOf(message.id);
      if (answer !== null) return JSON.parse(answer) as Answer;
    }
  }
  throw new AppError('conversation.busy', 'too many messages at once in this conversation; nothing is lost, please try again', 503);
}

/** What nobody works on any more has gone back to the bot, before a message of it is left to a human who is gone. */
async function loadOwned({ storage }: HandlerDeps, id: string): Promise<Conversation> {
  const conversation = await storage.loadConversation(id);
  if (conversation.status !== 'open' || (await storage.returnLapsedIn(id)).length === 0) return conversation;
  return storage.loadConversation(id);
}

/** Platforms that store what is written outside of China: the first reply says so. */
const ABROAD: ReadonlySet<string> = new Set(['telegram', 'twilio', 'httpsms']);

/** Behind the first line: what matters most stays first. */
function withNote(decision: Decision, { surroundings }: HandlerDeps): Decision {
  const note = createVoice(decision.verdict?.language ?? 'zh-CN', surroundings().toTraditional).say('abroad');
  const [first = '', ...rest] = decision.reply.split('\n');
  return { ...decision, reply: [first, note, ...rest].join('\n') };
}

/** Only what was called wrong is looked at by a librarian. */
async function noteRating({ storage, detector }: HandlerDeps, id: string, text: string): Promise<void> {
  const [says, messageId = null] = text.split(' ');
  if (says === 'wrong') await storage.rateWrong(id, messageId, detector.library.version);
}

/** The sealed memory, and what only the cases know: whether a human is called. */
function readState({ state, runningCase }: Conversation): ConversationState {
  const remembered = state ? (JSON.parse(state) as ConversationState) : EMPTY_STATE;
  return {
    ...remembered,
    escalation: runningCase && {
      urgency: runningCase.urgency,
      caseNumber: runningCase.number,
      reached: runningCase.reached,
      waiting: runningCase.waiting,
      kept: runningCase.kept,
    },
  };
}

/** When analysis fails: yellow, do not pay, a human. Never an error to the citizen, never silence. */
function judgeSafely(
  deps: HandlerDeps,
  state: ConversationState,
  { kind, text, sender }: SavedMessage,
  around: Circumstances,
  fetched: boolean,
): Decision {
  if (kind === 'joined') return welcome(state, around);
  if (kind === 'rating') return thankForRating(state, text, around);
  if (kind === 'attachment') return takeAttachment(state, around, fetched);
  const clipped = clipText(text);
  try {
    return decide(deps.detector, state, { ...clipped, sender }, around);
  } catch (error) {
    deps.log.error({ err: error }, 'analysis failed, answered yellow');
    return decideUnjudged(deps.detector, state, text, around);
  }
}

interface Concluding {
  readonly id: string;
  readonly message: SavedMessage;
  readonly turn: number;
  readonly judged: Decision;
  /** A human owns the conversation: the bot is silent. */
  readonly owned: boolean;
  readonly passive: boolean;
}

async function toOutcome(deps: HandlerDeps, { id, message, turn, judged, owned, passive }: Concluding): Promise<Outcome> {
  const { id: messageId, text } = message;
  const { verdict, escalation, state } = judged;
  const dial = (numberId: string): string => dialled(deps, numberId);
  const replyId = deps.newId();
  const release = deps.detector.library.version;
  const check = verdict ? toCheckAnswer(checkId(text, message.sender, release), verdict, judged.reply, dial) : undefined;
  const messages: BotMessage[] = owned ? [] : [{ id: replyId, author: 'bot', text: judged.reply, ...(check ? { verdict: check } : {}) }];
  const status = owned ? 'open' : judged.cancelling === 'cancelled' ? 'resolved' : 'pending';
  const answer: Answer = { messages, status, escalated: owned || state.escalation !== null };
  const { understanding } = judged;
  return {
    messageId,
    conversationId: id,
    turn,
    state: JSON.stringify(state),
    release,
    engine: ENGINE_VERSION,
    colour: verdict?.colour ?? null,
    score: verdict?.score ?? null,
    type: verdict?.type?.id ?? null,
    intent: understanding.intent,
    stage: understanding.stage,
    patterns: (check?.reasons ?? []).flatMap(({ kind, id }) => (kind === 'pattern' ? [id] : [])),
    escalated: answer.escalated,
    answer: JSON.stringify(answer),
    replies: messages.map((message) => ({ id: message.id, text: message.text })),
    passive,
    owned,
    erase: judged.erase,
    cancelling: judged.cancelling,
    escalation: escalation && {
      ...escalation,
      facts: JSON.stringify({
        messageId,
        intent: understanding.intent,
        stage: understanding.stage,
        verdict: check ?? null,
        forOther: understanding.forOther,
        watched: understanding.watched,
        despair: understanding.despair,
      }),
    },
  };
}

function dialled(deps: HandlerDeps, numberId: string): string {
  const { hotline } = deps.surroundings();
  return (deps.detector.library.numbers[numberId]?.number ?? numberId).replace('{hotline}', hotline);
}
