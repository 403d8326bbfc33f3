import type { DeskCase } from '../../storage/desk-cases.ts';
import { typingAt } from '../../storage/presence.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import type { CaseRemark } from './case-remark.ts';
import type { CaseView } from './case-view.ts';
import { type Spoken, useWords } from './language.tsx';

/** After the last key; a page that is written in says so every five seconds. Milliseconds. */
const STILL_WRITING = 12_000;

/** Who has this case on screen at this moment, and who is writing. */
export async function loadLookers({ storage }: Pick<PageDeps, 'storage'>, { id }: Pick<DeskCase, 'id'>) {
  const [looking, typing] = await Promise.all([storage.presentAt(id), storage.presentAt(typingAt(id), STILL_WRITING)]);
  return { looking, typing };
}

type Loaded = Awaited<ReturnType<typeof loadLookers>>;

interface Props {
  readonly deskCase: DeskCase;
  readonly view: CaseView;
  readonly remark: CaseRemark;
  readonly loaded: Loaded;
}

export function Lookers({ view: { officer }, loaded }: Props) {
  return <LookersLine loaded={loaded} officerId={officer.id} />;
}

const WORDS: Spoken<{ looking: (names: string) => string; typing: (names: string) => string; between: string }> = {
  'zh-CN': { looking: (names) => `还有 ${names} 在看`, typing: (names) => `${names} 正在写`, between: '、' },
  en: { looking: (names) => `Also looking: ${names}`, typing: (names) => `Writing: ${names}`, between: ', ' },
};

/** @param officerId who looks himself, and needs not be told */
export function LookersLine({ loaded: { looking, typing }, officerId }: { loaded: Loaded; officerId: string }) {
  const words = useWords(WORDS);
  const names = (present: Loaded['looking']): string =>
    present
      .filter(({ id }) => id !== officerId)
      .map(({ display }) => display)
      .join(words.between);
  const writing = new Set(typing.map(({ id }) => id));
  const [lookers, writers] = [names(looking.filter(({ id }) => !writing.has(id))), names(typing)];
  return (
    <span id="lookers" class="lookers">
      {lookers !== '' && words.looking(lookers)}
      {lookers !== '' && writers !== '' && ' · '}
      {writers !== '' && words.typing(writers)}
    </span>
  );
}
