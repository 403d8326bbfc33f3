import type { Contact } from '../../storage/contacts.ts';
import type { DeskCase } from '../../storage/desk-cases.ts';
import type { Truth } from '../../storage/desk-schema.ts';
import type { PageDeps } from '../citizen/page-deps.ts';
import { type CaseRemark, remarkOf } from './case-remark.ts';
import type { CaseView } from './case-view.ts';
import { Clock } from './clock.tsx';
import { channelIn, TRUTH_NAMES } from './desk-words.ts';
import { type Spoken, useWords } from './language.tsx';
import { SeenUpTo } from './seen-up-to.tsx';

export async function loadContacts(deps: PageDeps, { id, conversationId }: DeskCase) {
  const [contacts, mergedInto] = await Promise.all([deps.storage.contactsOf(id, conversationId), deps.storage.mergedInto(id)]);
  return { contacts, mergedInto };
}

interface Props {
  readonly deskCase: DeskCase;
  readonly view: CaseView;
  readonly remark: CaseRemark;
  readonly loaded: Awaited<ReturnType<typeof loadContacts>>;
}

interface Words {
  readonly title: string;
  readonly none: string;
  readonly noCase: string;
  readonly merge: (number: string) => string;
  readonly mergedInto: string;
  readonly mergedHere: string;
  readonly waiting: string;
  readonly working: (who: string) => string;
  readonly closed: string;
}
const WORDS: Spoken<Words> = {
  'zh-CN': {
    title: '以前来过',
    none: '没有找到同一个人的其他来往。',
    noCase: '没有工单',
    merge: (number) => `把这一单并入${number}`,
    mergedInto: '这一单已并入',
    mergedHere: '已并入这一单',
    waiting: '等接手',
    working: (who) => `${who}在办`,
    closed: '已结案',
  },
  en: {
    title: 'Was here before',
    none: 'No other contact of the same person is known.',
    noCase: 'no case',
    merge: (number) => `Merge this case into ${number}`,
    mergedInto: 'This case was merged into',
    mergedHere: 'merged into this case',
    waiting: 'waiting',
    working: (who) => `${who} works on it`,
    closed: 'closed',
  },
};

/** Other calls and chats of the same person, or of the same telephone number. */
export function Contacts({ deskCase, view, remark, loaded: { contacts, mergedInto } }: Props) {
  const words = useWords(WORDS);
  const { problems } = remarkOf(remark, 'merge');
  return (
    <section class="contacts" aria-labelledby="contacts-title">
      <h2 id="contacts-title">{words.title}</h2>
      {mergedInto && (
        <p>
          {words.mergedInto} <a href={`/console/cases/${mergedInto.id}`}>{mergedInto.number}</a>
        </p>
      )}
      {problems.into && (
        <p class="problem" role="alert">
          {problems.into}
        </p>
      )}
      {contacts.length === 0 && !mergedInto && <p class="quiet">{words.none}</p>}
      <ul class="contact-list">
        {contacts.map((contact) => (
          <li>
            <ContactLine contact={contact} deskCase={deskCase} view={view} />
            {view.mine && mayTake(contact, view.officerId) && contact.case && (
              <form method="post" action={`/console/cases/${deskCase.id}/merge`}>
                <SeenUpTo lines={deskCase.lines} />
                <button class="act" name="into" value={contact.case.number} type="submit">
                  {words.merge(contact.case.number)}
                </button>
              </form>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** A case that is still to be worked on, by nobody else: in a closed one nobody would see what is merged into it. */
function mayTake({ case: other }: Contact, officerId: string): boolean {
  return other !== null && (other.status === 'waiting' || (other.status === 'claimed' && other.ownerId === officerId));
}

function ContactLine({ contact: { channel, at, case: other }, deskCase, view }: { contact: Contact; deskCase: DeskCase; view: CaseView }) {
  const words = useWords(WORDS);
  const truths = useWords(TRUTH_NAMES);
  const type = other?.type ? view.titleOf(other.type) : null;
  return (
    <p class="contact-line">
      {other ? (
        <a class="number" href={`/console/cases/${other.id}`}>
          {other.number}
        </a>
      ) : (
        <span class="quiet">{words.noCase}</span>
      )}
      <Clock at={at} now={view.now} />
      <span>{useWords(channelIn)(channel)}</span>
      {other && <b>{stateOf(other, deskCase.id, words, truths)}</b>}
      {type && <span>{type}</span>}
    </p>
  );
}

function stateOf(other: NonNullable<Contact['case']>, thisCase: string, words: Words, truths: Readonly<Record<Truth, string>>): string {
  if (other.mergedInto === thisCase) return words.mergedHere;
  if (other.truth) return truths[other.truth];
  if (other.status === 'closed') return words.closed;
  return other.status === 'claimed' ? words.working(other.owner ?? '') : words.waiting;
}
