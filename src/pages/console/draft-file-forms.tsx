import type { Context } from 'hono';
import { AppError } from '../../errors.ts';
import type { Draft, DraftChange } from '../../storage/draft.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { wantsFragment } from '../citizen/wants-fragment.ts';
import { typedFields } from './case-answers.tsx';
import { type FileInDraft, loadFile, seenOf } from './draft-file.ts';
import { type FileRemark, renderFile } from './draft-file-page.tsx';
import { Findings, type Tried } from './draft-findings.tsx';
import { countOf } from './draft-forms.ts';
import { draftPath } from './draft-paths.ts';
import { draftOf } from './draft-view.ts';
import { NOT_DONE } from './draft-words.ts';
import { deskLanguage, Speaking, type Spoken } from './language.tsx';
import { officerOf } from './session.ts';

/** UTF-16 units of a file; the longest of the library has two thirds of it. */
const LONGEST_FILE = 300_000;
/** A colleague who saves another file in the same moment makes it go round once more. */
const MOST_ROUNDS = 5;

interface Words {
  readonly empty: string;
  readonly long: string;
  readonly incomplete: string;
  readonly overtaken: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    empty: '没有存：内容是空的。不要这个文件，就按“去掉这个文件”。',
    long: `没有存：最多${LONGEST_FILE}字。`,
    incomplete: '没有存：表单不完整。写的还在下面，再按一次。',
    overtaken: '没有存：同事刚改过这个文件。您写的还在下面；看清差别，改好再存，就以您的为准。',
  },
  en: {
    empty: 'Not saved: there is nothing in it. If the file is not wanted, press “Take the file away”.',
    long: `Not saved: ${LONGEST_FILE} characters at most.`,
    incomplete: 'Not saved: the form was incomplete. What you wrote is below; press again.',
    overtaken:
      'Not saved: a colleague has just changed this file. What you wrote is below; look at the difference, then save again, and yours counts.',
  },
};

type Act = 'save' | 'undo' | 'remove';

/** Writing a file of a draft, and trying what is written. */
export function draftFileForms(deps: PageDeps) {
  const { storage, workshop } = deps;

  async function show(context: Context, path: string, status: 409 | 422, remark: FileRemark): Promise<Response> {
    context.status(status);
    return context.html(await renderFile(deps, context, path, remark));
  }

  function change(file: FileInDraft, act: Act, body: string, by: { officerId: string; edits: number }): Promise<DraftChange> {
    const { draft, path, base, baseChecksum } = file;
    const text = act === 'save' ? `${body}\n` : null;
    if (act === 'undo' || text === base) return storage.dropDraftFile(draft.id, path, by);
    return storage.saveDraftFile(draft.id, { path, body: text, baseChecksum }, by);
  }

  /** Goes round while colleagues change other files: what he has before his eyes is still what he changes. */
  async function changeAsSeen(context: Context, file: FileInDraft, act: Act, body: string, typed: { edits: number; seen: string }) {
    let [current, edits] = [file, typed.edits];
    for (let round = 1; ; round++) {
      const done = await change(current, act, body, { officerId: officerOf(context).id, edits });
      if (done !== 'overtaken' || round === MOST_ROUNDS) return done;
      const draft: Draft = await draftOf(deps, context);
      current = await loadFile(deps, context, draft, file.path);
      if (seenOf(current) !== typed.seen) return done;
      edits = draft.edits;
    }
  }

  async function attempt(draft: Draft, path: string, body: string): Promise<Tried> {
    if (body === '') return { kind: 'empty' };
    if (workshop === null) return { kind: 'nowhere' };
    try {
      return { kind: 'found', findings: await workshop.examine(draft.id, path, `${body}\n`) };
    } catch (error) {
      if (error instanceof AppError && error.code === 'workshop.busy') return { kind: 'busy' };
      if (error instanceof AppError && error.code === 'workshop.broken') return { kind: 'broken' };
      throw error;
    }
  }

  return {
    async save(context: Context): Promise<Response> {
      const words = WORDS[deskLanguage(context)];
      const { path = '', body = '', edits, seen = '', act: pressed } = await typedFields(context);
      const file = await loadFile(deps, context, await draftOf(deps, context), path);
      const act: Act = pressed === 'undo' || pressed === 'remove' ? pressed : 'save';
      const counted = countOf(edits);
      if (act === 'save' && body === '') return show(context, path, 422, { typed: body, problem: words.empty });
      if (body.length > LONGEST_FILE) return show(context, path, 422, { typed: body, problem: words.long });
      if (counted === null) return show(context, path, 422, { typed: body, notice: words.incomplete });
      const done = await changeAsSeen(context, file, act, body, { edits: counted, seen });
      if (done === 'done') return context.redirect(`${draftPath(file.draft.id)}#changes`, 303);
      if (done === 'overtaken') return show(context, path, 409, { typed: body, notice: words.overtaken, overtaken: true });
      return show(context, path, 409, { typed: body, notice: NOT_DONE[deskLanguage(context)].state });
    },

    /** `POST …/examine`: beside the editor, or without script the editor with what was found. */
    async examine(context: Context): Promise<Response> {
      const words = WORDS[deskLanguage(context)];
      const { path = '', body = '' } = await typedFields(context);
      const { draft } = await loadFile(deps, context, await draftOf(deps, context), path);
      if (body.length > LONGEST_FILE) return show(context, path, 422, { typed: body, problem: words.long });
      const tried = await attempt(draft, path, body);
      if (!wantsFragment(context)) return context.html(await renderFile(deps, context, path, { typed: body, tried }));
      return context.html(
        (
          <Speaking value={deskLanguage(context)}>
            <Findings tried={tried} path={path} body={body} />
          </Speaking>
        ).toString(),
      );
    },
  };
}
