import type { Config } from '../../config.ts';
import type { Runtime } from '../../routes/runtime.ts';

/** A heading and what stands below it. */
export interface NoticePart {
  readonly title: string;
  readonly lines: readonly string[];
}

/** What the notice says, from the settings as they are: it promises nothing that the program does not do (docs/privacy.md). */
export function noticeParts(
  config: Config,
  { storedAbroad }: Pick<Runtime, 'storedAbroad'>,
): { readonly zh: readonly NoticePart[]; readonly en: readonly NoticePart[] } {
  const { CITY, HOTLINE_NUMBER, KEEP_MESSAGES_DAYS, KEEP_CASES_DAYS, STOP_LEAD_KEEP_DAYS, WARNING_KEEP_DAYS } = config;
  const abroad = abroadOf(config);
  const reader = config.SECOND_READER_URL !== '';
  return {
    zh: [
      {
        title: '谁在用',
        lines: [`${CITY}反诈中心。有疑问、要行使下面的权利，打${HOTLINE_NUMBER}，说“我要问个人信息”。`],
      },
      {
        title: '用什么，为什么',
        lines: [
          '您发来的话和图片：看像不像诈骗，给您回答。不用登记，不问姓名。',
          '您被骗了、要人工：值班员看您说的，和您联系，帮您报案、止付。这是为了紧急情况下保护您的生命和财产，也是公安机关的法定职责。',
          '您自己登记的称呼、社区、年龄段、职业、手机：算只给您看的反诈码，给您提醒。您同意了才有，随时可以撤回。',
          '别发密码、验证码、整张银行卡。我们从来不要。',
        ],
      },
      {
        title: '机器判断',
        lines: ['红、黄、绿是机器判的，每次都写明“机器提示”和理由。您随时可以要人工看，回“转人工”就行。机器的判断不影响您的任何权利。'],
      },
      {
        title: '给谁',
        lines: [
          '止付线索：您的姓名、身份证号、账号、经过，只交公安机关。银行、运营商、平台只收到骗子的账号、电话、网址。',
          ...(reader ? ['看不准的话，遮掉号码后，给本中心自己的另一个模型再看一遍。'] : []),
          ...whereZh(abroad, storedAbroad),
          '不卖，不给广告商，不算进任何信用评分，不告诉您的单位和家人。',
        ],
      },
      {
        title: '存多久',
        lines: [
          `聊天：最后一句话之后${KEEP_MESSAGES_DAYS}天，自动删除。`,
          `值班员办过的：办结后${KEEP_CASES_DAYS}天。`,
          `止付线索：办结后${STOP_LEAD_KEEP_DAYS}天。预警劝阻：办结后${WARNING_KEEP_DAYS}天。`,
          '登记：到您注销为止。',
          '没办完的案子，留到办完。谁看过、改过您的工单，记录长期留着，里面没有您的话。',
        ],
      },
      {
        title: '您的权利',
        lines: [
          '删：在这里回“删除我的信息”，或者登记页里点“注销”。马上就删，谁也读不出来。没办完的案子，办完就删。',
          '看、要一份：登记过的，在“我的信息”里自己下载。没登记的，打值班热线，核实是您本人后给您。',
          '改：登记页里自己改；别的打值班热线。',
          '撤回同意：登记页里一条一条撤。撤回、不同意，都不影响您求助。',
          '不满意：可以向网信部门、公安机关投诉，也可以起诉。',
          '有人叫您删聊天、注销？那多半是骗子要您删证据。先打96110问一问。',
        ],
      },
      {
        title: '孩子',
        lines: ['未满14岁登记，要监护人同意，7天内没确认就自动删除。孩子来求助，不用任何人同意。'],
      },
      {
        title: '怎么保护',
        lines: ['每个人的话用他自己的钥匙加密。值班员接手以前，看到的号码是遮住的。谁看了、为什么看，都记着。备份里的，按备份的期限过期。'],
      },
    ],
    en: [
      { title: 'Who', lines: [`The anti-fraud centre of ${CITY}. Questions, and everything below: ${HOTLINE_NUMBER}.`] },
      {
        title: 'What, and why',
        lines: [
          'What you send: to tell you whether it looks like a scam. No registration, no name.',
          'When you were cheated or ask for a person: an officer reads it, reaches you and helps to stop the payment. The law allows this to protect life and property in an emergency, and as a duty of the police.',
          'What you register yourself: for the code that only you see and for reminders. Only with your consent; take it back at any time.',
          'Never send passwords, codes or whole bank cards. We never ask for them.',
        ],
      },
      {
        title: 'A machine judges',
        lines: ['Red, yellow and green come from a machine, which says so and says why. Reply "human" for a person at any time.'],
      },
      {
        title: 'Who gets it',
        lines: [
          'Your name, ID, account and story in a stop-payment lead go to the police alone; banks, carriers and platforms get the scammer’s identifiers.',
          ...(reader ? ['What is unclear is read once more by another model of this centre, with numbers masked.'] : []),
          ...whereEn(abroad, storedAbroad),
          'Never sold, never given to advertisers, your employer or your family, and part of no credit score.',
        ],
      },
      {
        title: 'How long',
        lines: [
          `Chats: ${KEEP_MESSAGES_DAYS} days after the last word. Cases: ${KEEP_CASES_DAYS} days after they were closed.`,
          `Stop-payment leads: ${STOP_LEAD_KEEP_DAYS} days, warnings: ${WARNING_KEEP_DAYS} days after they were closed. A registration: until you erase it.`,
          'What is still open stays until it is over. Who read or changed your case is kept for good, without your words.',
        ],
      },
      {
        title: 'Your rights',
        lines: [
          'Erase: reply "delete my data", or erase your registration. It works at once; open cases go when they are closed.',
          'A copy: download it from your own page, or ring the hotline, which makes sure that it is you.',
          'Correct, withdraw: on your own page, or by the hotline. Help never depends on it.',
          'Complain to the cyberspace administration or the police, or go to court.',
          'Somebody tells you to erase your chats? That is a scammer who wants the evidence gone. Call 96110 first.',
        ],
      },
      { title: 'Children', lines: ['Under 14, registration needs a guardian. Help needs nobody’s consent.'] },
      {
        title: 'How it is kept safe',
        lines: [
          'Everybody’s words have a key of their own. Numbers are masked until an officer takes the case; who reads what is written down.',
        ],
      },
    ],
  };
}

