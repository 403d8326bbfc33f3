import type { Child } from 'hono/jsx';
import type { Explanation, Likely } from '../../librarian/explain-text.ts';
import type { ScamType } from '../../library/schema.ts';
import { stageIn } from './desk-words.ts';
import { type DeskLanguage, useWords } from './language.tsx';
import { patternPath, signalPath } from './library-frame.tsx';
import { WORDS } from './library-stage-words.tsx';
import { ENTITY_NAMES, intentIn, linkFactIn, SEVERITY_NAMES, SIGNAL_ROLE_NAMES, SPEAKER_NAMES, STATUS_NAMES } from './library-words.ts';

interface StagesProps {
  readonly explained: Explanation;
  /** Of the release that explained it. */
  readonly types: readonly ScamType[];
}

/** Every stage of the reasoning, in the order in which the machine goes. */
export function Stages({ explained, types }: StagesProps) {
  const words = useWords(WORDS);
  const speakers = useWords(SPEAKER_NAMES);
  return (
    <>
      <Stage id="normalized" title={words.normalized}>
        <p>
          <span class="library-text" lang="zh-CN">
            {explained.normalized}
          </span>{' '}
          <small class="quiet">{words.languages[explained.language]}</small>
        </p>
      </Stage>
      <Stage id="speakers" title={words.speakers}>
        <Rows rows={explained.sentences.map(({ kind, quote }) => [speakers[kind], <Quote text={quote} />])} />
      </Stage>
      <Stage id="entities" title={words.entities}>
        <Things explained={explained} />
      </Stage>
      <Stage id="signals" title={words.signals}>
        <SeenSignals signals={explained.signals} />
      </Stage>
      <Stage id="patterns" title={words.patterns}>
        <Holding explained={explained} types={types} />
      </Stage>
      <Stage id="chances" title={words.chances}>
        <Chances explained={explained} types={types} />
      </Stage>
      <Stage id="conclusion" title={words.verdict}>
        <Conclusion explained={explained} />
      </Stage>
    </>
  );
}

function Stage({ id, title, children }: { id: string; title: string; children: Child }) {
  return (
    <section class="library-part library-stage" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
    </section>
  );
}

