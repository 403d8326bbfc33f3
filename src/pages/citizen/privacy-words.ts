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
      {
        title: 'Who',
        lines: [
          `The anti-fraud centre of ${CITY}. For questions, or to use the rights below, call ${HOTLINE_NUMBER} and say you are asking about your personal information.`,
        ],
      },
      {
        title: 'What, and why',
        lines: [
          'The words and pictures you send: to tell you whether it looks like a scam. No registration, no name.',
          'If you were cheated or ask for a person: an officer reads what you wrote, contacts you, and helps you report it and stop the payment. The law allows this, to protect life and property in an emergency, and as a duty of the police.',
          'What you register yourself: for the code that only you see, and to send you reminders. Only if you agree; you can take it back at any time.',
          'Never send passwords, codes or a whole bank card. We never ask for them.',
        ],
      },
      {
        title: 'The machine’s answers',
        lines: [
          'Red, yellow and green are decided by a machine. Each time it says so, and says why. Reply "human" for a person at any time. The machine’s answer changes none of your rights.',
        ],
      },
      {
        title: 'Who gets it',
        lines: [
          'Your stop-payment lead: your name, ID, account and story go only to the police. Banks, phone companies and platforms get only the scammer’s accounts, numbers and links.',
          ...(reader ? ['Unclear messages are read once more by another model run by this centre, with the numbers masked.'] : []),
          ...whereEn(abroad, storedAbroad),
          'Never sold. Never given to advertisers, your employer or your family. Never used in a credit score.',
        ],
      },
      {
        title: 'How long',
        lines: [
          `Chats: deleted ${KEEP_MESSAGES_DAYS} days after the last message. Cases: ${KEEP_CASES_DAYS} days after they are closed.`,
          `Stop-payment leads: ${STOP_LEAD_KEEP_DAYS} days after they are closed. Warnings: ${WARNING_KEEP_DAYS} days. Your registration: until you delete it.`,
          'Anything still open stays until it is finished. The record of who read or changed your case is kept for good, without your words.',
        ],
      },
      {
        title: 'Your rights',
        lines: [
          'Delete: reply "delete my data", or delete your registration. It works at once, and nobody can read it any more. Open cases are deleted when they are closed.',
          'See it, or get a copy: download it from your own page. If you are not registered, call the hotline; they check first that it is you.',
          'Correct it, or withdraw consent: on your own page, or by calling the hotline. You get help all the same.',
          'Not satisfied? Complain to the cyberspace administration or the police, or go to court.',
          'Did somebody tell you to delete your chats or registration? Most likely it is a scammer who wants the evidence gone. Call 96110 first.',
        ],
      },
      {
        title: 'Children',
        lines: [
          'Under 14, registration needs a guardian’s consent. If it is not confirmed within 7 days, it is deleted. A child who asks for help needs nobody’s consent.',
        ],
      },
      {
        title: 'How it is kept safe',
        lines: [
          'Each person’s words are encrypted with their own key. Numbers are masked until an officer takes the case. Who read what, and why, is recorded. Copies in backups are deleted when the backup expires.',
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
    return ['Your words are kept encrypted on cloud servers outside China. To give names, accounts or addresses, please call us.'];
  if (abroad.length === 0) return ['All of it stays on our own servers in China and does not leave the country.'];
  return [
    `If you write to us through ${abroad.join(', ')}, your words first pass through servers abroad that we do not control. To give names, accounts or addresses, use this page or call us.`,
  ];
}
