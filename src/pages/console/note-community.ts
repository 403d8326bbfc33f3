import type { Context } from 'hono';
import { communityName } from '../../desk/community.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { caseAnswers, caseIdOf, typedFields } from './case-answers.tsx';
import { COMMUNITY_FORM, COMMUNITY_WORDS } from './community-form.tsx';
import { deskLanguage } from './language.tsx';
import { officerOf } from './session.ts';

/** `POST /console/cases/:id/community`; nothing typed: not known any more. */
export function noteCommunity(deps: PageDeps) {
  const { show, back, notOwner } = caseAnswers(deps);
  return async (context: Context): Promise<Response> => {
    const typed = await typedFields(context);
    const { community = '' } = typed;
    const name = communityName(community);
    if (community !== '' && name === null)
      return show(context, 422, {
        form: { name: COMMUNITY_FORM, typed, problems: { community: COMMUNITY_WORDS[deskLanguage(context)].wrong } },
      });
    if (!(await deps.storage.setCommunity(caseIdOf(context), officerOf(context).id, name))) return notOwner(context);
    return back(context, 'place');
  };
}
