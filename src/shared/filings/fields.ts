import { commonFields } from './common-parts';
import { attestationFields } from './fill-attestation';
import { accountFields } from './fill-account';
import { complaintFields } from './fill-complaint';
import { consentFields } from './fill-consent';
import { referralFields } from './fill-referral';
import { reflectionFields } from './fill-reflection';
import { renewalFields } from './fill-renewal';
import { extensionFields } from './fill-extension';
import { magistrateFields } from './fill-magistrate';
import { unlimitedFields } from './fill-unlimited';
import { senderFields } from './sender-parts';
import { counselFields } from './counsel-parts';
import { damageFields } from './damage-parts';
import { civilPartyFields } from './fill-civil-party';
import { financialAidFields } from './fill-financial-aid';
import { medicalFields } from './fill-medical';
import { regularisationFields } from './fill-regularisation';
import { fileAccessFields } from './fill-file-access';
import { inventoryFields } from './fill-inventory';
import { minorFields } from './fill-minor';
import { missingFields } from './fill-missing';
import { observationsFields } from './fill-observations';
import { petitionFields } from './fill-petition';
import { mandateFields } from './fill-mandate';
import type { FieldShape, FieldShapes } from './questions';
import { requestFields } from './request-parts';

/**
 * The fixed list of fields. Names of fields have a dot in them and names of list items have none, so that an item never
 * hides a field. A list's own name may be either. Each filing declares its fields beside the function that fills it in.
 */
const declaredShapes = {
  ...commonFields,
  ...requestFields,
  ...mandateFields,
  ...attestationFields,
  ...senderFields,
  ...referralFields,
  ...consentFields,
  ...reflectionFields,
  ...accountFields,
  ...complaintFields,
  ...magistrateFields,
  ...extensionFields,
  ...renewalFields,
  ...unlimitedFields,
  ...inventoryFields,
  ...counselFields,
  ...damageFields,
  ...civilPartyFields,
  ...financialAidFields,
  ...regularisationFields,
  ...medicalFields,
  ...petitionFields,
  ...observationsFields,
  ...minorFields,
  ...fileAccessFields,
  ...missingFields,
} as const satisfies FieldShapes;

type Declared = typeof declaredShapes;
/** Lists of things that are counted. Paragraphs are not; of exhibits some are withdrawn, so their flag is set by hand. */
type CountedList = {
  [Name in keyof Declared]: Declared[Name] extends readonly (infer Item)[]
    ? 'paragraph' extends Item
      ? never
      : `${Name}.areSeveral` extends keyof Declared
        ? never
        : Name
    : never;
}[keyof Declared];
type ListOfPeople = {
  [Name in CountedList]: Declared[Name] extends readonly (infer Item)[]
    ? 'isFemale' extends Item
      ? Name
      : never
    : never;
}[CountedList];
type AgreementField = `${CountedList}.areSeveral` | `${ListOfPeople}.areAllFemale`;

/** What words around a list agree with: how many it names, and in French whether all of them are women. */
const agreementShapes = Object.fromEntries(
  Object.entries<FieldShape>(declaredShapes).flatMap(([list, shape]) =>
    typeof shape === 'string' ||
    shape.includes('paragraph') ||
    Object.hasOwn(declaredShapes, `${list}.areSeveral`)
      ? []
      : [
          [`${list}.areSeveral`, 'flag'],
          ...(shape.includes('isFemale') ? [[`${list}.areAllFemale`, 'flag']] : []),
        ],
  ),
  // Object.fromEntries forgets its keys; the types above say the same as the conditions.
) as Readonly<Record<AgreementField, 'flag'>>;

export const fieldShapes: Declared & typeof agreementShapes = { ...declaredShapes, ...agreementShapes };

export type FieldName = keyof typeof fieldShapes;

/** The flags that follow from what stands in the lists, for every list that has some. */
export function agreementOf(
  values: Readonly<Record<string, unknown>>,
): Readonly<Partial<Record<AgreementField, boolean>>> {
  return Object.fromEntries(
    Object.keys(agreementShapes).map((flag) => {
      const dot = flag.lastIndexOf('.');
      const items = values[flag.slice(0, dot)] as readonly Readonly<Record<string, string>>[];
      return [
        flag,
        flag.endsWith('.areSeveral')
          ? items.length > 1
          : items.length > 0 && items.every(({ isFemale = '' }) => isFemale !== ''),
      ];
    }),
  );
}

/** The field nearest to a name that is none, for "did you mean"; null when nothing is near. */
export function nearestField(name: string, names: readonly string[]): string | null {
  const wanted = name.toLowerCase();
  const furthest = Math.max(2, Math.floor(name.length / 4));
  const nearest = names
    // Each letter more or less is a step, so these are too far without looking at their letters.
    .filter((candidate) => Math.abs(candidate.length - name.length) <= furthest)
    .map((candidate) => ({ candidate, distance: editDistance(wanted, candidate.toLowerCase()) }))
    .sort((left, right) => left.distance - right.distance)[0];
  return nearest !== undefined && nearest.distance <= furthest ? nearest.candidate : null;
}

function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_unused, index) => index);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const replaced = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
