import { describe, expect, it } from 'vitest';
import { changeOf, townBoard } from '../../src/teaching/town-board.ts';

const PLACES = [
  { name: '东门社区', town: '织里镇' },
  { name: '西门社区', town: '织里镇' },
  { name: '南门社区', town: '织里镇' },
  { name: '河边村', town: '八里店镇' },
];
const cases = (community: string | null, count: number, lost = 1_000_000) => Array.from({ length: count }, () => ({ community, lost }));

describe('the board', () => {
  it('counts by town and community, with losses in thousands of yuan', () => {
    const board = townBoard('2026-10', [...cases('东门社区', 6), ...cases('西门社区', 8), ...cases('河边村', 5)], PLACES);
    expect([board.cases, board.loss]).toEqual([19, 190]);
    const zhili = board.towns.find(({ name }) => name === '织里镇');
    expect([zhili?.cases, zhili?.loss]).toEqual([14, 140]);
    expect(zhili?.communities.map(({ name, cases: count }) => [name, count]).sort()).toEqual([
      ['东门社区', 6],
      ['南门社区', 0],
      ['西门社区', 8],
    ]);
  });

  it('never shows a cell under five, nor one from which it follows', () => {
    const board = townBoard('2026-10', [...cases('东门社区', 2), ...cases('西门社区', 8), ...cases('河边村', 9)], PLACES);
    const zhili = board.towns.find(({ name }) => name === '织里镇');
    expect(
      zhili?.communities
        .filter(({ cases: count }) => count === null)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['东门社区', '西门社区']);
    expect(JSON.stringify(zhili)).not.toContain('"cases":2');
  });

  it('hides the loss where one person alone lost something', () => {
    const board = townBoard(
      '2026-10',
      [...cases('河边村', 6, 0), { community: '河边村', lost: 30_000_000 }, ...cases('东门社区', 9)],
      PLACES,
    );
    const village = board.towns.find(({ name }) => name === '八里店镇');
    expect([village?.cases, village?.loss]).toEqual([7, null]);
    // The city's sum less the other town's would tell.
    expect(board.loss === null || board.towns.some(({ name, loss }) => name !== '八里店镇' && loss === null)).toBe(true);
  });

  it('hides a sum of which nearly all is one person’s, and shows it where others lost as much', () => {
    const village = (lost: number) => {
      const board = townBoard(
        '2026-10',
        [
          ...cases('河边村', 4, 100_000),
          { community: '河边村', lost },
          ...cases('东门社区', 6, 50_000_000),
          ...cases('西门社区', 6, 50_000_000),
        ],
        PLACES,
      );
      return board.towns.find(({ name }) => name === '八里店镇')?.communities[0];
    };
    expect(village(50_000_000)).toMatchObject({ cases: 5, loss: null });
    expect(village(1_000_000)).toMatchObject({ cases: 5, loss: 14 });
    // Of 20,000 yuan 16,000 are one person's: the last that is shown.
    expect(village(1_600_000)).toMatchObject({ loss: 20 });
  });

  it('puts a town’s own cases and unknown places beside the communities', () => {
    const board = townBoard('2026-10', [...cases('织里镇', 7), ...cases('东门社区', 7), ...cases('新城', 6), ...cases(null, 6)], PLACES);
    expect(board.towns.map(({ name, cases: count }) => [name, count])).toEqual(
      expect.arrayContaining([
        ['织里镇', 14],
        ['新城', 6],
        ['', 6],
      ]),
    );
  });

  it('knows a community as the index of the work does, however it was typed', () => {
    const places = [
      { name: '碧浪湖社区', town: '朝阳街道' },
      { name: '利 强·村', town: '织里镇' },
      { name: '中心小学', town: '织里镇' },
      { name: '中心小学', town: '八里店镇' },
    ];
    const typed = ['朝阳街道碧浪湖社区', '朝阳街道 碧浪湖社区', '碧浪湖社区', '朝阳街道·', '利强村', '织里镇·利强村', '八里店镇中心小学'];
    const board = townBoard(
      '2026-10',
      typed.flatMap((community) => cases(community, 6)),
      places,
    );
    expect(board.towns.map(({ name, cases: count }) => [name, count])).toEqual(
      expect.arrayContaining([
        ['朝阳街道', 24],
        ['织里镇', 12],
        ['八里店镇', 6],
      ]),
    );
    expect(board.towns).toHaveLength(3);
    const communities = board.towns.flatMap((town) => town.communities.map(({ name, cases: count }) => [town.name, name, count]));
    expect(communities).toEqual(
      expect.arrayContaining([
        ['朝阳街道', '碧浪湖社区', 18],
        ['朝阳街道', '', 6],
        ['织里镇', '利 强·村', 12],
        ['织里镇', '中心小学', 0],
        ['八里店镇', '中心小学', 6],
      ]),
    );
    expect(communities).toHaveLength(5);
    // Two towns have one.
    expect(townBoard('2026-10', cases('中心小学', 6), places).towns.find(({ name }) => name === '中心小学')?.cases).toBe(6);
  });

  it('tells a change only between two numbers that are shown', () => {
    expect(changeOf({ cases: 7, loss: null }, { cases: 9, loss: 4 })).toEqual({ cases: -2, loss: null });
    expect(changeOf({ cases: 7, loss: 3 }, null)).toEqual({ cases: null, loss: null });
  });
});
