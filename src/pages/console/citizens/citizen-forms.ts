import type { Context } from 'hono';
import { tellOwner } from '../../../citizens/tell-owner.ts';
import { AppError } from '../../../errors.ts';
import { isHttps } from '../../../routes/secret-cookie.ts';
import { readPhoneCode } from '../../../storage/citizens/phone-code.ts';
import type { Citizen } from '../../../storage/citizens/registrations.ts';
import { telephoneNumber } from '../../../storage/telephone-number.ts';
import { tokenHashOf } from '../../citizen/me/me-session.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { typedFields } from '../case-answers.tsx';
import { deskLanguage } from '../language.tsx';
import { officerOf } from '../session.ts';
import { CITIZEN_WORDS } from './citizen-words.ts';
import { type CitizensView, renderCitizens } from './citizens-page.tsx';

/** What an officer does for a citizen who rings. Every act and every search is written down. */
export function citizenForms(deps: PageDeps) {
  const { storage, config } = deps;
  const wordsOf = (context: Context) => CITIZEN_WORDS[deskLanguage(context)];

  async function show(context: Context, status: 200 | 422, view: CitizensView): Promise<Response> {
    context.status(status);
    return context.html(await renderCitizens(deps, context, view));
  }

  /** @throws AppError 404 `citizen.unknown` */
  async function named(context: Context): Promise<Citizen> {
    const citizen = await storage.readCitizen(context.req.param('citizen') ?? '');
    if (!citizen) throw new AppError('citizen.unknown', '没有这个登记，可能已经注销。', 404);
    return citizen;
  }

  async function withAll(citizen: Citizen) {
    const [grid, consents] = await Promise.all([
      citizen.gridId === null ? null : storage.readGrid(citizen.gridId),
      storage.citizenConsents(citizen.id),
    ]);
    return { citizen, grid, consents };
  }

  return {
    async prove(context: Context): Promise<Response> {
      const words = wordsOf(context);
      const { code = '', number = '' } = await typedFields(context);
      const problems = {
        ...(readPhoneCode(code) === null && { code: words.wrongCode }),
        ...(telephoneNumber(number) === null && { number: words.wrongNumber }),
      };
      const typed = { code, number };
      if (Object.keys(problems).length > 0) return show(context, 422, { typed, problems });
      const proof = await storage.proveByOfficer(code, number, officerOf(context).id);
      if (proof === null) return show(context, 422, { typed, problems: { code: words.noCode } });
      const done = proof === 'proved' || proof === 'guardian' || proof === 'signed-in';
      if (!done) return show(context, 422, { typed, problems: { code: words.proofs[proof] } });
      // Whoever has the number hears of it, wherever it has written to us; an officer may have been deceived, or be the deceiver.
      if (proof !== 'guardian') await tellOwner(deps, telephoneNumber(number) ?? '', proof, `proof:${readPhoneCode(code)}`);
      const ref = proof === 'guardian' ? null : await storage.citizenByPhone(number);
      const citizen = ref && (await storage.readCitizen(ref.id));
      return show(context, 200, { said: words.proofs[proof], ...(citizen && { found: await withAll(citizen) }) });
    },

    async find(context: Context): Promise<Response> {
      const words = wordsOf(context);
      const { sought = '' } = await typedFields(context);
      const typed = { sought };
      if (telephoneNumber(sought) === null) return show(context, 422, { typed, problems: { sought: words.wrongNumber } });
      const ref = await storage.citizenByPhone(sought);
      const citizen = ref && (await storage.readCitizen(ref.id));
      if (!citizen) return show(context, 422, { typed, problems: { sought: words.nobody } });
      await storage.auditCitizen(citizen.id, officerOf(context).id, 'citizen.found');
      return show(context, 200, { typed, found: await withAll(citizen) });
    },

    async link(context: Context): Promise<Response> {
      const citizen = await named(context);
      const token = deps.newId();
      await storage.giveCitizenLink(citizen.id, officerOf(context).id, await tokenHashOf(token));
      if (citizen.phone !== null) await tellOwner(deps, citizen.phone, 'link', `link:${token}`);
      const here = `${isHttps(context, config) ? 'https' : 'http'}://${context.req.header('host') ?? new URL(context.req.url).host}`;
      return show(context, 200, { link: `${config.PUBLIC_URL || here}/me/link?t=${token}` });
    },

    async signOut(context: Context): Promise<Response> {
      const citizen = await named(context);
      await storage.endCitizenSessions(citizen.id, officerOf(context).id);
      return show(context, 200, { said: wordsOf(context).signedOut });
    },
  };
}
