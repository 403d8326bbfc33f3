/** What is said about registering and about lessons; part of WORDING (wording.ts), whose tests walk over it too. */
export const JOIN_WORDS = {
  join: {
    zh: '登记领反诈码：{address}。反诈码只给您自己看，证明不了任何人可信。不登记也照样帮您。',
    en: 'Register for your own code: {address}. It is for you alone and proves nothing of anybody. Help never needs it.',
  },
  lessonsStopped: {
    zh: '好，不再给您发反诈提醒了，哪个渠道都不发。您来问、来求助，跟以前一样。',
    en: 'Done: no more lessons, on any channel. You can ask and get help as before.',
  },
  joinHere: {
    zh: '登记领反诈码：在反诈一哥网页的网址后面加上 /join 打开。不登记也照样帮您。',
    en: 'Register for your own code: open /join on our web page. Help never needs it.',
  },
  phoneProved: {
    zh: '手机号确认好了，回到网页就能看到。不是您自己在登记，打{hotline}。',
    en: 'Your number is confirmed; go back to the page. If you are not registering yourself, ring {hotline}.',
  },
  guardianProved: {
    zh: '监护人确认好了，孩子的登记可以用了。不是您在替孩子登记，打{hotline}。',
    en: 'The guardian is confirmed, the child is registered. If this was not you, ring {hotline}.',
  },
  signedIn: {
    zh: '已让一台新手机或浏览器进入您的反诈码。不是您自己在操作，马上打{hotline}。',
    en: 'A new browser is signed in to your code. If this was not you, ring {hotline} at once.',
  },
  codeLate: {
    zh: '这串数字用过了，或者过期了。回到网页，会有一串新的。',
    en: 'These digits were used or are too old. The page shows new ones.',
  },
  codeTaken: {
    zh: '这个手机号已经登记过。在网页上点“换手机或浏览器”进入；不是您登记的，打{hotline}。',
    en: 'This number is registered already: choose to sign in on the page. If that was not you, ring {hotline}.',
  },
  codeStranger: {
    zh: '这个手机号还没有登记过。用登记时的手机发，或者打{hotline}。',
    en: 'Nobody is registered with this number. Send it from the number that you registered, or ring {hotline}.',
  },
} as const;
