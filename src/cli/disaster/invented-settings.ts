import { newSecret } from '../../partners/standard-webhooks.ts';

/** Keys of nobody, for drills on this machine. */
export const BOT_TOKEN = '7000000001:AAinvented-token_of_a_drill_bot';
export const TELEGRAM_SECRET = 'invented_secret-token_of_a_drill';
export const GENERIC_SECRET = newSecret((bytes) => bytes.fill(7));
export const WARNINGS_SECRET = newSecret((bytes) => bytes.fill(8));
export const PARTNER_SECRET = newSecret((bytes) => bytes.fill(9));

/** @param telegramUrl where the fake of its API is */
export function channelSettings(telegramUrl: string): Record<string, string> {
  return {
    TELEGRAM_BOT_TOKEN: BOT_TOKEN,
    TELEGRAM_SECRET_TOKEN: TELEGRAM_SECRET,
    TELEGRAM_API_ROOT: telegramUrl,
    GENERIC_WEBHOOK_SECRET: GENERIC_SECRET,
    WARNINGS_SECRET,
    // The partner's fake is on this machine.
    PARTNER_PRIVATE_ADDRESSES: 'on',
  };
}
