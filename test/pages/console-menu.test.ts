import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Role } from '../../src/storage/desk-schema.ts';
import { type DeskUnderTest, openDesk } from './desk-under-test.ts';
import { type ReadElement, readHtml } from './html-reader.ts';

let under: DeskUnderTest;
beforeAll(async () => {
  under = await openDesk();
});
afterAll(() => under.close());

interface Menu {
  /** Groups by name, with the words of their links. */
  readonly groups: Readonly<Record<string, readonly string[]>>;
  /** Which of them one opens first. */
  readonly folded: readonly string[];
  /** Of links and names of groups. */
  readonly current: Readonly<Record<string, string>>;
}

const textOf = (one: ReadElement): string => one.text.trim();
const within = (one: ReadElement | null, outer: ReadElement): boolean => one !== null && (one === outer || within(one.parent, outer));

async function menuOf(role: Role, path: string, language = 'zh-CN'): Promise<Menu> {
  const { cookie } = await under.signIn(`${role}${path}${language}`, role);
  const page = await under.app.request(path, { headers: { accept: 'text/html', cookie: `${cookie}; language=${language}` } });
  const { elements } = readHtml(await page.text());
  const groups = elements.filter(({ attributes }) => attributes.class === 'desk-group');
  const nameOf = (group: ReadElement): ReadElement =>
    elements.find((one) => within(one, group) && (one.tag === 'summary' || one.attributes.class === 'desk-group-name')) ?? group;
  const links = (group: ReadElement): ReadElement[] => elements.filter((one) => one.tag === 'a' && within(one, group));
  // Read aloud, a list in the row is called by its name.
  for (const group of groups.filter(({ tag }) => tag !== 'details')) {
    const list = elements.find((one) => one.tag === 'ul' && within(one, group));
    expect(list?.attributes['aria-labelledby']).toBe(nameOf(group).attributes.id);
  }
  const marked = groups.flatMap((group) => [nameOf(group), ...links(group)]).filter((one) => 'aria-current' in one.attributes);
  return {
    groups: Object.fromEntries(groups.map((group) => [textOf(nameOf(group)), links(group).map(textOf)])),
    folded: groups.filter(({ tag }) => tag === 'details').map((group) => textOf(nameOf(group))),
    current: Object.fromEntries(marked.map((one) => [textOf(one), one.attributes['aria-current'] ?? ''])),
  };
}

describe('the menu of the desk', () => {
  it('has everything in the row for an officer: no click is farther away', async () => {
    const { groups, folded, current } = await menuOf('officer', '/console');
    expect(groups).toEqual({
      今天的活: ['队列', '接电话', '劝阻', '上门', '止付', '回电', '交班'],
      资料: ['举报名单', '说骗'],
      群众和单位: ['登记群众'],
      数字和管理: ['指数'],
    });
    expect([folded, current]).toEqual([[], { 队列: 'page' }]);
  });

  it.each([
    ['supervisor', ['资料', '群众和单位', '数字和管理'], 6],
    ['administrator', ['资料', '群众和单位', '数字和管理'], 7],
    ['librarian', [], 0],
  ] as const)('folds for a %s what he needs less often, and never the work of today', async (role, names, house) => {
    const { groups, folded } = await menuOf(role, role === 'librarian' ? '/console/library' : '/console');
    expect(folded).toEqual(names.filter((name) => (groups[name]?.length ?? 0) >= 3));
    expect([groups.数字和管理?.length ?? 0, Object.keys(groups)[0]]).toEqual([house, role === 'librarian' ? '资料' : '今天的活']);
  });

  it('marks the page, and the group that it is folded into', async () => {
    expect((await menuOf('administrator', '/console/audit')).current).toEqual({ 数字和管理: 'true', 审计: 'page' });
    expect((await menuOf('supervisor', '/console/partners/exchanges', 'en')).current).toEqual({
      'People and partners': 'true',
      Partners: 'page',
    });
    expect((await menuOf('supervisor', '/console/calls/new')).current).toEqual({ 接电话: 'page' });
  });

  it('stays on a page that is not his: he is not taken for signed out', async () => {
    const { groups, current } = await menuOf('officer', '/console/audit');
    expect([Object.keys(groups)[0], current]).toEqual(['今天的活', {}]);
  });

  it('shows an advisor and a partner their own pages alone', async () => {
    expect((await menuOf('advisor', '/console/visits')).groups).toEqual({ 今天的活: ['上门'], 数字和管理: ['本网格指数'] });
    expect((await menuOf('partner', '/console/partner')).groups).toEqual({ 今天的活: ['本单位'] });
  });
});
