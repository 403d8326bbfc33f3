import type { IncomingMessage } from '../../conversation/message.ts';

/** What a citizen would have typed instead. */
const SAID = new Map([
  ['why', '为什么'],
  ['human', '转人工'],
  ['help', '你好'],
]);
/** Bot API, BotCommand: 1–32 letters, digits and underscores. In groups the bot's name may follow. */
const COMMAND = /^\/(\w{1,32})(?:@\w{1,64})?(?:\s+([\s\S]*))?$/;
/** Telegram, deep linking: the payload of t.me/<bot>?start=<payload>. */
const START_PAYLOAD = /^[A-Za-z0-9_-]{1,64}$/;

/** A command as the words it stands for; any other text as it is. */
export function readCommand(text: string): Pick<IncomingMessage, 'text' | 'joined'> {
  const [, command, rest = ''] = COMMAND.exec(text) ?? [];
  if (command === undefined) return { text };
  const name = command.toLowerCase();
  if (name === 'start') {
    if (rest === '') return { text: '', joined: { scene: null } };
    // What is no payload of a link was typed: it is answered itself, not with a welcome.
    return START_PAYLOAD.test(rest) ? { text: '', joined: { scene: rest } } : { text: rest };
  }
  return { text: [SAID.get(name) ?? command, rest].filter(Boolean).join(' ') };
}
