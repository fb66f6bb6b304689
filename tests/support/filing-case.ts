import { sql } from '../../src/core/db/sql';
import type { FileLanguage } from '../../src/shared/cases/schemas';
import type { Exhibit } from '../../src/shared/evidence/schemas';
import type { CaseId, ExhibitId, PersonId } from '../../src/shared/kernel/ids';
import type { PersonFieldsInput } from '../../src/shared/people/schemas';
import { emptyFactFields, type FactFields } from '../../src/shared/timeline/schemas';
import type { TestCore } from './core';

// Cases to make filings from. Every person, number and street is invented.

/** Ids of the records of a made case, by a short name. */
export interface FilingCase {
  readonly caseId: CaseId;
  readonly people: Readonly<Record<string, string>>;
  readonly exhibits: readonly string[];
  readonly facts: readonly string[];
}

type PersonDraft = Partial<PersonFieldsInput> & Pick<PersonFieldsInput, 'role'>;

export interface FilingCaseDraft {
  readonly fileLanguage: FileLanguage;
  readonly immigrationOfficeNumber?: string;
  readonly prosecutionNumber?: string;
  readonly policeReportNumber?: string;
  readonly advocateName?: string;
  readonly centreName?: string;
  readonly centreAddress?: string;
  readonly people?: Readonly<Record<string, PersonDraft>>;
  readonly events?: readonly {
    readonly kind: string;
    readonly on: string;
    readonly until?: string;
    readonly reference?: string;
    /** How a decision was notified. */
    readonly channel?: string;
  }[];
  readonly interviewDays?: readonly string[];
  readonly exhibits?: readonly {
    readonly title: string;
    readonly date?: string;
    readonly author?: string;
    readonly pages?: number | null;
    readonly language?: string;
    readonly translation?: Exhibit['translation'];
    readonly sha256?: string;
  }[];
  readonly facts?: readonly FactDraft[];
  /** Phase in which its procedure stands; without one it has none. */
  readonly phase?: string;
}

interface FactDraft {
  readonly statement: string;
  /** As typed in French. */
  readonly date?: string;
  readonly place?: string;
  readonly sourceKind?: FactFields['sourceKind'];
  readonly confidence?: FactFields['confidence'];
  readonly disputed?: boolean;
  /** Places in exhibits, by their position in the draft. */
  readonly exhibits?: readonly { readonly at: number; readonly locator: string }[];
}

const emptyDocument = JSON.stringify({ type: 'doc', content: [] });

/** Writes a case with what a filing is made from. Records were last changed at the moment the clock stands at. */
export async function makeFilingCase(core: TestCore, draft: FilingCaseDraft): Promise<FilingCase> {
  const {
    people: drafts = {},
    events = [],
    interviewDays = [],
    exhibits: exhibitDrafts = [],
    facts: factDrafts = [],
    phase,
    ...fields
  } = draft;
  const { client, ...others } = drafts;
  const { role: _role, ...clientFields } = client ?? { role: 'client' };
  // Drafts know the same few people; a test may write several into one vault.
  const known = core.vaultDeps().db.all<{ id: PersonId }>(sql`SELECT id FROM people`);
  const made = await core.value('cases.create', {
    ...fields,
    openedOn: '2026-01-10',
    client: clientFields,
    reviewedMatches: known.map(({ id }) => id),
  });
  const { caseId } = made;
  if (phase !== undefined) await core.value('procedures.start', { caseId, packId: 'be-thb', phaseId: phase });
  const people: Record<string, string> = { client: made.clientId };
  for (const [name, person] of Object.entries(others)) {
    people[name] = (await core.value('people.create', { caseId, ...person })).personId;
  }
  const { db, newId, clock } = core.vaultDeps();
  const now = clock.now();
  for (const event of events) {
    db.run(sql`
      INSERT INTO case_events (id, case_id, kind, happened_on, printed_until, channel, reference, created_at)
      VALUES (${newId()}, ${caseId}, ${event.kind}, ${event.on}, ${event.until ?? null}, ${event.channel ?? null},
        ${event.reference ?? ''}, ${now})
    `);
  }
  for (const day of interviewDays) {
    db.run(sql`
      INSERT INTO interviews (id, case_id, title, held_on, document, created_at, updated_at)
      VALUES (${newId()}, ${caseId}, 'Entretien', ${day}, ${emptyDocument}, ${now}, ${now})
    `);
  }
  const exhibits: string[] = [];
  for (const exhibit of exhibitDrafts) {
    const created = await core.value('evidence.create', {
      caseId,
      exhibit: {
        title: exhibit.title,
        dateEdtf: exhibit.date ?? '',
        author: exhibit.author ?? '',
        pages: exhibit.pages ?? null,
        language: exhibit.language ?? '',
        translation: exhibit.translation ?? 'none',
        origin: '',
        medium: exhibit.sha256 === undefined ? 'paper' : 'digital',
        sha256: exhibit.sha256 ?? '',
        note: '',
      },
    });
    exhibits.push(created.id);
  }
  const facts: string[] = [];
  for (const { date = '', exhibits: cited = [], ...fact } of factDrafts) {
    const created = await core.value('timeline.create', {
      caseId,
      ...emptyFactFields,
      ...fact,
      date: { text: date, language: 'fr' },
      citations: cited.map(({ at, locator }) => ({
        kind: 'exhibit',
        exhibitId: (exhibits[at] ?? '') as ExhibitId,
        locator,
      })),
    });
    facts.push(created.id);
  }
  return { caseId, people, exhibits, facts };
}

