import { execFileSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { openDatabase } from '../../src/node/open-database.ts';
import type { Database } from '../../src/storage/database.ts';
import { migrate } from '../../src/storage/migrate.ts';
import { type EmbeddedServer, startEmbeddedServer } from './embedded-server.ts';

let folder: string;
let server: EmbeddedServer;
let port: number;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tls-'));
  port = await freePort();
  server = await startEmbeddedServer(undefined, { port });
  const city = authority('city');
  authority('stranger');
  await server.restart(async () => offer(certificate(city, 'database', 'DNS:localhost')));
});
afterAll(async () => {
  await server?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const openssl = (...args: string[]): void => void execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });

/** An authority of its own, as a city's machine room has one. */
function authority(name: string): string {
  openssl(
    'req',
    '-x509',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-days',
    '2',
    '-subj',
    `/CN=Invented ${name} authority`,
    '-keyout',
    `${name}-ca.key`,
    '-out',
    `${name}-ca.pem`,
  );
  return name;
}

function certificate(signedBy: string, name: string, alternative: string): string {
  openssl(
    'req',
    '-newkey',
    'ec',
    '-pkeyopt',
    'ec_paramgen_curve:P-256',
    '-nodes',
    '-subj',
    `/CN=${name}`,
    '-keyout',
    `${name}.key`,
    '-out',
    `${name}.csr`,
  );
  writeFileSync(join(folder, `${name}.ext`), `subjectAltName=${alternative}\n`);
  openssl(
    'x509',
    '-req',
    '-in',
    `${name}.csr`,
    '-CA',
    `${signedBy}-ca.pem`,
    '-CAkey',
    `${signedBy}-ca.key`,
    '-CAcreateserial',
    '-days',
    '2',
    '-extfile',
    `${name}.ext`,
    '-out',
    `${name}.pem`,
  );
  return name;
}

/** The server shows this certificate from its next start on, and takes nobody over TCP who does not ask for TLS. */
function offer(name: string): void {
  const { uid, gid } = statSync(server.dataFolder);
  for (const [from, to] of [
    [`${name}.pem`, 'server.crt'],
    [`${name}.key`, 'server.key'],
  ] as const) {
    const path = join(server.dataFolder, to);
    copyFileSync(join(folder, from), path);
    chownSync(path, uid, gid);
    chmodSync(path, 0o600);
  }
  writeFileSync(join(server.dataFolder, 'postgresql.auto.conf'), 'ssl = on\n');
  writeFileSync(join(server.dataFolder, 'pg_hba.conf'), 'local all all scram-sha-256\nhostssl all all 127.0.0.1/32 scram-sha-256\n');
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const listening = createServer().listen(0, '127.0.0.1', () => {
      const address = listening.address();
      listening.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/** As an operator writes it. */
async function open(query: string, host = 'localhost'): Promise<Database> {
  const { username, password } = new URL(server.url().replace('@/', '@socket/'));
  const settings = { DATABASE_URL: `postgres://${username}:${password}@${host}:${port}/postgres${query}`, DATABASE_POOL: '2' };
  return openDatabase(readConfig(settings, () => '').config);
}
async function refusal(query: string, host?: string): Promise<unknown> {
  const database = await open(query, host);
  try {
    return await migrate(database, () => 1).then(
      () => 'let in',
      ({ code, status, message }) => ({ code, status, message }),
    );
  } finally {
    await database.close();
  }
}
const ca = (name: string): string => `sslrootcert=${join(folder, `${name}-ca.pem`)}`;

describe('PostgreSQL over TLS', () => {
  it.each(['verify-full', 'require'])('is reached with sslmode=%s and the authority that signed, on every connection', async (mode) => {
    const database = await open(`?sslmode=${mode}&${ca('city')}`);
    try {
      await migrate(database, () => 1);
      await database.query.insertInto('persons').values({ id: mode, key_wrapped: null, created_at: 1 }).execute();
      // The one that listens, too.
      const stop = database.onNews(() => undefined);
      const lines = () =>
        server.asOwner(
          "SELECT ssl, count(*)::int AS n FROM pg_stat_ssl JOIN pg_stat_activity USING (pid) WHERE application_name = 'fanzha' GROUP BY ssl",
        );
      await expect.poll(async () => (await lines()).map(({ ssl, n }) => [ssl, Number(n) >= 2])).toEqual([[true, true]]);
      stop();
    } finally {
      await database.close();
    }
  });

  it.each([
    ['the authority is another one', `?sslmode=verify-full&`, 'stranger', 'localhost', 'sslrootcert'],
    ['the authority is another one, with require', `?sslmode=require&`, 'stranger', 'localhost', 'sslrootcert'],
    ['the certificate is for another name', `?sslmode=verify-full&`, 'city', '127.0.0.1', 'another name'],
    ['the file of the authority is not there', `?sslmode=verify-full&`, 'nobody', 'localhost', 'cannot be read'],
  ])('is refused when %s', async (_, query, name, host, words) => {
    const refused = await refusal(query + ca(name), host);
    expect(refused).toEqual({ code: 'storage.certificate', status: 503, message: expect.stringContaining(words) });
    expect(JSON.stringify(refused)).not.toContain('swordfish');
  });

  it('is refused when the authority is none that this machine knows', async () => {
    expect(await refusal('?sslmode=verify-full')).toMatchObject({ code: 'storage.certificate' });
  });

  it('is not tried in the clear: neither by us when TLS is asked for, nor by the server when it is not', async () => {
    expect(await refusal('')).toMatchObject({ code: 'storage.refused' });
    await server.restart(async () => {
      writeFileSync(join(server.dataFolder, 'postgresql.auto.conf'), '');
      writeFileSync(join(server.dataFolder, 'pg_hba.conf'), 'local all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n');
    });
    expect(await refusal(`?sslmode=verify-full&${ca('city')}`)).toMatchObject({
      code: 'storage.certificate',
      message: expect.stringContaining('no TLS there'),
    });
    await server.restart(async () => offer('database'));
  });

  it('is refused once the certificate has run out of its days', async () => {
    openssl(
      'x509',
      '-req',
      '-in',
      'database.csr',
      '-CA',
      'city-ca.pem',
      '-CAkey',
      'city-ca.key',
      '-CAcreateserial',
      '-days',
      '-1',
      '-extfile',
      'database.ext',
      '-out',
      'database.pem',
    );
    await server.restart(async () => offer('database'));
    expect(await refusal(`?sslmode=verify-full&${ca('city')}`)).toMatchObject({
      code: 'storage.certificate',
      message: expect.stringContaining('CERT_HAS_EXPIRED'),
    });
  });
});
