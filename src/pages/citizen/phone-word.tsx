/** A word of an English sentence as it stands on a Chinese phone. */
export function PhoneWord({ text }: { text: string }) {
  return <b lang="zh-CN">{text}</b>;
}