/** A grown woman with an annexe 15 and statements: ready for F7 once the questions are answered. */
export const adultCase: FilingCaseDraft = {
  fileLanguage: 'fr',
  immigrationOfficeNumber: '9.000.123',
  prosecutionNumber: 'BR.55.99.000123/26',
  policeReportNumber: 'BR.55.L9.000456/2026',
  advocateName: 'Anne Modèle',
  centreName: 'PAG-ASA asbl',
  centreAddress: 'rue de l’Exemple 1\n1000 Bruxelles',
  people: {
    client: {
      role: 'client',
      familyName: 'EXEMPLARI',
      givenNames: 'Salma Inventée',
      nativeScriptName: 'سلمى إكزمپلاري',
      birthDate: '1998-04-17',
      birthPlace: 'Villefictive',
      nationalities: ['MAR'],
      gender: 'F',
      spokenLanguages: ['ar', 'fr'],
      identityDocument: 'passeport n° XX0000000, valable jusqu’au 31 mai 2028',
      electedDomicile: 'au cabinet de Me Claire Exemple\navenue du Modèle 10\n1050 Bruxelles',
    },
    child: { role: 'child', familyName: 'EXEMPLARI', givenNames: 'Yassine', birthDate: '2019~', gender: 'M' },
    lawyer: {
      role: 'lawyer',
      familyName: 'Exemple',
      givenNames: 'Claire',
      gender: 'F',
      electedDomicile: 'avenue du Modèle 10\n1050 Bruxelles',
    },
    worker: {
      role: 'centreWorker',
      familyName: 'Modèle',
      givenNames: 'Anne',
      telephone: '02 000 00 00',
      email: 'anne.modele@centre.example',
    },
    interpreter: {
      role: 'interpreter',
      familyName: 'Inventani',
      givenNames: 'Leïla',
      spokenLanguages: ['ar', 'fr'],
    },
    exploiter: { role: 'allegedExploiter', familyName: 'SECRETTO', givenNames: 'Karl' },
  },
  events: [
    { kind: 'annexe15Issued', on: '2026-01-26', until: '2026-03-12', reference: 'Annexe 15' },
    { kind: 'statementMade', on: '2026-02-10', reference: 'BR.55.L9.000456/2026' },
    { kind: 'statementMade', on: '2026-02-19', reference: '' },
  ],
  interviewDays: ['2026-01-28', '2026-02-04'],
  exhibits: [
    {
      title: 'Procès-verbal d’audition',
      date: '2026-02-10',
      author: 'Zone de police fictive',
      pages: 7,
      language: 'fr',
    },
    {
      title: 'Attestation d’accompagnement',
      date: '2026-02-24',
      author: 'PAG-ASA asbl',
      pages: 1,
      language: 'fr',
    },
    {
      title: 'Copie du passeport',
      date: '2018',
      author: 'Royaume du Maroc',
      pages: 2,
      language: 'ar',
      translation: 'sworn',
    },
    {
      title: 'Messages échangés avec le recruteur (extraits choisis)',
      date: '2025-05/2025-08',
      author: '',
      pages: 14,
      language: 'ar',
      translation: 'free',
      sha256: 'ab'.repeat(32),
    },
    { title: 'Photographie du local', date: '2025-09~', author: '', pages: null },
  ],
};

/** Has a single name, in letters that are written right to left, with combining marks and signs beyond 16 bits. */
export const minorCase: FilingCaseDraft = {
  fileLanguage: 'nl',
  centreName: 'Payoke vzw',
  centreAddress: 'Voorbeeldstraat 2\n2000 Antwerpen',
  advocateName: 'Bart Verzonnen',
  people: {
    client: {
      role: 'client',
      givenNames: 'Ńgọ́zi 𐐷𠮷',
      nativeScriptName: 'नगोज़ी \u200fנגוזי\u200f 王𠮷',
      birthDate: '2010-11',
      nationalities: ['NGA', 'BEN'],
      gender: 'F',
      electedDomicile: 'bij het centrum\nVoorbeeldstraat 2\n2000 Antwerpen',
    },
    guardian: { role: 'guardian', familyName: 'Van den Denkbeeld', givenNames: 'Jan', gender: 'M' },
    lawyer: {
      role: 'lawyer',
      familyName: 'De Fictie',
      givenNames: 'Mia',
      electedDomicile: 'Modelplein 3\n2018 Antwerpen',
    },
  },
  events: [{ kind: 'statementMade', on: '2026-02-01', reference: 'AN.55.L9.000321/2026' }],
  exhibits: [
    {
      title: 'Proces-verbaal van verhoor',
      date: '2026-02-01',
      author: 'Lokale politie (fictief)',
      pages: 5,
      language: 'nl',
    },
    {
      title: 'Brief van de ambassade & <consulaat>',
      date: '2026-01~',
      author: 'Ambassade',
      pages: 1,
      language: 'en',
      translation: 'needed',
    },
  ],
};

export const stayCase: FilingCaseDraft = {
  ...adultCase,
  events: [
    ...(adultCase.events ?? []),
    { kind: 'aiIssued', on: '2026-03-05', until: '2026-06-04', reference: '' },
  ],
};
