import type { Child } from 'hono/jsx';
import { type Spoken, useWords } from '../console/language.tsx';

const WORDS: Spoken<Readonly<Record<'id' | 'card' | 'codes' | 'idDrawn' | 'cardDrawn' | 'codesDrawn', string>>> = {
  'zh-CN': {
    id: '身份证照片',
    card: '银行卡照片',
    codes: '密码、验证码',
    idDrawn: '图：身份证，划掉了',
    cardDrawn: '图：银行卡，划掉了',
    codesDrawn: '图：密码，划掉了',
  },
  en: {
    id: 'photos of your passport or ID',
    card: 'photos of your bank card',
    codes: 'passwords and codes',
    idDrawn: 'Picture: an ID card, struck through',
    cardDrawn: 'Picture: a bank card, struck through',
    codesDrawn: 'Picture: a password, struck through',
  },
};

/** What nobody here ever asks for. */
export function NeverSent() {
  const words = useWords(WORDS);
  return (
    <ul class="never">
      <Never picture={<IdCard />} word={words.id} />
      <Never picture={<BankCard />} word={words.card} />
      <Never picture={<Password />} word={words.codes} />
    </ul>
  );
}

function Never({ picture, word }: { picture: Child; word: string }) {
  return (
    <li>
      {picture}
      <b>{word}</b>
    </li>
  );
}

/** 96 × 64 units, struck through. */
function Struck({ name, children }: { name: string; children?: Child }) {
  return (
    <svg class="drawing" viewBox="0 0 96 64" role="img" focusable="false">
      <title>{name}</title>
      <rect class="paper" x="6" y="6" width="84" height="52" rx="8" />
      {children}
      <path class="strike-edge" d="M12 60 84 4" />
      <path class="strike" d="M12 60 84 4" />
    </svg>
  );
}

function IdCard() {
  return (
    <Struck name={useWords(WORDS).idDrawn}>
      <path class="lines" d="M16 20h30M16 31h24M16 46h50" />
      <path class="mark-of" d="M70 15a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM57 44c1-9 6-13 13-13s12 4 13 13z" />
    </Struck>
  );
}

function BankCard() {
  return (
    <Struck name={useWords(WORDS).cardDrawn}>
      <path class="band" d="M6 16h84v11H6z" />
      <path class="lines" d="M16 44h12M34 44h12M52 44h12M70 44h10" />
    </Struck>
  );
}

function Password() {
  return (
    <Struck name={useWords(WORDS).codesDrawn}>
      <path class="dots-big" d="M18 32h.1M33 32h.1M48 32h.1M63 32h.1M78 32h.1" />
    </Struck>
  );
}
