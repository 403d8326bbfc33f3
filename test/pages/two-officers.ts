import { afterEach, beforeEach, expect } from 'vitest';
import { type Colleague, type DeskUnderTest, openDesk } from './desk-under-test.ts';

/** A desk with two officers: new before each test of the file that imports this. */
export let under: DeskUnderTest;
export let wang: Colleague;
export let li: Colleague;
beforeEach(async () => {
  under = await openDesk();
  wang = await under.signIn('王警官');
  li = await under.signIn('李警官');
});
afterEach(async () => {
  expect(under.failures).toEqual([]);
  await under.close();
});

export const page = async (response: Response | Promise<Response>): Promise<string> => (await response).text();
