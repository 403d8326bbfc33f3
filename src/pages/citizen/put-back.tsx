import { type Spoken, useWords } from '../console/language.tsx';
import type { AssetUrls } from './assets.ts';

const WORDS: Spoken<{ told: string; empty: string }> = {
  'zh-CN': { told: '您上次写的还没有交，放回来了。', empty: '清空' },
  en: { told: 'What you wrote here before was not sent. Here it is again.', empty: 'Clear it' },
};

interface PutBackProps {
  /** Ids of the fields whose words are kept in this tab. Never a password, a code, the number of a card or an account. */
  readonly of: string | readonly string[];
  /** Where on the page it stands once it has arrived, should its answer have been lost on the way. */
  readonly saidIn?: string;
  /** Only where the page itself has the same in the field as then: a colleague may have saved another text meanwhile. */
  readonly ifUnchanged?: boolean;
}

/** Beside a field: says that what was typed and not sent is in it again, and empties it. Nothing until then. */
export function PutBack({ of, saidIn, ifUnchanged = false }: PutBackProps) {
  const words = useWords(WORDS);
  return (
    <span
      class="put-back"
      role="status"
      data-put-back={typeof of === 'string' ? of : of.join(' ')}
      data-said-in={saidIn}
      data-if-unchanged={ifUnchanged ? '' : undefined}
    >
      <template>
        <span>{words.told}</span>{' '}
        <button class="put-back-empty" type="button">
          {words.empty}
        </button>
      </template>
    </span>
  );
}

/** Stands before every script that looks at what is typed. @param officer of whom it is; at the sign-in nobody; citizens: left out */
export function PutBackScript({ urls, officer }: { urls: AssetUrls; officer?: string | null }) {
  const keeps = officer === undefined ? 'put-back-city' : 'put-back-desk';
  return <script src={urls['put-back.js']} data-keeps={keeps} data-of={officer || undefined} defer />;
}
