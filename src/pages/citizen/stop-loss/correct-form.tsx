import { maskNumber } from '../../../desk/masking.ts';
import { CORRECTED_WORDS } from '../../../stop-loss/corrections.ts';
import { fieldOf, readTransfer, STOP_WAYS, type TransferBody, typedTransfers } from '../../../stop-loss/stop-lead.ts';
import { type Spoken, useWords } from '../../console/language.tsx';
import { Line, TRANSFER_FIELD_WORDS } from './transfer-fields.tsx';

const WORDS: Spoken<{
  summary: string;
  tells: string;
  account: (name: string) => string;
  phone: string;
  phoneUnread: string;
  save: string;
  done: string;
}> = {
  'zh-CN': {
    summary: '写错了？改一改',
    tells: '值班员接手之前都能改。您原来写的也留着，值班员两样都看得到。',
    account: (name) => `${name}（不改就空着）`,
    phone: '能打通您的电话（不改就空着）',
    phoneUnread: '这个号码打不通，还没有改。手机号是11位，座机连区号一起写。',
    save: '改好了，交上去',
    done: '您改过了。改之前写的也留着，值班员都看得到。',
  },
  en: {
    summary: 'Something wrong? Correct it',
    tells: 'You can correct it until an officer has taken it. What you wrote first stays too: the officer sees both.',
    account: (name) => `${name} (leave empty to keep it)`,
    phone: 'Your telephone number (leave empty to keep it)',
    phoneUnread:
      'We cannot call this number, and nothing was changed. A Chinese mobile has 11 digits; a foreign number begins with + and the country.',
    save: 'Save what I corrected',
    done: 'You have corrected it. What you wrote before stays too: the officer sees both.',
  },
};

type Typed = Readonly<Record<string, string>>;

interface CorrectFormProps {
  readonly token: string;
  /** How many acts the lead had when this was shown. */
  readonly seen: number;
  readonly transfers: readonly TransferBody[];
  /** His telephone as it can be rung; null: it is asked for elsewhere on the page. */
  readonly phone: string | null;
  /** What he has typed where it could not be taken; null: nothing yet. */
  readonly typed: Typed | null;
  readonly phoneUnread: boolean;
  readonly now: number;
}

/** What nobody has begun to work with, he puts right himself. Numbers that the page hides are not shown here either. */
export function CorrectForm({ token, seen, transfers, phone, typed, phoneUnread, now }: CorrectFormProps) {
  const words = useWords(WORDS);
  const hasUnread = transfers.some(({ amountSaid, atSaid }) => `${amountSaid}${atSaid}` !== '');
  return (
    <details class="stop-correct" open={hasUnread || typed !== null}>
      <summary>{words.summary}</summary>
      <p class="stop-small">{words.tells}</p>
      <form class="stop-form" method="post" action={`/stop-loss/${token}/correct`}>
        <input type="hidden" name="seen" value={String(seen)} />
        {transfers.map((transfer, index) => (
          <CorrectTransfer
            block={index + 1}
            several={transfers.length > 1}
            transfer={transfer}
            typed={typed ?? shownOf(transfer, index + 1)}
            now={now}
          />
        ))}
        {phone !== null && (
          <Line
            id="phone"
            label={words.phone}
            typed={typed ?? {}}
            hint={maskNumber(phone)}
            numeric
            note={phoneUnread ? words.phoneUnread : null}
            focused={phoneUnread}
          />
        )}
        <button class="stop-send" type="submit">
          {words.save}
        </button>
      </form>
    </details>
  );
}

/** That it was taken. */
export function Corrected() {
  return (
    <p class="stop-small" role="status">
      {useWords(WORDS).done}
    </p>
  );
}

interface CorrectTransferProps {
  readonly block: number;
  readonly several: boolean;
  readonly transfer: TransferBody;
  readonly typed: Typed;
  readonly now: number;
}

function CorrectTransfer({ block, several, transfer, typed, now }: CorrectTransferProps) {
  const words = useWords(TRANSFER_FIELD_WORDS);
  const own = useWords(WORDS);
  const { amountSaid, atSaid } = readTransfer(typed, block, now).transfer;
  return (
    <fieldset class="stop-transfer">
      <legend>{several ? words.nth(block) : words.one}</legend>
      <div class="stop-pair">
        <Line
          id={fieldOf(block, 'amount')}
          label={words.amount}
          typed={typed}
          hint={words.amountHint}
          note={amountSaid === '' ? null : words.amountUnread}
        />
        <Line id={fieldOf(block, 'at')} label={words.at} typed={typed} hint={words.atHint} note={atSaid === '' ? null : words.timeUnread} />
      </div>
      <p class="stop-line">
        <label for={fieldOf(block, 'way')}>{words.way}</label>
        <select id={fieldOf(block, 'way')} name={fieldOf(block, 'way')}>
          {STOP_WAYS.map((way) => (
            <option value={way} selected={typed[fieldOf(block, 'way')] === way}>
              {words.ways[way]}
            </option>
          ))}
        </select>
      </p>
      <Line
        id={fieldOf(block, 'account')}
        label={own.account(words.names.account)}
        typed={typed}
        hint={maskNumber(transfer.account)}
        numeric
      />
    </fieldset>
  );
}

/** Of one transfer, in its block; its account stays hidden. */
function shownOf(transfer: TransferBody, block: number): Typed {
  const all = typedTransfers([transfer]);
  return Object.fromEntries(CORRECTED_WORDS.map((word) => [fieldOf(block, word), word === 'account' ? '' : (all[fieldOf(1, word)] ?? '')]));
}
