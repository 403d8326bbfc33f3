import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routesOf } from '../../src/cli/fuzz/routes-of.ts';
import { bodyLimitOf } from '../../src/routes/body-limits.ts';
import { ROOT } from '../compiled-library.ts';
import { openTestApp, type TestApp } from '../routes/test-app.ts';
import { type Block, readNginx } from './read-nginx.ts';

const text = (path: string): string => readFileSync(join(ROOT, 'docs', path), 'utf8');
const MEGA = 1024 * 1024;

let under: TestApp;
let routes: readonly (readonly [method: string, path: string])[];
beforeAll(async () => {
  under = await openTestApp();
  routes = routesOf(under.app).routes.map((route) => {
    const [method = '', pattern = ''] = route.split(' ');
    return [method, pattern.replace(/:\w+\??/g, 'none')] as const;
  });
});
afterAll(() => under.close());

const taken = () => routes.filter(([method, path]) => method === 'POST' && bodyLimitOf(path) !== null).map(([, path]) => path);
const streams = () => routes.filter(([method, path]) => method === 'GET' && /\/events$/.test(path)).map(([, path]) => path);
const firstOf = ({ lines }: Block, name: string): string | undefined => lines.find(([one]) => one === name)?.[1];

describe('nginx.conf', () => {
  const file = readNginx(text('ops/nginx.conf'));
  const servers = file.blocks.filter(({ head }) => head === 'server');
  const secure = servers.find((server) => firstOf(server, 'listen') === '443 ssl') as Block;
  /** As nginx chooses: the exact one, else the first whose pattern fits, else the longest beginning. */
  function locationOf(path: string): Block {
    const [exact, pattern, beginning] = [/^location = (\S+)$/, /^location ~ (\S+)$/, /^location (\/\S*)$/].map((form) =>
      secure.blocks.flatMap((block) => {
        const value = form.exec(block.head)?.[1];
        return value === undefined ? [] : [{ block, value }];
      }),
    );
    const found =
      exact?.find(({ value }) => value === path) ??
      pattern?.find(({ value }) => new RegExp(value).test(path)) ??
      beginning?.filter(({ value }) => path.startsWith(value)).sort((one, other) => other.value.length - one.value.length)[0];
    if (!found) throw new Error(`no location takes ${path}`);
    return found.block;
  }
  const settingOf = (path: string, name: string): string | undefined => firstOf(locationOf(path), name) ?? firstOf(secure, name);

  it('lets in whatever a route takes, and at each path no more than twice the largest of them', () => {
    const paths = taken();
    expect(paths.length).toBeGreaterThan(60);
    const allowed = paths.map(
      (path) => [path, Number(/^(\d+)m$/.exec(settingOf(path, 'client_max_body_size') ?? '')?.[1]) * MEGA] as const,
    );
    expect(allowed.filter(([path, bytes]) => !(bytes >= (bodyLimitOf(path) ?? 0)))).toEqual([]);
    expect(allowed.filter(([path, bytes]) => bytes > 9 * MEGA && bytes > 2 * (bodyLimitOf(path) ?? 0))).toEqual([]);
  });

  it('holds no event stream up', () => {
    expect(streams()).toEqual(['/api/v1/chat/none/events', '/console/events', '/events']);
    for (const path of streams())
      expect([path, settingOf(path, 'proxy_buffering'), settingOf(path, 'proxy_read_timeout')]).toEqual([path, 'off', '1h']);
    expect(settingOf('/', 'proxy_buffering')).toBeUndefined();
  });

  it('hands every path to the server as it came, with host, client and scheme', () => {
    for (const { head, lines } of secure.blocks) {
      expect([head, firstOf({ head, lines, blocks: [] }, 'proxy_pass')]).toEqual([head, 'http://127.0.0.1:8787']);
      // One of its own would take the server's away.
      expect(lines.filter(([name]) => name === 'proxy_set_header')).toEqual([]);
    }
    const headers = secure.lines.filter(([name]) => name === 'proxy_set_header').map(([, value]) => value);
    expect(headers).toEqual(
      expect.arrayContaining(['Host $http_host', 'X-Forwarded-For $proxy_add_x_forwarded_for', 'X-Forwarded-Proto $scheme']),
    );
  });

  it('logs no path, no query and no referrer', () => {
    const [name, format] = /^(\w+) (.+)$/.exec(firstOf(file, 'log_format') ?? '')?.slice(1) ?? [];
    expect(format?.match(/\$\w+/g)).not.toEqual(null);
    expect(format).not.toMatch(/\$(?:request(?!_method|_time)|uri|args|query|document_uri|http_|arg_|is_args)/);
    for (const server of servers) {
      expect(firstOf(server, 'access_log')).toMatch(server === secure ? new RegExp(` ${name}$`) : /^off$/);
      expect(server.blocks.flatMap(({ lines }) => lines).filter(([one]) => one === 'access_log')).toEqual([]);
    }
    // Its lines of the levels below quote the whole request.
    expect(firstOf(secure, 'error_log')).toMatch(/ crit$/);
  });

  it.each(['server { listen 80', 'server { listen 80; ', 'listen 80; }'])('is refused by the reader when it is %s', (broken) => {
    expect(() => readNginx(broken)).toThrow();
  });
});

describe('Caddyfile', () => {
  const lines = text('ops/Caddyfile')
    .split('\n')
    .map((line) => line.replace(/(?:^|\s)#.*$/, '').trim())
    .filter((line) => line !== '');

  it('lets in whatever a route takes', () => {
    const most = Math.max(...taken().map((path) => bodyLimitOf(path) ?? 0));
    expect(lines.filter((line) => line.startsWith('max_size'))).toEqual([`max_size ${most / 1_000_000}MB`]);
  });

  it('holds no event stream up, and quotes no path in its errors', () => {
    expect(lines).toEqual(
      expect.arrayContaining(['reverse_proxy 127.0.0.1:8787 {', 'flush_interval -1', 'request>uri delete', 'request>headers delete']),
    );
    expect(lines.filter((line) => line.endsWith('{')).length).toBe(lines.filter((line) => line === '}').length);
  });
});

it.each(['operations.md', 'channels.md', 'channels.zh-CN.md'])('%s names both files and has no copy of its own', (page) => {
  expect(text(page)).toContain('(ops/nginx.conf)');
  expect(text(page)).toContain('(ops/Caddyfile)');
  expect(text(page)).not.toMatch(/proxy_pass|flush_interval|client_max_body_size/);
});
