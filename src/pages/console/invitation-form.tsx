import type { Authenticator } from '../../desk/one-time-codes.ts';
import type { Role } from '../../storage/desk-schema.ts';
import { Field } from './field.tsx';
import { type Spoken, useWords } from './language.tsx';
import { QrPicture } from './qr-picture.tsx';
import { ROLE_NAMES } from './role-names.ts';

export type InvitationField = 'name' | 'display' | 'password' | 'repeat' | 'code';

interface InvitationFormProps {
  readonly token: string;
  readonly role: Role;
  readonly name: string;
  readonly display: string;
  readonly authenticator: Authenticator;
  /** @see accept-invitation.tsx */
  readonly problem: { readonly code: string; readonly field: InvitationField; readonly message: string } | null;
}

export const TITLES: Spoken<string> = { 'zh-CN': '建账号', en: 'Your account' };

const ZH = {
  title: '建您的值班台账号',
  invited: '您受邀做',
  once: '。这个链接只能用一次，别转给别人。',
  failed: '账号还没建好：',
  again: '密码和验证码要重新输入。',
  who: '一、您是谁',
  name: '登录名',
  nameHint: '2到32个小写字母、数字、点、横线或下划线，比如 zhang.li',
  display: '同事看到的名字',
  displayHint: '1到20个字，比如 张丽',
  passwordPart: '二、密码',
  password: '密码',
  passwordHint: '至少10个字符，几个词连起来就行，不要有登录名。',
  repeat: '再输入一次',
  codePart: '三、手机验证器',
  scan: '用手机的验证器App扫这个码。',
  picture: '给验证器扫的二维码',
  type: '扫不了，就在App里选“输入密钥”，类型选“基于时间”，输入：',
  onPhone: '正在用手机打开这一页？',
  add: '直接添加到验证器',
  code: '验证器上的六位数',
  codeHint: '每30秒换一组，请输入现在这一组。',
  go: '建账号',
};
const WORDS: Spoken<typeof ZH> = {
  'zh-CN': ZH,
  en: {
    title: 'Make your account at the desk',
    invited: 'You are invited as ',
    once: '. This link works once; do not pass it on.',
    failed: 'The account is not made yet: ',
    again: ' Type password and code again.',
    who: '1. Who you are',
    name: 'Sign-in name',
    nameHint: '2 to 32 lower-case letters, digits, dots, hyphens or underscores, such as zhang.li',
    display: 'The name that colleagues see',
    displayHint: '1 to 20 characters, such as Zhang Li',
    passwordPart: '2. Password',
    password: 'Password',
    passwordHint: 'At least 10 characters; a few words in a row will do. Not the sign-in name.',
    repeat: 'Once more',
    codePart: '3. The authenticator on your telephone',
    scan: 'Scan this code with your authenticator app.',
    picture: 'QR code for your authenticator',
    type: 'If that does not work, choose "enter a key" in the app, type "time based", and enter:',
    onPhone: 'Is this page open on your telephone?',
    add: 'Add it to the authenticator',
    code: 'The six digits in the authenticator',
    codeHint: 'They change every 30 seconds; enter those of now.',
    go: 'Make the account',
  },
};

/** What the account itself says is Chinese. */
const PROBLEMS: Spoken<Readonly<Record<string, string>>> = {
  'zh-CN': {},
  en: {
    'officer.name': 'A sign-in name has 2 to 32 lower-case letters, digits, dots, hyphens or underscores.',
    'officer.name-taken': 'Somebody has this sign-in name already. Choose another one.',
    'officer.display': 'The name that colleagues see must have 1 to 20 characters.',
    'password.weak': 'This password is too easy to guess: at least 10 characters, few repeated, and not the sign-in name.',
    'password.repeat': 'The two passwords differ.',
    'code.wrong': 'The code is wrong. See whether the clock of your telephone is right, then enter the newest six digits.',
    'code.secret': 'The key has changed. Use the one on this page in your authenticator.',
  },
};

/** Who accepts an invitation says who he is, chooses a password and ties his telephone to it. */
export function InvitationForm({ token, role, name, display, authenticator, problem }: InvitationFormProps) {
  const words = useWords(WORDS);
  const said = useWords(PROBLEMS)[problem?.code ?? ''] ?? problem?.message ?? '';
  const roleName = useWords(ROLE_NAMES)[role];
  const at = (field: InvitationField): string | null => (problem?.field === field ? said : null);
  return (
    <section class="gate gate-wide">
      <h1>{words.title}</h1>
      <p>
        {words.invited}
        <b>{roleName}</b>
        {words.once}
      </p>
      {problem && (
        <p class="refusal" role="alert">
          {words.failed}
          {said}
          {words.again}
        </p>
      )}
      <form class="gate-form" method="post" action="/console/invitation">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="secret" value={authenticator.secret} />
        <fieldset>
          <legend>{words.who}</legend>
          <Field
            name="name"
            label={words.name}
            hint={words.nameHint}
            value={name}
            problem={at('name')}
            autocomplete="username"
            autofocus={problem === null || at('name') !== null}
          />
          <Field
            name="display"
            label={words.display}
            hint={words.displayHint}
            value={display}
            problem={at('display')}
            autocomplete="nickname"
            autofocus={at('display') !== null}
          />
        </fieldset>
        <fieldset>
          <legend>{words.passwordPart}</legend>
          <Field
            name="password"
            label={words.password}
            hint={words.passwordHint}
            type="password"
            problem={at('password')}
            autocomplete="new-password"
            autofocus={problem !== null && ['password', 'repeat', 'code'].includes(problem.field)}
          />
          <Field name="repeat" label={words.repeat} type="password" problem={at('repeat')} autocomplete="new-password" />
        </fieldset>
        <fieldset>
          <legend>{words.codePart}</legend>
          <div class="steps">
            <p>{words.scan}</p>
            <QrPicture text={authenticator.address} label={words.picture} />
            <p>
              {words.type}
              <code class="secret">{authenticator.secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
            </p>
            <p>
              {words.onPhone}
              <a href={authenticator.address}>{words.add}</a>
            </p>
          </div>
          <Field name="code" label={words.code} hint={words.codeHint} problem={at('code')} autocomplete="one-time-code" code />
        </fieldset>
        <button class="go" type="submit">
          {words.go}
        </button>
      </form>
    </section>
  );
}
