import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { type Spoken, useWords } from '../console/language.tsx';
import { ChooseUs, HoldAndPaste, HoldChat, HoldMessage, PressCopy, PressForward, PressSend } from './guide-drawings.tsx';
import { EnglishGuide } from './guide-english.tsx';
import { NeverSent } from './guide-never.tsx';
import { GUIDE_WORDS } from './guide-words.tsx';
import { Header } from './header.tsx';
import { renderPage } from './layout.tsx';
import type { PageDeps } from './page-deps.ts';
import { CallButtons, createPhoneBook } from './phone-numbers.tsx';
import { readPreferences } from './session.ts';
import { CallPolice } from './urgent-card.tsx';

/** Of two phrases; Chinese has no blanks. */
const BETWEEN: Spoken<string> = { 'zh-CN': '', en: ' ' };

/** `GET /help`: how to copy, paste and forward, in pictures; also good on paper. */
export async function renderGuide(deps: PageDeps, context: Context): Promise<string> {
  const { CITY, HOTLINE_NUMBER } = deps.config;
  const preferences = readPreferences(context);
  const english = preferences.language === 'en';
  const words = GUIDE_WORDS[preferences.language];
  const [hold, copy, paste, send] = words.copy;
  const [holdChat, forward, choose] = words.forward;
  const book = createPhoneBook(deps.detector.library, HOTLINE_NUMBER);
  return renderPage({
    title: words.title,
    description: words.description,
    preferences,
    urls: await deps.assets.urls(),
    page: 'guide',
    bilingual: true,
    children: (
      <>
        <a class="skip" href="#steps">
          {words.skip}
        </a>
        <Header city={CITY} hotline={HOTLINE_NUMBER} book={book} preferences={preferences} page="guide" />
        <main class="chat-main guide">
          <div class="guide-part">
            <h1>
              <Phrases of={words.heading} />
            </h1>
            <p>{words.lead}</p>
          </div>
          <section id="steps" class="guide-part">
            <h2>{words.copying}</h2>
            <ol class="guide-steps guide-four">
              <Step title={hold.title} picture={<HoldMessage />}>
                {hold.more}
              </Step>
              <Step title={copy.title} picture={<PressCopy />}>
                {copy.more}
              </Step>
              <Step title={paste.title} picture={<HoldAndPaste />}>
                {paste.more}
              </Step>
              <Step title={send.title} picture={<PressSend />}>
                {send.more}
              </Step>
            </ol>
            <p class="guide-back">
              <a class="guide-go" href="/">
                {words.back}
              </a>
            </p>
          </section>
          <section class="guide-part">
            <h2>{words.forwarding}</h2>
            <p>{words.forwardTells}</p>
            <ol class="guide-steps guide-three">
              <Step title={holdChat.title} picture={<HoldChat />}>
                {holdChat.more}
              </Step>
              <Step title={forward.title} picture={<PressForward />}>
                {forward.more}
              </Step>
              <Step title={choose.title} picture={<ChooseUs />}>
                {choose.more}
              </Step>
            </ol>
          </section>
          <section class="guide-part">
            <h2>{words.stuck}</h2>
            <p>{words.stuckTells}</p>
            <div class="guide-calls">
              <div class="guide-paid">
                <h3>{words.paid}</h3>
                <CallPolice english={english} />
              </div>
              <div>
                <h3>{words.unsure}</h3>
                <CallButtons numbers={['96110', HOTLINE_NUMBER]} book={book} english={english} />
              </div>
            </div>
            <p>{words.family}</p>
            <p>{words.spoken}</p>
          </section>
          <section class="guide-part">
            <h2>{words.never}</h2>
            <p>{words.neverTells}</p>
            <NeverSent />
          </section>
          <p class="guide-print">{words.paper}</p>
          {!english && <EnglishGuide hotline={HOTLINE_NUMBER} book={book} />}
        </main>
      </>
    ),
  });
}

/** The list counts; the number is drawn by the style sheet. */
function Step({ title, picture, children }: { title: readonly Child[]; picture: Child; children?: Child }) {
  return (
    <li>
      <h3>
        <span>
          <Phrases of={title} />
        </span>
      </h3>
      {picture}
      {children && <p>{children}</p>}
    </li>
  );
}

/** Lines break between the phrases of a title. */
function Phrases({ of }: { of: readonly Child[] }) {
  const between = useWords(BETWEEN);
  return (
    <>
      {of.map((phrase, index) => (
        <>
          {index > 0 && between}
          <span class="phrase">{phrase}</span>
        </>
      ))}
    </>
  );
}
