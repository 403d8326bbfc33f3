import { describe, expect, it } from 'vitest';
import { tellsOfPolice } from '../../src/conversation/police-told.ts';
import { talkAfter } from './talk.ts';

describe('that 110 knows of it', () => {
  it.each([
    '打110了 叫我们等民警',
    '报警了，等着呢',
    '我报过警了',
    '110打了，他们说马上来',
    '已经打了110',
    '110我已经打过了',
    'i called 110 already',
    'reported it to the police this morning',
    '警察来了 人也抓到了',
    '民警已经到了',
    '派出所的人来过',
    '我现在在派出所',
    'the police are here now',
  ])('is told: %s', (text) => {
    expect(tellsOfPolice(text)).toBe(true);
  });

  it.each([
    '要不要打110',
    '没打110',
    '我不敢报警',
    '还没报警',
    '他说他已经报警了',
    '报警了有用吗',
    '报过警没',
    '110打不通',
    '我想报警',
    '叫我别报警',
    'should i call the police',
    '民警说了要来',
    '视频里有个警察',
    '叫警察来吗',
    '他说警察马上就来了',
    '有个警察来了 要拿走现金',
    '假警察来了',
    '我儿子在派出所里 要交五万',
    '民警来了吗',
    'he said the police are here',
    "i haven't called the police",
  ])('is not told: %s', (text) => {
    expect(tellsOfPolice(text)).toBe(false);
  });

  it.each([
    ['[red emergency other paid]', /^好的，这些留着，讲给民警听。别怪他.*再打110告诉民警/],
    ['[red emergency counter]', /^记下了，民警来了也这样说。先陪着他/],
  ])('is heard from whoever speaks for another as well: %s', (first, known) => {
    const talk = talkAfter(first);
    talk.say('[green smalltalk unsure] 警察来了');
    expect(talk.say('[green smalltalk unsure] 他坐着不说话').reply).toMatch(known);
  });

  it('is remembered: nobody is told once more to call', () => {
    const talk = talkAfter('[red emergency paid]');
    expect(talk.say('[green smalltalk unsure] 他姓王').reply).toContain('110还没打');
    talk.say('[green smalltalk unsure] 110打过了');
    expect(talk.say('[green smalltalk unsure] 我在家里').reply).toMatch(/^记下了，民警问起也这样说.*再打110告诉民警/);
    expect(talk.say('[green smalltalk unsure] 门关着').reply).toMatch(/^好的，这些留着，讲给民警听.*再打110告诉民警/);
    expect(talk.say('[green advice ended-exposed]').reply).toMatch(/^您说得对.*把这个也告诉110的民警。\n/);
  });
});
