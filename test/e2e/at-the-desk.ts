import { createHash, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Browser, Page } from 'playwright-core';
import type { RunningServer } from './start-server.ts';

const AN_HOUR = 3_600_000;

export interface AtTheDesk {
  /** Whatever a page must not do: errors, refusals by the CSP. */
  readonly faults: readonly string[];
  open(path: string, cookies?: Readonly<Record<string, string>>): Promise<Page>;
  /** An officer with a page of the console open. */
  officer(id: string, display: string, role?: string, path?: string): Promise<Page>;
  /** An officer who is known already signs in where the page is. */
  signIn(page: Page, id: string): Promise<void>;
}

export function atTheDesk(browser: Browser, server: RunningServer): AtTheDesk {
  const faults: string[] = [];
  async function open(path: string, cookies: Readonly<Record<string, string>> = {}): Promise<Page> {
    const context = await browser.newContext();
    await context.addCookies(
      Object.entries(cookies).map(([name, value]) => ({ name, value, domain: new URL(server.url).hostname, path: '/console' })),
    );
    const page = await context.newPage();
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('console', (message) => {
      // The loser of a claim is answered 409, which the browser reports.
      if (message.type() === 'error' && !message.text().includes('409')) faults.push(message.text());
    });
    await page.goto(`${server.url}${path}`);
    return page;
  }

  /** Accounts and sessions are written into the server's own file. */
  function inFile(write: (database: DatabaseSync) => void): void {
    const database = new DatabaseSync(join(server.dataDir, 'fanzha.db'));
    database.exec('PRAGMA busy_timeout = 5000');
    write(database);
    database.close();
  }
  function startSession(id: string): string {
    const [now, token] = [Date.now(), `token-of-${id}-${randomUUID()}`];
    inFile((database) =>
      database
        .prepare('INSERT INTO sessions (id_hash, officer_id, created_at, seen_at, expires_at) VALUES (?, ?, ?, ?, ?)')
        .run(createHash('sha256').update(token).digest('hex'), id, now, now, now + AN_HOUR),
    );
    return token;
  }

  return {
    faults,
    open,
    async officer(id, display, role = 'officer', path = '/console') {
      inFile((database) =>
        database
          .prepare(
            `INSERT INTO officers (id, name, display, role, password, totp_sealed, last_step, failures, locked_until, disabled, created_at)
       VALUES (?, ?, ?, ?, '', '', 0, 0, 0, 0, ?)`,
          )
          .run(id, id, display, role, Date.now()),
      );
      return open(path, { desk: startSession(id) });
    },
    async signIn(page, id) {
      await page.context().addCookies([{ name: 'desk', value: startSession(id), domain: new URL(server.url).hostname, path: '/console' }]);
    },
  };
}
