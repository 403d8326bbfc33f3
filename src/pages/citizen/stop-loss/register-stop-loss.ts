import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { csrf } from 'hono/csrf';
import { AppError } from '../../../errors.ts';
import { MAX_EVIDENCE_BYTES } from '../../../routes/body-limits.ts';
import { LARGEST_EVIDENCE } from '../../../stop-loss/evidence-kinds.ts';
import type { CitizenRoute } from '../citizen-route.ts';
import type { PageDeps } from '../page-deps.ts';
import { takeTelephone } from './add-telephone.ts';
import { keepEvidence } from './keep-evidence.ts';
import { stopLossForm } from './send-lead-form.ts';
import { renderStatus } from './status-page.tsx';
import { takeCorrection } from './take-correction.ts';

/** 一哥止损 for citizens. */
export function registerStopLoss(pages: Hono, deps: PageDeps, route: CitizenRoute): void {
  const form = stopLossForm(deps);
  pages.on('GET', ['/stop-loss'], ...route.page, form.show);
  pages.on('POST', ['/stop-loss'], ...route.form, form.send);
  pages.on('GET', ['/stop-loss/:token'], ...route.page, async (context) => context.html(await renderStatus(deps, context)));
  // Pictures are larger than other forms.
  pages.on('POST', ['/stop-loss/:token/evidence'], ...route.page, ownForms, notTooLarge, keepEvidence(deps));
  pages.on('POST', ['/stop-loss/:token/phone'], ...route.form, takeTelephone(deps));
  pages.on('POST', ['/stop-loss/:token/correct'], ...route.form, takeCorrection(deps));
  pages.on('POST', ['/stop-loss/:token/forget'], ...route.form, async (context: Context) => {
    const token = context.req.param('token') ?? '';
    await deps.storage.forgetStopLead(token);
    return context.redirect(`/stop-loss/${encodeURIComponent(token)}`, 303);
  });
}

const ownForms = csrf({ origin: (origin, context) => URL.canParse(origin) && new URL(origin).host === context.req.header('host') });
const notTooLarge = bodyLimit({
  maxSize: MAX_EVIDENCE_BYTES,
  onError: () => {
    throw new AppError('request.too-large', `a file may have ${LARGEST_EVIDENCE} bytes at most`, 413);
  },
});
