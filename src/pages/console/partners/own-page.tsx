import type { Context } from 'hono';
import type { Partner } from '../../../storage/partners/partner-accounts.ts';
import type { OwnLead, SentPost } from '../../../storage/partners/partner-exchanges.ts';
import type { PageDeps } from '../../citizen/page-deps.ts';
import { dayAndTime } from '../day-and-time.ts';
import { type DeskLanguage, deskLanguage, useWords } from '../language.tsx';
import { renderConsole } from '../layout.tsx';
import { officerOf } from '../session.ts';
import { Labelled } from './labelled.tsx';
import { OwnPost } from './own-post.tsx';
import { OWN_WORDS } from './own-words.ts';
import { LEAD_KINDS, TIER_NAMES } from './partner-words.ts';

export const OWN_PATH = '/console/partner';

export interface OwnRemark {
  readonly done?: string;
  readonly problem?: string;
  /** The form that failed: `lead`, or the id of the post that was answered. */
  readonly form?: string;
  readonly fields?: Readonly<Record<string, string>>;
  /** The field of the lead that the problem is about. */
  readonly at?: string | undefined;
}

/** `GET /console/partner`: what one partner's people see, and nothing of anybody else. */
export async function renderOwn(deps: PageDeps, context: Context, remark: OwnRemark = {}): Promise<string> {
  const language = deskLanguage(context);
  const partner = await deps.storage.partnerOf(officerOf(context).id);
  const [posts, sent, leads] = partner
    ? await Promise.all([deps.storage.postsFor(partner.id, false), deps.storage.countPosts(partner.id), deps.storage.leadsOf(partner.id)])
    : [[], 0, []];
  const titles = new Map(deps.detector.library.types.map(({ id, title }) => [id, language === 'en' ? title.en : title.zh]));
  return renderConsole(deps, context, {
    title: partner?.name ?? OWN_WORDS[language].title,
    children: (
      <Own
        partner={partner}
        posts={posts}
        sent={sent}
        titles={titles}
        leads={leads}
        formId={deps.newId()}
        remark={remark}
        language={language}
      />
    ),
  });
}

interface Props {
  readonly partner: Partner | null;
  readonly posts: readonly SentPost[];
  /** How many there are in all; more than are listed. */
  readonly sent: number;
  readonly titles: ReadonlyMap<string, string>;
  readonly leads: readonly OwnLead[];
  readonly formId: string;
  readonly remark: OwnRemark;
  readonly language: DeskLanguage;
}

function Own({ partner, posts, sent, titles, leads, formId, remark, language }: Props) {
  const words = useWords(OWN_WORDS);
  const kinds = useWords(LEAD_KINDS);
  const tiers = useWords(TIER_NAMES);
  if (!partner) return <p class="notice">{words.noPartner}</p>;
  return (
    <section class="queue-page partners-page">
      <h1 lang="zh-CN">{partner.name}</h1>
      {remark.done && (
        <p class="notice" role="status">
          {remark.done}
        </p>
      )}
      {remark.problem && remark.form !== 'lead' && (
        <p class="notice" role="alert">
          {remark.problem}
        </p>
      )}
      <div class="partner-parts">
        <section class="partner-part">
          <h2>
            {words.posts} <span class="number">{sent}</span>
          </h2>
          {sent > posts.length && <p class="quiet">{words.newest(posts.length)}</p>}
          {posts.length === 0 && <p class="quiet">{words.noPosts}</p>}
          <ul class="own-posts">
            {posts.map((post) => (
              <OwnPost
                post={post}
                formId={`${formId}-a`}
                fields={remark.form === post.id ? (remark.fields ?? {}) : {}}
                language={language}
                titles={titles}
              />
            ))}
          </ul>
        </section>
        <section class="partner-part">
          <LeadForm formId={formId} remark={remark.form === 'lead' ? remark : {}} />
          <h2>{words.ours}</h2>
          {leads.length === 0 && <p class="quiet">{words.noneReported}</p>}
          <ul class="own-leads">
            {leads.map((lead) => (
              <li>
                <span class="number">{dayAndTime(lead.createdAt, language)}</span> {kinds[lead.kind]} · {tiers[lead.tier]} ·{' '}
                {lead.state === 'passed' ? words.passed : words.waiting}
              </li>
            ))}
          </ul>
        </section>
      </div>
    </section>
  );
}

function LeadForm({ formId, remark: { problem, at, fields = {} } }: { formId: string; remark: OwnRemark }) {
  const words = useWords(OWN_WORDS);
  const kinds = useWords(LEAD_KINDS);
  const tiers = useWords(TIER_NAMES);
  const said = (field: string): string => (at === field ? (problem ?? '') : '');
  return (
    <form class="partner-form" method="post" action={`${OWN_PATH}/leads`}>
      <h2>{words.report}</h2>
      <p class="quiet wide">{words.reportHint}</p>
      {problem && at === undefined && (
        <p class="problem wide" role="alert">
          {problem}
        </p>
      )}
      <input type="hidden" name="form" value={formId} />
      <Labelled label={words.kind} name="kind" problem={said('kind')}>
        <select id="partner-kind" name="kind" aria-describedby="partner-kind-note">
          {(Object.keys(kinds) as (keyof typeof kinds)[]).map((one) => (
            <option value={one} selected={fields.kind === one}>
              {kinds[one]}
            </option>
          ))}
        </select>
      </Labelled>
      <Labelled label={words.tier} name="tier" problem={said('tier')}>
        <select id="partner-tier" name="tier" aria-describedby="partner-tier-note">
          {(Object.keys(tiers) as (keyof typeof tiers)[]).map((one) => (
            <option value={one} selected={(fields.tier ?? 'high') === one}>
              {tiers[one]}
            </option>
          ))}
        </select>
      </Labelled>
      <Labelled label={words.phone} name="phone" problem={said('phone')}>
        <input
          id="partner-phone"
          name="phone"
          value={fields.phone ?? ''}
          inputmode="tel"
          maxlength={40}
          autocomplete="off"
          required
          aria-describedby="partner-phone-note"
        />
      </Labelled>
      <Labelled label={words.name} name="name" problem={said('name')}>
        <input
          id="partner-name"
          name="name"
          value={fields.name ?? ''}
          maxlength={40}
          autocomplete="off"
          aria-describedby="partner-name-note"
        />
      </Labelled>
      <Labelled label={words.facts} name="facts" problem={said('facts')} hint={words.factsHint} wide>
        <textarea id="partner-facts" name="facts" rows={4} maxlength={2000} required aria-describedby="partner-facts-note">
          {fields.facts ?? ''}
        </textarea>
      </Labelled>
      <Labelled label={words.identifiers} name="identifiers" problem={said('identifiers')} wide>
        <textarea
          id="partner-identifiers"
          name="identifiers"
          rows={2}
          maxlength={4000}
          spellcheck={false}
          aria-describedby="partner-identifiers-note"
        >
          {fields.identifiers ?? ''}
        </textarea>
      </Labelled>
      <button class="act act-first" type="submit">
        {words.send}
      </button>
    </form>
  );
}
