import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import type { ChannelDeps, StreamChannel, WebhookChannel } from './channels/channel.ts';
import { createAliyunChannel } from './channels/sms/aliyun.ts';
import { createAndroidSmsGatewayChannel } from './channels/sms/android-sms-gateway.ts';
import { createGenericChannel } from './channels/sms/generic.ts';
import { createHttpSmsChannel } from './channels/sms/httpsms.ts';
import { createAliyunSender } from './channels/sms/senders/aliyun.ts';
import { createTencentSender } from './channels/sms/senders/tencent.ts';
import { createTwilioSender } from './channels/sms/senders/twilio.ts';
import { createSmsForwarderChannel } from './channels/sms/smsforwarder.ts';
import { createTencentChannel } from './channels/sms/tencent.ts';
import { createTwilioChannel } from './channels/sms/twilio.ts';
import { createWechatChannel } from './channels/wechat/official-account.ts';
import { createWechatyChannel } from './channels/wechaty/wechaty.ts';
import { createWecomChannel } from './channels/wecom/wecom-channel.ts';
import type { Config } from './config.ts';
import type { FetchMedia, Sender } from './conversation/delivery.ts';
import { AppError } from './errors.ts';
import type { Log } from './log.ts';
import type { Storage } from './storage/storage.ts';

/** Every channel that the settings switch on. */
export interface Channels {
  readonly webhooks: ReadonlyMap<string, WebhookChannel>;
  readonly streams: readonly StreamChannel[];
  readonly senders: ReadonlyMap<string, Sender>;
  /** Of these, the ones that have a way out to citizens; the others' messages are refused. */
  readonly canSend: ReadonlySet<string>;
  readonly media: ReadonlyMap<string, FetchMedia>;
}

/** @throws AppError `config.invalid` when settings of a channel are missing */
export async function makeChannels(config: Config, deps: ChannelDeps, log: Log): Promise<Channels> {
  const webhooks = new Map(makeWebhooks(config, deps).map((channel) => [channel.id, channel]));
  const telegram = config.TELEGRAM_BOT_TOKEN === '' ? null : await makeTelegram(config, deps);
  if (telegram && !config.TELEGRAM_POLLING) webhooks.set(telegram.id, telegram);
  const streams: StreamChannel[] = telegram && config.TELEGRAM_POLLING ? [telegram.polling] : [];
  if (config.WECHATY_PUPPET !== '')
    streams.push(
      await createWechatyChannel({ puppet: config.WECHATY_PUPPET, name: resolve(config.DATA_DIR, 'wechaty') }, { log, now: deps.now }),
    );
  const senders = new Map<string, Sender>();
  const media = new Map<string, FetchMedia>();
  for (const { id, sender, fetchMedia } of [...webhooks.values(), ...(telegram ? [telegram] : [])]) {
    senders.set(id, sender ?? NO_SENDER);
    // Without a secret to send with there is none to fetch with either; Twilio's is the one that its calls are signed with.
    if (fetchMedia && (sender || id === 'twilio')) media.set(id, fetchMedia);
  }
  for (const { id, sender, fetchMedia } of streams) {
    senders.set(id, sender);
    if (fetchMedia) media.set(id, fetchMedia);
  }
  const canSend = new Set([...senders].flatMap(([id, sender]) => (sender === NO_SENDER ? [] : [id])));
  return { webhooks, streams, senders, canSend, media };
}

/** Some channels receive and have no way to answer: the ledger says so. */
const NO_SENDER: Sender = { idempotent: true, send: async () => ({ kind: 'refused', reason: 'no-sender' }) };

