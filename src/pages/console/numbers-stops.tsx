import type { Period } from '../../desk/waiting-times.ts';
import { type Spoken, useWords } from './language.tsx';
import { yuan } from './numbers-closings.tsx';
import type { NumbersView } from './numbers-view.ts';
import { PeriodTable } from './period-table.tsx';

const COUNTS = ['leads', 'sent', 'answered'] as const;
const SUMS = ['reported', 'stopped', 'ownShare', 'othersShare', 'returned'] as const;

const ZH = {
  title: '止付线索',
  note: '按收到线索的时间算。金额各算各的，不相加；同一次止付只算一次。',
  leads: '收到',
  sent: '已交公安',
  answered: '公安回复了几笔',
  reported: '报来的金额',
  stopped: '止付金额',
  ownShare: '其中本人份额',
  othersShare: '其中他人份额',
  returned: '已返还',
};
const WORDS: Spoken<typeof ZH> = {
  'zh-CN': ZH,
  en: {
    title: 'Stop leads',
    note: 'By the time a lead was received. Each sum stands for itself, none is added to another; one stop is counted once.',
    leads: 'Received',
    sent: 'Given to the police',
    answered: 'Transfers the police have answered',
    reported: 'Reported',
    stopped: 'Stopped',
    ownShare: "The victims' own share",
    othersShare: "Others' share",
    returned: 'Returned',
  },
};

/** What became of the money that was reported; the figures of the leads' own pages, summed. */
export function Stops({ view: { numbers } }: { view: NumbersView }) {
  const words = useWords(WORDS);
  return (
    <section class="numbers-part" aria-labelledby="numbers-stops">
      <h2 id="numbers-stops">{words.title}</h2>
      <p class="quiet">{words.note}</p>
      <PeriodTable
        stacked
        lines={[
          ...COUNTS.map((line) => ({ name: words[line], of: (period: Period) => numbers.stops[period][line] })),
          ...SUMS.map((line) => ({ name: words[line], of: (period: Period) => yuan(numbers.stops[period][line]) })),
        ]}
      />
    </section>
  );
}
