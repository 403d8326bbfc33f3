/** What an officer says first on the telephone. He must not have to be believed: scammers pose as the hotline. Pure. */
export function openingWords(hotline: string, city: string, display: string): string {
  return `您好，这里是${city}反诈热线${hotline}，我是${display}。您不用信我：可以挂断，自己拨${hotline}找我。我不问密码、验证码，也不叫您转账、下载。钱转走了没有？`;
}

/** What is asked on a guard call after a loss. */
export const GUARD_QUESTIONS = [
  '有人说能帮您追回钱吗？',
  '有没有自称网警、律师、客服的人找您，要手续费、要验证码？',
  '那些人的号码、群、网址，您还留着吗？',
] as const;
