/** What SmsForwarder makes of an SMS unless the operator has another template. */
export interface TemplateParts {
  readonly sender: string;
  readonly text: string;
}

const TIME = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/;
const SUBSCRIPTION = /^SubId：-?\d{1,10}$/;
const CARD = /^SIM\d?(?:[_\s].{0,60})?$/i;
const LONGEST_LINE = 64;

/**
 * The lines are: sender, text (any number of lines), card, `SubId：…`, time, device. The last is left out where the
 * device has no name, the fourth in old versions. Source: SmsForwarder, MsgInfo.kt, getContentForSend.
 * @returns null when it is anything else
 */
export function readTemplate(content: string): TemplateParts | null {
  const lines = content.split(/\r?\n/).map((line) => line.trimEnd());
  const time = [lines.length - 1, lines.length - 2].find((index) => TIME.test(lines[index] ?? ''));
  if (time === undefined) return null;
  const hasSubscription = SUBSCRIPTION.test(lines[time - 1] ?? '');
  const card = hasSubscription ? time - 2 : time - 1;
  if (card < 2 || !isCard(lines[card] ?? '', hasSubscription)) return null;
  const [sender = '', ...rest] = lines;
  const text = rest.slice(0, card - 1).join('\n');
  if (sender.trim() === '' || sender.length > LONGEST_LINE || text.trim() === '') return null;
  return { sender: sender.trim(), text: text.trim() };
}

/** Under a subscription's line it is whatever the owner calls the card; alone it must look like one. */
function isCard(line: string, hasSubscription: boolean): boolean {
  return hasSubscription ? line.length <= LONGEST_LINE : CARD.test(line);
}
