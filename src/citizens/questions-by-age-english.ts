import type { Translated } from './check-up-question.ts';
import type { QUESTIONS_BY_AGE } from './questions-by-age.ts';

/** For whoever reads no Chinese: the same meaning, in the same order. */
export const QUESTIONS_BY_AGE_IN_ENGLISH: Translated<typeof QUESTIONS_BY_AGE> = {
  'free-skin': {
    asks: 'In a game somebody gives away free skins. You are to scan a code with your mum’s or dad’s phone to sign up. What do you do?',
    options: ['Scan it secretly', 'Do not scan it, and tell mum and dad', 'Scan it, then delete the record'],
    why: 'Scanning, typing a password or reading out a verification code opens your parents’ purse to a scammer. Tell a grown-up first.',
  },
  'child-threat': {
    asks: 'Somebody on the internet says: “You broke the law. We need your parents’ account, or you will be arrested.” What do you do?',
    options: ['I am scared, so I do as he says', 'Beg him not to tell my teacher', 'Close it, tell a grown-up, call 110'],
    why: 'The police never frighten children for money on the internet. The more it scares you, the more you should tell a grown-up.',
  },
  'idol-group': {
    asks: 'A “fan group” of a star gives presents: pay a little and get double back. What do you do?',
    options: ['Leave the group and pay nothing', 'Pay a little and see', 'Bring my classmates along'],
    why: '“Double back” is an old trick on children. When you have paid they say “you filled it in wrong, pay again”.',
  },
  'account-trade': {
    asks: 'You are selling a game account. The buyer sends you a trading site. It says that the money is frozen and wants a deposit before you can take it out. What do you do?',
    options: ['Pay, I get it back anyway', 'Do not pay; trade on the official platform only', 'Pay with another card'],
    why: 'The buyer made that site, and no money ever came in. Away from the official platform nobody watches over a trade for you.',
  },
  'naked-chat': {
    asks: 'After a video call on the internet they say that they recorded you, and will send it to all your contacts unless you pay. What do you do?',
    options: ['Pay once and have it deleted', 'Pay, even if I have to borrow', 'Do not pay, keep the evidence, call 110'],
    why: 'After one payment comes the next. Stop all contact, keep the records and report it. You are not the only one this happens to.',
  },
  'campus-loan': {
    asks: 'A caller says that your “student loan account” will spoil your credit record unless you close it: borrow all you can on every app and send it on, to “set it to zero”. What do you do?',
    options: [
      'My credit record matters: do as they say',
      'Hang up. No transfer repairs a credit record, and there is no “account to zero”',
      'Try it with one account first',
    ],
    why: 'Credit records are kept by the credit centre of the People’s Bank of China, and nobody can change them for money. What you borrow and send on is your debt.',
  },
  'part-time-tasks': {
    asks: '“Part-time: tap your phone at home, 300 yuan a day.” To begin, you must advance the price of the goods. What is this job?',
    options: ['A scam: I advance nothing', 'I try one small order', 'I share it with a friend'],
    why: 'A part-time job for which you must advance money is a task scam. Only the first few orders are really paid.',
  },
  'love-invest': {
    asks: 'You have never met the person that you love online. You get on well, and now you are invited to “invest” together. What do you do?',
    options: [
      'They earned with it: invest too',
      'No. We never met and now it is about money: stop here',
      'Invest a little, to show that I trust them',
    ],
    why: 'First love, then an investment: it is a script. The photos and the life story are made up.',
  },
  'boss-group': {
    asks: 'Your “boss” adds you from a new WeChat account. After a few words it is “not convenient” to pay somebody just now; would you send the money first? What do you do?',
    options: [
      'It is for the boss: do it',
      'Call the boss’s old number, or ask face to face',
      'If the boss shows me that the money is on its way, I send mine',
    ],
    why: 'A picture and a name are quickly copied, and a picture of a transfer can be forged. Ask face to face or on the old number about anything that matters.',
  },
  'child-school-fee': {
    asks: 'In the parents’ group the “teacher” posts a payment code for school materials and hurries everybody. What do you do?',
    options: ['Everybody is paying: pay', 'Pay half of it', 'Call the teacher and ask first'],
    why: 'Scammers slip into the group, copy the teacher’s picture and name, and have helpers write “paid”. Call the real teacher and ask.',
  },
  'mortgage-cut': {
    asks: 'A “debt planning company” says that for a fee it can have your home loan reduced. What do you do?',
    options: ['Pay nothing and ask at the bank that lent me the money', 'A good deal: pay', 'Pay a deposit first'],
    why: 'Only the bank can change what you owe to the bank. A “planner” who takes a fee first is gone with it.',
  },
  grandson: {
    asks: 'Somebody cries on the phone: “Grandpa, Grandma, I am in trouble, bring money, do not tell mum and dad.” What do you do?',
    options: [
      'My grandchild comes first: give the money',
      'Hang up; call the child and the parents',
      'Let their man come to my home for it',
    ],
    why: 'A voice can be faked, and crying makes it hard to tell. First call the child and the parents. Everything else comes after that.',
  },
  'health-gift': {
    asks: 'A free health check, free eggs; then they say that you are seriously ill and must buy a “special medicine” for thousands of yuan. What do you do?',
    options: ['The expert says so: buy it', 'Buy one box first', 'Buy nothing; go to a hospital and ask my children'],
    why: 'Small presents are there to sell something expensive. See a doctor in a hospital, and take what the doctor prescribes.',
  },
  'pension-invest': {
    asks: 'A “retirement home company” promises you a place there, high interest and your money back for certain, if you put your savings in. What do you do?',
    options: [
      'Put nothing in; first ask my children and the community office',
      'My money is certain: put it in',
      'Borrow on my home to put in more',
    ],
    why: 'High interest, and nothing can be lost: that is nearly always a scam. You look at the interest; they look at your savings.',
  },
  'medical-card-stop': {
    asks: 'A recorded voice says that your medical insurance card stops working today: press 9 for a person. Then you are passed on to “the police”. What do you do?',
    options: ['Press 9 and ask', 'Hang up; to ask, I call 12393', 'Hear them out'],
    why: 'Press 9 and you are in their script: first medical insurance, then “the police”, in the end you are to send money. Dial the official number yourself.',
  },
  'phone-help': {
    asks: 'A helpful “young man” wants to repair your phone from far away, and has you install an app and tap “allow”. What do you do?',
    options: ['That is easy: let him', 'He may look but not touch', 'Install nothing; my children or the shop do it'],
    why: 'Tap “allow” and the phone is in his hands: he can read your messages and send your money. Ask your family, or go to the shop of your phone company.',
  },
};
