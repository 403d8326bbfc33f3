import { expect, test } from 'vitest';
import { createPhoneBook, withCalls } from '../../src/pages/citizen/phone-numbers.tsx';
import { smallLibrary } from '../detection/small-library.ts';

const both = { zh: '警察', en: 'police' };
const office = { title: both, use: 'x', hours: both, source: 'https://example.com', checked: '2026-11-20' };
const numbers = {
  '110': { ...office, number: '110' },
  '12110': { ...office, number: '12110', byText: true },
  city: { ...office, number: '{hotline}' },
};
const book = createPhoneBook({ ...smallLibrary({}), numbers }, '0572-2250000');

test.each([
  ['打110', ['href="tel:110"']],
  ['不方便出声，发短信到12110', ['href="sms:12110"']],
  ['打0572-2250000', ['href="tel:05722250000"']],
  ['卡号6222110，订单99110', []],
])('in "%s" what is tapped opens the telephone, or a text message where nobody answers calls', (text, links) => {
  const html = withCalls(text, book).map(String).join('');
  expect([...html.matchAll(/href="[^"]+"/g)].map(String)).toEqual(links);
});
