import type { Context } from 'hono';
import type { Child } from 'hono/jsx';
import { ChooseUs, HoldAndPaste, HoldChat, HoldMessage, PressCopy, PressForward, PressSend } from './guide-drawings.tsx';
import { EnglishGuide } from './guide-english.tsx';
import { NeverSent } from './guide-never.tsx';
import { Header } from './header.tsx';
import { renderPage } from './layout.tsx';
import type { PageDeps } from './page-deps.ts';
import { CallButtons, createPhoneBook } from './phone-numbers.tsx';
import { readPreferences } from './session.ts';
import { CallPolice } from './urgent-card.tsx';

/** `GET /help`: how to copy, paste and forward, in pictures; also good on paper. */
export async function renderGuide(deps: PageDeps, context: Context): Promise<string> {
  const { CITY, HOTLINE_NUMBER } = deps.config;
  const preferences = readPreferences(context);
  const english = preferences.language === 'en';
  const book = createPhoneBook(deps.detector.library, HOTLINE_NUMBER);
  return renderPage({
    title: '怎样把可疑的话发给我 · 反诈一哥',
    description: '看图学四步：按住、复制、粘贴、发送。不会弄，打96110；钱已经转走，先打110。',
    preferences,
    urls: await deps.assets.urls(),
    page: 'guide',
    children: (
      <>
        <a class="skip" href="#steps">
          跳到四步图
        </a>
        <Header city={CITY} hotline={HOTLINE_NUMBER} book={book} preferences={preferences} page="guide" />
        <main class="chat-main guide">
          {english && <EnglishGuide hotline={HOTLINE_NUMBER} book={book} open />}
          <div class="guide-part">
            <h1>
              <span class="phrase">怎样把可疑的话</span>
              <span class="phrase">发给我</span>
            </h1>
            <p>截图和语音我看不懂，文字我马上能看。照着图做四步，不用打字。手指指着哪里，就按哪里。</p>
          </div>
          <section id="steps" class="guide-part">
            <h2>短信、聊天：复制再粘贴</h2>
            <ol class="guide-steps guide-four">
              <Step title={['用手指按住', '那条短信或聊天', '不放，约两秒']} picture={<HoldMessage />}>
                按在字上，别碰里面的网址。
              </Step>
              <Step title={['点“复制”']} picture={<PressCopy />}>
                有的手机写的是“拷贝”，一样的。
              </Step>
              <Step title={['回到这里，', '按住输入框，', '点“粘贴”']} picture={<HoldAndPaste />}>
                也按两秒，“粘贴”就出来了。
              </Step>
              <Step title={['点“发送”']} picture={<PressSend />}>
                我马上告诉您像不像诈骗，怎么办。
              </Step>
            </ol>
            <p class="guide-back">
              <a class="guide-go" href="/">
                看明白了，回去试试
              </a>
            </p>
          </section>
          <section class="guide-part">
            <h2>微信：直接转发</h2>
            <p>微信名单里有“反诈一哥”的，可以这样做。没有的，用上面四步。</p>
            <ol class="guide-steps guide-three">
              <Step title={['按住那句话不放']} picture={<HoldChat />}>
                也按两秒。
              </Step>
              <Step title={['点“转发”']} picture={<PressForward />} />
              <Step title={['选“反诈一哥”']} picture={<ChooseUs />}>
                再点“发送”。
              </Step>
            </ol>
          </section>
          <section class="guide-part">
            <h2>按不动、不会弄</h2>
            <p>不怪您，很多人都弄不来。打电话，一样能问。</p>
            <div class="guide-calls">
              <div class="guide-paid">
                <h3>钱已经转走：先打110</h3>
                <CallPolice english={false} />
              </div>
              <div>
                <h3>还没转钱，拿不准</h3>
                <CallButtons numbers={['96110', HOTLINE_NUMBER]} book={book} />
              </div>
            </div>
            <p>也可以把手机拿给身边的家人，请他帮您按。别让电话里的陌生人教您按。</p>
            <p>是电话里说的，没有字可复制？写两句他说了什么，发给我也行。</p>
          </section>
          <section class="guide-part">
            <h2>这些不要发</h2>
            <p>我看骗局，从来用不着这些。谁要都别给。</p>
            <NeverSent />
          </section>
          <p class="guide-print">家里有打印机的，可以请家人把这一页打在一张A4纸上，放在电话旁边。</p>
          {!english && <EnglishGuide hotline={HOTLINE_NUMBER} book={book} />}
        </main>
      </>
    ),
  });
}

/** The list counts; the number is drawn by the style sheet. Lines break between the phrases of the title. */
function Step({ title, picture, children }: { title: readonly string[]; picture: Child; children?: Child }) {
  return (
    <li>
      <h3>
        <span>
          {title.map((phrase) => (
            <span class="phrase">{phrase}</span>
          ))}
        </span>
      </h3>
      {picture}
      {children && <p>{children}</p>}
    </li>
  );
}
