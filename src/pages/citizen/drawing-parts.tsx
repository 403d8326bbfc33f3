import type { Child } from 'hono/jsx';

/** What the drawings of the guide are put together from; guide.css gives the colours. */

/** A piece of a phone's screen, 240 × 208 units; the words are part of the picture, and Chinese as they are on the phone. */
export function Drawing({ name, children }: { name: string; children?: Child }) {
  return (
    <svg class="drawing" viewBox="0 0 240 208" role="img" focusable="false">
      <title>{name}</title>
      <rect class="screen" x="1.5" y="1.5" width="237" height="205" rx="16" />
      <g lang="zh-CN">{children}</g>
      <rect class="frame" x="1.5" y="1.5" width="237" height="205" rx="16" />
    </svg>
  );
}

interface FingerProps {
  /** Where its tip is. The hand reaches 75 units down from there, and 82 to the right unless it is turned. */
  readonly x: number;
  readonly y: number;
  /** Degrees. */
  readonly turn?: number;
  /** It stays there. */
  readonly holds?: boolean;
}

export function Finger({ x, y, turn = -20, holds = false }: FingerProps) {
  return (
    <g transform={`translate(${x} ${y}) scale(.86)`}>
      {holds && (
        <>
          <circle class="ring" r="27" />
          <circle class="ring" r="18" />
        </>
      )}
      <path
        class="hand"
        transform={`rotate(${turn})`}
        d="M-9 55V3a9 9 0 0 1 18 0v35a8.500 8.500 0 0 1 17 1v4a8 8 0 0 1 16 1v4a7.500 7.500 0 0 1 15 1v22c0 22-14 35-36 35-16 0-26-7-34-20l-19-31c-6-10 5-18 13-10z"
      />
      <path class="fold" transform={`rotate(${turn})`} d="M9 38v16M26 43v13M42 48v11" />
    </g>
  );
}

/** What came up after the finger had stayed; the word at `pressed` is the one to press. */
export function Menu({ words, pressed }: { words: readonly [string, string, string]; pressed: number }) {
  return (
    <g transform="translate(14 98)">
      <path class="menu" d="M12 0h38l14-13L78 0h122a12 12 0 0 1 12 12v36a12 12 0 0 1-12 12H12A12 12 0 0 1 0 48V12A12 12 0 0 1 12 0z" />
      {words.map((word, index) => (
        <g transform={`translate(${4 + index * 68} 4)`}>
          {index === pressed && <rect class="press" width="68" height="52" rx="9" />}
          <text class={index === pressed ? 'press-word' : 'menu-word'} x="34" y="28" text-anchor="middle">
            {word}
          </text>
        </g>
      ))}
    </g>
  );
}

interface MessageProps {
  readonly y: number;
  /** The finger has stayed on it. */
  readonly chosen?: boolean;
}

/** A text message as it stands on the citizen's phone. */
export function TextMessage({ y, chosen = false }: MessageProps) {
  return (
    <g transform={`translate(14 ${y})`}>
      <rect class={chosen ? 'bubble chosen' : 'bubble'} width="204" height="68" rx="14" />
      <text x="14" y="28">
        您的ETC已停用，
      </text>
      <text x="14" y="56">
        请马上办理
      </text>
    </g>
  );
}

export function ChatMessage({ y, chosen = false }: MessageProps) {
  return (
    <g transform={`translate(14 ${y})`}>
      <Face x={0} y={0} />
      <path
        class={chosen ? 'bubble chosen' : 'bubble'}
        d="M64 0h136a12 12 0 0 1 12 12v44a12 12 0 0 1-12 12H64a12 12 0 0 1-12-12V28l-8-8 8-8A12 12 0 0 1 64 0z"
      />
      <text x="64" y="28">
        有个好项目，
      </text>
      <text x="64" y="56">
        稳赚
      </text>
    </g>
  );
}

/** 40 × 40 units. */
export function Face({ x, y }: { x: number; y: number }) {
  return (
    <g transform={`translate(${x} ${y})`}>
      <rect class="face" width="40" height="40" rx="8" />
      <path class="mark-of" d="M20 7a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM7 36c1-9 6-13 13-13s12 4 13 13z" />
    </g>
  );
}

/** The head of our own page, so that it is recognised. */
export function OurHead() {
  return (
    <>
      <path class="head" d="M17 1.500h206a15.500 15.500 0 0 1 15.500 15.500v29H1.500V17A15.500 15.500 0 0 1 17 1.500z" />
      <Sign x={14} y={8} />
      <text class="head-word" x="54" y="31">
        反诈一哥
      </text>
    </>
  );
}

export function Sign({ x, y }: { x: number; y: number }) {
  return (
    <g transform={`translate(${x} ${y}) scale(.66)`}>
      <path class="sign" d="M16 3h16l11 11v15L32 40H21l-9 7v-8.200L5 31V14z" />
      <path class="sign-bar" d="M13 18.500h22v6H13z" />
    </g>
  );
}

/** The head of the app that the message came in. */
export function AppHead({ name }: { name: string }) {
  return (
    <>
      <path class="rule" d="M3 44h234" />
      <text class="app-name" x="16" y="31">
        {name}
      </text>
    </>
  );
}

/** How long the finger stays. */
export function Seconds() {
  return (
    <g class="seconds" transform="translate(18 150)">
      <circle cx="18" cy="18" r="16" />
      <path d="M18 8v10l7 5" />
      <text x="44" y="26">
        按2秒
      </text>
    </g>
  );
}
