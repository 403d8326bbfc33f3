/**
 * What a visitor says first. He must not have to be believed, for scammers pose as such visitors: whoever is visited rings
 * 110 himself. It is spoken in Chinese, whatever language the page has. Pure.
 */
export function doorstepWords(display: string, grid: string | null, role: 'advisor' | 'officer'): readonly string[] {
  const who = role === 'advisor' ? `${grid ?? '本网格'}的安全顾问` : '反诈值班台的工作人员';
  return [
    `我是${display}，${who}，您可以打110核实我。`,
    '您先别开门，用自己的手机打110，就问：“是不是派了人来我家？”核实清楚了我们再说话。',
    '我不要您的钱，不看您的银行卡、密码和验证码，也不叫您下载东西。谁要这些，您就关门打110。',
  ];
}

/** Before, during and after; ids are kept with the form. */
export const DOORSTEP_CHECKS = {
  waited: { zh: '先说自己是谁，等他打110核实完', en: 'Said who I am, and waited until he had asked 110' },
  'hung-up': { zh: '请他挂断电话、退出会议、关掉屏幕共享', en: 'Asked him to hang up, leave meetings, stop sharing his screen' },
  stopped: { zh: '请他停下转账、取现、买黄金', en: 'Asked him to stop paying, drawing cash, buying gold' },
  listened: { zh: '让他自己把事情说完，没有打断', en: 'Let him tell it all without interrupting' },
  proved: { zh: '和他一起用他自己知道的电话核实对方', en: 'Checked the other side together, on a number that he knows himself' },
  family: { zh: '和家人通了话，有人陪着他', en: 'Spoke with the family; somebody stays with him' },
  kept: { zh: '聊天记录、号码、链接都留着，没有删', en: 'Chats, numbers and links are kept, nothing deleted' },
} as const;
export type DoorstepCheck = keyof typeof DOORSTEP_CHECKS;

export function isDoorstepCheck(id: string): id is DoorstepCheck {
  return Object.hasOwn(DOORSTEP_CHECKS, id);
}
