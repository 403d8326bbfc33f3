import { type PhoneBook, telLink } from './phone-numbers.tsx';
import { PhoneWord } from './phone-word.tsx';

/** At the end of the Chinese page, in short and folded: for whoever was handed it and reads no Chinese. */
export function EnglishGuide({ hotline, book }: { hotline: string; book: PhoneBook }) {
  return (
    <details class="guide-english" lang="en">
      <summary>In English</summary>
      <h2>How to send me a suspicious message</h2>
      <ol>
        <li>Press the message and hold for about two seconds. Do not touch any link in it.</li>
        <li>
          Tap <PhoneWord text="复制" /> (copy), on some phones <PhoneWord text="拷贝" />.
        </li>
        <li>
          Come back here, press and hold the box, tap <PhoneWord text="粘贴" /> (paste).
        </li>
        <li>
          Tap <PhoneWord text="发送" /> (send).
        </li>
      </ol>
      <p>
        In WeChat: press and hold, tap <PhoneWord text="转发" /> (forward), choose <PhoneWord text="反诈一哥" />, then{' '}
        <PhoneWord text="发送" />.
      </p>
      <p>
        Money already gone? First of all, <Call number="110" />
      </p>
      <p>
        Not sure, or it does not work? Ask your family, or <Call number="96110" />
        {book.has(hotline) && (
          <>
            {' '}
            or <Call number={hotline} />
          </>
        )}
      </p>
      <p>Never send photos of your ID or bank card, passwords or codes. We never need them.</p>
    </details>
  );
}

function Call({ number }: { number: string }) {
  return (
    <a class="tel" href={telLink(number)}>
      call {number}
    </a>
  );
}
