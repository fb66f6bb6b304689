import { printDay } from './dates';
import type { FilingLanguage } from './kinds';
import type { Sheet } from './sheet';
import type { SnapshotEvent } from './snapshot';

type Wording = Readonly<
  Record<FilingLanguage, (values: { day: string; until: string; report: string }) => string>
>;

const untilFr = (until: string): string => (until === '' ? '' : `, valable jusqu’au ${until}`);
const untilNl = (until: string): string => (until === '' ? '' : `, geldig tot en met ${until}`);

// Steps that a judge or an authority must know of. Decisions that are challenged are told by the filing itself.
const stepWordings: Readonly<Record<string, Wording>> = {
  accompanimentStarted: {
    fr: ({ day }) => `Un centre d’accueil spécialisé reconnu assure l’accompagnement depuis le ${day}.`,
    nl: ({ day }) => `Een erkend gespecialiseerd opvangcentrum verzorgt de begeleiding sinds ${day}.`,
  },
  annexe15Issued: {
    fr: ({ day, until }) =>
      `Le ${day}, un document de séjour temporaire (annexe 15) a été délivré${untilFr(until)}.`,
    nl: ({ day, until }) =>
      `Op ${day} werd een tijdelijk verblijfsdocument (bijlage 15) afgegeven${untilNl(until)}.`,
  },
  statementMade: {
    fr: ({ day, report }) =>
      `Des déclarations ont été faites aux autorités compétentes le ${day}${report === '' ? '' : ` (procès-verbal n°\u00a0${report})`}.`,
    nl: ({ day, report }) =>
      `Op ${day} werden bij de bevoegde overheden verklaringen afgelegd${report === '' ? '' : ` (proces-verbaal nr.\u00a0${report})`}.`,
  },
  aiIssued: {
    fr: ({ day, until }) =>
      `Le ${day}, une attestation d’immatriculation (modèle A) a été délivrée${untilFr(until)}.`,
    nl: ({ day, until }) =>
      `Op ${day} werd een attest van immatriculatie (model A) afgegeven${untilNl(until)}.`,
  },
  aiExtended: {
    fr: ({ day, until }) =>
      until === ''
        ? `L’attestation d’immatriculation a été prolongée à partir du ${day}.`
        : `L’attestation d’immatriculation a été prolongée jusqu’au ${until}.`,
    nl: ({ day, until }) =>
      until === ''
        ? `Het attest van immatriculatie werd verlengd vanaf ${day}.`
        : `Het attest van immatriculatie werd verlengd tot en met ${until}.`,
  },
  aCardIssued: {
    fr: ({ day, until }) => `Le ${day}, une carte A a été délivrée${untilFr(until)}.`,
    nl: ({ day, until }) => `Op ${day} werd een A-kaart afgegeven${untilNl(until)}.`,
  },
  aCardRenewed: {
    fr: ({ day, until }) =>
      until === ''
        ? `La carte A a été renouvelée à partir du ${day}.`
        : `La carte A a été renouvelée jusqu’au ${until}.`,
    nl: ({ day, until }) =>
      until === ''
        ? `De A-kaart werd verlengd vanaf ${day}.`
        : `De A-kaart werd verlengd tot en met ${until}.`,
  },
};

/** The steps of the procedure so far as sentences, oldest first. */
export function procedureSteps({
  snapshot,
  language,
}: Sheet): readonly { readonly event: SnapshotEvent; readonly sentence: string }[] {
  return snapshot.events.flatMap((event) => {
    const wording = stepWordings[event.kind]?.[language];
    if (wording === undefined) return [];
    const until = event.printedUntil.value;
    const sentence = wording({
      day: printDay(event.happenedOn.value, language),
      until: until === null ? '' : printDay(until, language),
      report: event.reference.value,
    });
    return [{ event, sentence }];
  });
}
