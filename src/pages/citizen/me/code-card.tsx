import { CODE_RULES, type CodeLine, type PersonalCode } from '../../../citizens/code-rules.ts';
import type { MyCode } from '../../../citizens/my-code.ts';
import type { Colour } from '../../../storage/desk-schema.ts';
import { Clock } from '../clock.tsx';
import { VerdictSign } from '../signs.tsx';

const COLOURS: Readonly<Record<Colour, { readonly word: string; readonly says: string }>> = {
  red: { word: '红', says: '您现在很容易被骗子盯上。凡是要钱、要码、要下载的，先停下，打96110。' },
  yellow: { word: '黄', says: '有几处不稳当。照下面做，能更稳。要钱的事先问一声。' },
  green: { word: '绿', says: '眼下没看到明显的薄弱处。骗术天天变，要钱、要码照样先停下。' },
};

/** Word, shape and colour, and at once what it is not. */
export function CodeCard({ code: { colour } }: { code: PersonalCode }) {
  const { word, says } = COLOURS[colour];
  return (
    <section class={`me-code me-code-${colour}`} aria-labelledby="code-word">
      <VerdictSign colour={colour} />
      <div>
        <h2 id="code-word">{word}码</h2>
        <p>{says}</p>
      </div>
      <p class="me-never">绿码的人也被骗过。此码不能证明任何人可信。</p>
    </section>
  );
}

/** What moves it, line by line, and how each gets greener. */
export function CodeLines({ my, now }: { my: MyCode; now: number }) {
  return (
    <section class="me-card" aria-labelledby="lines-title">
      <h2 id="lines-title">为什么是这个颜色</h2>
      <ul class="me-lines">
        {my.code.lines.map((line) => (
          <li>
            <b class="number">{line.points > 0 ? `+${line.points}` : line.points}</b>
            <div>
              <p>{saysOf(line, my.exposureAgreed)}</p>
              <p class="quiet">
                {greenerOf(line, my)}
                {line.what === 'lessons' && line.count < CODE_RULES.teaching.most && (
                  <>
                    {' '}
                    <a href="/learn">去学一课</a>
                  </>
                )}
                {line.until !== null && (
                  <>
                    {' '}
                    到 <Clock at={line.until} now={now} /> 自己消掉。
                  </>
                )}
              </p>
            </div>
          </li>
        ))}
      </ul>
      <p>
        合计 <b class="number">{my.code.points}</b> 分。{CODE_RULES.yellow}分以下绿，{CODE_RULES.yellow}到{CODE_RULES.red - 1}分黄，
        {CODE_RULES.red}分以上红。
      </p>
      <Formula />
    </section>
  );
}

function saysOf({ what, count }: CodeLine, exposureAgreed: boolean): string {
  switch (what) {
    case 'check-up-none':
      return '还没做反诈体检';
    case 'check-up-wrong':
      return count === 0 ? '体检全答对' : `体检答错${count}题`;
    case 'check-up-old':
      return '上次体检过了半年';
    case 'exposure-touched':
      if (count === 0) return exposureAgreed ? '最近30天没遇到走得深的骗局' : '没有看您的咨询（您没同意，或撤回了）';
      return '最近30天点过骗子的链接，或装了软件';
    case 'exposure-harmed':
      return '最近30天给过钱、验证码，或让人看过屏幕';
    case 'lessons':
      return count === 0 ? '最近90天还没学过防骗短课' : `最近90天学了${count}课`;
  }
}

function greenerOf({ what, count }: CodeLine, { mayCheck }: MyCode): string {
  switch (what) {
    case 'check-up-none':
      return '做一次体检，10题，三五分钟。';
    case 'check-up-wrong':
      if (count === 0) return '保持住，骗术会变，过一阵再做一次。';
      return mayCheck ? '看懂每题的讲解，再做一次。' : '先看懂每题的讲解，到时候再做一次。';
    case 'check-up-old':
      return '再做一次体检。';
    case 'exposure-touched':
      return count === 0 ? '遇到可疑的，照样先问。' : '删掉那个软件，改密码；拿不准打96110。';
    case 'exposure-harmed':
      return '这阵子谁说能帮您把钱追回来，都是骗子。还没报警就打110。学一课，再做一次体检。';
    case 'lessons':
      return count >= CODE_RULES.teaching.most
        ? '已经减满。'
        : `学一课减${-CODE_RULES.teaching.each}分，最多算${CODE_RULES.teaching.most}课。`;
  }
}

function Formula() {
  const { checkUp, exposure, teaching, repeatAfterDays, version } = CODE_RULES;
  return (
    <details>
      <summary>怎么算的</summary>
      <ul class="me-rules">
        <li>没做体检：+{checkUp.none}分</li>
        <li>体检每错一题：+{checkUp.wrong}分</li>
        <li>
          体检超过{checkUp.oldAfterDays}天：+{checkUp.old}分
        </li>
        <li>
          最近{exposure.days}天点过链接、装过软件：+{exposure.touched}分
        </li>
        <li>
          最近{exposure.days}天给过钱、验证码、共享过屏幕：+{exposure.harmed}分
        </li>
        <li>
          最近{teaching.days}天每学会一课（答对{teaching.passedFrom}%以上）：{teaching.each}分，最多算{teaching.most}课
        </li>
        <li>体检过{repeatAfterDays}天，或又遇到一件事，就可以再做</li>
      </ul>
      <p class="quiet">这是我们自己定的算法，第{version}版。只提醒您本人，不给别人看，也不影响您办任何事。</p>
    </details>
  );
}
