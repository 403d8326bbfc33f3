import { QUICK_TEXTS } from './composer.tsx';
import { GuideLink } from './guide-link.tsx';
import { VerdictSign } from './signs.tsx';

/** Before the first message: what this does, how the answers look, one to try. */
export function EmptyState() {
  return (
    <section class="empty" id="welcome">
      <h1>
        <span class="phrase">收到可疑的消息？</span>
        <span class="phrase">贴过来，我帮您看。</span>
      </h1>
      <p class="lead">短信、聊天、链接、电话里说的话都行。一秒钟告诉您：像不像诈骗，为什么，现在怎么办。</p>
      <GuideLink />
      <ul class="legend" aria-label="三种回答">
        <li>
          <VerdictSign colour="red" />
          <span>
            <b>红 · 像诈骗</b>
            <small>停下，别照做</small>
          </span>
        </li>
        <li>
          <VerdictSign colour="yellow" />
          <span>
            <b>黄 · 可疑</b>
            <small>先核实，再说</small>
          </span>
        </li>
        <li>
          <VerdictSign colour="green" />
          <span>
            <b>绿 · 没看出诈骗特征</b>
            <small>不等于没事，动钱前再问</small>
          </span>
        </li>
      </ul>
      <button class="sample" type="submit" form="composer" name="quick" value="sample">
        <span class="sample-text">{QUICK_TEXTS.sample}</span>
        <span class="sample-try">先试这一条，点我看看</span>
      </button>
    </section>
  );
}

export function Privacy() {
  return (
    <p class="privacy">
      不用登记，不问姓名。您发来的话加密保存，只用来识别骗局和帮您。别发密码、验证码和整张银行卡。
      <a href="/privacy">存多久、怎么删</a>
    </p>
  );
}
