import type { DeskCase } from '../../storage/desk-cases.ts';
import { isGroup } from '../../storage/group-conversations.ts';
import { TELEPHONE } from '../../storage/telephone-channel.ts';
import { PutBack } from '../citizen/put-back.tsx';
import { CannedReplies } from './canned-list.tsx';
import type { CaseView } from './case-view.ts';
import { dayAndTime } from './day-and-time.ts';
import { channelIn } from './desk-words.ts';
import { type DeskLanguage, type Spoken, useWords } from './language.tsx';
import { ENGLISH_UNIT_WORDS, replyLimitOf, sizeOf, UNIT_WORDS, windowEndsAt } from './reply-limit.ts';

/** What was typed and not taken, shown again beside what was wrong with it; or what was put there for him to change. */
export interface Draft {
  readonly text: string;
  readonly problem: string;
}

interface ReplyFormProps {
  readonly deskCase: DeskCase;
  readonly view: CaseView;
  readonly draft: Draft | null;
  readonly formId: string;
}

/** Why an officer's words do not go out where a citizen wrote in front of others. */
export const NOT_INTO_A_GROUP: Spoken<string> = {
  'zh-CN': '他是在群里问的，群里别人都看得到，骗子可能也在：您的话不发进群。机器还在群里答他，已请他私下写来或打热线。',
  en: 'They asked in a group, where others read along, perhaps the scammer too: your words do not go there. The bot still answers, and has asked them to write privately or call the hotline.',
};
const WORDS: Spoken<{
  language: DeskLanguage;
  label: (channel: string) => string;
  send: string;
  most: (room: number, word: string) => string;
  units: typeof UNIT_WORDS;
  open: (until: string) => string;
  closed: (since: string) => string;
  /** He tapped or came, and has not written. */
  notYet: string;
  kept: string;
  byTelephone: string;
}> = {
  'zh-CN': {
    language: 'zh-CN',
    label: (channel) => `回给群众 · ${channel}`,
    send: '发给他',
    most: (room, word) => `最多${room}${word}`,
    units: UNIT_WORDS,
    open: (until) => `还能写到 ${until}。之后写的不会丢，等他来话再发出。`,
    closed: (since) => `${since} 起平台不让发了：写的不会丢，等他来话再发出。要紧就打电话。`,
    notYet: '他还没写过字，平台不让发：写的不会丢，等他来话再发出。',
    kept: '您写的还在这里，没有发出：',
    byTelephone: '电话里说：这一单是打来的，没有可发的渠道。',
  },
  en: {
    language: 'en',
    label: (channel) => `Reply to the citizen · ${channel}`,
    send: 'Send',
    most: (room, word) => `${room}${word} at most`,
    units: ENGLISH_UNIT_WORDS,
    open: (until) => `Can be sent until ${until}. What you write later is kept and goes out when they write again.`,
    closed: (since) =>
      `The platform has taken nothing since ${since}: what you write is kept and goes out when they write again. If it matters, ring them.`,
    notYet: 'They have not written yet, so the platform takes nothing: what you write is kept and goes out when they write.',
    kept: 'What you wrote is still here; it was not sent:',
    byTelephone: 'Say it on the telephone: this case came by call, nothing can be sent.',
  },
};

/** Only the owner may write; whoever was the owner a moment ago keeps his words in sight. */
export function ReplyForm({ deskCase, view: { mine, now }, draft, formId }: ReplyFormProps) {
  const words = useWords(WORDS);
  const notIntoAGroup = useWords(NOT_INTO_A_GROUP);
  if (!mine) return <NotYours deskCase={deskCase} draft={draft} />;
  const { id, channel, conversationId } = deskCase;
  const group = isGroup(conversationId);
  if (channel === TELEPHONE || group)
    return (
      <div id="reply" class="not-yours">
        <p>{group ? notIntoAGroup : words.byTelephone}</p>
      </div>
    );
  return (
    <>
      <form id="reply" class="write-form reply-form" method="post" action={`/console/cases/${id}/say`} data-send="">
        {/* The same form sent twice, as after a broken connection, is said once. */}
        <input type="hidden" name="form" value={formId} />
        <label for="reply-text">{words.label(useWords(channelIn)(channel))}</label>
        <ReplyText channel={channel} text={draft?.text ?? ''} wrong={Boolean(draft?.problem)} />
        <PutBack of="reply-text" saidIn=".line-officer .line-text" />
        <p id="reply-problem" class="problem" role="alert">
          {draft?.problem ?? ''}
        </p>
        <div class="write-foot">
          <RoomLeft channel={channel} text={draft?.text ?? ''} />
          <Window channel={channel} lastActs={deskCase.lastActs} now={now} />
          <button class="act act-first" type="submit">
            {words.send}
          </button>
        </div>
      </form>
      <CannedReplies deskCase={deskCase} />
    </>
  );
}