/** Channels that are switched on and keep what passes through them in other countries. */
function abroadOf({ TELEGRAM_BOT_TOKEN, TWILIO_AUTH_TOKEN, HTTPSMS_SECRET }: Config): readonly string[] {
  return [
    ...(TELEGRAM_BOT_TOKEN === '' ? [] : ['Telegram']),
    ...(TWILIO_AUTH_TOKEN.length === 0 ? [] : ['Twilio']),
    ...(HTTPSMS_SECRET.length === 0 ? [] : ['httpSMS']),
  ];
}

function whereZh(abroad: readonly string[], storedAbroad: boolean): string[] {
  if (storedAbroad) return ['您的话加密后存在境外的云服务器上。姓名、账号、住址，请打电话说。'];
  if (abroad.length === 0) return ['数据都存在境内自己的服务器上，不出境。'];
  return [`您用${abroad.join('、')}找我们，话会先经过它在境外的服务器，那里我们管不到。要说姓名、账号、住址，请改用本网页或打电话。`];
}

function whereEn(abroad: readonly string[], storedAbroad: boolean): string[] {
  if (storedAbroad)
    return ['Your words are kept, encrypted, on cloud servers outside of China. For names, accounts and addresses please ring us.'];
  if (abroad.length === 0) return ['All of it stays on our own servers in China.'];
  return [
    `Through ${abroad.join(', ')} your words pass servers abroad, which we do not control. For names, accounts and addresses use this page or the telephone.`,
  ];
}
