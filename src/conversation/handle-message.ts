import type { Analysis } from '../detection/analysis.ts';
import type { Detector, Judgement } from '../detection/detector.ts';
import { AppError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Observer } from '../metrics/observer.ts';
import type { Proof } from '../storage/citizens/phone-proofs.ts';
import { type Conversation, channelOf } from '../storage/conversations.ts';
import { isGroup } from '../storage/group-conversations.ts';
import type { Incoming } from '../storage/messages.ts';
import type { Outcome } from '../storage/outcomes.ts';
import type { MessageKind } from '../storage/schema.ts';
import type { Storage } from '../storage/storage.ts';
import { stopsLessons } from '../teaching/opt-out.ts';
import type { Answer } from './answer.ts';
import { gatherInputs } from './circumstances.ts';
import { clipText } from './clip-text.ts';
import { concludeTurn } from './conclude-turn.ts';
import { type Heard, hear, type Listeners } from './listeners.ts';
import { conversationId, type IncomingMessage } from './message.ts';
import { writeRating } from './rating.ts';
import type { Surroundings } from './surroundings.ts';
import { toOutcome } from './to-outcome.ts';
import type { TurnInputs } from './turn-inputs.ts';
import { gridOfScene } from './without-text.ts';

export interface HandlerDeps extends Pick<Listeners, 'secondReader' | 'probes' | 'listRules'> {
  readonly storage: Storage;
  readonly detector: Detector;
  readonly log: Log;
  readonly newId: () => string;
  /** Now, duty, numbers: what `decide` needs besides the text. */
  readonly surroundings: () => Surroundings;
  /** Channels from which pictures and voice can be fetched: only of these an officer can be promised to have them. */
  readonly mediaChannels: ReadonlySet<string>;
  /** Counts what is answered; left out where nobody counts. */
  readonly metrics?: Pick<Observer, 'judging' | 'chore'>;
}

/** So often may other messages of the same conversation come in between before we give up on this attempt. */
const MOST_OVERTAKEN = 50;

/**
 * The one path of a message, whatever its channel. Saved before anything is done; concluded exactly once; a second
 * delivery gets the same answer again.
 * @throws AppError `message.changed` (409) when the same id comes with another text
 * @throws AppError `conversation.busy` (503) when others of his always come in between; it is saved, and the sweeper goes on with it
 * @throws AppError `conversation.erased` (404) when he is erased meanwhile, and what the storage throws
 */
export async function handleMessage(deps: HandlerDeps, message: IncomingMessage, passive: boolean): Promise<Answer> {
  const answered = deps.metrics?.judging(message.channel);
  const id = conversationId(message);
  const kind = kindOf(message);
  const text = textOf(message);
  await deps.storage.ensureConversation(id, message.channel, message.address);
  const saved = await deps.storage.saveIncoming({
    channel: message.channel,
    conversationId: id,
    externalId: message.externalId,
    text,
    kind,
    sender: message.sender,
    speaks: message.speaks,
    tapped: message.tapped,
    attachments: message.attachments ?? [],
  });
  if (saved.kind === 'forgotten') return { messages: [], status: 'pending', escalated: false };
  if (saved.kind === 'duplicate') {
    if (!saved.same) throw new AppError('message.changed', 'this message id was used before with another text', 409);
    if (saved.answer !== null) return JSON.parse(saved.answer) as Answer;
  }
  const answer = await concludeMessage(
    deps,
    id,
    { id: saved.messageId, kind, text, sender: message.sender, speaks: message.speaks, tapped: message.tapped },
    passive,
  );
  answered?.(answer.messages.at(-1)?.verdict?.verdict ?? null);
  return answer;
}