interface ReplyTextProps {
  readonly channel: string;
  readonly text: string;
  /** To be changed at once, where it has just been filled. */
  readonly ready?: boolean;
  /** It was not taken. */
  readonly wrong?: boolean;
}

export function ReplyText({ channel, text, ready = false, wrong = false }: ReplyTextProps) {
  const { unit, most } = replyLimitOf(channel);
  return (
    <textarea
      id="reply-text"
      name="text"
      lang={text === '' ? undefined : 'zh-CN'}
      rows={3}
      required
      data-unit={unit}
      data-most={most}
      aria-invalid={wrong ? 'true' : undefined}
      aria-describedby="reply-problem reply-left"
      autofocus={ready || undefined}
    >
      {text}
    </textarea>
  );
}

/** Before `desk.js` counts: what there is at most, or what a filled text already takes. */
export function RoomLeft({ channel, text, outOfBand = false }: { channel: string; text: string; outOfBand?: boolean }) {
  const { most: room, units } = useWords(WORDS);
  const { unit, most } = replyLimitOf(channel);
  const used = sizeOf(text, unit);
  return (
    <small
      id="reply-left"
      class={used > most ? 'left number over' : 'left number'}
      data-left="reply-text"
      data-word={units[unit]}
      {...(outOfBand ? { 'hx-swap-oob': 'true' } : {})}
    >
      {used > 0 ? `${used} / ${room(most, units[unit])}` : room(most, units[unit])}
    </small>
  );
}

/** Exchanged by itself when he writes again: it opens the window anew. */
function Window({ channel, lastActs, now }: { channel: string; lastActs: DeskCase['lastActs']; now: number }) {
  const { open, closed, notYet, language } = useWords(WORDS);
  const end = windowEndsAt(channel, lastActs);
  if (end === null) return null;
  const over = now >= end;
  return (
    <small id="reply-window" class={over ? 'window over' : 'window'} data-part="" data-state={`${end} ${over}`}>
      {end === 0 ? notYet : (over ? closed : open)(dayAndTime(end, language))}
    </small>
  );
}

function NotYours({ deskCase: { owner, status }, draft }: { deskCase: DeskCase; draft: Draft | null }) {
  const { kept, language } = useWords(WORDS);
  return (
    <div id="reply" class="not-yours">
      {draft && (
        <>
          <p class="problem" role="alert">
            {draft.problem}
          </p>
          <label for="kept-text">{kept}</label>
          <textarea id="kept-text" rows={3} readonly>
            {draft.text}
          </textarea>
        </>
      )}
      <p>{whyNot(status, owner?.display ?? null, language)}</p>
    </div>
  );
}

export function whyNot(status: DeskCase['status'], owner: string | null, language: DeskLanguage): string {
  const words = WHY_NOT[language];
  if (status === 'closed') return words.closed;
  return owner === null ? words.unclaimed : words.owned(owner);
}
const WHY_NOT: Spoken<{ closed: string; unclaimed: string; owned: (owner: string) => string }> = {
  'zh-CN': {
    closed: '这一单已经结案，不能再回。',
    unclaimed: '先接手，才能回他。接手后机器就不再说话。',
    owned: (owner) => `${owner}在办，只有${owner}能回他。要告诉同事什么，写在备注里。`,
  },
  en: {
    closed: 'This case is closed; nothing can be sent any more.',
    unclaimed: 'Claim it first, then you can reply. The bot is silent from then on.',
    owned: (owner) => `${owner} has it, and only ${owner} can reply. What colleagues should know goes into the notes.`,
  },
};
