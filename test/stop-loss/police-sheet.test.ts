import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { policeDocument } from '../../src/stop-loss/police-document.ts';
import { policeSheet, type SheetLead, UNKNOWN } from '../../src/stop-loss/police-sheet.ts';
import { LEAD_WORDS, NO_LEAD, NO_TRANSFER, STOP_WAYS, TRANSFER_WORDS } from '../../src/stop-loss/stop-lead.ts';

let words = 0;
/** Each different, so that a field in a wrong place is seen. */
const unique = fc.constant(null).map(() => `词${++words}号`);
const lead: fc.Arbitrary<SheetLead> = fc.record({
  number: fc.constant('Z123456'),
  check: unique,
  body: fc.record(Object.fromEntries(LEAD_WORDS.map((word) => [word, unique]))) as fc.Arbitrary<SheetLead['body']>,
  transfers: fc.array(
    fc.record({
      position: fc.integer({ min: 1, max: 99 }),
      transfer: fc.record({
        ...(Object.fromEntries(TRANSFER_WORDS.map((word) => [word, unique])) as Record<
          (typeof TRANSFER_WORDS)[number],
          fc.Arbitrary<string>
        >),
        way: fc.constantFrom(...STOP_WAYS),
        amount: fc.constant(null),
        at: fc.constant(null),
        amountSaid: unique,
        atSaid: unique,
      }),
    }),
    { minLength: 1, maxLength: 5 },
  ),
});
const names = (lines: readonly (readonly [string, string])[]): readonly string[] => lines.map(([name]) => name);
const VICTIM = ['姓名', '身份证号', '本人账号', '开户行', '联系电话', '代谁报', '身份核对'];
const TRANSFER = ['转出账号', '转出开户行', '金额', '准确时间', '对方账号', '对方户名', '对方开户行', '方式'];
const HANDED = ['取件人、跑腿、司机', '交付地点', '车牌', '运单号'];
const STORY = ['简要经过', '对方电话', '对方微信、QQ等', '网址', '软件（App）'];

describe('the sheet for the police', () => {
  it('has every field in the order of the police, and loses nothing that was said', () => {
    fc.assert(
      fc.property(lead, (one) => {
        const [victim, ...rest] = policeSheet(one);
        expect(names(victim?.lines ?? [])).toEqual(VICTIM);
        expect(names(rest.at(-1)?.lines ?? [])).toEqual(STORY);
        const transfers = rest.slice(0, -1);
        expect(transfers).toHaveLength(one.transfers.length);
        for (const [index, { title, lines }] of transfers.entries()) {
          expect(names(lines)).toEqual([...TRANSFER, ...HANDED, '凭证、流水、订单号']);
          expect(title).toContain(`Z123456-${one.transfers[index]?.position}`);
          const shown = lines.map(([, text]) => text).join('\n');
          for (const [name, text] of Object.entries(one.transfers[index]?.transfer ?? {}))
            if (typeof text === 'string' && name !== 'way') expect(shown).toContain(text);
        }
        const whole = JSON.stringify(policeSheet(one));
        for (const text of [...Object.values(one.body), one.check]) expect(whole).toContain(text);
      }),
      { numRuns: 50 },
    );
  });

  it('says 未知 where nothing is known, and sums and times as the police write them', () => {
    const at = Date.UTC(2026, 10, 20, 1, 31);
    const transfers = [
      { position: 1, transfer: { ...NO_TRANSFER, amount: 2_000_050, at } },
      { position: 2, transfer: { ...NO_TRANSFER, way: 'gold' as const } },
    ];
    const [victim, first, second] = policeSheet({ number: 'Z1', body: NO_LEAD, transfers, check: '' });
    expect(victim?.lines).toContainEqual(['姓名', UNKNOWN]);
    expect(first?.lines).toContainEqual(['金额', '20,000.50元']);
    expect(first?.lines).toContainEqual(['准确时间', '2026-11-20 09:31']);
    expect(names(first?.lines ?? [])).not.toContain('运单号');
    expect(names(second?.lines ?? [])).toContain('运单号');
  });

  it('goes out as data with the same in it', () => {
    fc.assert(
      fc.property(lead, (one) => {
        const { check, ...body } = { ...one.body, check: one.check };
        const text = JSON.stringify(policeDocument(one, 3, 0));
        for (const said of [...Object.values(body), check]) expect(text).toContain(said);
        for (const { transfer, position } of one.transfers) {
          expect(text).toContain(`"Z123456-${position}"`);
          for (const said of Object.values(transfer)) if (typeof said === 'string') expect(text).toContain(said);
        }
      }),
      { numRuns: 30 },
    );
  });
});
