import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { deskLanguage, type Spoken, useWords } from '../language.tsx';
import { renderConsole } from '../layout.tsx';
import { ADVISORS_PATH, GRIDS_PATH, IMPORT_PATH, OVERDUE_PATH, TRAINING_PATH } from './advisor-addresses.ts';

const ZH = { title: '安全顾问', coverage: '覆盖', grids: '网格', training: '培训', tasks: '逾期任务', import: '导入网格' };
const WORDS: Spoken<typeof ZH> = {
  'zh-CN': ZH,
  en: {
    title: 'Safety advisors',
    coverage: 'Coverage',
    grids: 'Grids',
    training: 'Training',
    tasks: 'Overdue tasks',
    import: 'Import grids',
  },
};

interface AdvisorsPage {
  readonly path: string;
  readonly notice?: string | null;
  readonly problem?: string | null;
  readonly children: Child;
}

/** The pages about grids and those who look after them, with what leads from one to the other. */
export async function renderAdvisors(deps: PageDeps, context: Context, { path, notice, problem, children }: AdvisorsPage): Promise<string> {
  return renderConsole(deps, context, {
    title: WORDS[deskLanguage(context)].title,
    children: (
      <section class="queue-page advisors">
        <header class="queue-head">
          <h1>
            <Title />
          </h1>
          <Tabs path={path} />
        </header>
        {notice && (
          <p class="notice" role="status">
            {notice}
          </p>
        )}
        {problem && (
          <p class="refusal" role="alert">
            {problem}
          </p>
        )}
        {children}
      </section>
    ),
  });
}

function Title() {
  return <>{useWords(WORDS).title}</>;
}

function Tabs({ path }: { path: string }) {
  const words = useWords(WORDS);
  const tabs = [
    [ADVISORS_PATH, words.coverage],
    [GRIDS_PATH, words.grids],
    [TRAINING_PATH, words.training],
    [OVERDUE_PATH, words.tasks],
    [IMPORT_PATH, words.import],
  ] as const;
  return (
    <nav class="advisor-tabs" aria-label={words.title}>
      {tabs.map(([address, name]) => (
        <a href={address} aria-current={path === address ? 'page' : undefined}>
          {name}
        </a>
      ))}
    </nav>
  );
}
