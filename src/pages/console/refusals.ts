import type { AppError } from '../../errors.ts';
import type { DeskLanguage } from './language.tsx';

/** What the rooms below say to people at the desk is Chinese; here stands the same in English, by code. */
const ENGLISH: Readonly<Record<string, string>> = {
  'account.not-allowed': 'You may not do this. Ask an administrator; about your own account, another one.',
  'account.not-encrypted':
    'The desk opens over encrypted connections only: use an address that begins with https://. On the server itself http://127.0.0.1 works.',
  'account.refused': 'Name, password or code is wrong, or there were too many attempts and the name is locked for a while.',
  'account.signed-out': 'You are signed out. Please sign in again.',
  'call-back.unknown': 'There is no such call-back; perhaps it has been made.',
  'conversation.erased': 'The data of this person was deleted; nothing can be noted any more.',
  'erasure.unknown': 'There is no such look-up, or it is too old. Look the person up again.',
  'case.unknown': 'There is no such case; perhaps the number is mistyped.',
  'code.secret': 'The secret has changed. Use the one on this page in your authenticator.',
  'code.wrong': 'The code is wrong or was used before. Check the time of your telephone and wait for the next one.',
  'invitation.ended': 'It was not withdrawn: this invitation was used before, or has expired.',
  'invitation.meant-for': 'For whom: 20 characters at most; it may be left empty.',
  'invitation.withdrawn':
    'Whoever sent it has taken it back; it works no more. If you still need an account, ask an administrator for another link.',
  'invitation.unknown': 'It was used before, or is too old. Ask an administrator for another link.',
  'officer.display': 'The name that colleagues see has 1 to 20 characters.',
  'officer.last-administrator': 'This is the last administrator who can sign in, and cannot be disabled.',
  'officer.name': 'A sign-in name has 2 to 32 small letters, digits, dots, hyphens or underscores.',
  'officer.name-taken': 'This sign-in name is taken. Choose another one.',
  'officer.role': 'Choose a role before you invite.',
  'officer.unknown': 'There is no such account, or it was replaced.',
  'page.unknown': 'There is no such page; perhaps the address is mistyped.',
  'password.repeat': 'The two passwords differ.',
  'password.weak': 'A password has at least 10 characters and not your name in it; a few words in a row will do.',
  'stop-lead.unknown': 'There is no such stop lead; perhaps the number is mistyped.',
  'stop-lead.not-yours': 'Only whoever handles this lead can do that. Press “I handle it” first.',
  'stop-lead.purged': 'The data of this lead was deleted as the rules say.',
  'stop-file.passphrase': 'A passphrase has 12 to 200 characters; a few words in a row will do.',
  'identifier.dispute-unknown': 'There is no such dispute.',
  'identifier.unknown': 'It is not on the list, or has expired.',
  'partner.export-too-long': 'At most ten thousand lines at once; choose fewer days.',
  'partner.key-unknown': 'There is no such key.',
  'partner.keys': 'No key was made: two are in use, the partner is switched off, or this form was sent before. End an old key first.',
  'partner.none': 'Your account belongs to no organisation, or it was switched off. Ask an administrator.',
  'partner.not-dead': 'It need not be sent again: it has arrived, or is on its way.',
  'partner.post-unknown': 'Nothing of this kind was sent to you.',
  'partner.unknown': 'There is no such partner.',
  'stop-answer.amounts': 'These amounts cannot be: shares are no more than was stopped, and no more is returned than was his.',
  'stop-answer.not-sent': 'This lead has not gone to the police; no answer can be noted.',
  'stop-answer.unknown': 'There is no such lead or transfer; check the number.',
  'request.not-form': 'What arrived is not a form; nothing was done. Go back to the desk and try again.',
  'request.too-large': 'Too long; nothing was saved. Shorten it and try again.',
};
/** Where the message is meant for programs. */
const CHINESE: Readonly<Record<string, string>> = {
  'request.not-form': '收到的内容不是表单，没有执行。请回到值班台再试。',
  'request.too-large': '内容太长，没有保存。请缩短后再试。',
};

/** Rather little than what he cannot read. */
const UNNAMED = 'This was not done. Go back to the desk and try again.';
const HAN = /\p{Script=Han}/u;

/** What is wrong, for whoever sits at the desk. */
export function refusalText({ code, message }: AppError, language: DeskLanguage): string {
  if (language !== 'en') return CHINESE[code] ?? message;
  // What the desk itself refuses is spoken in English already.
  const isForOfficers = !HAN.test(message) && CHINESE[code] === undefined;
  return isForOfficers ? message : (ENGLISH[code] ?? UNNAMED);
}
