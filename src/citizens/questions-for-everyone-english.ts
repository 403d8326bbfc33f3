import type { Translated } from './check-up-question.ts';
import type { QUESTIONS_FOR_EVERYONE } from './questions-for-everyone.ts';

/** For whoever reads no Chinese: the same meaning, in the same order. */
export const QUESTIONS_FOR_EVERYONE_IN_ENGLISH: Translated<typeof QUESTIONS_FOR_EVERYONE> = {
  'safe-account': {
    asks: 'A caller says he is from the police: you are suspected of money laundering and must move your money to a “safe account” to be checked. What do you do?',
    options: ['Move it, to prove that I did nothing', 'Hang up, dial 110 myself and ask', 'Add him on WeChat and look at his police card'],
    why: 'The police have no “safe account” and do not work on a case by phone or WeChat. A picture of a police card can be forged. Hang up and dial 110 yourself; they can tell you at once.',
  },
  'real-police-call': {
    asks: '96110 is calling you. What do you do?',
    options: [
      'Answer. A real warning only tells you to stop; it wants no money and no verification code',
      'Do not answer, they are all scammers',
      'Answer, and read out a verification code if they ask for it',
    ],
    why: '96110 is the police line that warns people of fraud: answer it. A real warning only tells you to stop. It never wants money, a verification code or an app installed.',
  },
  'screen-sharing': {
    asks: '“Customer service” has you install a meeting app and share your screen, to show you how to cancel a charge. What do you do?',
    options: ['Do as they say, it is only my screen', 'Share the screen but type no password', 'Hang up and remove the app'],
    why: 'While you share your screen they see your verification codes, your balance and every letter that you type. Real customer service does not ask for your screen.',
  },
  'refund-double': {
    asks: '“Customer service” of a delivery company says that your parcel is lost and you get twice its price back. First you must add them and fill in your card number and a verification code. What do you do?',
    options: [
      'Open the shopping app myself and ask there, in my order',
      'Give the card number, but not the code',
      'Take the first payment and see whether it is real',
    ],
    why: 'A refund comes back through the order itself and needs neither card number nor verification code. Scammers may know your order; that does not make them customer service.',
  },
  'million-cover': {
    asks: 'A caller says that you have “million-yuan cover” in your payment app, and that you will be charged every month unless it is cancelled today. What is this?',
    options: [
      'True: let them help me cancel it quickly',
      'A scam: this cover is free and needs no cancelling',
      'Hard to say: first do what they tell me',
    ],
    why: 'The “million-yuan cover” in payment apps costs nothing. Whoever calls and offers to switch it off for you is a scammer.',
  },
  'task-small-win': {
    asks: 'In a chat group you are paid a few yuan for giving likes, really paid. Now you are to advance money for a “big order”. What do you do?',
    options: [
      'They have paid before, so they are honest: do one order',
      'Try it with a small amount',
      'Leave the group: a treat first, then advance money, is a task scam',
    ],
    why: 'The small payments are bait. Once you advance money there is always a “stuck order”, one more order or a “mistake” of yours, and you never get it out.',
  },
  'withdraw-fee': {
    asks: 'A platform shows that you have earned a lot. To take it out you must first pay “income tax” or a “fee to unfreeze it”. What do you do?',
    options: ['Pay nothing, keep the records, call 110', 'Pay first, then I can take it out', 'Borrow to pay: I earn more than I pay'],
    why: 'Whoever wants a payment before you can take your money out is a scammer. They typed the figure on the screen. After one payment comes the next.',
  },
  'inside-tips': {
    asks: 'A “teacher” in a chat group recommends shares, everybody shows their gains every day, and you are to download a trading app that is in no app store. What is this group?',
    options: ['So many people cannot be wrong', 'Most of them play a part, and the app is false too', 'Put in a little and learn along'],
    why: 'Those who show their gains mostly belong together. In an app that no store has, they can make the figures whatever they like.',
  },
  'code-is-key': {
    asks: 'Somebody says that a verification code went to your phone by mistake, and asks you to tell it. What do you do?',
    options: ['Tell it, it is a small favour', 'Ask what it is for, then tell it', 'Tell it to nobody'],
    why: 'A verification code is a key. Give it to nobody: not to relatives, not to “customer service”, not to “the police”.',
  },
  'etc-link': {
    asks: 'A text message says that your ETC motorway tag stops working today, and that you must confirm your details by a link. What do you do?',
    options: [
      'Open it and have a look',
      'Do not open it; call 95022 or use the official app that I installed myself',
      'Fill in the number plate, but not the card number',
    ],
    why: 'A message with a link that hurries you to fill in a card number is phishing. “Stops today” is there to make you rush.',
  },
  'friend-urgent': {
    asks: 'A friend writes on WeChat that he urgently needs to borrow money and cannot take a call now. What do you do?',
    options: [
      'Call the number that he has always used and hear his own voice first',
      'It is his picture and his way of talking: send it',
      'Ask by voice message, and send it when he answers',
    ],
    why: 'Accounts are stolen; voices and faces can be faked. Call the number that you have always had and ask something that only your friend knows.',
  },
  'ai-face': {
    asks: 'In a video call you see the face of a relative. The picture is bad; after a few words you are to send money at once. What do you do?',
    options: ['I have seen the face: send it', 'Hang up, call the usual number, then ask the family', 'Send half of it'],
    why: 'A computer can make faces and voices. A bad picture, a short call and money in a hurry: hang up and check first.',
  },
  'recover-fee': {
    asks: 'You were cheated. Now somebody offers to get your money back, for a fee in advance. Who is this?',
    options: ['A lawyer, worth a fee', 'The internet police, to be trusted', 'The second gang of scammers'],
    why: 'Those who cheated you come back under another name. Getting money back is the work of the police, and they charge nothing for it.',
  },
  'gold-courier': {
    asks: 'You are told to buy gold and hand it to somebody who comes to your door, or to send it by courier, because that is “more confidential”. What do you do?',
    options: ['Buy nothing, hand over nothing, call 110', 'Hand it over against a receipt', 'Buy only a little'],
    why: 'Cash or gold handed to a courier or a driver is how scammers move money away. No proper office collects money in this way.',
  },
  'nfc-card': {
    asks: '“Customer service” tells you to hold your bank card to the back of your phone to “verify” it. What happens?',
    options: ['It only reads the card number, no harm', 'It is as if I handed them my card to pay with', 'Once it is verified, it is over'],
    why: 'A phone can read a card, and with the app that they gave you they can pay with it from far away. Keep the card in your hand, and never hold it to an app that somebody told you to install.',
  },
  secret: {
    asks: 'Again and again they tell you: “Say nothing to your family or to the bank.” What does that mean?',
    options: ['It is confidential, so I should go along', 'They mean well by me', 'It is the mark of a scam: tell the family at once'],
    why: 'They fear that you talk because then it comes out. Honest business need not be kept from your family.',
  },
  'loan-unfreeze': {
    asks: 'An online lender says that your loan is “frozen because of a wrong card number” and wants a fee before it pays out. What do you do?',
    options: [
      'Pay nothing: whoever wants money before paying out a loan is a scammer',
      'Pay, and pay it back out of the loan',
      'Move money in and out, so that I may borrow more',
    ],
    why: 'A proper lender takes no money before it pays out. A fee to unfreeze, a deposit, “move money through your account”: these are words of scammers.',
  },
  'lend-card': {
    asks: 'Somebody offers a high price to rent your bank card or SIM card for a few days. What do you do?',
    options: [
      'I do not need it now: rent it out',
      'To somebody I know it is all right',
      'No: it would help scammers to collect money, and I would answer for it by law',
    ],
    why: 'Whoever rents or lends out a bank card or SIM card may become a scammer’s helper, is answerable for it, and has their own accounts restricted.',
  },
  'already-paid': {
    asks: 'You find out that the money you just sent went to a scammer. What is the first thing to do?',
    options: [
      'Reason with them and ask for it back',
      'Call 110 at once and say “I was cheated, please stop the payment”',
      'It is embarrassing: wait a day or two',
    ],
    why: 'The sooner the better: first call 110, then the official line of the bank that you paid from. It happens to careful people too; there is no shame in it.',
  },
  'green-means': {
    asks: 'Somebody says: “My anti-fraud code is green, you can trust me.” What do you think?',
    options: [
      'A green code shows that they are honest',
      'The code is for its holder only and proves nothing about anybody',
      'Take a picture as proof, then pay',
    ],
    why: 'People with a green code have been cheated too, and a scammer can draw a green picture. Whoever shows a colour as proof is up to something.',
  },
};
