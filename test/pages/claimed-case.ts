import { afterEach, beforeEach, expect } from 'vitest';
import { browser, type Colleague, type DeskUnderTest, openDesk } from './desk-under-test.ts';

/** A case of 王警官's, with 李警官 beside him: new before each test of the file that imports this. */
export let under: DeskUnderTest;
export let wang: Colleague;
export let li: Colleague;
export let caseId: string;
export let number: string;
beforeEach(async () => {
  under = await openDesk();
  wang = await under.signIn('王警官');
  li = await under.signIn('李警官');
  ({ caseId, number } = await under.call());
  await wang.send(`/console/cases/${caseId}/claim`);
});
afterEach(async () => {
  expect(under.failures).toEqual([]);
  await under.close();
});

export const page = async (response: Response | Promise<Response>): Promise<string> => (await response).text();
export const at = (path = ''): string => `/console/cases/${caseId}${path}`;
export const officersWords = async () =>
  ((await under.storage.deskCase(caseId))?.lines ?? []).filter(({ author }) => author === 'officer').map(({ text }) => text);
export const english = (officer: Colleague) => browser(under, { cookie: `${officer.cookie}; language=en` });
/** The whole element, from its opening tag to the end of the first textarea or form in it. */
export const within = (html: string, id: string): string => html.slice(html.indexOf(`id="${id}"`));
