import { createHash } from 'node:crypto';
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

  return {
    faults,
    open,
    async officer(id, display, role = 'officer', path = '/console') {
      // His account and session are written into the server's own file.
      const database = new DatabaseSync(join(server.dataDir, 'fanzha.db'));
      const [now, token] = [Date.now(), `token-of-${id}`];
      database.exec('PRAGMA busy_timeout = 5000');
      database
        .prepare(
          `INSERT INTO officers (id, name, display, role, password, totp_sealed, last_step, failures, locked_until, disabled, created_at)
       VALUES (?, ?, ?, ?, '', '', 0, 0, 0, 0, ?)`,
        )
        .run(id, id, display, role, now);
      database
        .prepare('INSERT INTO sessions (id_hash, officer_id, created_at, seen_at, expires_at) VALUES (?, ?, ?, ?, ?)')
        .run(createHash('sha256').update(token).digest('hex'), id, now, now, now + AN_HOUR);
      database.close();
      return open(path, { desk: token });
    },
  };
}
