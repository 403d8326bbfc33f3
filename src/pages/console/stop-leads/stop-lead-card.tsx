import type { ListedStopLead } from '../../../storage/stop-loss/list-leads.ts';
import { type Spoken, useWords } from '../language.tsx';
import { LEAD_FORM_WORDS } from './stop-lead-words.ts';
import { STOP_LEADS_PATH } from './stop-leads-page.tsx';

const WORDS: Spoken<{ title: string; what: string; make: string; more: string }> = {
  'zh-CN': { title: '止付线索', what: '一笔一条，核对后交公安；他说过的、这里记的会自动填好。', make: '记止付线索', more: '再记一条' },
  en: {
    title: 'Stop leads',
    what: 'One record for each transfer, for the police; what is known here is filled in.',
    make: 'Stop lead',
    more: 'Another one',
  },
};

/** On the page of a case: its stop leads, those that the citizen has handed in himself included, and the way to a new one. */
export function StopLeadCard({ caseId, leads }: { caseId: string; leads: readonly ListedStopLead[] }) {
  const words = useWords(WORDS);
  const lead = useWords(LEAD_FORM_WORDS);
  return (
    <section id="stop-lead" data-part="" class="stop-card" aria-labelledby="stop-lead-title">
      <h2 id="stop-lead-title">{words.title}</h2>
      {leads.length === 0 ? (
        <p class="quiet">{words.what}</p>
      ) : (
        <ul class="stop-card-leads">
          {leads.map(({ id, number, state, handler }) => (
            <li>
              <a class="number" href={`${STOP_LEADS_PATH}/${id}`}>
                {number}
              </a>{' '}
              {lead.states[state]} · {handler ? handler.display : <b class="stop-nobody">{lead.nobody}</b>}
            </li>
          ))}
        </ul>
      )}
      <a class="act" href={`${STOP_LEADS_PATH}/new?case=${encodeURIComponent(caseId)}`}>
        {leads.length === 0 ? words.make : words.more}
      </a>
    </section>
  );
}
