import { type Correction, correctionsOf, maskedCorrection } from '../../../stop-loss/corrections.ts';
import { WAY_NAMES } from '../../../stop-loss/police-sheet.ts';
import type { StopWay } from '../../../stop-loss/stop-lead.ts';
import { Clock } from '../clock.tsx';
import { type Spoken, useWords } from '../language.tsx';
import type { LeadView } from './lead-view.ts';
import { LEAD_FORM_WORDS } from './stop-lead-words.ts';

const WORDS: Spoken<{ heading: string; empty: string }> = {
  'zh-CN': { heading: '群众自己改过', empty: '（空）' },
  en: { heading: 'Corrected by the citizen', empty: '(empty)' },
};

/** What stood there first and what he put instead; whoever asks him must know both. */
export function CitizenCorrections({ view: { lead, mine }, now }: { view: LeadView; now: number }) {
  const words = useWords(WORDS);
  const { fields } = useWords(LEAD_FORM_WORDS);
  const corrections = correctionsOf(lead.body);
  if (corrections.length === 0) return null;
  return (
    <section>
      <h2>{words.heading}</h2>
      <ul class="stop-corrections">
        {corrections
          .map((one) => (mine ? one : maskedCorrection(one)))
          .map((one) => (
            <li>
              <Clock at={one.at} now={now} /> {one.position !== null && <span class="number">{`${lead.number}-${one.position} `}</span>}
              {fields[one.word]} <del>{written(one, one.before, words.empty)}</del> → <ins>{written(one, one.after, words.empty)}</ins>
            </li>
          ))}
      </ul>
    </section>
  );
}

function written({ word }: Correction, text: string, empty: string): string {
  if (text === '') return empty;
  return word === 'way' ? (WAY_NAMES[text as StopWay] ?? text) : text;
}
