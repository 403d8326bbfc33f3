import { type Spoken, useWords } from '../language.tsx';

const WORDS: Spoken<{ title: string; what: string; make: string }> = {
  'zh-CN': { title: '止付线索', what: '一笔一条，核对后交公安；他说过的、这里记的会自动填好。', make: '记止付线索' },
  en: {
    title: 'Stop leads',
    what: 'One record for each transfer, for the police; what is known here is filled in.',
    make: 'Stop lead',
  },
};

/** On the page of a case: the way to its stop leads, those that are there included. */
export function StopLeadCard({ caseId }: { caseId: string }) {
  const words = useWords(WORDS);
  return (
    <section id="stop-lead" data-part="" class="stop-card" aria-labelledby="stop-lead-title">
      <h2 id="stop-lead-title">{words.title}</h2>
      <p class="quiet">{words.what}</p>
      <a class="act" href={`/console/stop-leads/new?case=${encodeURIComponent(caseId)}`}>
        {words.make}
      </a>
    </section>
  );
}
