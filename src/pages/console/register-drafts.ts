import type { Hono } from 'hono';
import type { PageDeps } from '../citizen/page-deps.ts';
import { newFile, renderChoose } from './draft-choose.tsx';
import { renderCorpus, saveCorpus } from './draft-corpus.tsx';
import { draftFileForms } from './draft-file-forms.tsx';
import { renderFile } from './draft-file-page.tsx';
import { draftForms } from './draft-forms.ts';
import { beginDraft, renderDrafts } from './draft-list.tsx';
import { measuredPart, renderDraft } from './draft-page.tsx';
import { BEGIN_PATH, DRAFTS_PATH } from './draft-paths.ts';
import { beginEdit } from './library-edit.tsx';
import { AT_THE_LIBRARY, LIBRARIANS } from './roles.ts';
import { requireOfficer } from './session.ts';
import { stepUp } from './step-up.tsx';

/** Changes of the library on their way to a release: written and published by librarians, read by supervisors too. */
export function registerDrafts(pages: Hono, deps: PageDeps): void {
  const reader = requireOfficer(deps, AT_THE_LIBRARY);
  const writer = requireOfficer(deps, LIBRARIANS);
  const forms = draftForms(deps);
  const files = draftFileForms(deps);
  const draft = `${DRAFTS_PATH}/:id`;
  pages.get(DRAFTS_PATH, reader, async (context) => context.html(await renderDrafts(deps, context)));
  pages.post(DRAFTS_PATH, writer, beginDraft(deps));
  pages.post(BEGIN_PATH, writer, beginEdit(deps));
  pages.get(draft, reader, async (context) => context.html(await renderDraft(deps, context)));
  pages.get(`${draft}/build`, reader, measuredPart(deps));
  pages.post(`${draft}/build`, writer, forms.build);
  pages.post(`${draft}/propose`, writer, forms.propose);
  pages.post(`${draft}/return`, writer, forms.return);
  pages.post(`${draft}/withdraw`, writer, forms.withdraw);
  pages.post(`${draft}/publish`, writer, stepUp(deps), forms.publish);
  pages.post(`${draft}/rebase`, writer, forms.rebase);
  pages.get(`${draft}/choose`, writer, async (context) => context.html(await renderChoose(deps, context)));
  pages.post(`${draft}/new`, writer, newFile(deps));
  pages.get(`${draft}/files`, writer, async (context) => context.html(await renderFile(deps, context, context.req.query('path') ?? '')));
  pages.post(`${draft}/files`, writer, files.save);
  pages.post(`${draft}/examine`, writer, files.examine);
  pages.get(`${draft}/corpus`, writer, async (context) => context.html(await renderCorpus(deps, context)));
  pages.post(`${draft}/corpus`, writer, saveCorpus(deps));
}
