import type { Context } from 'hono';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { deskLanguage, type Spoken, useWords } from '../language.tsx';
import { officerOf } from '../session.ts';
import { QUEUE_WORDS } from './visit-words.ts';

const LABELS: Spoken<{ send: string }> = {
  'zh-CN': { send: '现在发' },
  en: { send: 'Send now' },
};

/** What visit.js reads off the page: whose queue it is, under which key it lies on the telephone, what it says. */
export async function unsentData({ storage }: Pick<PageDeps, 'storage'>, context: Context) {
  const { id } = officerOf(context);
  return {
    'data-officer': id,
    // What waits on a telephone can be read by him alone, and only while he is signed in.
    'data-key': await storage.fingerprint(`visit-queue:${id}`),
    'data-words': JSON.stringify(QUEUE_WORDS[deskLanguage(context)]),
  };
}

/** Filled by visit.js, and not there without it. */
export function UnsentBar() {
  const words = useWords(LABELS);
  return (
    <div id="unsent" class="unsent" hidden>
      <p id="unsent-text" role="status" />
      <ul id="unsent-refused" />
      <button id="unsent-send" class="visit-button" type="button" hidden>
        {words.send}
      </button>
    </div>
  );
}
