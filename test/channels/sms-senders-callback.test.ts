import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { createTwilioSender } from '../../src/channels/sms/senders/twilio.ts';
import { channelDeps } from './channel-contract.ts';

test.each([
  ['https://fanzha.example.cn/webhooks/twilio', 'https://fanzha.example.cn/webhooks/twilio'],
  ['', null],
])('Twilio is told where to report what became of an SMS: %j', async (statusCallback, asked) => {
  let form = new URLSearchParams();
  const server = createServer(async (request, response) => {
    form = new URLSearchParams(await textOf(request));
    response.writeHead(201, { 'content-type': 'application/json' }).end('{"sid":"SM1"}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settings = { accountSid: 'AC1', authTokens: ['invented'], from: '+18005550100', apiRoot, statusCallback };
  const sender = createTwilioSender(settings, channelDeps({ now: 0 }));
  expect(await sender.send({ id: 'm1', to: '+8613800000001', text: '您好', judged: false })).toEqual({
    kind: 'accepted',
    platformId: 'SM1',
  });
  expect(form.get('StatusCallback')).toBe(asked);
  server.close();
});
