import { describe, expect, it } from 'vitest';
import { telephoneNumber } from '../../src/storage/telephone-number.ts';

describe('a telephone number', () => {
  it.each([
    ['13800001234', '13800001234'],
    ['+86 138-0000-1234', '13800001234'],
    ['008613800001234', '13800001234'],
    ['8613800001234', '13800001234'],
    ['013800001234', '13800001234'],
    ['１３８ ００００ １２３４', '13800001234'],
    ['0572-2250000', '05722250000'],
    ['(0572) 2250000', '05722250000'],
    ['+865722250000', '05722250000'],
    ['2250000', '2250000'],
    ['+852 6123 4567', '+85261234567'],
    ['whatsapp:+85261234567', null],
    ['external-user|kf1', null],
    ['123', null],
    ['', null],
  ])('%s', (written, expected) => expect(telephoneNumber(written)).toBe(expected));
});
