/** What is said about registering and about lessons; part of WORDING (wording.ts), whose tests walk over it too. */
export const JOIN_WORDS = {
  join: {
    zh: '登记领反诈码：{address}。反诈码只给您自己看，证明不了任何人可信。不登记也照样帮您。',
    en: 'Register for your own anti-fraud code: {address}. Only you see it, and it proves nothing about anybody. You get help without registering.',
  },
  lessonsStopped: {
    zh: '好，不再给您发反诈提醒了，哪个渠道都不发。您来问、来求助，跟以前一样。',
    en: 'Done. No more anti-fraud lessons for you, on any channel. You can still ask and get help as before.',
  },
  joinHere: {
    zh: '登记领反诈码：在反诈一哥网页的网址后面加上 /join 打开。不登记也照样帮您。',
    en: 'To register for your own anti-fraud code, add /join to the address of our web page. You get help without registering.',
  },
  phoneProved: {
    zh: '手机号确认好了，回到网页就能看到。不是您自己在登记，打{hotline}。',
    en: 'Your number is confirmed. Go back to the page to see it. If you are not registering yourself, call {hotline}.',
  },
  guardianProved: {
    zh: '监护人确认好了，孩子的登记可以用了。不是您在替孩子登记，打{hotline}。',
    en: 'The guardian is confirmed, and the child is registered. If you are not registering a child, call {hotline}.',
  },
  signedIn: {
    zh: '已让一台新手机或浏览器进入您的反诈码。不是您自己在操作，马上打{hotline}。',
    en: 'A new phone or browser has signed in to your code. If this was not you, call {hotline} at once.',
  },
  codeLate: {
    zh: '这串数字用过了，或者过期了。回到网页，会有一串新的。',
    en: 'These digits have been used, or are too old. Go back to the page for new ones.',
  },
  codeTaken: {
    zh: '这个手机号已经登记过。在网页上点“换手机或浏览器”进入；不是您登记的，打{hotline}。',
    en: 'This number is already registered. On the page, choose to sign in on another phone or browser. If you did not register it, call {hotline}.',
  },
  codeSameNumber: {
    zh: '没确认成。孩子和监护人不能用同一个手机号。请用另一部手机发这9个数字，或者打{hotline}。',
    en: 'Not confirmed. A child and its guardian cannot have the same phone number. Send the 9 digits from the other phone, or call {hotline}.',
  },
  codeStranger: {
    zh: '这个手机号还没有登记过。用登记时的手机发，或者打{hotline}。',
    en: 'This number is not registered. Send the digits from the phone you registered, or call {hotline}.',
  },
} as const;
