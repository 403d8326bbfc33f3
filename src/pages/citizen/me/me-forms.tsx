import type { Context } from 'hono';
import { consentText } from '../../../citizens/consent-texts.ts';
import { eraseOwnData } from '../../../citizens/own-data.ts';
import { CONSENT_PURPOSES } from '../../../storage/citizens/citizens-tables.ts';
import type { PageDeps } from '../page-deps.ts';
import { forgetConversation } from '../session.ts';
import { dataPage } from './data-page.tsx';
import { ownFields } from './me-fields.ts';
import { Notice, renderOwnPage } from './me-frame.tsx';
import { forgetToken, signedIn } from './me-session.ts';
import { readProfile } from './read-profile.ts';

/** What a citizen does with his own data. Whoever is not signed in is led to `/me`, which says how. */
export function ownForms(deps: PageDeps) {
  const { storage } = deps;
  return {
    async profile(context: Context): Promise<Response> {
      const own = await signedIn(deps, context);
      if (!own) return context.redirect('/me', 303);
      const { profile, form } = await readProfile(deps, await ownFields(context));
      if (!profile) {
        context.status(422);
        return context.html(await dataPage(deps, context, own, form));
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
      if ((await ownFields(context)).sure !== 'yes') {
        context.status(422);
        return context.html(await erasePage(deps, context, '请先打勾，再点注销。'));
      }
      const kept = await eraseOwnData(storage, own.citizen, own.conversationId);
      forgetToken(deps, context);
      forgetConversation(context, deps.config);
      return context.html(
        await renderOwnPage(deps, context, {
          title: '已经注销',
          children: (
            <>
              <p>您的登记、体检、聊天都删除了，现在谁也读不出来。以后有事随时再来，不用登记。</p>
              {kept.cases.length > 0 && (
                <p class="me-notice">
                  工单{kept.cases.join('、')}还没办完。它要用的内容，依法留到结案，结案就删除。已经交给公安机关的，由公安机关依法保管。
                </p>
              )}
              {kept.stopLeads.length > 0 && (
                <p class="me-notice">止付线索{kept.stopLeads.join('、')}公安还要用，您填的内容依法留到办结，办结就删除。</p>
              )}
              <p>急事打110。</p>
            </>
          ),
        }),
      );
    },
  };
}

function erasePage(deps: PageDeps, context: Context, problem: string | null): Promise<string> {
  return renderOwnPage(deps, context, {
    title: '注销，删除我的信息',
    back: { path: '/me/data', name: '不注销，回去' },
    children: (
      <>
        <p>马上删除：称呼、手机、社区、年龄、职业、体检，还有您在这里和用这个手机号的聊天。删了找不回来。</p>
        <p>没办完的工单，和已经交给公安机关的，依法留到办完。</p>
        <p class="me-notice">有人叫您注销、删聊天？那多半是骗子要您删证据。先别删，打96110问一问。</p>
        <Notice text={problem} />
        <form class="me-form" method="post" action="/me/erase">
          <label class="me-tick">
            <input type="checkbox" name="sure" value="yes" />
            <span>我要注销，删除我的信息</span>
          </label>
          <button class="me-button me-danger" type="submit">
            注销
          </button>
        </form>
      </>
    ),
  });
}
