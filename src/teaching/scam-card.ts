import type { DailyScam } from './daily-scam.ts';
import { dayInWords } from './shanghai-days.ts';
import { escapeXml, FONTS, linesOf, logoMarkup, qrMarkup, textLines } from './svg-text.ts';

const WIDTH = 720;
const MARGIN = 48;
const DEEP = '#14305c';
const INK = '#17202c';
const QUIET = '#566273';

/** The day's scam as a picture to pass on. @param address of the page that it leads to */
export function scamCard(scam: DailyScam, address: string, city: string): string {
  const story = linesOf(scam.story, 23, 7);
  const mark = linesOf(`看出来：${scam.mark}`, 23, 3);
  const dont = linesOf(scam.dont, 15, 3);
  const storyAt = 236;
  const markAt = storyAt + story.length * 40 + 20;
  const dontAt = markAt + mark.length * 40 + 16;
  const dontHeight = dont.length * 57 + 38;
  const footAt = dontAt + dontHeight + 28;
  const height = footAt + 216;
  const numbers = scam.numbers.slice(0, 2).join('、');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="${FONTS}" role="img" aria-label="${escapeXml(`每日一骗：${scam.title}。${scam.dont}`)}">`,
    `<title>${escapeXml(`每日一骗：${scam.title}`)}</title>`,
    `<rect width="${WIDTH}" height="${height}" fill="#fff"/><rect width="${WIDTH}" height="108" fill="${DEEP}"/>`,
    logoMarkup(MARGIN, 28, 52, '#fff', DEEP),
    textLines([`每日一骗 · ${dayInWords(scam.day)}`], MARGIN + 68, 52, 28, '#fff', true),
    textLines([`反诈一哥 · ${city}`], MARGIN + 68, 84, 20, '#dfe8f6'),
    textLines(linesOf(scam.title, 15, 1), MARGIN, 176, 40, INK, true),
    textLines(story, MARGIN, storyAt, 27, INK),
    textLines(mark, MARGIN, markAt, 27, QUIET),
    `<rect x="${MARGIN - 12}" y="${dontAt}" width="${WIDTH - 2 * MARGIN + 24}" height="${dontHeight}" rx="14" fill="#dfe8f6"/>`,
    textLines(dont, MARGIN + 12, dontAt + 58, 38, DEEP, true),
    qrMarkup(address, WIDTH - MARGIN - 184, footAt, 184),
    textLines(['拿不准，先别动钱'], MARGIN, footAt + 52, 28, INK, true),
    textLines([`打 ${numbers} 问一问`], MARGIN, footAt + 98, 28, INK),
    textLines(['扫码看全文，跟骗子“过招”'], MARGIN, footAt + 144, 22, QUIET),
    '</svg>',
  ].join('');
}
