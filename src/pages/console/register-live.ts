import type { Hono } from 'hono';
import type { PageDeps } from '../citizen/page-deps.ts';

export function registerLive(_pages: Hono, _deps: PageDeps): void {}