function makeWebhooks(config: Config, deps: ChannelDeps): WebhookChannel[] {
  const { PUBLIC_URL: publicUrl } = config;
  const sender = smsSender(config, deps);
  const channels: WebhookChannel[] = [];
  const when = (secrets: readonly string[], make: () => WebhookChannel): void => {
    if (secrets.length > 0) channels.push(make());
  };
  when(config.WECHAT_TOKEN, () =>
    createWechatChannel(
      {
        tokens: config.WECHAT_TOKEN,
        aesKeys: config.WECHAT_AES_KEY,
        appId: config.WECHAT_APP_ID,
        appSecret: config.WECHAT_APP_SECRET,
        apiRoot: config.WECHAT_API_ROOT,
        mode: config.WECHAT_MODE,
      },
      deps,
    ),
  );
  when(config.WECOM_TOKEN, () =>
    createWecomChannel(
      {
        tokens: config.WECOM_TOKEN,
        aesKeys: needed(config, 'WECOM_AES_KEY', 'WECOM_TOKEN'),
        corpId: needed(config, 'WECOM_CORP_ID', 'WECOM_TOKEN'),
        kfSecret: config.WECOM_KF_SECRET,
        apiRoot: config.WECOM_API_ROOT,
      },
      deps,
    ),
  );
  when(config.TWILIO_AUTH_TOKEN, () =>
    createTwilioChannel(
      {
        authTokens: config.TWILIO_AUTH_TOKEN,
        accountSid: config.TWILIO_ACCOUNT_SID,
        publicUrl: needed(config, 'PUBLIC_URL', 'TWILIO_AUTH_TOKEN'),
        apiRoot: config.TWILIO_API_ROOT,
      },
      deps,
      sender,
    ),
  );
  when(config.ALIYUN_SMS_SECRET, () =>
    createAliyunChannel({ secrets: config.ALIYUN_SMS_SECRET, ips: config.ALIYUN_SMS_IPS }, deps, sender),
  );
  when(config.TENCENT_SMS_SECRET, () =>
    createTencentChannel({ secrets: config.TENCENT_SMS_SECRET, ips: config.TENCENT_SMS_IPS }, deps, sender),
  );
  when(config.SMSFORWARDER_SECRET, () => createSmsForwarderChannel({ secrets: config.SMSFORWARDER_SECRET }, deps, sender));
  when(config.ANDROID_SMS_GATEWAY_SECRET, () =>
    createAndroidSmsGatewayChannel({ secrets: config.ANDROID_SMS_GATEWAY_SECRET }, deps, sender),
  );
  when(config.HTTPSMS_SECRET, () => {
    needed(config, 'PUBLIC_URL', 'HTTPSMS_SECRET');
    return createHttpSmsChannel({ secrets: config.HTTPSMS_SECRET, publicUrl }, deps, sender);
  });
  when(config.GENERIC_WEBHOOK_SECRET, () => createGenericChannel({ secrets: config.GENERIC_WEBHOOK_SECRET }, deps, null));
  return channels;
}

/** Loaded only where it is used: its library is large. */
async function makeTelegram(config: Config, deps: ChannelDeps) {
  const { createTelegramChannel } = await import('./channels/telegram/telegram.ts');
  return createTelegramChannel(
    { botToken: config.TELEGRAM_BOT_TOKEN, secretTokens: config.TELEGRAM_SECRET_TOKEN, apiRoot: config.TELEGRAM_API_ROOT },
    deps,
  );
}

function smsSender(config: Config, deps: ChannelDeps): Sender | null {
  const { SMS_SENDER } = config;
  if (SMS_SENDER === 'none') return null;
  const by = `SMS_SENDER=${SMS_SENDER}`;
  if (SMS_SENDER === 'twilio')
    return createTwilioSender(
      {
        accountSid: needed(config, 'TWILIO_ACCOUNT_SID', by),
        authTokens: needed(config, 'TWILIO_AUTH_TOKEN', by),
        from: needed(config, 'TWILIO_FROM', by),
        apiRoot: config.TWILIO_API_ROOT,
        statusCallback: config.PUBLIC_URL && `${config.PUBLIC_URL}/webhooks/twilio`,
      },
      deps,
    );
  if (SMS_SENDER === 'aliyun')
    return createAliyunSender(
      {
        accessKeyId: needed(config, 'ALIYUN_ACCESS_KEY_ID', by),
        accessKeySecret: needed(config, 'ALIYUN_ACCESS_KEY_SECRET', by),
        signName: needed(config, 'ALIYUN_SMS_SIGN', by),
        templateCode: needed(config, 'ALIYUN_SMS_TEMPLATE', by),
        apiRoot: config.ALIYUN_API_ROOT,
      },
      deps,
    );
  return createTencentSender(
    {
      secretId: needed(config, 'TENCENT_SECRET_ID', by),
      secretKey: needed(config, 'TENCENT_SECRET_KEY', by),
      sdkAppId: needed(config, 'TENCENT_SMS_APP_ID', by),
      signName: needed(config, 'TENCENT_SMS_SIGN', by),
      templateId: needed(config, 'TENCENT_SMS_TEMPLATE', by),
      apiRoot: config.TENCENT_API_ROOT,
    },
    deps,
  );
}

/** @throws AppError `config.invalid` naming the setting that is missing, and which one needs it */
function needed<Name extends keyof Config>(config: Config, name: Name, by: string): Config[Name] {
  const value = config[name];
  if (value === '' || (Array.isArray(value) && value.length === 0))
    throw new AppError('config.invalid', `${name} is missing: ${by} needs it. npm start -- --help lists all settings.`);
  return value;
}

/** A platform that does not answer must not hold up the other citizens' answers for long. */
const LONGEST_CALL_MS = 15_000;

export function channelDeps(storage: Storage, now: () => number): ChannelDeps {
  return {
    now,
    fetch: (input, init) => fetch(input, { signal: AbortSignal.timeout(LONGEST_CALL_MS), ...init }),
    randomBytes: (count) => new Uint8Array(randomBytes(count)),
    memory: { read: storage.recall, write: storage.remember },
    // Enough of the keyed hash that two numbers never share it, short enough for an id.
    nameOf: storage.fingerprint,
  };
}
