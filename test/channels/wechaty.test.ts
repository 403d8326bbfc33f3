import { EventEmitter, once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { mock, PuppetMock } from 'wechaty-puppet-mock';
import type { StreamChannel } from '../../src/channels/channel.ts';
import type { WechatyModule } from '../../src/channels/wechaty/bot.ts';
import { createWechatyChannel } from '../../src/channels/wechaty/wechaty.ts';
import type { Asked } from '../../src/conversation/delivery.ts';
import type { IncomingMessage } from '../../src/conversation/message.ts';
import { AppError } from '../../src/errors.ts';
import { createLog } from '../../src/log.ts';

/** A real Wechaty on a puppet that stands in for WeChat's servers. */

const NOW = Date.UTC(2026, 10, 20, 2);
const PACKAGE: string = 'wechaty';
const SETTINGS = { puppet: 'wechaty-puppet-mock' };
const TEXT = 7;
const IMAGE = 6;
const PICTURE = Buffer.from('ffd8ffe000104a464946', 'hex');
const MOST = 10 * 1024 * 1024;
const unavailable = (reason: string) => new AppError('channel.media', `wechaty does not give the file (${reason})`, 503);
const TOO_LARGE = unavailable('more than 10 MB');

interface RealWechaty extends WechatyModule {
  readonly log: { level(name?: string): unknown };
  readonly types: { readonly Message: Readonly<Record<string, number>>; readonly Contact: Readonly<Record<string, number>> };
}

/** A puppet's file, and the package that makes it: a dependency of wechaty's. */
type PuppetFile = Awaited<ReturnType<PuppetMock['messageFile']>>;
const FILE_PACKAGE: string = 'file-box';
interface FilePackage {
  readonly FileBox: {
    fromBuffer(buffer: Buffer, name: string): PuppetFile;
    fromBase64(base64: string, name: string): PuppetFile;
    fromStream(stream: Readable, name: string): PuppetFile;
    fromUrl(url: string, options?: { readonly size: number }): PuppetFile;
  };
}

const stops: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

function collectLog() {
  const lines: string[] = [];
  return { log: createLog('debug', (line) => void lines.push(line)), lines };
}

/** Takes messages in, and tells when so many have come. */
function createInbox(handle: (message: IncomingMessage) => Promise<void> = async () => undefined) {
  const messages: IncomingMessage[] = [];
  const came = new EventEmitter();
  return {
    messages,
    take: async (message: IncomingMessage): Promise<void> => {
      messages.push(message);
      came.emit('message');
      await handle(message);
    },
    count: async (wanted: number): Promise<readonly IncomingMessage[]> => {
      while (messages.length < wanted) await once(came, 'message');
      return messages;
    },
  };
}

interface Parts {
  readonly handle?: (message: IncomingMessage) => Promise<void>;
  readonly clock?: { now: number };
  readonly puppet?: (mocker: mock.Mocker) => PuppetMock;
  readonly deadline?: () => AbortSignal;
  readonly pause?: (signal: AbortSignal) => Promise<unknown>;
}

async function createBot({
  handle,
  clock = { now: NOW },
  puppet: make = (mocker) => new PuppetMock({ mocker }),
  deadline,
  pause,
}: Parts = {}) {
  const real: RealWechaty = await import(PACKAGE);
  const { FileBox }: FilePackage = await import(FILE_PACKAGE);
  const mocker = new mock.Mocker();
  const puppet = make(mocker);
  const { log, lines } = collectLog();
  let wechaty: EventEmitter | undefined;
  const load = async (): Promise<WechatyModule> => ({
    log: real.log,
    WechatyBuilder: {
      build: (options) => {
        const bot = real.WechatyBuilder.build({ ...options, puppet });
        wechaty = bot as unknown as EventEmitter;
        return bot;
      },
    },
  });
  const deps = { log, now: () => clock.now, ...(deadline && { deadline }), ...(pause && { pause }) };
  const channel = await createWechatyChannel(SETTINGS, deps, load);
  if (!wechaty) throw new Error('the channel has not built a bot');
  const self = mocker.createContact({ id: 'wxid_bot', name: '反诈一哥' });
  const friend = mocker.createContact({ id: 'wxid_friend', name: '小张' });
  const stranger = mocker.createContact({ id: 'wxid_stranger', name: '路人', friend: false });
  const room = mocker.createRoom({ id: '0001@chatroom', topic: '业主群', memberIdList: [self.id, friend.id, stranger.id] });
  return { channel, mocker, puppet, wechaty, self, friend, stranger, room, inbox: createInbox(handle), lines, real, clock, FileBox };
}

async function startBot(parts: Parts = {}) {
  const bot = await createBot(parts);
  const stop = await bot.channel.start(bot.inbox.take);
  stops.push(stop);
  bot.mocker.login(bot.self);
  let nextId = 0;
  /** What a puppet does with any message: it comes as an id, and its payload is asked for. Resolves when wechaty is done with it. */
  const receive = async (payload: Readonly<Record<string, unknown>>): Promise<string> => {
    const id = `m${++nextId}`;
    const whole = { id, type: TEXT, talkerId: bot.friend.id, listenerId: bot.self.id, timestamp: bot.clock.now, ...payload };
    bot.mocker.cacheMessagePayload.set(id, whole as never);
    const done = Promise.race([once(bot.wechaty, 'message'), new Promise((resolve) => bot.wechaty.once('error', resolve))]);
    bot.puppet.emit('message', { messageId: id });
    await done;
    return id;
  };
  const receiveFile = (file: PuppetFile | Promise<PuppetFile>): Promise<string> => {
    bot.puppet.messageFile = async () => file;
    return receive({ type: IMAGE });
  };
  return { ...bot, stop, receive, receiveFile };
}

/** The mock's types lose that its contacts and rooms are emitters. */
const emitterOf = (listener: mock.ContactMock | mock.RoomMock): EventEmitter => listener as unknown as EventEmitter;

/** What the bot says next to a contact or in a room. The mock tells both ends of every message. */
function nextFrom(self: mock.ContactMock, listener: mock.ContactMock | mock.RoomMock): Promise<string | undefined> {
  return new Promise((resolve) => {
    const hear = (message: mock.MessageMock): void => {
      if (message.talker().id === self.id) resolve(message.text());
    };
    emitterOf(listener).on('message', hear);
  });
}

/** Resolves when wechaty has stopped. */
const stableOf = (wechaty: EventEmitter) =>
  (wechaty as unknown as { state: { stable(state: 'inactive'): Promise<void> } }).state.stable('inactive');

const fetchFrom = async (channel: StreamChannel, id: string) => channel.fetchMedia?.(id);

/** A puppet's server of files, and who asked it for what. */
async function serve(answer: RequestListener) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  stops.push(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  });
  return { root: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

const send = (channel: StreamChannel, to: string, text: string, asked: Asked | null = { joined: false, externalId: 'm1' }) =>
  channel.sender.send({ id: 'o1', to, text, judged: true, asked });

function isInstalled(): boolean {
  try {
    createRequire(import.meta.url).resolve(PACKAGE);
    return true;
  } catch {
    return false;
  }
}
const missing = async (): Promise<never> => {
  throw Object.assign(new Error("Cannot find package 'wechaty'"), { code: 'ERR_MODULE_NOT_FOUND' });
};

it('says in one line what to install when wechaty is missing', async () => {
  await expect(createWechatyChannel(SETTINGS, { ...collectLog(), now: () => NOW }, missing)).rejects.toMatchObject({
    code: 'config.invalid',
    message: 'WECHATY_PUPPET is set, but wechaty is not installed: npm install wechaty wechaty-puppet-mock',
  });
});

// An optional dependency: whoever left it out has no such channel, and nothing to test here.
describe.skipIf(!isInstalled())('wechaty', () => {
  it('says in one line what to install when the puppet is missing', async () => {
    const deps = { ...collectLog(), now: () => NOW };
    await expect(createWechatyChannel({ puppet: 'wechaty-puppet-nowhere' }, deps)).rejects.toMatchObject({
      code: 'config.invalid',
      message: 'WECHATY_PUPPET is set, but wechaty-puppet-nowhere is not installed: npm install wechaty-puppet-nowhere',
    });
  });

  it('tells nothing of what a puppet says of its settings: it may quote the token', async () => {
    const real: RealWechaty = await import(PACKAGE);
    const load = async (): Promise<WechatyModule> => ({
      log: real.log,
      WechatyBuilder: {
        build: (options) =>
          Object.assign(real.WechatyBuilder.build(options), { init: () => Promise.reject(new TypeError('token_0000 is no token')) }),
      },
    });
    const refused = createWechatyChannel(SETTINGS, { ...collectLog(), now: () => NOW }, load);
    await expect(refused).rejects.toThrow(
      new AppError('config.invalid', 'WECHATY_PUPPET is set, but wechaty-puppet-mock cannot be used with its settings (TypeError)'),
    );
    await expect(refused).rejects.not.toHaveProperty('cause');
  });

  it("takes in a friend's message once", async () => {
    const { friend, self, inbox, stop } = await startBot();
    friend.say('这是诈骗吗').to(self);
    await inbox.count(1);
    await stop();
    expect(inbox.messages).toEqual([
      { channel: 'wechaty', external: 'wxid_friend', externalId: expect.stringMatching(/^\w+$/), text: '这是诈骗吗' },
    ]);
  });

  it('takes in 1,000 messages, each once and in order, for every friend and room', async () => {
    const handle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
    const { mocker, friend, self, room, inbox, stop } = await startBot({ handle });
    const other = mocker.createContact({ id: 'wxid_other', name: '小李' });
    const talks: (readonly [string, (text: string) => void])[] = [
      ['wxid_friend', (text) => friend.say(text).to(self)],
      ['wxid_other', (text) => other.say(text).to(self)],
      ['0001@chatroom/wxid_friend', (text) => friend.say(`@反诈一哥 ${text}`, [self]).to(room)],
      ['0001@chatroom/wxid_other', (text) => other.say(`@反诈一哥 ${text}`, [self]).to(room)],
    ];
    const texts = Array.from({ length: 250 }, (_, n) => `第${n}条`);
    for (const text of texts) for (const [, say] of talks) say(text);
    await inbox.count(1000);
    await stop();
    const heard = Map.groupBy(inbox.messages, ({ external }) => external);
    expect([...heard.keys()].sort()).toEqual(talks.map(([external]) => external).sort());
    for (const messages of heard.values()) expect(messages.map(({ text }) => text)).toEqual(texts);
    expect(new Set(inbox.messages.map(({ externalId }) => externalId)).size).toBe(1000);
  });

  it.each([
    ['its own', { talkerId: 'wxid_bot', listenerId: 'wxid_friend' }],
    ["a stranger's", { talkerId: 'wxid_stranger' }],
    ['in a room, without a mention', { roomId: '0001@chatroom', mentionIdList: [] }],
    ['in a room, to somebody else', { roomId: '0001@chatroom', mentionIdList: ['wxid_stranger'] }],
    ['a picture in a room', { type: 6, roomId: '0001@chatroom', mentionIdList: ['wxid_bot'] }],
    ['from before the login', { timestamp: NOW - 2 * 60_000 - 1 }],
    ['from long before the login, in seconds', { timestamp: NOW / 1000 - 3600 }],
    ['a sticker', { type: 5 }],
    ['a card', { type: 3 }],
    ['a red envelope', { type: 12 }],
    ['a withdrawal', { type: 13 }],
    ['of an unknown kind', { type: 99 }],
  ])('takes no notice of a message that is %s', async (_, payload) => {
    const { receive, inbox, stop, lines } = await startBot();
    await receive({ text: '@反诈一哥 这是诈骗吗', ...payload });
    await stop();
    expect(inbox.messages).toEqual([]);
    expect(lines.join('')).not.toContain('error');
  });

  it('takes no notice of official accounts, whose broadcasts would be answered for ever', async () => {
    const { mocker, receive, inbox, stop, real } = await startBot();
    mocker.createContact({ id: 'gh_0000', name: '某公众号', type: real.types.Contact.Official ?? -1 });
    await receive({ talkerId: 'gh_0000', text: '今日头条' });
    await stop();
    expect(inbox.messages).toEqual([]);
  });

  it('counts the age from the login, not from the arrival: what came while the line was down is answered', async () => {
    const clock = { now: NOW };
    const { receive, inbox, stop } = await startBot({ clock });
    clock.now = NOW + 3_600_000;
    await receive({ timestamp: NOW, text: '在吗' });
    await stop();
    expect(inbox.messages.map(({ text }) => text)).toEqual(['在吗']);
  });

  it('counts the age anew at every login', async () => {
    const clock = { now: NOW };
    const { receive, puppet, mocker, self, inbox, stop } = await startBot({ clock });
    await puppet.logout();
    clock.now = NOW + 3_600_000;
    mocker.login(self);
    await receive({ timestamp: NOW + 3_600_000 - 121_000, text: '旧的' });
    await receive({ timestamp: NOW + 3_600_000 - 120_000, text: '新的' });
    await stop();
    expect(inbox.messages.map(({ text }) => text)).toEqual(['新的']);
  });

  it.each([
    ['@反诈一哥\u2005这是真的吗', ['wxid_bot']],
    ['@反诈一哥 这是真的吗', ['wxid_bot']],
    ['这是真的吗 @反诈一哥', ['wxid_bot']],
    ['@反诈一哥\u2005@路人\u2005这是真的吗', ['wxid_bot', 'wxid_stranger']],
  ])('takes a room message that mentions it without the mention: %s', async (text, mentionIdList) => {
    const { receive, inbox, stop } = await startBot();
    const externalId = await receive({ roomId: '0001@chatroom', talkerId: 'wxid_stranger', mentionIdList, text });
    await stop();
    expect(inbox.messages).toEqual([{ channel: 'wechaty', external: '0001@chatroom/wxid_stranger', externalId, text: '这是真的吗' }]);
  });

  it('takes a room message as it is when the names behind @ cannot be asked for', async () => {
    const { receive, puppet, inbox, stop } = await startBot();
    puppet.roomMemberRawPayload = () => Promise.reject(new Error('the line is down'));
    await receive({ roomId: '0001@chatroom', mentionIdList: ['wxid_bot'], text: '@反诈一哥 这是真的吗' });
    await stop();
    expect(inbox.messages.map(({ text }) => text)).toEqual(['@反诈一哥 这是真的吗']);
  });

  it.each([
    ['Image', 'image'],
    ['Audio', 'voice'],
    ['Video', 'video'],
    ['Attachment', 'file'],
  ])('takes a message of kind %s as an attachment (%s), without its XML', async (kind, expected) => {
    const { receive, inbox, stop, real } = await startBot();
    const externalId = await receive({ type: real.types.Message[kind], text: '<msg><img aeskey="0000"/></msg>' });
    await stop();
    const attachments = [{ kind: expected, reference: externalId }];
    expect(inbox.messages).toEqual([{ channel: 'wechaty', external: 'wxid_friend', externalId, text: '', attachments }]);
  });

  it.each([
    ['图片.jpg', 'image', 'image/jpeg'],
    ['语音.sil', 'voice', 'audio/silk'],
    ['录像.mp4', 'video', 'video/mp4'],
  ])("fetches a friend's %s (%s) byte for byte", async (name, kind, type) => {
    const { channel, friend, self, inbox, FileBox } = await startBot();
    const bytes = Buffer.from(Array.from({ length: 100_000 }, (_, n) => (n * n) % 251));
    friend.say(FileBox.fromBase64(bytes.toString('base64'), name)).to(self);
    const [message] = await inbox.count(1);
    expect(message?.attachments).toEqual([{ kind, reference: message?.externalId }]);
    const fetched = await fetchFrom(channel, message?.externalId ?? '');
    expect(fetched?.type).toBe(type);
    expect(bytes.equals(fetched?.bytes ?? Buffer.of())).toBe(true);
  });

  it.each([
    ['nobody knows', 'application/unknown'],
    ['is none', 'image/jpeg\r\nx: y'],
    ['is missing', undefined],
  ])('calls a type that %s octet-stream', async (_, mediaType) => {
    const { channel, receiveFile, FileBox } = await startBot();
    const file = FileBox.fromBuffer(PICTURE, 'a.jpg');
    const id = await receiveFile(Object.defineProperty(file, 'mediaType', { value: mediaType }));
    expect(await fetchFrom(channel, id)).toEqual({ type: 'application/octet-stream', bytes: PICTURE });
  });

  it.each([
    ['unknown', 'm404'],
    ['empty', ''],
    ["an object's own", '__proto__'],
    ['100 kB', 'x'.repeat(100_000)],
  ])('has no file for an id that it does not know: %s', async (_, id) => {
    const { channel } = await startBot();
    await expect(fetchFrom(channel, id)).rejects.toThrow(unavailable('unknown message'));
  });

  it('has no file for a text', async () => {
    const { channel, receive } = await startBot();
    await expect(fetchFrom(channel, await receive({ text: '在吗' }))).rejects.toThrow(unavailable('Error'));
  });

  it.each([
    ['told', (box: FilePackage['FileBox'], bytes: Buffer) => box.fromBuffer(bytes, 'a.jpg')],
    ['not told', (box: FilePackage['FileBox'], bytes: Buffer) => box.fromStream(Readable.from([bytes]), 'a.jpg')],
  ])('fetches up to 10 MB, the size being %s', async (_, make) => {
    const { channel, receiveFile, FileBox } = await startBot();
    const id = await receiveFile(make(FileBox, Buffer.alloc(MOST)));
    expect((await fetchFrom(channel, id))?.bytes.length).toBe(MOST);
    await expect(fetchFrom(channel, await receiveFile(make(FileBox, Buffer.alloc(MOST + 1))))).rejects.toThrow(TOO_LARGE);
  });

  it('does not begin to read what is said to be too large', async () => {
    const { channel, receiveFile, FileBox } = await startBot();
    const { root, asked } = await serve((_, response) => response.end(PICTURE));
    const id = await receiveFile(FileBox.fromUrl(`${root}/a.jpg`, { size: MOST + 1 }));
    await expect(fetchFrom(channel, id)).rejects.toThrow(TOO_LARGE);
    expect(asked).toEqual([]);
  });

  it('stops reading a file without an end', async () => {
    const { channel, receiveFile, FileBox } = await startBot();
    const endless = new Readable({ read: () => void endless.push(Buffer.alloc(1024 * 1024)) });
    await expect(fetchFrom(channel, await receiveFile(FileBox.fromStream(endless, 'a.jpg')))).rejects.toThrow(TOO_LARGE);
    expect(endless.destroyed).toBe(true);
  });

  it("reads the address of the puppet's FileBox, once and as it is", async () => {
    const { channel, receiveFile, FileBox } = await startBot();
    const { root, asked } = await serve((_, response) => response.end(PICTURE));
    const id = await receiveFile(FileBox.fromUrl(`${root}/a.png?token=0000`));
    expect((await fetchFrom(channel, id))?.bytes).toEqual(PICTURE);
    expect(asked).toEqual(['GET /a.png?token=0000']);
  });

  it('goes nowhere else when that address sends it on', async () => {
    const { channel, receiveFile, FileBox } = await startBot();
    const other = await serve((_, response) => response.end(PICTURE));
    const { root } = await serve((_, response) => response.writeHead(302, { location: `${other.root}/b.jpg` }).end('moved'));
    await expect(fetchFrom(channel, await receiveFile(FileBox.fromUrl(`${root}/a.jpg`)))).rejects.toThrow(unavailable('status 302'));
    expect(other.asked).toEqual([]);
  });

  it.each<[string, RequestListener, string]>([
    ['the page of an error', (_, response) => response.writeHead(404).end('not found'), 'status 404'],
    ['half a file', (_, response) => response.writeHead(200, { 'content-length': 9 }).write('half', () => response.destroy()), 'Error'],
    ['nothing', (_, response) => response.end(), 'empty'],
    ['no answer', (_, response) => response.destroy(), 'Error'],
  ])('does not take %s for the file', async (_, answer, reason) => {
    const { channel, receiveFile, FileBox } = await startBot();
    const { root } = await serve(answer);
    await expect(fetchFrom(channel, await receiveFile(FileBox.fromUrl(`${root}/a.jpg`)))).rejects.toThrow(unavailable(reason));
  });

  it('does not wait for ever for a file that stops coming', async () => {
    const patience = new AbortController();
    const { channel, receiveFile, FileBox } = await startBot({ deadline: () => patience.signal });
    const silent = new Readable({ read: () => setImmediate(() => patience.abort()) });
    await expect(fetchFrom(channel, await receiveFile(FileBox.fromStream(silent, 'a.jpg')))).rejects.toThrow(unavailable('AbortError'));
    expect(silent.destroyed).toBe(true);
  });

  it('does not wait for ever for a puppet that says nothing, nor reads what it says afterwards', async () => {
    const patience = new AbortController();
    const { channel, receiveFile, FileBox } = await startBot({ deadline: () => patience.signal });
    const held = Promise.withResolvers<PuppetFile>();
    const fetched = fetchFrom(channel, await receiveFile(held.promise));
    patience.abort();
    await expect(fetched).rejects.toThrow(unavailable('AbortError'));
    const file = FileBox.fromBuffer(PICTURE, 'a.jpg');
    const toStream = vi.spyOn(file, 'toStream');
    held.resolve(file);
    await new Promise((resolve) => setImmediate(resolve));
    expect(toStream).not.toHaveBeenCalled();
  });

  it('repeats nothing of what a puppet says when it has no file', async () => {
    const { channel, puppet, receive } = await startBot();
    puppet.messageFile = () => Promise.reject(new TypeError('13800000000 token_0000'));
    const fetched = fetchFrom(channel, await receive({ type: IMAGE }));
    await expect(fetched).rejects.toThrow(unavailable('TypeError'));
    await expect(fetched).rejects.not.toHaveProperty('cause');
  });

  it('fetches nothing after a logout, and again after the next login', async () => {
    const { channel, puppet, mocker, self, receiveFile, FileBox } = await startBot();
    const id = await receiveFile(FileBox.fromBuffer(PICTURE, 'a.jpg'));
    await puppet.logout();
    await expect(fetchFrom(channel, id)).rejects.toThrow(unavailable('not logged in'));
    mocker.login(self);
    expect(await fetchFrom(channel, id)).toEqual({ type: 'image/jpeg', bytes: PICTURE });
  });

  it('goes on after a handler that throws, and logs nothing of what was written', async () => {
    const handle = async ({ text }: IncomingMessage): Promise<void> => {
      if (text.includes('13800000000')) throw new Error(`cannot save "${text}"`);
    };
    const { friend, self, inbox, stop, lines } = await startBot({ handle });
    friend.say('我的号码 13800000000').to(self);
    friend.say('还在吗').to(self);
    await inbox.count(2);
    await stop();
    expect(inbox.messages.map(({ text }) => text)).toEqual(['我的号码 13800000000', '还在吗']);
    expect(lines.filter((line) => line.includes('could not be taken in'))).toHaveLength(1);
    expect(lines.join('')).not.toMatch(/13800000000|号码|cannot save|还在/);
  });

  describe('while the database is away', () => {
    const away = new AppError('storage.unavailable', 'the database does not answer', 503);

    it('keeps a message until it can be stored, and what he wrote behind it in its order', async () => {
      const pauses: (() => void)[] = [];
      let isAway = true;
      const stored: string[] = [];
      const handle = async ({ text }: IncomingMessage): Promise<void> => {
        if (isAway) throw away;
        stored.push(text);
      };
      const waits = Promise.withResolvers<void>();
      const pause = () => new Promise<void>((resolve) => pauses.push(resolve) === 2 && waits.resolve());
      const { mocker, friend, self, inbox, lines } = await startBot({ handle, pause });
      const other = mocker.createContact({ id: 'wxid_other', name: '小李' });
      friend.say('我转了两万').to(self);
      friend.say('怎么办').to(self);
      other.say('在吗').to(self);
      await waits.promise;
      expect(inbox.messages.map(({ text }) => text).sort()).toEqual(['在吗', '我转了两万']);
      isAway = false;
      for (const goOn of pauses) goOn();
      await inbox.count(5);
      expect(stored.filter((text) => text !== '在吗')).toEqual(['我转了两万', '怎么办']);
      expect(stored).toContain('在吗');
      const told = lines.filter((line) => line.includes('could not be stored; it is tried again'));
      expect(told.map((line) => JSON.parse(line) as object)).toEqual([
        expect.objectContaining({ level: 50, error: 'storage.unavailable' }),
        expect.objectContaining({ level: 50, error: 'storage.unavailable' }),
      ]);
    });

    it('tells once that it waits, and at its end that a message is not taken in', async () => {
      const asked = Promise.withResolvers<void>();
      let pauses = 0;
      const pause = (signal: AbortSignal): Promise<void> => {
        if (++pauses < 3) return Promise.resolve();
        asked.resolve();
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      };
      const { friend, self, inbox, stop, lines } = await startBot({ handle: () => Promise.reject(away), pause });
      friend.say('我转了两万').to(self);
      await asked.promise;
      await stop();
      expect(inbox.messages).toHaveLength(4);
      const errors = lines.map((line) => JSON.parse(line) as { level: number; msg: string }).filter(({ level }) => level === 50);
      expect(errors.map(({ msg }) => msg)).toEqual([
        'wechaty: a message could not be stored; it is tried again',
        'wechaty: a message could not be taken in',
      ]);
      expect(lines.join('')).not.toContain('两万');
    });
  });

  it('sends an answer to the right friend, as it is', async () => {
    const { channel, friend, stranger, self } = await startBot();
    const toOthers: unknown[] = [];
    emitterOf(stranger).on('message', (message) => void toOthers.push(message));
    const heard = nextFrom(self, friend);
    const text = '🔴 这是诈骗。\n不要转账，请拨打 110。';
    expect(await send(channel, friend.id, text)).toEqual({ kind: 'accepted' });
    expect(await heard).toBe(text);
    expect(toOthers).toEqual([]);
  });

  it('answers in a room by naming who asked', async () => {
    const { channel, room, stranger, self } = await startBot();
    const heard = nextFrom(self, room);
    expect(await send(channel, `${room.id}/${stranger.id}`, '这是诈骗。')).toEqual({ kind: 'accepted' });
    expect(await heard).toBe('@路人 这是诈骗。');
  });

  it('says in a room nothing that was not asked for, and no words of an officer', async () => {
    const { channel, room, friend, stranger } = await startBot();
    expect(await send(channel, `${room.id}/${stranger.id}`, '我是值班民警', null)).toEqual({ kind: 'refused', reason: 'not into a group' });
    expect(await send(channel, friend.id, '我是值班民警', null)).toEqual({ kind: 'accepted' });
  });

  it.each([
    ['a contact', 'wxid_nobody'],
    ['a room', '0002@chatroom/wxid_friend'],
    ['a member', '0001@chatroom/wxid_nobody'],
    ['nothing', ''],
    ['nobody in a room', '0001@chatroom/'],
    ['somebody in no room', '/wxid_friend'],
    ['100 kB of rubbish', '/'.repeat(100_000)],
  ])('refuses to write to %s that it does not know', async (_, to) => {
    const { channel } = await startBot();
    expect(await send(channel, to, '这是诈骗。')).toMatchObject({ kind: 'refused' });
  });

  it('does not write of somebody in a room that he has left', async () => {
    const { channel, room, friend, stranger } = await startBot();
    room.remove(stranger).by(friend);
    expect(await send(channel, `${room.id}/${stranger.id}`, '这是诈骗。')).toMatchObject({ kind: 'refused' });
  });

  it('tries again later where only the loading of the contact failed', async () => {
    const { channel, puppet, friend } = await startBot();
    puppet.contactRawPayload = () => Promise.reject(new Error('the line is down'));
    const sent = await send(channel, friend.id, '这是诈骗。');
    expect(sent).toMatchObject({ kind: 'later' });
    expect(sent).not.toHaveProperty('uncertain');
  });

  it('tries again later when the puppet fails, as what may have arrived, without repeating what the puppet says', async () => {
    const { channel, puppet, friend } = await startBot();
    puppet.messageSendText = (_, text) => Promise.reject(new Error(`cannot send ${text}`));
    expect(await send(channel, friend.id, '这是诈骗。')).toEqual({
      kind: 'later',
      reason: 'the puppet failed: Error',
      uncertain: true,
    });
  });

  it('writes nothing before the login, after a logout and after the end', async () => {
    const bot = await createBot();
    const later = { kind: 'later', reason: 'wechaty is not logged in' };
    expect(await send(bot.channel, bot.friend.id, '在吗')).toEqual(later);
    const stop = await bot.channel.start(bot.inbox.take);
    stops.push(stop);
    expect(await send(bot.channel, bot.friend.id, '在吗')).toEqual(later);
    bot.mocker.login(bot.self);
    expect(await send(bot.channel, bot.friend.id, '在吗')).toEqual({ kind: 'accepted' });
    await bot.puppet.logout();
    expect(await send(bot.channel, bot.friend.id, '在吗')).toEqual(later);
    bot.mocker.login(bot.self);
    await stop();
    expect(await send(bot.channel, bot.friend.id, '在吗')).toEqual(later);
  });

  it('logs the page with the QR code to scan, and what to do after a logout, but not at its own end', async () => {
    const { mocker, puppet, self, stop, lines } = await startBot();
    await puppet.logout();
    const warned = lines.filter((line) => line.includes('logged out'));
    mocker.scan('https://login.weixin.qq.com/l/A0==');
    mocker.scan('');
    mocker.scan('\ud800');
    mocker.login(self);
    await stop();
    const urls = lines.map((line) => JSON.parse(line) as { level: number; url?: string }).filter(({ url }) => url);
    expect(urls.map(({ level, url }) => [level, url])).toEqual([
      [30, 'https://wechaty.js.org/qrcode/https%3A%2F%2Flogin.weixin.qq.com%2Fl%2FA0%3D%3D'],
      [30, 'https://wechaty.js.org/qrcode/%EF%BF%BD'],
    ]);
    expect(warned).toHaveLength(1);
    expect(lines.filter((line) => line.includes('logged out'))).toHaveLength(1);
  });

  it("logs wechaty's errors by name alone and goes on", async () => {
    const { puppet, friend, self, inbox, lines } = await startBot();
    puppet.emit('error', { data: JSON.stringify({ name: 'UNAVAILABLE', message: '我的号码 13800000000' }) });
    puppet.emit('error', { data: JSON.stringify({ name: '我的号码 13800000000', message: '' }) });
    friend.say('在吗').to(self);
    await inbox.count(1);
    const errors = lines.map((line) => JSON.parse(line) as { level: number; error: string }).filter(({ level }) => level === 50);
    expect(errors.map(({ error }) => error)).toEqual(['UNAVAILABLE', 'Error']);
    expect(lines.join('')).not.toContain('13800000000');
  });

  it('ends: what has come is finished, nothing more is taken', async () => {
    const order: string[] = [];
    const held = Promise.withResolvers<void>();
    const handle = (): Promise<void> => held.promise.then(() => void order.push('message finished'));
    const { friend, self, inbox, stop, wechaty, puppet } = await startBot({ handle });
    friend.say('在吗').to(self);
    await inbox.count(1);
    const stopped = stop().then(() => order.push('channel ended'));
    await stableOf(wechaty);
    await new Promise((resolve) => setImmediate(resolve));
    held.resolve();
    await stopped;
    expect(order).toEqual(['message finished', 'channel ended']);
    expect(puppet.state.inactive()).toBe(true);
    expect(inbox.messages).toHaveLength(1);
  });

  it('holds up nobody by a message that takes long', async () => {
    const held = Promise.withResolvers<void>();
    const handle = ({ external }: IncomingMessage): Promise<void> => (external === 'wxid_friend' ? held.promise : Promise.resolve());
    const { mocker, friend, self, inbox } = await startBot({ handle });
    const other = mocker.createContact({ id: 'wxid_other', name: '小李' });
    friend.say('在吗').to(self);
    friend.say('快点').to(self);
    other.say('你好').to(self);
    await inbox.count(2);
    expect(inbox.messages.map(({ text }) => text)).toEqual(['在吗', '你好']);
    held.resolve();
    await inbox.count(3);
  });

  it('does not take its own message for another when it is logged out in the middle of it', async () => {
    const held = Promise.withResolvers<void>();
    const { puppet, friend, receive, inbox, stop, mocker } = await startBot();
    mocker.createContact({ id: 'wxid_new', name: '小王' });
    // The next account of the bot is one that it knows as a friend.
    await receive({ talkerId: friend.id, text: '在吗' });
    await puppet.logout();
    mocker.login(friend);
    const ask = puppet.contactRawPayload.bind(puppet);
    puppet.contactRawPayload = async (id) => {
      if (id === 'wxid_new') await held.promise;
      return ask(id);
    };
    const arrived = receive({ talkerId: friend.id, listenerId: 'wxid_new', text: '您好' });
    await new Promise((resolve) => setImmediate(resolve));
    await puppet.logout();
    held.resolve();
    await arrived;
    await stop();
    expect(inbox.messages.map(({ text }) => text)).toEqual(['在吗']);
  });

  it("silences wechaty's own log, in which whole messages are printed", async () => {
    const real: RealWechaty = await import(PACKAGE);
    real.log.level('info');
    await createBot();
    expect(real.log.level()).toBe('silent');
  });

  it('can be started again', async () => {
    const { channel, stop, friend, self, mocker, inbox } = await startBot();
    await stop();
    stops.push(await channel.start(inbox.take));
    mocker.login(self);
    friend.say('在吗').to(self);
    expect(await inbox.count(1)).toHaveLength(1);
  });

  it('does not pretend to run when its puppet could not start', async () => {
    class Broken extends PuppetMock {
      override start = (): Promise<void> => Promise.reject(new Error('wrong token_0000'));
    }
    const { channel, inbox, lines } = await createBot({ puppet: (mocker) => new Broken({ mocker }) });
    await expect(channel.start(inbox.take)).rejects.toMatchObject({
      code: 'channel.start',
      message: 'wechaty: wechaty-puppet-mock could not start; check its token and its network',
    });
    expect(lines.join('')).toContain('wechaty reports an error');
    expect(lines.join('')).not.toContain('token_0000');
  });

  it('survives any payload of a puppet', async () => {
    const heard = Promise.withResolvers<void>();
    const handle = async ({ text }: IncomingMessage): Promise<void> => void (text === '还在' && heard.resolve());
    const { receive, inbox, friend, self, stop } = await startBot({ handle });
    const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('@反诈一哥 在吗', 'x'.repeat(100_000)));
    const id = fc.constantFrom('wxid_friend', 'wxid_stranger', 'wxid_bot', 'wxid_nobody', '', '__proto__');
    const payload = fc.record(
      {
        type: fc.oneof(fc.integer({ min: -1, max: 20 }), fc.anything()),
        text: fc.oneof(anyText, fc.anything()),
        talkerId: id,
        listenerId: id,
        roomId: fc.constantFrom('0001@chatroom', '0002@chatroom', ''),
        mentionIdList: fc.oneof(fc.array(id, { maxLength: 4 }), fc.anything()),
        timestamp: fc.oneof(fc.integer({ min: NOW - 200_000, max: NOW + 200_000 }), fc.double(), fc.anything()),
      },
      { requiredKeys: [] },
    );
    const arrives = async (any: object): Promise<void> => void (await receive(any as Record<string, unknown>));
    await fc.assert(fc.asyncProperty(payload, arrives), { numRuns: 10_000 });
    friend.say('还在').to(self);
    await heard.promise;
    await stop();
    for (const message of inbox.messages) {
      expect(message.external).toMatch(/^(?:000[12]@chatroom\/(?!wxid_bot).+|wxid_friend)$/);
      expect(typeof message.text).toBe('string');
    }
    expect(inbox.messages.length).toBeGreaterThan(100);
  });

  it('knows the kinds by the numbers of the installed wechaty', async () => {
    const { types }: RealWechaty = await import(PACKAGE);
    expect(types.Message).toMatchObject({ Text: 7, Image: 6, Audio: 2, Video: 15, Attachment: 1 });
    expect(types.Contact).toMatchObject({ Official: 2 });
  });
});
