import type { Context } from 'hono';
import { identify } from '../../../lookups/identify.ts';
import type { ListRules } from '../../../lookups/list-rules.ts';
import { toldInWords } from '../../../lookups/told-in-words.ts';
import { citizenLanguage } from '../citizen-language.ts';
import { knownId } from '../load-conversation.ts';
import type { PageDeps } from '../page-deps.ts';
import { readForm } from '../read-form.ts';
import { conversationToken } from '../session.ts';
import { renderLookup } from './lookup-page.tsx';
import { LOOKUP_WORDS } from './lookup-words.ts';

/** UTF-16 units. */
const LONGEST_REASON = 500;
const LONGEST_CONTACT = 100;
const LEAST_REASON = 4;
const CONTROLS = /[^\P{Cc}\t\n]/gu;

/** The forms of the page for looking things up. */
export function lookupForms(deps: PageDeps, rules: ListRules) {
  const { storage } = deps;

  async function fieldsOf(context: Context): Promise<(name: string) => string> {
    const form = await readForm(context);
    return (name) => {
      const value = form[name];
      return typeof value === 'string' ? value.replace(CONTROLS, '').toWellFormed().trim() : '';
    };
  }

  async function again(context: Context, status: 422, typed: string, text: string, dispute?: { reason: string; contact: string }) {
    context.status(status);
    return context.html(await renderLookup(deps, context, rules, { typed, remark: { kind: 'problem', text }, dispute }));
  }

  return {
    async look(context: Context): Promise<Response> {
      const field = await fieldsOf(context);
      const typed = field('value');
      const identified = identify(typed);
      if (typed !== '' && !identified && !toldInWords(deps.detector, typed, null)) context.status(422);
      return context.html(await renderLookup(deps, context, rules, { typed, remark: null }));
    },

    /** Somebody has met it: once for each browser, so that nobody fills the list by pressing twice. */
    async report(context: Context): Promise<Response> {
      const words = LOOKUP_WORDS[citizenLanguage(context)];
      const field = await fieldsOf(context);
      const typed = field('value');
      const identified = identify(typed);
      // A sentence would stand on the list as the name of an app.
      if (!identified || toldInWords(deps.detector, typed, identified)) return again(context, 422, typed, words.notNoted);
      const { found } = identified;
      // A token that nobody has given out is a name that somebody has made up: he could have a thousand.
      const token = conversationToken(context, deps.config);
      const chat = token === undefined ? null : await knownId(deps, token);
      const who = (chat === null ? undefined : token) ?? deps.caller(context).client;
      await storage.listIdentifiers([{ kind: found.kind, value: found.value, type: null }], { kind: 'report', ref: `page ${who}` });
      const remark = { kind: 'done', text: words.noted } as const;
      return context.html(await renderLookup(deps, context, rules, { typed, remark }));
    },

    async dispute(context: Context): Promise<Response> {
      const words = LOOKUP_WORDS[citizenLanguage(context)];
      const field = await fieldsOf(context);
      const [typed, reason, contact, given] = [field('value'), field('reason'), field('contact'), field('form')];
      const found = identify(typed)?.found;
      const filled = { reason: reason.slice(0, LONGEST_REASON), contact: contact.slice(0, LONGEST_CONTACT) };
      if (reason.length < LEAST_REASON || reason.length > LONGEST_REASON)
        return again(context, 422, typed, words.reasonLength(LEAST_REASON, LONGEST_REASON), filled);
      if (contact.length > LONGEST_CONTACT) return again(context, 422, typed, words.contactLength(LONGEST_CONTACT), filled);
      const id = /^[\w-]{8,64}$/.test(given) ? given : deps.newId();
      if (!found || !(await storage.saveDispute(id, found, reason, contact === '' ? null : contact)))
        return again(context, 422, typed, words.notListed);
      const remark = { kind: 'done', text: words.received } as const;
      return context.html(await renderLookup(deps, context, rules, { typed, remark }));
    },
  };
}
