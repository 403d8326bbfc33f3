import type { Hono } from 'hono';
import type { PageDeps } from '../citizen/page-deps.ts';

export function registerAnswering(_pages: Hono, _deps: PageDeps): void {}
