import type { Readable } from 'node:stream';
import { AppError } from '../../errors.ts';
import { nameOf } from './error-name.ts';

/**
 * A personal WeChat account as a bot, by wechaty 1.20 and a puppet. Such accounts are warned and closed by Tencent
 * (wechaty #2773, #2518), so it is for trials; the official account is the channel for the public.
 */
export interface WechatySettings {
  /** Name of the puppet's npm package. */
  readonly puppet: string;
  /** Where the login is kept: `<name>.memory-card.json`, relative to the working directory. Without it every start needs a scan. */
  readonly name?: string;
  readonly puppetOptions?: Record<string, unknown>;
}

/** What we use of the package; its own types cannot be imported, because it may be missing. */
export interface WechatyModule {
  readonly WechatyBuilder: { build(options: Readonly<Record<string, unknown>>): Bot };
  readonly log: { level(name: 'silent'): unknown };
}
export interface Bot {
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
  /** Rejects for a text. */
  toFileBox(): Promise<FileBox>;
}
/** Of file-box 1.5, the puppet's own copy of it. */
export interface FileBox {
  /** Bytes; -1 when it is not known before reading. */
  readonly size: number;
  /** By the ending of its name; `application/unknown` when that says nothing. */
  readonly mediaType: string;
  toStream(): Promise<Readable>;
}

export type Arrival = { readonly messageId: string };

/** @throws AppError `config.invalid` when the package or the puppet is missing, or the puppet does not take its settings */
export async function buildBot({ puppet, name, puppetOptions }: WechatySettings, load: () => Promise<WechatyModule>): Promise<Bot> {
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
