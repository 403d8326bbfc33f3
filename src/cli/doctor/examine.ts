import { createApp } from '../../app.ts';
import type { Config } from '../../config.ts';
import { createSurroundings } from '../../conversation/surroundings.ts';
import { createDetector } from '../../detection/detector.ts';
import type { TrainedLibrary } from '../../library/library.ts';
import type { Log } from '../../log.ts';
import { channelDeps, makeChannels } from '../../make-channels.ts';
import { callerAt } from '../../routes/caller.ts';
import { OWN_MACHINE } from '../../routes/runtime.ts';
import type { Storage } from '../../storage/storage.ts';
import type { Finding } from './finding.ts';
import { probe } from './probes.ts';
import { REHEARSALS } from './rehearsals.ts';

/** What the doctor says into each channel: plainly a scam, so that the answer must be red. */
const WORDS = '【安全通知】您涉嫌洗钱，请立即把存款转入安全账户';

/**
 * Sends a message of ours, signed as the platform would sign it, through the whole path of every channel that is switched on.
 * @param online asks the platforms, too, whether they take our keys
 */
export async function examine(config: Config, storage: Storage, library: TrainedLibrary, log: Log, online: boolean): Promise<Finding[]> {
  const deps = channelDeps(storage, Date.now);
  // Not the connections: a second one of the same account would end the running server's.
  const channels = await makeChannels({ ...config, WECHATY_PUPPET: '' }, deps, log);
  let ids = 0;
  const app = createApp({
    config: { ...config, RATE_LIMIT: null },
    log,
    storage,
    detector: createDetector(library),
    newId: () => `doctor-answer-${++ids}`,
    now: Date.now,
    closing: new AbortController().signal,
    runtime: OWN_MACHINE,
    caller: (context) => callerAt(allowedAddress(config, context.req.path)),
    asset: () => null,
    surroundings: createSurroundings(config, Date.now, () => `A${String(++ids).padStart(6, '0')}`),
    channels: channels.webhooks,
    canSend: channels.canSend,
    mediaChannels: new Set(channels.media.keys()),
    patience: () => new Promise<never>(() => undefined),
    nudgeDelivery: () => undefined,
    workshop: null,
    secondReader: null,
    probes: null,
    listRules: null,
  });
  const findings: Finding[] = [];
  for (const [id, channel] of channels.webhooks) {
    const say = (state: Finding['state'], text: string): void => void findings.push({ channel: id, state, text });
    const rehearse = REHEARSALS[id];
    const rehearsal = rehearse?.(config, WORDS, Date.now());
    if (rehearsal) {
      const response = await app.request(`/webhooks/${id}${rehearsal.path}`, rehearsal.init);
      const red = rehearsal.kind === 'hand-shake' || (await answeredRed(await response.text(), storage, id));
      if (response.status === 200 && red)
        say('works', rehearsal.kind === 'message' ? 'a signed message was judged and answered' : 'the hand-shake was answered');
      else say('missing', `a message signed with these settings was answered ${response.status}`);
    }
    const address = `${config.PUBLIC_URL || 'https://<your address>'}/webhooks/${id}${SECRET_IN_PATH.has(id) ? '/<the secret>' : ''}`;
    say('note', `URL for the platform's console: ${address}`);
    if (channel.sender === null && id !== 'generic')
      say(
        PASSIVE.has(id) ? 'note' : 'missing',
        PASSIVE.has(id) ? 'answers in time only: no sender is set' : 'receives, but cannot answer: no sender is set',
      );
  }
  if (online) findings.push(...(await probe(config, channels.webhooks.keys(), deps.fetch)));
  for (const { id } of channels.streams)
    findings.push({ channel: id, state: 'note', text: 'is a connection of our own; it shows in the log of npm start' });
  if (findings.length === 0)
    findings.push({ channel: 'channels', state: 'note', text: 'only the web page: no other channel is switched on (docs/channels.md)' });
  return findings;
}

/** One that the settings allow to call. */
function allowedAddress({ ALIYUN_SMS_IPS, TENCENT_SMS_IPS }: Config, path: string): string {
  const allowed = path.startsWith('/webhooks/aliyun') ? ALIYUN_SMS_IPS : TENCENT_SMS_IPS;
  return allowed[0] ?? '127.0.0.1';
}

const PASSIVE: ReadonlySet<string> = new Set(['wechat', 'twilio', 'generic']);
const SECRET_IN_PATH: ReadonlySet<string> = new Set(['aliyun', 'tencent']);

async function answeredRed(body: string, storage: Storage, id: string): Promise<boolean> {
  const said = (await storage.claimDue([id]))?.said?.text ?? body;
  return /🔴|【红】|像诈骗/.test(said) || body.includes('<Encrypt>');
}
