import { policeSheet, type SheetLead, UNKNOWN } from '../../../stop-loss/police-sheet.ts';
import { useWords } from '../language.tsx';
import { LEAD_PAGE_WORDS } from './lead-page-words.ts';

interface Props {
  readonly sheet: SheetLead;
  /** How many other leads name the same account, by position. */
  readonly sameAccount?: ReadonlyMap<number, number>;
}

/** The lead in the order of the police: on the page, and on paper. Chinese, as the police write it down. */
export function SheetParts({ sheet, sameAccount }: Props) {
  const words = useWords(LEAD_PAGE_WORDS);
  return (
    <div class="stop-sheet" lang="zh-CN">
      {policeSheet(sheet).map(({ title, lines }, index) => {
        const same = sameAccount?.get(sheet.transfers[index - 1]?.position ?? 0) ?? 0;
        return (
          <section>
            <h2>{title}</h2>
            {same > 0 && <p class="stop-same">{words.same(same)}</p>}
            <dl>
              {lines.map(([name, text]) => (
                <div data-unknown={text === UNKNOWN ? '' : undefined}>
                  <dt>{name}</dt>
                  <dd class="number">{text}</dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
    </div>
  );
}
