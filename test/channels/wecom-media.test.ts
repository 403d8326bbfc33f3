import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWecomChannel, type WecomChannel } from '../../src/channels/wecom/wecom-channel.ts';
import { channelDeps } from './channel-contract.ts';
import { errcode, type FakePlatform, type Said, SETTINGS, startPlatform } from './contract-wecom.ts';

const MOST = 10 * 1024 * 1024;
let platform: FakePlatform;
let channel: WecomChannel;

beforeEach(async () => {
  platform = await startPlatform();
  channel = createWecomChannel({ ...SETTINGS, apiRoot: platform.apiRoot }, channelDeps({ now: 1_763_600_000_000 }));
});
afterEach(() => platform.close());

const file = (raw: string | Uint8Array, type = 'image/jpeg'): Said => ({
  headers: { 'content-type': type, 'content-disposition': 'attachment; filename="MEDIA_ID.jpg"' },
  raw,
});

describe('an attachment at WeCom', () => {
  it('is fetched byte for byte', async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, at) => at % 256);
    platform.answer = () => file(bytes);
    expect(await channel.fetchMedia('1G6nrLmr5EC3 MMb_/+&')).toEqual({ type: 'image/jpeg', bytes });
    const [asked] = platform.asked;
    expect(asked?.path).toBe('/cgi-bin/media/get');
    expect(asked?.query.get('media_id')).toBe('1G6nrLmr5EC3 MMb_/+&');
  });

  it('may look like an error of the platform', async () => {
    platform.answer = () => file('{"errcode":42001}', 'application/json');
    const { bytes } = await channel.fetchMedia('m');
    expect(new TextDecoder().decode(bytes)).toBe('{"errcode":42001}');
  });

  it('is fetched with a new token when the old one is over', async () => {
    platform.answer = () => file('first');
    await channel.fetchMedia('m');
    platform.forgetTokens();
    expect(await channel.fetchMedia('m')).toMatchObject({ type: 'image/jpeg' });
    expect(platform.tokensGiven).toBe(2);
  });

  it('may have 10 MB and not a byte more', async () => {
    platform.answer = () => file(new Uint8Array(MOST));
    expect((await channel.fetchMedia('m')).bytes.length).toBe(MOST);
    platform.answer = () => file(new Uint8Array(MOST + 1));
    await expect(channel.fetchMedia('m')).rejects.toMatchObject({ code: 'channel.media', status: 503 });
  });

  it.each<[string, Said | 'hang up']>([
    ['is not there any more', errcode(40007)],
    ['cannot be had now', { status: 502, raw: '' }],
    ['breaks off', 'hang up'],
    ['is something else', { headers: { 'content-type': 'text/html' }, raw: '<html>' }],
  ])('is an error of its own when it %s', async (_how, said) => {
    platform.instead = ({ path }) => (path.endsWith('media/get') ? said : null);
    await expect(channel.fetchMedia('m')).rejects.toMatchObject({ code: 'channel.media', status: 503 });
  });
});
