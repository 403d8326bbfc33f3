import type { Sender, Sent } from '../conversation/delivery.ts';
import type { Attachment, IncomingMessage } from '../conversation/message.ts';
import { AppError } from '../errors.ts';
import type { Log } from '../log.ts';
import type { StreamChannel } from './channel.ts';

/**
 * A personal WeChat account as a bot, by wechaty 1.20 and a puppet. Such accounts are warned and closed by Tencent
 * (wechaty #2773, #2518), so it is for trials; the official account is the channel for the public.
 */
interface WechatySettings {
  /** Name of the puppet's npm package. */
  readonly puppet: string;
  /** Where the login is kept: `<name>.memory-card.json`, relative to the working directory. Without it every start needs a scan. */
  readonly name?: string;
  readonly puppetOptions?: Record<string, unknown>;
}

interface WechatyDeps {
  readonly log: Pick<Log, 'info' | 'warn' | 'error'>;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
}

/** What we use of the package; its own types cannot be imported, because it may be missing. */
export interface WechatyModule {
  readonly WechatyBuilder: { build(options: Readonly<Record<string, unknown>>): Bot };
  readonly log: { level(name: 'silent'): unknown };
}
interface Bot {
  readonly isLoggedIn: boolean;
  /** Only after `init`. */
  readonly puppet: Puppet;
  readonly Contact: { find(query: { readonly id: string }): Promise<Contact | undefined> };
  readonly Room: { find(query: { readonly id: string }): Promise<Room | undefined> };
  readonly Message: { find(query: { readonly id: string }): Promise<Message | undefined> };
  on(event: 'scan' | 'error' | 'logout', listener: (...given: never[]) => void): unknown;
  off(event: 'logout', listener: () => void): unknown;
  init(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}
interface Puppet {
  readonly state: { inactive(): boolean | 'pending' };
  on(event: 'login' | 'message', listener: (event: Arrival) => void): unknown;
  off(event: 'message', listener: (event: Arrival) => void): unknown;
  messagePayload(messageId: string): Promise<{ readonly talkerId?: string; readonly roomId?: string }>;
  contactList(): Promise<string[]>;
  roomList(): Promise<string[]>;
  roomMemberList(roomId: string): Promise<string[]>;
}
interface Contact {
  readonly id: string;
  friend(): boolean | undefined;
  type(): number;
  say(text: string): Promise<unknown>;
}
interface Room {
  readonly id: string;
  say(text: string, mentioned: Contact): Promise<unknown>;
}
interface Message {
  type(): number;
  self(): boolean;
  date(): Date;
  text(): string;
  talker(): Contact;
  room(): Room | undefined;
  mentionSelf(): Promise<boolean>;
  /** The text without the names behind @. */
  mentionText(): Promise<string>;
}

type Arrival = { readonly messageId: string };
type Kind = 'text' | Attachment['kind'];

const ID = 'wechaty';
/** wechaty-puppet 1.20, `MessageType`; the other kinds concern nobody. */
const KINDS: ReadonlyMap<number, Kind> = new Map([
  [7, 'text'],
  [6, 'image'],
  [2, 'voice'],
  [15, 'video'],
  [1, 'file'],
]);
/** wechaty-puppet 1.20, `ContactType.Official`: an account that broadcasts, not a person. */
const OFFICIAL = 2;
/** Puppets hand on old messages at login. What is older than this at that moment was meant for nobody here. Milliseconds. */
const REPLAYED = 2 * 60_000;
/** Not a literal in `import()`: TypeScript would look for a package that need not be there. */
const PACKAGE: string = 'wechaty';

/**
 * @param load the package, which may be missing
 * @throws AppError `config.invalid` when the package or the puppet is missing, or the puppet does not take its settings
 */
export async function createWechatyChannel(
  settings: WechatySettings,
  deps: WechatyDeps,
  load: () => Promise<WechatyModule> = () => import(PACKAGE),
): Promise<StreamChannel> {
  const { log } = deps;
  const bot = await buildBot(settings, load);
  let loggedInAt = deps.now();
  bot.puppet.on('login', () => {
    loggedInAt = deps.now();
    log.info('wechaty: the bot is logged in');
  });
  bot.on('scan', (code: string) => {
    // wechaty's own page that draws a QR code.
    const url = `https://wechaty.js.org/qrcode/${encodeURIComponent(code.toWellFormed())}`;
    if (code !== '') log.info({ url }, "wechaty: open this page and scan its QR code with the bot's WeChat to log in");
  });
  bot.on('error', (error: unknown) => log.error({ error: nameOf(error) }, 'wechaty reports an error'));

  return { id: ID, start, sender: createSender(bot) };

  async function start(take: (message: IncomingMessage) => Promise<void>): Promise<() => Promise<void>> {
    const inTurn = createTurns();
    const running = new Set<Promise<unknown>>();
    const onMessage = ({ messageId }: Arrival): void => {
      const arriving: Promise<unknown> = arrive(messageId)
        .catch((error) => log.error({ messageId, error: nameOf(error) }, 'wechaty: a message could not be taken in'))
        .then(() => running.delete(arriving));
      running.add(arriving);
    };
    // By wechaty's own event a message overtakes another while its room is being loaded, and in a burst beyond its cache (500).
    const arrive = async (messageId: string): Promise<void> => {
      const reading = read(bot, messageId, loggedInAt - REPLAYED);
      reading.catch(() => undefined); // Thrown again below, in its turn.
      const { roomId, talkerId } = await bot.puppet.messagePayload(messageId);
      await inTurn(`${roomId}/${talkerId}`, async () => {
        const incoming = await reading;
        if (incoming !== null) await take(incoming);
      });
    };
    const onLogout = (): void => log.warn('wechaty: the bot is logged out; if it does not come back, scan the next QR code of this log');
    bot.puppet.on('message', onMessage);
    bot.on('logout', onLogout);
    const stop = async (): Promise<void> => {
      bot.puppet.off('message', onMessage);
      bot.off('logout', onLogout);
      await bot.stop();
      await Promise.all(running);
    };
    loggedInAt = deps.now();
    // What fails here is logged by its `error` event; wechaty itself would go on without its puppet.
    await bot.start().catch(() => undefined);
    if (bot.puppet.state.inactive()) {
      await stop();
      throw new AppError('channel.start', `wechaty: ${settings.puppet} could not start; check its token and its network`, 503);
    }
    return stop;
  }
}

async function buildBot({ puppet, name, puppetOptions }: WechatySettings, load: () => Promise<WechatyModule>): Promise<Bot> {
  const wechaty = await load().catch((error) => {
    throw unusable(error, 'wechaty', `wechaty ${puppet}`);
  });
  // Its log and the puppets' print whole messages (puppet-wechat4u when it cannot read one, everything at verbose).
  wechaty.log.level('silent');
  const bot = wechaty.WechatyBuilder.build({ puppet, ...(name && { name }), ...(puppetOptions && { puppetOptions }) });
  await bot.init().catch((error) => {
    throw unusable(error, puppet, puppet);
  });
  return bot;
}

/** Without the cause: a puppet's error may quote its token. */
function unusable(error: unknown, what: string, install: string): AppError {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  const missing = code === 'ERR_MODULE_NOT_FOUND' || code === 'MODULE_NOT_FOUND';
  const why = missing ? `is not installed: npm install ${install}` : `cannot be used with its settings (${nameOf(error)})`;
  return new AppError('config.invalid', `WECHATY_PUPPET is set, but ${what} ${why}`);
}

/** Null when it concerns nobody or was not said to us. `from`: milliseconds since 1970 UTC, older ones do not count. */
async function read(bot: Bot, id: string, from: number): Promise<IncomingMessage | null> {
  const message = await bot.Message.find({ id });
  // `self()` says no while nobody is logged in.
  if (!message || !bot.isLoggedIn || message.self() || message.date().getTime() < from) return null;
  const [talker, room, kind] = [message.talker(), message.room(), KINDS.get(message.type())];
  if (kind === undefined) return null;
  // In a room only a text can mention us.
  const toUs = room ? await message.mentionSelf() : talker.friend() === true && talker.type() !== OFFICIAL;
  if (!toUs) return null;
  // Every member of a room has a conversation of his own. WeChat's ids hold no slash (`wxid_…`, `…@chatroom`).
  const common = { channel: ID, external: room ? `${room.id}/${talker.id}` : talker.id, externalId: id };
  // The text of anything else is the platform's XML.
  if (kind !== 'text') return { ...common, text: '', attachments: [{ kind, reference: id }] };
  const text = room ? await message.mentionText().catch(() => message.text()) : message.text();
  return typeof text === 'string' ? { ...common, text } : null;
}

function createSender(bot: Bot): Sender {
  const deliver = async (to: string, text: string): Promise<Sent> => {
    const [, roomId, id] = /^(?:([^/]+)\/)?(.+)$/s.exec(to) ?? [];
    if (id === undefined) return absent([], to);
    if (roomId === undefined) {
      const contact = await bot.Contact.find({ id });
      return contact ? accepted(contact.say(text)) : absent(await bot.puppet.contactList(), id);
    }
    const room = await bot.Room.find({ id: roomId });
    if (!room) return absent(await bot.puppet.roomList(), roomId);
    // Somebody who has left must not be talked about in front of the others.
    const members = await bot.puppet.roomMemberList(roomId);
    const contact = members.includes(id) ? await bot.Contact.find({ id }) : undefined;
    return contact ? accepted(room.say(text, contact)) : absent(members, id);
  };
  return {
    idempotent: false,
    send: async ({ to, text }) => {
      if (!bot.isLoggedIn) return { kind: 'later', reason: 'wechaty is not logged in' };
      try {
        return await deliver(to, text);
      } catch (error) {
        return { kind: 'later', reason: `the puppet failed: ${nameOf(error)}` };
      }
    },
  };
}

const accepted = (saying: Promise<unknown>): Promise<Sent> => saying.then(() => ({ kind: 'accepted' }));

/** wechaty finds nobody, be it that the id is unknown or that asking for it failed: the puppet's own list tells which. */
function absent(known: readonly string[], id: string): Sent {
  return known.includes(id)
    ? { kind: 'later', reason: 'the puppet did not load the contact or room' }
    : { kind: 'refused', reason: 'unknown to the bot: no contact, room or member of that id' };
}

/** One after the other within a conversation, whatever becomes of the one before; all conversations side by side. */
function createTurns(): (conversation: string, work: () => Promise<void>) => Promise<void> {
  const last = new Map<string, Promise<void>>();
  return (conversation, work) => {
    const turn = (last.get(conversation) ?? Promise.resolve()).then(work);
    const over = turn.catch(() => undefined);
    last.set(conversation, over);
    void over.then(() => last.get(conversation) === over && last.delete(conversation));
    return turn;
  };
}

/** Never the message of an error: it may quote a text or a token. Even the name may come from a puppet's server. */
function nameOf(error: unknown): string {
  if (error instanceof AppError) return error.code;
  return error instanceof Error && /^\w{1,60}$/.test(error.name) ? error.name : 'Error';
}
