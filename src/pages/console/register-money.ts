import type { Hono } from 'hono';
import type { PageDeps } from '../citizen/page-deps.ts';

export function registerMoney(_pages: Hono, _deps: PageDeps): void {}
