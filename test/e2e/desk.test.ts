import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { atTheDesk } from './at-the-desk.ts';
import { openBrowser, type RunningServer, startServer } from './start-server.ts';

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  server = await startServer();
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

test('two officers and one citizen: called, claimed by one, answered live, noted in private, handed over, closed, counted', async () => {
  const { officer, open, faults } = atTheDesk(browser, server);
  const desks = [await officer('wang', '王警官'), await officer('li', '李警官')] as const;
  for (const desk of desks) {
    await desk.getByText('现在没有工单').waitFor();
    // Lost with the first reload.
    await desk.evaluate(() => document.body.setAttribute('data-untouched', ''));
  }

  const citizen = await open('/');
  await citizen.getByLabel('可疑短信，或您要问的话').fill('我刚把两万块转给骗子了');
  await citizen.getByRole('button', { name: '发送' }).click();
  await citizen.locator('.card-urgent').waitFor();
  for (const desk of desks) {
    await desk.locator('tr[data-case]').waitFor();
    // The alarm stands on every page of the desk until somebody has it.
    await desk.locator('#alarm-calls', { hasText: '没人接手' }).waitFor();
    expect(await desk.locator('body[data-untouched]').count()).toBe(1);
  }

  // Both have the case open before either claims it.
  for (const desk of desks) {
    await desk.locator('a.open').click();
    await desk.getByRole('button', { name: '接手这一单' }).waitFor();
  }
  // Neither claim goes out before both have pressed the button.
  let pressed = 0;
  let release = (): void => {};
  const both = new Promise<void>((resolve) => {
    release = resolve;
  });
  for (const desk of desks)
    await desk.route('**/claim', async (route) => {
      pressed += 1;
      if (pressed === desks.length) release();
      await both;
      await route.continue();
    });
  await Promise.all(desks.map((desk) => desk.getByRole('button', { name: '接手这一单' }).click({ noWaitAfter: true })));
  const outcomes = desks.map(async (desk) => {
    const won = desk.locator('.owner-line', { hasText: '您在办，机器不说话' });
    await won
      .or(desk.locator('.owner-line', { hasText: '警官在办' }))
      .first()
      .waitFor();
    return (await won.count()) > 0;
  });
  const won = await Promise.all(outcomes);
  expect(won.filter(Boolean)).toHaveLength(1);
  const winner = won[0] ? desks[0] : desks[1];
  const loser = won[0] ? desks[1] : desks[0];
  const winnerName = won[0] ? '王警官' : '李警官';
  expect(await loser.locator('.owner-line').innerText()).toBe(`${winnerName}在办`);
  await loser.getByText(`没接成：${winnerName}先接手了。`).waitFor();
  expect(await loser.getByRole('button', { name: '发给他' }).count()).toBe(0);

  await citizen.evaluate(() => document.body.setAttribute('data-untouched', ''));
  // First the note: when the later reply is there, it would be there too.
  await winner.getByLabel('内部备注，不会发给群众').fill('像上周那一伙');
  await winner.locator('#note').getByRole('button', { name: '记下' }).click();
  await loser.locator('.note', { hasText: '像上周那一伙' }).waitFor();
  await winner.getByLabel('回给群众').fill('我是值班民警，先打110止付。');
  await winner.getByRole('button', { name: '发给他' }).click();
  await citizen.locator('.turn-officer', { hasText: '我是值班民警，先打110止付。' }).waitFor();
  expect(await citizen.locator('body[data-untouched]').count()).toBe(1);
  expect(await citizen.content()).not.toContain('上周');
  await citizen.reload();
  expect(await citizen.locator('.turn-officer').count()).toBe(1);
  expect(await citizen.content()).not.toContain('上周');

  // The one who lost the claim gets the case after all, and the words of both reach the citizen.
  const loserName = won[0] ? '李警官' : '王警官';
  await winner.getByText('转给…').click();
  const to = winner.locator('#transfer-to');
  await to.selectOption(await to.locator('option', { hasText: loserName }).getAttribute('value'));
  await winner.getByLabel('带一句话').fill('他还没报警');
  await winner.getByRole('button', { name: '转', exact: true }).click();
  await loser.locator('.owner-line', { hasText: '您在办，机器不说话' }).waitFor();
  await loser.locator('.note', { hasText: '他还没报警' }).waitFor();
  // Back at the queue, he sees whose it is now.
  await winner.locator('tr[data-case]', { hasText: loserName }).waitFor();
  await loser.getByLabel('回给群众').fill('我接着办，您打110了吗？');
  await loser.getByRole('button', { name: '发给他' }).click();
  await citizen.locator('.turn-officer', { hasText: '您打110了吗' }).waitFor();

  await loser.getByRole('button', { name: '真诈骗' }).click();
  for (const desk of desks) await desk.getByText('现在没有工单').waitFor();
  const numbers = await officer('zhou', '周主管', 'supervisor', '/console/numbers');
  const closed = numbers.getByRole('row', { name: /^真诈骗/ });
  await closed.waitFor();
  expect((await closed.getByRole('cell').allInnerTexts()).slice(0, 3)).toEqual(['1', '1', '1']);
  expect(faults).toEqual([]);
});
