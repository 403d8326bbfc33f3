import type { ChannelContract } from './channel-contract.ts';
import { contract as aliyun } from './contract-aliyun.ts';
import { contract as androidSmsGateway } from './contract-android-sms-gateway.ts';
import { contract as generic } from './contract-generic.ts';
import { contract as httpsms } from './contract-httpsms.ts';
import { contract as smsforwarder } from './contract-smsforwarder.ts';
import { contract as telegram } from './contract-telegram.ts';
import { contract as tencent } from './contract-tencent.ts';
import { contract as twilio } from './contract-twilio.ts';
import { contract as wechat } from './contract-wechat.ts';
import { contract as wecom } from './contract-wecom.ts';

/** Every channel that a platform calls; a new one is added here once. */
export const CONTRACTS: readonly ChannelContract[] = [
  wechat,
  wecom,
  telegram,
  twilio,
  aliyun,
  tencent,
  smsforwarder,
  androidSmsGateway,
  httpsms,
  generic,
];
