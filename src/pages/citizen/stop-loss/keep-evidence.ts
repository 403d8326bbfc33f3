import type { Context } from 'hono';
import { evidenceKind, LARGEST_EVIDENCE } from '../../../stop-loss/evidence-kinds.ts';
import { citizenLanguage } from '../citizen-language.ts';
import type { PageDeps } from '../page-deps.ts';
import { readForm } from '../read-form.ts';
import { renderStatus } from './status-page.tsx';

const PROBLEMS = {
  'zh-CN': {
    none: '先选一张截图或转账单，再按“交上去”。',
    large: '这个文件太大，每个不超过6MB。截图就够了。',
    kind: '只收图片（JPG、PNG、WebP）和PDF。',
    closed: '这条线索已经办结，不再收文件。',
    full: '文件够多了，值班员会联系您。',
  },
  en: {
    none: 'First choose a screenshot or slip, then press "Hand in".',
    large: 'This file is too large; 6 MB each at most. A screenshot is enough.',
    kind: 'Only pictures (JPG, PNG, WebP) and PDF.',
    closed: 'This lead is closed and takes no more files.',
    full: 'That is enough; an officer will ring you.',
  },
} as const;

/** `POST /stop-loss/:token/evidence` */
export function keepEvidence(deps: PageDeps) {
  return async (context: Context): Promise<Response> => {
    const { file, formId } = await readForm(context);
    const token = context.req.param('token') ?? '';
    const refused = async (why: keyof (typeof PROBLEMS)['en']): Promise<Response> => {
      context.status(422);
      return context.html(await renderStatus(deps, context, { problem: PROBLEMS[citizenLanguage(context)][why] }));
    };
    if (!(file instanceof File) || file.size === 0) return refused('none');
    if (file.size > LARGEST_EVIDENCE) return refused('large');
    const bytes = new Uint8Array(await file.arrayBuffer());
    const kind = evidenceKind(bytes);
    if (kind === null) return refused('kind');
    const form = typeof formId === 'string' && /^[\w-]{8,64}$/.test(formId) ? formId : deps.newId();
    const why = await deps.storage.addStopEvidence(token, form, kind, bytes);
    if (why === 'closed' || why === 'full') return refused(why);
    // An unknown token gets the page's own answer.
    return context.redirect(`/stop-loss/${encodeURIComponent(token)}`, 303);
  };
}
