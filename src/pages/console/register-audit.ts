import type { Hono } from 'hono';
import type { PageDeps } from '../citizen/page-deps.ts';

export function registerAudit(_pages: Hono, _deps: PageDeps): void {}
