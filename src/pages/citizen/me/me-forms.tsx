import type { Context } from 'hono';
import { consentText } from '../../../citizens/consent-texts.ts';
import { eraseOwnData } from '../../../citizens/own-data.ts';
import { CONSENT_PURPOSES } from '../../../storage/citizens/citizens-tables.ts';
import { citizenLanguage } from '../citizen-language.ts';
import type { PageDeps } from '../page-deps.ts';
import { forgetConversation } from '../session.ts';
import { dataPage } from './data-page.tsx';
import { DATA_WORDS, ERASE_WORDS } from './data-words.ts';
import { PROFILE_WORDS } from './join-words.ts';
import { ownFields } from './me-fields.ts';
import { Notice, renderOwnPage } from './me-frame.tsx';
import { forgetToken, isPartlyClosed, isWaitingForGuardian, signedIn } from './me-session.ts';
import { readProfile } from './read-profile.ts';

/** What a citizen does with his own data. Whoever is not signed in is led to `/me`, which says how. */
export function ownForms(deps: PageDeps) {
  const { storage } = deps;
  return {
    async profile(context: Context): Promise<Response> {
      const own = await signedIn(deps, context);
      if (!own) return context.redirect('/me', 303);
      const language = citizenLanguage(context);
      const { profile, form } = await readProfile(deps, await ownFields(context), language);
      // Else a child would need no guardian: it says that it is older.
      const isRaised = profile !== null && profile.ageBand !== 'under14' && isWaitingForGuardian(own);
      const problems = isRaised ? { ageBand: PROFILE_WORDS[language].problems.guardianFirst(deps.config.HOTLINE_NUMBER) } : form.problems;
      if (!profile || isRaised) {
        context.status(422);
        return context.html(await dataPage(deps, context, own, { ...form, problems }));
      }
      await storage.correctCitizen(own.citizen.id, profile);
      return context.redirect('/me/data', 303);
    },

    async consents(context: Context): Promise<Response> {
      const own = await signedIn(deps, context);
      if (!own) return context.redirect('/me', 303);
      const { purpose: named, version, act } = await ownFields(context);
      const purpose = CONSENT_PURPOSES.find((one) => one === named);
      const text = purpose && consentText(purpose);
      // To take back the registration is to erase it, which asks once more.
      if (act === 'withdraw' && text) {
        if (text.required) return context.redirect('/me/erase', 303);
        await storage.withdrawConsent(own.citizen.id, text.purpose);
        // What waits to go out is taken back too.
        if (text.purpose === 'teaching') await storage.stopTeaching(own.citizen.id);
      }
      // What he read, and nothing newer.
      if (act === 'give' && text && version === String(text.version))
        await storage.giveConsent(own.citizen.id, { purpose: text.purpose, version: text.version });
      return context.redirect(text?.required || text?.purpose === 'guardian' ? '/me' : '/me/data#consents', 303);
    },

    async signOut(context: Context): Promise<Response> {
      const own = await signedIn(deps, context);
      if (!own) return context.redirect('/me', 303);
      const { which } = await ownFields(context);
      if (which === 'others') {
        await storage.endOtherCitizenSessions(own.citizen.id, own.tokenHash);
        return context.redirect('/me/data', 303);
      }
      // The next one at this browser may be somebody else.
      if (own.conversationId !== null) await storage.unlinkConversation(own.citizen.id, own.conversationId);
      await storage.endCitizenSession(own.tokenHash);
      forgetToken(deps, context);
      return context.redirect('/me', 303);
    },

    async askToErase(context: Context): Promise<Response> {
      if (!(await signedIn(deps, context))) return context.redirect('/me', 303);
      return context.html(await erasePage(deps, context, null));
    },

    async erase(context: Context): Promise<Response> {
      const own = await signedIn(deps, context);
      if (!own) return context.redirect('/me', 303);
      const words = ERASE_WORDS[citizenLanguage(context)];
      if ((await ownFields(context)).sure !== 'yes') {
        context.status(422);
        return context.html(await erasePage(deps, context, words.tickFirst));
      }
      const kept = await eraseOwnData(storage, own.citizen, own.conversationId);
      forgetToken(deps, context);
      forgetConversation(context, deps.config);
      return context.html(
        await renderOwnPage(deps, context, {
          title: words.erased,
          children: (
            <>
              <p>{words.gone}</p>
              {kept.cases.length > 0 && <p class="me-notice">{words.cases(kept.cases)}</p>}
              {isPartlyClosed(own) && <p class="me-notice">{words.earlier(deps.config.HOTLINE_NUMBER)}</p>}
              {kept.stopLeads.length > 0 && <p class="me-notice">{words.stopLeads(kept.stopLeads)}</p>}
              <p>{words.urgent}</p>
            </>
          ),
        }),
      );
    },
  };
}

function erasePage(deps: PageDeps, context: Context, problem: string | null): Promise<string> {
  const language = citizenLanguage(context);
  const words = ERASE_WORDS[language];
  return renderOwnPage(deps, context, {
    title: DATA_WORDS[language].erase,
    back: { path: '/me/data', name: words.back },
    children: (
      <>
        <p>{words.atOnce}</p>
        <p>{words.stays}</p>
        <p class="me-notice">{words.scam}</p>
        <Notice text={problem} />
        <form class="me-form" method="post" action="/me/erase">
          <label class="me-tick">
            <input type="checkbox" name="sure" value="yes" />
            <span>{words.sure}</span>
          </label>
          <button class="me-button me-danger" type="submit">
            {words.erase}
          </button>
        </form>
      </>
    ),
  });
}
