import type { Context } from 'hono';
import { formContent } from '../../../stop-loss/form-again.ts';
import { leadFromChat, NOTHING_TOLD } from '../../../stop-loss/prefill.ts';
import { raiseStopLead } from '../../../stop-loss/raise-lead.ts';
import { asStored, blocksOf, fieldOf, MOST_TRANSFERS, readLeadBody, readTransfers, typedTransfers } from '../../../stop-loss/stop-lead.ts';
import { citizenLanguage } from '../citizen-language.ts';
import { ALL_QUICK_TEXTS } from '../composer.tsx';
import { knownId } from '../load-conversation.ts';
import type { PageDeps } from '../page-deps.ts';
import { readForm } from '../read-form.ts';
import { conversationToken, keepConversation } from '../session.ts';
import { correctByForm } from './correct-by-form.ts';
import { renderStopLoss } from './stop-loss-page.tsx';
import { FORM_WORDS } from './stop-loss-words.ts';

/** No screen shows them, and not every database keeps them. */
const CONTROLS = /[^\P{Cc}\t\n]/gu;
const REFERENCE = /^[\w-]{1,64}$/;

/** The form for stopping a payment, before and after it is sent. */
export function stopLossForm(deps: PageDeps) {
  /** On a doorstep it is somebody else's telephone, which goes on to the next victim: none of the one before is his. */
  const tokenOf = (context: Context, warning: string | null): string | undefined =>
    warning === null ? conversationToken(context, deps.config) : undefined;
  const conversationOf = async (context: Context, warning: string | null): Promise<string | null> => {
    const token = tokenOf(context, warning);
    return token === undefined ? null : knownId(deps, token);
  };
  const earlierOf = (conversationId: string | null) => (conversationId === null ? [] : deps.storage.openStopLeadsOf(conversationId));

  /** Its form has made a lead that nobody but an officer changes any more: what was typed stands there still, on a new form. */
  async function another(context: Context, typed: Readonly<Record<string, string>>, token: string): Promise<Response> {
    const lead = await deps.storage.stopLeadOfToken(token);
    const earlier = lead ? [{ number: lead.number, token, createdAt: lead.createdAt }] : [];
    const problem = FORM_WORDS[citizenLanguage(context)].again;
    context.status(409);
    return context.html(await renderStopLoss(deps, context, { formId: deps.newId(), typed, proposed: false, problem, earlier }));
  }

  return {
    async show(context: Context): Promise<Response> {
      const warning = referenceOf(context.req.query('warning'));
      const conversationId = await conversationOf(context, warning);
      const not = { buttons: ALL_QUICK_TEXTS, numbers: [deps.config.HOTLINE_NUMBER] };
      const { links } = deps.detector.library;
      const { transfers, story } = conversationId === null ? NOTHING_TOLD : await leadFromChat(deps.storage, conversationId, links, not);
      const typed = { ...typedTransfers(transfers), ...story, warning: warning ?? '' };
      const proposed = transfers.length > 0 || story.story !== '' || story.scamPhone !== '';
      const earlier = await earlierOf(conversationId);
      return context.html(await renderStopLoss(deps, context, { formId: deps.newId(), typed, proposed, problem: null, earlier }));
    },

    async send(context: Context): Promise<Response> {
      const typed = typedFields(await readForm(context));
      const formId = /^[\w-]{8,64}$/.test(typed.formId ?? '') ? (typed.formId ?? '') : deps.newId();
      const again = async (fields: Readonly<Record<string, string>>, problem: string | null): Promise<Response> =>
        context.html(await renderStopLoss(deps, context, { formId, typed: fields, proposed: false, problem, earlier: [] }));
      if (typed.do === 'add') {
        const next = Math.min(MOST_TRANSFERS, blocksOf(typed) + 1);
        return again({ ...typed, [fieldOf(next, 'way')]: 'bank' }, null);
      }
      const transfers = readTransfers(typed, deps.now()).map(({ transfer }) => transfer);
      if (transfers.length === 0) {
        context.status(422);
        return again(typed, FORM_WORDS[citizenLanguage(context)].empty);
      }
      const warning = referenceOf(typed.warning);
      const conversationId = await conversationOf(context, warning);
      const lead = await deps.storage.receiveStopLead({
        formId,
        content: formContent(typed),
        origin: warning !== null ? 'doorstep' : conversationId === null ? 'page' : 'chat',
        body: JSON.stringify(readLeadBody(typed)),
        transfers: transfers.map(asStored),
        conversationId,
        caseId: null,
        warningRef: warning,
        officerId: null,
      });
      if (lead.changed && !(await correctByForm(deps, lead.token, typed))) return another(context, typed, lead.token);
      // What is kept is kept: should this fail, a chore tells the desk.
      try {
        const conversation = await raiseStopLead(deps, lead, tokenOf(context, warning), citizenLanguage(context));
        if (warning === null) keepConversation(context, deps.config, conversation);
      } catch (error) {
        deps.log.error({ err: error }, 'a stop lead could not be told to the desk at once');
      }
      return context.redirect(`/stop-loss/${lead.token}`, 303);
    },
  };
}

export function typedFields(form: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const fields = Object.entries(form).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value.replace(/\r\n?/g, '\n').replace(CONTROLS, '').toWellFormed()] as const] : [],
  );
  return Object.fromEntries(fields);
}

function referenceOf(typed: string | undefined): string | null {
  return typed !== undefined && REFERENCE.test(typed) ? typed : null;
}
