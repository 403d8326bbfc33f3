import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signAliyun } from '../../src/channels/sms/senders/aliyun-signature.ts';
import { signTencent } from '../../src/channels/sms/senders/tencent-signature.ts';

/** The examples that the platforms publish, secrets and all; whether our own requests are signed so is told by sms-senders.test.ts. */
describe('Alibaba Cloud, "V3 request structure and signature", fixed parameters', () => {
  const call = {
    host: 'ecs.cn-shanghai.aliyuncs.com',
    action: 'RunInstances',
    version: '2014-05-26',
    query: { RegionId: 'cn-shanghai', ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd' },
    now: Date.parse('2023-10-26T10:22:32Z'),
    nonce: '3156853299f313e23d1673dc12e1703d',
  };

  it('is signed as published', () => {
    expect(signAliyun(call, 'YourAccessKeyId', 'YourAccessKeySecret')).toEqual({
      query: 'ImageId=win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd&RegionId=cn-shanghai',
      headers: {
        'x-acs-action': 'RunInstances',
        'x-acs-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
        'x-acs-date': '2023-10-26T10:22:32Z',
        'x-acs-signature-nonce': '3156853299f313e23d1673dc12e1703d',
        'x-acs-version': '2014-05-26',
        authorization:
          'ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0',
      },
    });
  });

  it.each([
    ['a b', 'a%20b'],
    ["!'()*~-_.", '%21%27%28%29%2A~-_.'],
    ['{"text":"别+/="}', '%7B%22text%22%3A%22%E5%88%AB%2B%2F%3D%22%7D'],
  ])('writes %j as RFC 3986 says', (value, expected) => {
    expect(signAliyun({ ...call, query: { q: value } }, 'id', 'secret').query).toBe(`q=${expected}`);
  });

  it('says no fractions of a second', () => {
    expect(signAliyun({ ...call, now: call.now + 987 }, 'id', 'secret').headers['x-acs-date']).toBe('2023-10-26T10:22:32Z');
  });
});

describe('Tencent Cloud, 签名方法 v3, DescribeInstances', () => {
  const body = '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}';
  const call = {
    service: 'cvm',
    host: 'cvm.tencentcloudapi.com',
    action: 'DescribeInstances',
    version: '2017-03-12',
    region: 'ap-guangzhou',
    body,
    now: 1_551_113_065_000,
  };
  /** The page shows its keys as rows of stars, and has signed with them. */
  const hidden = '*'.repeat(32);

  it('is signed as published', () => {
    expect(createHash('sha256').update(body).digest('hex')).toBe('35e9c5b0e3ae67532d3c9f17ead6c90222632e5b1ff7f6e89887f1398934f064');
    expect(signTencent(call, hidden, hidden)).toEqual({
      authorization: `TC3-HMAC-SHA256 Credential=${hidden}/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host;x-tc-action, Signature=10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f`,
      'content-type': 'application/json; charset=utf-8',
      'x-tc-action': 'DescribeInstances',
      'x-tc-region': 'ap-guangzhou',
      'x-tc-timestamp': '1551113065',
      'x-tc-version': '2017-03-12',
    });
  });

  it('is signed for the day in UTC, whatever the seconds are', () => {
    const last = Date.parse('2026-11-20T23:59:59.999Z');
    expect(signTencent({ ...call, now: last }, 'id', 'key')).toMatchObject({
      'x-tc-timestamp': String(Math.floor(last / 1000)),
      authorization: expect.stringContaining('Credential=id/2026-11-20/cvm/'),
    });
  });
});
