import type { Translated } from './check-up-question.ts';
import type { QUESTIONS_BY_JOB } from './questions-by-job.ts';

/** For whoever reads no Chinese: the same meaning, in the same order. */
export const QUESTIONS_BY_JOB_IN_ENGLISH: Translated<typeof QUESTIONS_BY_JOB> = {
  'finance-group': {
    asks: 'You keep the accounts at work. In a chat group the “boss” wants a contract paid at once and says he is in a meeting. What do you do?',
    options: [
      'Follow the rules: check face to face or on the boss’s old number',
      'The boss is in a hurry: pay',
      'Have him send a document, then pay',
    ],
    why: 'The whole group may be false. However urgent it is, pay only when you have heard the boss himself and followed every step.',
  },
  'account-changed': {
    asks: 'A supplier of many years writes by e-mail that their bank account has changed. What do you do?',
    options: ['Pay to the new account', 'Call their accounts office on the number that I always use', 'Pay half first'],
    why: 'Mailboxes are stolen, and one changed letter in an address is easily missed. When an account changes, always call the number that you had before.',
  },
  'tax-audit-file': {
    asks: 'You receive a compressed file, “list of tax inspections”; the accounts office is to open it at once. What do you do?',
    options: ['Open it and see whether we are on it', 'Pass it to a colleague to open', 'Do not open it; ask at the tax office'],
    why: 'There is a harmful program in it. Once it is open, others can watch your computer and pretend to be your boss.',
  },
  'army-order': {
    asks: 'An “army buyer” orders from your shop, and asks you to buy a load of tinned food for them as well, with your money first. What do you do?',
    options: ['A big customer: advance the money', 'No. To be asked to pay a seller whom they name is a scam', 'Pay that seller a deposit'],
    why: 'The buyer and that “seller” belong together; once you have paid, both are gone. A real buyer does not ask you to advance money.',
  },
  'fake-transfer-shot': {
    asks: 'A customer shows a picture of the payment and wants to take the goods along. What do you do?',
    options: ['The picture is enough', 'Noting the number plate is enough', 'Hand them over when the money really is in my own account'],
    why: 'A picture can be forged, and a “delayed transfer” can be taken back. Only what stands in your own account counts.',
  },
  'shop-licence': {
    asks: '“Customer service of the platform” says that your online shop needs a new certificate, and wants a deposit. What do you do?',
    options: ['Ask the official service inside my own shop account', 'I get it back later: pay', 'Give them my shop password to do it'],
    why: 'What the platform charges is written in your shop account. No stranger collects it by WeChat.',
  },
  'farm-subsidy': {
    asks: 'A text message says that you can get a farming subsidy, if you open a link and fill in your bank card. What do you do?',
    options: ['Fill it in before it is too late', 'Do not open it; ask at the village or town office', 'Have my child help me fill it in'],
    why: 'Subsidies go to the card that is registered already. Nobody needs your card number and password through a link.',
  },
  'collect-money-job': {
    asks: '“Easy work: receive money on your card, take it out, hand it to us and keep a share.” What is this job?',
    options: ['An honest side job', 'Laundering money for scammers: not to be done', 'For a few days it does no harm'],
    why: 'The money that passes your card was taken from people who were cheated. Whoever does it answers for it by law, and the card is blocked.',
  },
  'job-training-fee': {
    asks: 'An employer wants you to take out a loan for a “training fee” first, to be paid back when you start. What do you do?',
    options: ['Pay nothing. A job that costs money first: stop', 'Take the loan and start soon', 'Ask for a lower fee and pay'],
    why: 'The job does not exist; the loan does. No proper employer has you borrow first.',
  },
  scholarship: {
    asks: 'A caller says that there is a student grant for you; go to a cash machine and do as he says. What do you do?',
    options: ['Go there with my card', 'First ask which school he is from', 'Hang up and ask my teacher'],
    why: 'Pressing keys on a cash machine sends money out; it brings none in. Student grants are paid by the school.',
  },
  'public-leader': {
    asks: 'A “senior official” adds you on WeChat, asks how work is going, then wants you to send money to somebody on his behalf. What do you do?',
    options: [
      'It is for a superior: send it',
      'Ask him face to face and report it at work',
      'Send it when I see a picture of his transfer',
    ],
    why: 'Scammers pose as superiors to people who respect the rules. However senior, no official has you send private money.',
  },
  'home-handwork': {
    asks: '“Handwork to do at home”: first pay a deposit and the material, and they will buy what you make. What do you do?',
    options: ['Pay the deposit: I can earn at home', 'Take a little material and try', 'Do not pay. Afterwards it is never good enough'],
    why: 'The deposit is what they earn. However well you work they say it is not good enough, and the money is gone.',
  },
};
