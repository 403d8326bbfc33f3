import { useWords } from '../console/language.tsx';
import { quickTexts } from './composer.tsx';
import { GuideLink } from './guide-link.tsx';
import { HOME_WORDS } from './home-words.ts';
import { VerdictSign } from './signs.tsx';

/** Before the first message: what this does, how the answers look, one to try. */
export function EmptyState() {
  const words = useWords(HOME_WORDS);
  const { sample } = useWords(quickTexts);
  return (
    <section class="empty" id="welcome">
      <h1>
        <span class="phrase">{words.ask}</span> <span class="phrase">{words.askHere}</span>
      </h1>
      <p class="lead">{words.lead}</p>
      <GuideLink />
      <ul class="legend" aria-label={words.legend}>
        <li>
          <VerdictSign colour="red" />
          <span>
            <b>{words.red}</b>
            <small>{words.redTells}</small>
          </span>
        </li>
        <li>
          <VerdictSign colour="yellow" />
          <span>
            <b>{words.yellow}</b>
            <small>{words.yellowTells}</small>
          </span>
        </li>
        <li>
          <VerdictSign colour="green" />
          <span>
            <b>{words.green}</b>
            <small>{words.greenTells}</small>
          </span>
        </li>
      </ul>
      <button class="sample" type="submit" form="composer" name="quick" value="sample">
        <span class="sample-text">{sample}</span>
        <span class="sample-try">{words.trySample}</span>
      </button>
    </section>
  );
}

export function Privacy() {
  const words = useWords(HOME_WORDS);
  return (
    <p class="privacy">
      {words.privacy} <a href="/privacy">{words.privacyLink}</a>
    </p>
  );
}
