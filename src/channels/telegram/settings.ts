import { AppError } from '../../errors.ts';

/** What an operator gives. Several secret tokens are valid while one is being changed; `setWebhook` hands out the first. */
export interface TelegramSettings {
  /** As BotFather gives it: the bot's id, a colon, its secret. */
  readonly botToken: string;
  readonly secretTokens: readonly string[];
  /** The Bot API server, https://api.telegram.org unless one runs one's own. */
  readonly apiRoot?: string | undefined;
}

/** The settings once they have been checked. */
export interface BotAccess {
  readonly botId: number;
  readonly botToken: string;
  readonly secretTokens: readonly [string, ...string[]];
  /** Without a slash at the end: grammY refuses one. */
  readonly apiRoot: string;
}

const PUBLIC_API = 'https://api.telegram.org';
/** The id is a Telegram user id: at most 52 significant bits (Bot API, User). */
const BOT_TOKEN = /^(\d{1,16}):[\w-]{1,256}$/;
/** Bot API, setWebhook: 1–256 characters of this alphabet. */
const SECRET_TOKEN = /^[A-Za-z0-9_-]{1,256}$/;

/** @throws AppError `config.invalid` naming the bad setting, never its value */
export function checkSettings({ botToken, secretTokens, apiRoot = PUBLIC_API }: TelegramSettings): BotAccess {
  const botId = Number(BOT_TOKEN.exec(botToken)?.[1]);
  if (!Number.isSafeInteger(botId)) throw invalid('TELEGRAM_BOT_TOKEN must be what BotFather gave: digits, a colon, letters');
  const [first, ...others] = secretTokens.filter((secret) => secret !== '');
  if (first === undefined) throw invalid('TELEGRAM_SECRET_TOKEN is needed: without it anybody could write in the name of Telegram');
  if (![first, ...others].every((secret) => SECRET_TOKEN.test(secret)))
    throw invalid('TELEGRAM_SECRET_TOKEN must be 1 to 256 of A–Z, a–z, 0–9, _ and -');
  const root = apiRoot.replace(/\/$/, '');
  if (!/^https?:$/.test(URL.parse(root)?.protocol ?? ''))
    throw invalid('TELEGRAM_API_ROOT must be an address such as https://api.telegram.org');
  return { botId, botToken, secretTokens: [first, ...others], apiRoot: root };
}

function invalid(message: string): AppError {
  return new AppError('config.invalid', message);
}
