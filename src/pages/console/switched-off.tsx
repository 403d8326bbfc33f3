import type { SwitchedOff } from '../../routes/runtime.ts';
import { type Spoken, useWords } from './language.tsx';

/** Why something is looked for in vain, and where it can be had. */
export const SWITCHED_OFF: Spoken<Readonly<Record<SwitchedOff, string>>> = {
  'zh-CN': {
    'library-builds':
      '这台服务跑在 Cloudflare Workers 上，不能编译、量和发布套路库。请在自己的机器上改好、签名，随下次部署上线；已上岗过的版本可以在这里换回。',
    wechaty: '个人微信（wechaty）要一直连着，Workers 上开不了：WECHATY_PUPPET 没有起作用。',
    'telegram-polling': 'Workers 上不能轮询 Telegram：TELEGRAM_POLLING 没有起作用，改由 Telegram 来叫（/webhooks/telegram）。',
  },
  en: {
    'library-builds':
      'This service runs on Cloudflare Workers, which cannot compile, measure or publish a library. Change and sign it on a machine of your own; it goes to work with the next deployment. A release that was at work before can be put back here.',
    wechaty: 'A personal WeChat account (wechaty) needs a lasting connection, which Workers do not have: WECHATY_PUPPET has no effect.',
    'telegram-polling':
      'Workers cannot poll Telegram: TELEGRAM_POLLING has no effect, and Telegram has to call /webhooks/telegram instead.',
  },
};

/** What cannot run in this place; nothing where all can. */
export function SwitchedOffNotice({ switchedOff }: { switchedOff: readonly SwitchedOff[] }) {
  const words = useWords(SWITCHED_OFF);
  return (
    <>
      {switchedOff.map((one) => (
        <p class="notice">{words[one]}</p>
      ))}
    </>
  );
}
