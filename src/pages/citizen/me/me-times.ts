const DAY_AND_TIME = new Intl.DateTimeFormat('zh-CN', {
  timeZone: 'Asia/Shanghai',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** @param iso ISO 8601; null: nothing to say */
export function dayAndTime(iso: string | null): string {
  return iso === null ? '' : DAY_AND_TIME.format(new Date(iso));
}