/** As it is kept: his rating, and of whoever came by a grid's QR code the grid. */
function textOf({ joined, rating, text }: IncomingMessage): string {
  if (rating) return writeRating(rating);
  return joined && gridOfScene(joined.scene) !== null ? (joined.scene ?? text) : text;
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
  let conversation = await loadOwned(deps, id);
  const heard = await hearMessage(deps, conversation, message);
  const proof = await obey(deps, id, message);
  for (let attempt = 0; attempt < MOST_OVERTAKEN; attempt++) {
    if (attempt > 0) conversation = await loadOwned(deps, id);
    const outcome = await conclude(deps, conversation, message, { ...heard, proof }, passive);
    const result = await deps.storage.saveOutcome(outcome);
    if (result === 'saved') {
      if (outcome.escalation)
        deps.log.warn({ case: outcome.escalation.caseNumber, urgency: outcome.escalation.urgency }, 'a human is called');
      if (outcome.erase) await eraseLeavers(deps);
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

/** What he is told is saved, whatever becomes of this. */
async function eraseLeavers({ storage, log, metrics }: HandlerDeps): Promise<void> {
  try {
    await storage.eraseLeavers();
  } catch (error) {
    metrics?.chore('erase-leavers', true);
    log.error({ err: error }, 'who asked to be forgotten is not erased yet; the sweeper goes on with it');
  }
}

interface HeardMessage extends Heard {
  /** Of the text as it is judged; null: there is none, or it could not be judged. */
  readonly analysis: Analysis | null;
}

/**
 * What his words bring about by themselves, whoever answers them and however often they are concluded: his telephone is proved, his
 * lessons stop. The same message brings it about once.
 */
async function obey({ storage }: HandlerDeps, id: string, { id: messageId, kind, text, sender }: SavedMessage): Promise<Proof | null> {
  if (kind !== 'text') return null;
  if (stopsLessons(text, sender)) await storage.stopTeachingFrom(id);
  return sender === undefined ? storage.proveByMessage(id, messageId, text) : null;
}

/** What cannot be judged is found out where it is answered. Where an officer speaks, nobody is asked for an answer of ours. */
async function hearMessage(
  deps: HandlerDeps,
  { id, status }: Conversation,
  { id: messageId, kind, text: whole, sender, speaks }: SavedMessage,
): Promise<HeardMessage> {
  const secondReader = status === 'open' ? null : deps.secondReader;
  const nobodyElse: HeardMessage = { readings: [], probing: false, listed: null, analysis: null };
  if (kind !== 'text') return nobodyElse;
  const { text } = clipText(whole);
  let judgement: Judgement;
  try {
    judgement = deps.detector.judge(text, { sender });
  } catch {
    return nobodyElse;
  }
  const heard = await hear({ ...deps, secondReader }, deps.detector, judgement, {
    text,
    source: id,
    messageId,
    now: deps.surroundings().now,
    speaks,
  });
  return { ...heard, analysis: judgement.analysis };
}

async function conclude(
  deps: HandlerDeps,
  conversation: Conversation,
  message: SavedMessage,
  { readings, probing, listed, analysis, proof }: HeardMessage & { readonly proof: Proof | null },
  passive: boolean,
): Promise<Outcome> {
  const around = deps.surroundings();
  const channel = channelOf(conversation.id);
  const own = { around, reply: deps.newId(), fetched: deps.mediaChannels.has(channel) };
  const { inputs: gathered, remembered } = await gatherInputs(deps.storage, conversation, own);
  const { speaks } = message;
  const apart = isGroup(conversation.id) ? 'group' : message.tapped ? 'tapped' : null;
  const inputs: TurnInputs = {
    ...gathered,
    ...(proof === null ? {} : { proof }),
    ...(readings.length === 0 ? {} : { readings: [...readings] }),
    ...(probing ? { probing: true } : {}),
    ...(listed ? { listed } : {}),
    ...(speaks ? { speaks } : {}),
    ...(apart ? { apart } : {}),
  };
  let caseNumber: string | undefined;
  const newCaseNumber = (): string => {
    caseNumber ??= around.newCaseNumber();
    return caseNumber;
  };
  const turn = { message, channel, turn: conversation.turn + 1, remembered, inputs };
  const concluded = concludeTurn(deps.detector, turn, { toTraditional: around.toTraditional, newCaseNumber });
  const { failure } = concluded;
  if (failure !== null) deps.log.error({ err: failure }, 'analysis failed, answered yellow');
  const kept: TurnInputs = {
    ...inputs,
    ...(caseNumber === undefined ? {} : { caseNumber }),
    ...(failure === null ? {} : { failed: true }),
  };
  const secondReader = readings.length === 0 ? null : (deps.secondReader?.model ?? null);
  const where = { conversation, message, analysis, release: deps.detector.library.version, secondReader, passive };
  return toOutcome(where, concluded, kept);
}
