import { beforeEach } from 'vitest';
import { browser, type Colleague } from './desk-under-test.ts';
import { under, wang } from './two-officers.ts';

/** A case of 王警官's, with 李警官 beside him: new before each test of the file that imports this. */
export let caseId: string;
export let number: string;
beforeEach(async () => {
  ({ caseId, number } = await under.call());
  await wang.send(`/console/cases/${caseId}/claim`);
});

export const at = (path = ''): string => `/console/cases/${caseId}${path}`;
export const officersWords = async () =>
  ((await under.storage.deskCase(caseId))?.lines ?? []).filter(({ author }) => author === 'officer').map(({ text }) => text);
export const english = (officer: Colleague) => browser(under, { cookie: `${officer.cookie}; language=en` });
/** The whole element, from its opening tag to the end of the first textarea or form in it. */
export const within = (html: string, id: string): string => html.slice(html.indexOf(`id="${id}"`));
