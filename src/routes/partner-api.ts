import { Hono } from 'hono';
import { isPersonalId } from '../dissuasion/warning-fields.ts';
import { AppError } from '../errors.ts';
import { answerStopLead } from '../partners/answer-stop-lead.ts';
import type { Arrival } from '../storage/partners/partner-arrivals.ts';
import type { AppDeps } from './app-deps.ts';
import { answerRequest, fetchRequest, leadRequest, receivedRequest } from './partner-contract.ts';
import { lookupRoute } from './partner-lookup.ts';
import { readSigned, type SignedRequest, signedAnswer } from './partner-signed.ts';
import { createBuckets, refuseFlood } from './rate-limit.ts';
import { warningsApi } from './warnings-api.ts';

const PATH = '/api/v1/partners/:partner';
/** For each client: a bank reports hundreds a day, not a minute. */
const PER_MINUTE = 600;

/** What partners and the centre's systems send and ask for: signed, and idempotent by their own ids. */
export function partnerApi(deps: AppDeps): Hono {
  const { storage } = deps;
  const take = createBuckets(PER_MINUTE, deps.now);
  const api = new Hono();
  api.use(`${PATH}/*`, async (context, next) => {
    refuseFlood(context, take(deps.caller(context).client));
    await next();
  });

  api.post(`${PATH}/leads`, async (context) => {
    const request = await readSigned(deps, context, leadRequest);
    const arrival = arrivalOf(request);
    return signedAnswer(deps, request, { lead: await storage.savePartnerLead(request.partner, arrival, request.body.data) }, 202);
  });

  api.post(`${PATH}/answers`, async (context) => {
    const request = await readSigned(deps, context, answerRequest);
    const { post, ...answer } = request.body.data;
    await answerStopLead(storage, request.partner, arrivalOf(request), post, answer);
    return signedAnswer(deps, request, { taken: true });
  });

  // For a partner that cannot be called: it fetches what waits, and says what it has.
  api.post(`${PATH}/posts`, async (context) => {
    const request = await readSigned(deps, context, fetchRequest);
    const posts = await storage.postsFor(request.partner.id, true, request.body.data.most);
    const shown = posts.map(({ id, kind, subject, legalBasis, body, createdAt }) => ({
      id,
      type: kind,
      timestamp: new Date(createdAt).toISOString(),
      subject,
      legalBasis,
      data: body,
    }));
    return signedAnswer(deps, request, { posts: shown });
  });

  api.post(`${PATH}/receipts`, async (context) => {
    const request = await readSigned(deps, context, receivedRequest);
    const { post, receipt } = request.body.data;
    if (!(await storage.receivedPost(request.partner.id, post, receipt)))
      throw new AppError('partner.post-unknown', '没有发给你们的这一条。 Nothing of this id was sent to you.', 404);
    return signedAnswer(deps, request, { taken: true });
  });

  api.route('/', lookupRoute(deps));
  api.route('/', warningsApi(deps));
  return api;
}

/** Its id stands unsealed in the list of exchanges. @throws AppError 422 `partner.id-personal` */
function arrivalOf({ id, raw }: SignedRequest<unknown>): Arrival {
  if (isPersonalId(id))
    throw new AppError('partner.id-personal', 'webhook-id is or holds a telephone or identity number: send one that names nobody', 422);
  return { externalId: id, officerId: null, raw };
}
