import { maskText } from '../../../desk/masking.ts';
import { type Spoken, useWords } from '../../console/language.tsx';
import { AsWritten, useLanguageOf } from '../as-written.tsx';
import { telLink } from '../phone-numbers.tsx';

const WORDS: Spoken<{
  none: string;
  unreadable: readonly [string, string];
  before: string;
  behind: (number: string) => string;
  label: string;
  hint: string;
  again: readonly [string, string];
  add: string;
}> = {
  'zh-CN': {
    none: '您没留电话，值班员没法打给您核对。',
    unreadable: ['“', '”打不通，值班员没法打给您核对。'],
    before: '在下面补上，或者自己打',
    behind: (number) => `，报编号${number}。`,
    label: '能打通您的电话',
    hint: '手机号是11位，座机连区号一起写',
    again: ['“', '”还是打不通。手机号是11位，座机连区号一起写。'],
    add: '补上电话',
  },
  en: {
    none: 'You left no telephone number, so no officer can call you to check.',
    unreadable: ['“', '” is not a number we can call, so no officer can call you to check.'],
    before: ' Add one below, or call ',
    behind: (number) => ` yourself and give the number ${number}.`,
    label: 'Your telephone number',
    hint: 'a Chinese mobile has 11 digits; a foreign number begins with + and the country',
    again: ['“', '” is not a number we can call either. A Chinese mobile has 11 digits; a foreign number begins with + and the country.'],
    add: 'Add the number',
  },
};

interface ReachNoticeProps {
  readonly token: string;
  /** Of the lead. */
  readonly number: string;
  readonly hotline: string;
  /** What he wrote where the number should be; empty: nothing. */
  readonly said: string;
  /** What he has just tried to add, and cannot be rung either. */
  readonly tried: string | null;
  /** Whether it can be added here. */
  readonly takes: boolean;
}

/** Before all else where nobody can ring him: he must not wait for a call that cannot come. */
export function ReachNotice({ token, number, hotline, said, tried, takes }: ReachNoticeProps) {
  const words = useWords(WORDS);
  const triedIn = useLanguageOf(tried ?? '');
  return (
    <section class="stop-reach" aria-labelledby="reach-title">
      <p class="stop-problem" id="reach-title" role="alert" tabindex={-1} autofocus={tried === null}>
        {said === '' ? words.none : <Quoted around={words.unreadable} said={said} />}
        {words.before}
        <a class="tel" href={telLink(hotline)}>
          {hotline}
        </a>
        {words.behind(number)}
      </p>
      {takes && (
        <form class="stop-form" method="post" action={`/stop-loss/${token}/phone`}>
          <p class="stop-line">
            <label for="own-phone">{words.label}</label>
            <input
              id="own-phone"
              name="phone"
              value={tried ?? ''}
              lang={triedIn}
              inputmode="tel"
              autocomplete="tel"
              maxlength={60}
              aria-describedby="own-phone-note"
              aria-invalid={tried === null ? undefined : 'true'}
              autofocus={tried !== null}
            />
            <span id="own-phone-note" class={tried === null ? 'stop-small' : 'stop-note'}>
              {tried ? <Quoted around={words.again} said={tried} /> : words.hint}
            </span>
          </p>
          <button class="stop-send" type="submit">
            {words.add}
          </button>
        </form>
      )}
    </section>
  );
}

/** Whoever is shown this page by him needs no number in full. */
function Quoted({ around: [before, behind], said }: { around: readonly [string, string]; said: string }) {
  return (
    <>
      {before}
      <AsWritten text={maskText(said)} />
      {behind}
    </>
  );
}
