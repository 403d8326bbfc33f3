import { z } from 'zod';
import { setting } from './setting.ts';

const text = z.string().trim();
const secretText = text.regex(/^\S*$/, 'must hold no blanks');
const list = text.transform((values) =>
  values
    .split(',')
    .map((value) => value.trim())
    .filter(Boolean),
);
/** Two are valid while one is being changed; what we sign ourselves is signed with the first. */
const secrets = list.refine((values) => values.length <= 2, 'at most two values, divided by a comma');
const aesKeys = secrets.refine((keys) => keys.every((key) => /^[A-Za-z0-9]{43}$/.test(key)), 'must be 43 letters and digits');
const pathSecrets = secrets.refine(
  (values) => values.every((value) => /^[\w-]{16,}$/.test(value)),
  'needs at least 16 letters, digits, - or _',
);
const webAddress = text.refine((url) => url === '' || /^https?:\/\/[^\s/]+(?:\/[^\s]*)?$/.test(url), 'must begin with https://');
const address = (root: string, meaning: string) =>
  setting(
    webAddress.transform((url) => url.replace(/\/+$/, '')),
    root,
    meaning,
  );

const secret = { secret: true } as const;

/** A channel is switched on by its secrets. Where "two" is allowed, old and new are both valid while they are being changed. */
export const CHANNEL_SETTINGS = {
  PUBLIC_URL: address(
    '',
    'address under which citizens, officers and platforms reach this server, such as https://fanzha.example.cn; links begin with it, Twilio and httpSMS sign it',
  ),
  WECHAT_TOKEN: setting(secrets, '', 'WeChat Official Account: token; switches /webhooks/wechat on; two allowed', secret),
  WECHAT_AES_KEY: setting(aesKeys, '', 'WeChat Official Account: EncodingAESKey; two allowed', secret),
  WECHAT_APP_ID: setting(text, '', 'WeChat Official Account: AppID'),
  WECHAT_APP_SECRET: setting(
    secretText,
    '',
    'WeChat Official Account: AppSecret; without it answers only go out within the five seconds',
    secret,
  ),
  WECHAT_MODE: setting(
    z.enum(['plain', 'compatible', 'safe']),
    'compatible',
    'WeChat Official Account: as chosen in its console; safe refuses plaintext',
  ),
  WECHAT_API_ROOT: address('https://api.weixin.qq.com', 'WeChat Official Account: where its API is'),
  WECOM_CORP_ID: setting(text, '', 'WeCom customer service: CorpID'),
  WECOM_TOKEN: setting(secrets, '', 'WeCom customer service: token; switches /webhooks/wecom on; two allowed', secret),
  WECOM_AES_KEY: setting(aesKeys, '', 'WeCom customer service: EncodingAESKey; two allowed', secret),
  WECOM_KF_SECRET: setting(secretText, '', 'WeCom customer service: secret of the 微信客服 application', secret),
  WECOM_API_ROOT: address('https://qyapi.weixin.qq.com', 'WeCom customer service: where its API is'),
  WECHATY_PUPPET: setting(text, '', 'wechaty: name of the installed puppet package; a personal account may be banned for it'),
  TELEGRAM_BOT_TOKEN: setting(
    text.refine((token) => token === '' || /^\d+:[\w-]+$/.test(token), 'must look like 123456:ABC'),
    '',
    'Telegram: token of the bot; messages are stored abroad',
    secret,
  ),
  TELEGRAM_SECRET_TOKEN: setting(
    secrets.refine((values) => values.every((value) => /^[\w-]{16,256}$/.test(value)), 'needs 16 to 256 letters, digits, - or _'),
    '',
    'Telegram: what its webhook calls must carry; without it the bot does not start; two allowed',
    secret,
  ),
  TELEGRAM_POLLING: setting(
    z.enum(['on', 'off']).transform((value) => value === 'on'),
    'off',
    'Telegram: fetch messages instead of being called; for development',
  ),
  TELEGRAM_API_ROOT: address('https://api.telegram.org', 'Telegram: where its API is'),
  TWILIO_ACCOUNT_SID: setting(text, '', 'Twilio: account; messages are stored abroad'),
  TWILIO_AUTH_TOKEN: setting(secrets, '', 'Twilio: auth token; switches /webhooks/twilio on; two allowed', secret),
  TWILIO_FROM: setting(text, '', 'Twilio: number that SMS_SENDER=twilio sends from'),
  TWILIO_API_ROOT: address('https://api.twilio.com', 'Twilio: where its API is'),
  ALIYUN_SMS_SECRET: setting(pathSecrets, '', 'Alibaba Cloud SMS: last part of the webhook path; switches it on; two allowed', secret),
  ALIYUN_SMS_IPS: setting(list, '', 'Alibaba Cloud SMS: addresses that may call, divided by commas; empty: any'),
  ALIYUN_ACCESS_KEY_ID: setting(text, '', 'Alibaba Cloud SMS: access key for sending'),
  ALIYUN_ACCESS_KEY_SECRET: setting(secretText, '', 'Alibaba Cloud SMS: its secret', secret),
  ALIYUN_SMS_SIGN: setting(text, '', 'Alibaba Cloud SMS: approved signature (签名) for sending'),
  ALIYUN_SMS_TEMPLATE: setting(text, '', 'Alibaba Cloud SMS: approved template with one variable named text'),
  ALIYUN_API_ROOT: address('https://dysmsapi.aliyuncs.com', 'Alibaba Cloud SMS: where its API is'),
  TENCENT_SMS_SECRET: setting(pathSecrets, '', 'Tencent Cloud SMS: last part of the webhook path; switches it on; two allowed', secret),
  TENCENT_SMS_IPS: setting(list, '', 'Tencent Cloud SMS: addresses that may call, divided by commas; empty: any'),
  TENCENT_SECRET_ID: setting(text, '', 'Tencent Cloud SMS: secret id for sending'),
  TENCENT_SECRET_KEY: setting(secretText, '', 'Tencent Cloud SMS: its key', secret),
  TENCENT_SMS_APP_ID: setting(text, '', 'Tencent Cloud SMS: SdkAppId'),
  TENCENT_SMS_SIGN: setting(text, '', 'Tencent Cloud SMS: approved signature (签名) for sending'),
  TENCENT_SMS_TEMPLATE: setting(text, '', 'Tencent Cloud SMS: approved template with one variable'),
  TENCENT_API_ROOT: address('https://sms.tencentcloudapi.com', 'Tencent Cloud SMS: where its API is'),
  SMSFORWARDER_SECRET: setting(secrets, '', 'SmsForwarder (a telephone): secret; switches /webhooks/smsforwarder on; two allowed', secret),
  ANDROID_SMS_GATEWAY_SECRET: setting(
    secrets,
    '',
    'android-sms-gateway: signing key; switches /webhooks/android-sms-gateway on; two allowed',
    secret,
  ),
  HTTPSMS_SECRET: setting(secrets, '', 'httpSMS: signing key; switches /webhooks/httpsms on; two allowed', secret),
  GENERIC_WEBHOOK_SECRET: setting(
    secrets,
    '',
    'any system that signs as Standard Webhooks says; switches /webhooks/generic on; two allowed',
    secret,
  ),
  SMS_SENDER: setting(
    z.enum(['none', 'twilio', 'aliyun', 'tencent']),
    'none',
    'who sends SMS for the channels that have no answer of their own',
  ),
} as const;
