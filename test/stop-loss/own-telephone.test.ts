import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reachableNumber } from '../../src/stop-loss/own-telephone.ts';
import { readLeadBody } from '../../src/stop-loss/stop-lead.ts';

const HOTLINE = '0572-2250000';

describe('the number on which an officer can ring him', () => {
  it.each([
    ['13800001234', '13800001234'],
    ['138 0000 1234', '13800001234'],
    ['138-0000-1234（女儿）', '13800001234'],
    ['１３８００００１２３４', '13800001234'],
    ['+86 138 0000 1234', '+8613800001234'],
    ['8613800001234', '8613800001234'],
    ['013800001234', '013800001234'],
    ['打我儿子 13800001234', '13800001234'],
    ['13800001234 13900001234', '13800001234'],
    ['110 不行就 13800001234', '13800001234'],
    ['0572-2123456', '05722123456'],
    ['(0572) 2123456', '05722123456'],
    ['010 6512 3456', '01065123456'],
    ['021-65123456', '02165123456'],
    ['+86 572 2123456', '+865722123456'],
    ['2123456', '2123456'],
    ['+852 5123 4567', '+85251234567'],
    ['00442071234567', '00442071234567'],
    ['+1 (212) 555-0100', '+12125550100'],
  ])('can be rung: %s', (typed, number) => {
    expect(reachableNumber(typed, HOTLINE)).toBe(number);
    // And still when it has been through the form.
    expect(reachableNumber(readLeadBody({ phone: typed }).phone, HOTLINE)).toBe(number);
  });

  it.each([
    '',
    '1',
    'abc',
    '没有',
    '110',
    '96110',
    '95588',
    '10086',
    '4008001234',
    // A digit too few, a digit too many.
    '1380000123',
    '138000012345',
    '12800001234',
    // Ours is nobody's.
    '2250000',
    '0572-2250000',
    '05722250000',
    '6222021001036221014',
    '330501196001011234',
  ])('cannot be rung: %s', (typed) => {
    expect(reachableNumber(typed, HOTLINE)).toBeNull();
  });

  it('is never more than what was typed, whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (typed) => {
        const number = reachableNumber(typed, HOTLINE);
        if (number !== null) expect(typed.normalize('NFKC').replace(/[^\d+]/g, '')).toContain(number);
      }),
    );
  });

  it('knows of no hotline where none is configured', () => {
    expect(reachableNumber('2250000', '')).toBe('2250000');
  });
});
