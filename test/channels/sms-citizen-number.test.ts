import { describe, expect, it } from 'vitest';
import { isPersonal, normalNumber } from '../../src/channels/sms/citizen-number.ts';

describe('the normal form of a number', () => {
  it.each([
    ['13800001234', '+8613800001234'],
    ['138 0000 1234', '+8613800001234'],
    ['138-0000-1234', '+8613800001234'],
    ['8613800001234', '+8613800001234'],
    ['+8613800001234', '+8613800001234'],
    ['+86 (138) 0000.1234', '+8613800001234'],
    ['008613800001234', '+8613800001234'],
    ['１３８００００１２３４', '+8613800001234'],
    ['\u202a+8613800001234\u202c', '+8613800001234'],
    ['+85260000000', '+85260000000'],
    ['0085260000000', '+85260000000'],
    ['05722250000', '05722250000'],
    ['6505551212', '6505551212'],
    ['10086', '10086'],
    ['12800001234', '12800001234'],
    [' whatsapp:+8613800001234 ', 'whatsapp:+8613800001234'],
    ['Apple', 'Apple'],
    ['citizen-1', 'citizen-1'],
    ['+', '+'],
    ['', ''],
  ])('of %j is %j', (written, normal) => {
    expect(normalNumber(written)).toBe(normal);
    expect(normalNumber(normal)).toBe(normal);
  });
});

describe('a personal number', () => {
  it.each([
    ['+8613800001234', true],
    ['+8619900001234', true],
    ['+8614700001234', true],
    ['+85260000000', true],
    ['+447700900000', true],
    ['6505551212', true],
    ['05722250000', true],
    ['10086', false],
    ['+8610086', false],
    ['106900001234', false],
    ['110', false],
    ['12110', false],
    ['12306', false],
    ['95533', false],
    ['96110', false],
    ['+861069000012345', false],
    ['Apple', false],
    ['com.tencent.mm', false],
    ['whatsapp:+8613800001234', false],
    ['1234', false],
    ['+1234567890123456', false],
    ['', false],
  ])('is %j: %s', (number, personal) => {
    expect(isPersonal(number)).toBe(personal);
  });
});
