import { consentStands, consentText } from '../../../citizens/consent-texts.ts';
import type { KeptConsent } from '../../../storage/citizens/consents.ts';
import { Clock } from '../clock.tsx';
import { channelIn } from '../desk-words.ts';
import { type Spoken, useWords } from '../language.tsx';

const ZH = {
  title: '他同意过什么',
  none: '没有记下过同意。',
  columns: ['用途', '第几版', '同意', '撤回'],
  stands: '有效',
  page: '网页',
  newer: '换了新版',
  erasure: '注销',
};
const WORDS: Spoken<typeof ZH> = {
  'zh-CN': ZH,
  en: {
    title: 'What he has agreed to',
    none: 'No consent was kept.',
    columns: ['For', 'Version', 'Given', 'Withdrawn'],
    stands: 'stands',
    page: 'page',
    newer: 'newer version',
    erasure: 'erasure',
  },
};
const NAMED: Spoken<'zh' | 'en'> = { 'zh-CN': 'zh', en: 'en' };

/** The ledger of his consents, the newest first: asked for when somebody says that he never agreed. */
export function CitizenConsents({ consents, now }: { consents: readonly KeptConsent[]; now: number }) {
  const words = useWords(WORDS);
  const language = useWords(NAMED);
  const channelName = useWords(channelIn);
  const through = (code: string | null): string => {
    if (code === null) return '';
    const known: Readonly<Record<string, string>> = { page: words.page, 'newer-version': words.newer, erasure: words.erasure };
    return known[code] ?? channelName(code);
  };
  return (
    <section class="citizen-consents">
      <h3>{words.title}</h3>
      {consents.length === 0 ? (
        <p class="quiet">{words.none}</p>
      ) : (
        <table class="figures stacked">
          <thead>
            <tr>
              {words.columns.map((column) => (
                <th scope="col">{column}</th>
              ))}
            </tr>
          </thead>
          <tbody>
            {consents.map((one) => (
              <tr>
                <th scope="row">{consentText(one.purpose).title[language]}</th>
                <td data-head={words.columns[1]}>{one.version}</td>
                <td data-head={words.columns[2]}>
                  <Clock at={one.givenAt} now={now} /> {through(one.givenThrough)}
                </td>
                <td data-head={words.columns[3]}>
                  {one.withdrawnAt === null ? (
                    consentStands(consents, one.purpose) && words.stands
                  ) : (
                    <>
                      <Clock at={one.withdrawnAt} now={now} /> {through(one.withdrawnThrough)}
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
