import type { AnswerValue } from '../filings/answers';
import { consentData, consentRecipients } from '../filings/fill-consent';
import type { FilingSnapshot } from '../filings/snapshot';
import type { FilingId } from '../kernel/ids';
import { civilDateSchema } from '../kernel/time';
import { purposesOfForm, type ConsentFields } from './schemas';

/**
 * What a form (F2) that was made says of each recipient on it, to be taken into the ledger once it is signed or said.
 * Whether it was is not known from the form.
 */
export function fieldsFromForm(snapshot: FilingSnapshot, filingId: FilingId): readonly ConsentFields[] {
  const answer = (name: string): unknown => snapshot.answers[name]?.value;
  const chosen = listOf(answer('consent.recipients'));
  const isInterpreted = answer('mandate.understanding') === 'interpreter';
  const interpreters = snapshot.people.filter(({ role }) => role === 'interpreter');
  const interpreter =
    interpreters.find(({ id }) => id === answer('mandate.interpreter')) ??
    (interpreters.length === 1 ? interpreters[0] : undefined);
  const client = snapshot.people.find(({ role }) => role === 'client');
  const spoken = (client?.spokenLanguages.value ?? []).filter((tag) =>
    isInterpreted ? interpreter?.spokenLanguages.value.includes(tag) === true : tag === snapshot.language,
  );
  const language =
    spoken.find((tag) => tag !== snapshot.language) ??
    (isInterpreted ? (spoken[0] ?? '') : snapshot.language);
  return consentRecipients
    .filter((recipient) => chosen.includes(recipient))
    .map((recipient) => {
      const agreed = listOf(answer(`consent.${recipient}.data`));
      return {
        kind: 'given',
        recipient,
        recipientName: '',
        purposes: [...purposesOfForm[recipient]],
        data: consentData.filter((kind) => agreed.includes(kind)),
        limits: answer('consent.hasLimits') === 'yes' ? textOf(answer('consent.limits')) : '',
        language,
        interpreter: isInterpreted && interpreter !== undefined ? nameOf(interpreter) : '',
        form: answer('consent.form') === 'oral' ? 'oral' : 'signed',
        witness: answer('consent.form') === 'oral' ? textOf(answer('consent.receivedBy')) : '',
        decidedOn: civilDateSchema.safeParse(answer('letter.date')).data ?? snapshot.today,
        until: civilDateSchema.safeParse(answer('consent.until')).data ?? null,
        note: '',
        filingId,
        exhibitId: null,
      };
    });
}

/** The other way round: the answers of the form that a decision to come gives; null where the form has no page for it. */
export function answersOfForm(
  fields: Pick<ConsentFields, 'recipient' | 'data' | 'limits' | 'until' | 'form' | 'witness' | 'decidedOn'>,
): Readonly<Record<string, AnswerValue>> | null {
  const page = consentRecipients.find((each) => each === fields.recipient);
  if (page === undefined) return null;
  return {
    [`consent.${page}.data`]: [...fields.data],
    'consent.hasLimits': fields.limits === '' ? 'no' : 'yes',
    ...(fields.limits === '' ? {} : { 'consent.limits': fields.limits }),
    ...(fields.until === null ? {} : { 'consent.until': fields.until }),
    'consent.form': fields.form,
    ...(fields.form === 'oral' && fields.witness !== '' ? { 'consent.receivedBy': fields.witness } : {}),
    'letter.date': fields.decidedOn,
  };
}

function nameOf({ givenNames, familyName }: FilingSnapshot['people'][number]): string {
  return [givenNames.value, familyName.value].filter((name) => name !== '').join(' ');
}

function listOf(answer: unknown): readonly unknown[] {
  return Array.isArray(answer) ? answer : [];
}

function textOf(answer: unknown): string {
  return typeof answer === 'string' ? answer : '';
}
