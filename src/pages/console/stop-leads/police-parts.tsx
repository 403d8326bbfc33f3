import { CHECK_RESULTS, CHECK_WAYS } from '../../../stop-loss/identity-check.ts';
import { SHORTEST_PASSPHRASE } from '../../../stop-loss/offline-file.ts';
import { Clock } from '../clock.tsx';
import { useWords } from '../language.tsx';
import { ShortField } from '../short-field.tsx';
import { LEAD_PAGE_WORDS } from './lead-page-words.ts';
import { type LeadPageProps, Seen } from './lead-parts.tsx';
import { LEAD_FORM_WORDS } from './stop-lead-words.ts';
import { STOP_LEADS_PATH } from './stop-leads-page.tsx';

export function CheckPart(props: LeadPageProps) {
  const { view, remark, now } = props;
  const words = useWords(LEAD_PAGE_WORDS);
  const form = useWords(LEAD_FORM_WORDS);
  const typed = remark?.form === 'check' ? remark.typed : {};
  const isStale = view.unchecked.length > 0;
  if (view.lead.state !== 'received' && view.lead.state !== 'checked' && !isStale) return null;
  return (
    <section>
      <h2>{words.check}</h2>
      {view.check && (
        <p>
          <b>{form.checkResults[view.check.result]}</b> · {form.checkWays[view.check.way]} · {view.check.officer} ·{' '}
          <Clock at={view.check.at} now={now} />
        </p>
      )}
      {isStale && <p class="stop-again">{words.unchecked(view.unchecked.map((word) => form.fields[word]))}</p>}
      <p class="quiet">{words.checkHint}</p>
      <form class="stop-check" method="post" action={`${STOP_LEADS_PATH}/${view.lead.id}/check`}>
        <Seen {...props} />
        <fieldset>
          <legend>{words.how}</legend>
          {CHECK_WAYS.map((way) => (
            <label>
              <input type="radio" name="way" value={way} checked={typed.way === way} /> {form.checkWays[way]}
            </label>
          ))}
        </fieldset>
        <fieldset>
          <legend>{words.result}</legend>
          {CHECK_RESULTS.map((result) => (
            <label>
              <input type="radio" name="result" value={result} checked={typed.result === result} /> {form.checkResults[result]}
            </label>
          ))}
        </fieldset>
        <ShortField id="check-note" name="note" label={words.note} value={typed.note} />
        <button class="act act-first" type="submit">
          {words.noteCheck}
        </button>
      </form>
    </section>
  );
}

export function SendPart(props: LeadPageProps) {
  const { view, connected, posts, now } = props;
  const { lead } = view;
  const words = useWords(LEAD_PAGE_WORDS);
  const form = useWords(LEAD_FORM_WORDS);
  if (lead.state === 'received') return null;
  const path = `${STOP_LEADS_PATH}/${lead.id}`;
  return (
    <section>
      <h2>{words.send}</h2>
      <p class="quiet">{words.sendHint}</p>
      {lead.sentVersion !== null && lead.sentVersion < lead.version && <p class="stop-again">{words.again}</p>}
      <form class="stop-send-ways" method="post" action={`${path}/send`}>
        <Seen {...props} />
        <input type="hidden" name="version" value={String(lead.version)} />
        {connected ? (
          <button class="act act-first" type="submit" name="way" value="webhook">
            {words.byWebhook}
          </button>
        ) : (
          <p class="quiet">{words.noWebhook}</p>
        )}
        <a class="act" href={`${path}/sheet`} target="_blank" rel="noreferrer">
          {words.sheet}
        </a>
        <button class="act" type="submit" name="way" value="sheet">
          {words.bySheet}
        </button>
        <button class="act" type="submit" name="way" value="file">
          {words.byFile}
        </button>
      </form>
      <form class="stop-file" method="post" action={`${path}/file`}>
        <Seen {...props} />
        <label for="passphrase">{words.passphrase}</label>
        <input id="passphrase" name="passphrase" type="password" autocomplete="new-password" minlength={SHORTEST_PASSPHRASE} />
        <button class="act" type="submit">
          {words.file}
        </button>
      </form>
      {lead.sends.length > 0 && (
        <>
          <h3>{words.sends}</h3>
          <ul class="stop-sends">
            {lead.sends.map(({ way, version, officer, at }) => (
              <li>
                {form.sendWays[way]} · v{version} · {officer} · <Clock at={at} now={now} />
              </li>
            ))}
            {posts.map(({ name, state }) => (
              <li class={state === 'dead' ? 'problem' : undefined}>
                {name ?? '—'}: {words.posts[state] ?? state}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