/** A name and what belongs to it, line by line. */
function Rows({ rows }: { rows: readonly (readonly [Child, Child])[] }) {
  const words = useWords(WORDS);
  if (rows.length === 0) return <p class="quiet">{words.none}</p>;
  return (
    <table class="library-rows">
      <tbody>
        {rows.map(([name, value]) => (
          <tr>
            <th scope="row">{name}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Quote({ text }: { text: string }) {
  return (
    <span class="library-quote" lang="zh-CN">
      {text}
    </span>
  );
}

/** Each once, however often it was found. */
function Quotes({ texts }: { texts: readonly string[] }) {
  return (
    <>
      {[...new Set(texts)].map((text) => (
        <>
          <Quote text={text} />{' '}
        </>
      ))}
    </>
  );
}

function Things({ explained: { entities, links } }: { explained: Explanation }) {
  const words = useWords(WORDS);
  const names = useWords(ENTITY_NAMES);
  const fact = useWords(linkFactIn);
  return (
    <Rows
      rows={[
        ...entities.map(({ kind, quote }) => [names[kind], <Quote text={quote} />] as const),
        ...links.map(
          ({ host, facts, brand }) =>
            [
              <code lang="zh-CN">{host}</code>,
              <>
                {facts.map(fact).join(' · ')} {brand && words.brand(brand)}
              </>,
            ] as const,
        ),
      ]}
    />
  );
}

/** A signal is often seen by several of its phrases at once: one line for each, and for what does not count another one. */
function SeenSignals({ signals }: Pick<Explanation, 'signals'>) {
  const words = useWords(WORDS);
  const roles = useWords(SIGNAL_ROLE_NAMES);
  const lines = [...Map.groupBy(signals, ({ id, counts }) => `${id} ${counts}`).values()];
  return (
    <Rows
      rows={lines.flatMap((same) => {
        const [first] = same;
        if (!first) return [];
        const { id, title, role, counts } = first;
        const value = (
          <>
            <a href={signalPath(id)} lang="zh-CN">
              {title}
            </a>{' '}
            <Quotes texts={same.map(({ quote }) => quote)} /> {!counts && <small class="problem">{words.exempt}</small>}
          </>
        );
        return [[roles[role], value] as const];
      })}
    />
  );
}

function Holding({ explained: { blocks }, types }: StagesProps) {
  const words = useWords(WORDS);
  const [severities, statuses] = [useWords(SEVERITY_NAMES), useWords(STATUS_NAMES)];
  const rows = blocks.flatMap(({ patterns }) =>
    patterns.map(
      ({ id, type, title, severity, status, quotes }) =>
        [
          severities[severity],
          <>
            <a href={patternPath(id)} lang="zh-CN">
              {title}
            </a>{' '}
            <small class="quiet">
              {typeName(type, types, words.language)} · {statuses[status]}
            </small>{' '}
            <Quotes texts={quotes} />
          </>,
        ] as const,
    ),
  );
  return rows.length === 0 ? <p class="quiet">{words.noPattern}</p> : <Rows rows={rows} />;
}

const LABELS = ['whose', 'ending', 'danger'] as const;

function Chances({ explained: { blocks, intents, labels, pieces, alarm, callsFrom }, types }: StagesProps) {
  const words = useWords(WORDS);
  const intent = useWords(intentIn);
  const type = (id: string): string => typeName(id, types, words.language);
  const labelName = (id: string): string => (words.labels as Readonly<Record<string, string>>)[id] ?? id;
  return (
    <Rows
      rows={[
        ...blocks.map(
          ({ scam, types: likely }, index) =>
            [
              blocks.length === 1 ? words.types : words.part(index + 1),
              <>
                <b>
                  {words.scam} {percent(scam)}
                </b>{' '}
                · {listed(likely, type)}
              </>,
            ] as const,
        ),
        [words.intents, listed(intents, intent)],
        ...LABELS.map((name) => [words[name], listed(labels[name], labelName)] as const),
        ...pieces.map((piece, index) => [words.piece(index + 1), listed(piece, intent)] as const),
        [
          words.alarm,
          <>
            <b class="number">{alarm.toFixed(2)}</b> <small class="quiet">{words.callsFrom(String(callsFrom))}</small>
          </>,
        ],
      ]}
    />
  );
}

function Conclusion({ explained: { verdict, intent, stage, escalate, followUp } }: { explained: Explanation }) {
  const words = useWords(WORDS);
  const [intentName, stageName] = [useWords(intentIn), useWords(stageIn)];
  return (
    <Rows
      rows={[
        [words.score, <span class="number">{percent(verdict.score)}</span>],
        [words.types, verdict.type ? <span lang="zh-CN">{verdict.type.title}</span> : '–'],
        [words.intent, intentName(intent)],
        [words.stage, stage === 'seen' ? words.nothingYet : stageName(stage)],
        [words.followUp, followUp ? <span lang="zh-CN">{followUp.title}</span> : '–'],
        [words.human, escalate ? <b>{words.called}</b> : words.notCalled],
        ...verdict.reasons.map(
          ({ quote, why }, index) =>
            [
              index === 0 ? words.reasons : '',
              <>
                <Quote text={quote} /> <span lang="zh-CN">{why}</span>
              </>,
            ] as const,
        ),
      ]}
    />
  );
}

function typeName(id: string, types: readonly ScamType[], language: DeskLanguage): string {
  const title = types.find((one) => one.id === id)?.title;
  return title ? (language === 'en' ? title.en : title.zh) : id;
}

function listed(likely: readonly Likely[], name: (id: string) => string): string {
  return likely.map(({ id, chance }) => `${name(id)} ${percent(chance)}`).join(' · ');
}

function percent(value: number): string {
  return `${(value * 100).toFixed(1)} %`;
}
