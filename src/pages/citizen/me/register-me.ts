import type { Context, Hono } from 'hono';
import type { CitizenRoute } from '../citizen-route.ts';
import type { PageDeps } from '../page-deps.ts';
import { showAnswers, showCheckUp, takeCheckUp } from './check-up-page.tsx';
import { showData } from './data-page.tsx';
import { downloadExport, showExport } from './export-page.tsx';
import { join, showJoin } from './join.tsx';
import { ownForms } from './me-forms.tsx';
import { showMe } from './me-page.tsx';
import { showLink, useLink } from './one-time-link.tsx';
import { showPhone, showSignIn } from './phone-card.tsx';

type Answer = (deps: PageDeps, context: Context) => Promise<Response>;

/** Registration, the personal code, the check-up, and what a citizen may do with his data. */
export function registerMe(pages: Hono, deps: PageDeps, { page, form }: CitizenRoute): void {
  const get = (path: string, answer: Answer) => pages.on('GET', [path], ...page, (context: Context) => answer(deps, context));
  const post = (path: string, answer: Answer) => pages.on('POST', [path], ...form, (context: Context) => answer(deps, context));
  const own = ownForms(deps);
  get('/join', showJoin);
  post('/join', join);
  get('/me', showMe);
  get('/me/sign-in', showSignIn);
  get('/me/phone', showPhone);
  get('/me/link', showLink);
  post('/me/link', useLink);
  get('/me/check-up', showCheckUp);
  post('/me/check-up', takeCheckUp);
  get('/me/check-up/:attempt', showAnswers);
  get('/me/data', showData);
  post('/me/profile', (_, context) => own.profile(context));
  post('/me/consents', (_, context) => own.consents(context));
  post('/me/sign-out', (_, context) => own.signOut(context));
  get('/me/export', showExport);
  get('/me/export.json', downloadExport);
  get('/me/erase', (_, context) => own.askToErase(context));
  post('/me/erase', (_, context) => own.erase(context));
}
