import { z } from 'zod';
import { languages, type Language } from '../kernel/languages';

/**
 * The Belgian filings, by the numbers of the research notes, and letters of our own (`L`), which have none. Which of them can
 * be made is said in `registry.ts`.
 */
export const filingKinds = [
  'F1',
  'F2',
  'F3',
  'F4',
  'F5',
  'F6',
  'F7',
  'F8',
  'F9',
  'F10',
  'F11',
  'F12',
  'F13',
  'F14',
  'F15',
  'F16',
  'F17',
  'F18',
  'F19',
  'F20',
  'F21',
  'F22',
  'L1',
] as const;
export const filingKindSchema = z.enum(filingKinds);
export type FilingKind = (typeof filingKinds)[number];

/** Languages filings are written in: the Immigration Office keeps its files in these two. */
export const filingLanguages = ['fr', 'nl'] as const;
export type FilingLanguage = (typeof filingLanguages)[number];

type Wording = Readonly<Record<FilingLanguage, string>>;

/** Who may file it. `centre`: the recognised centre alone (royal decree of 08/10/1981, art. 110bis § 1). */
export type FiledBy =
  'anyone' | 'client' | 'guardian' | 'centre' | 'lawyer' | 'centreOrLawyer' | 'clientOrLawyer';

export interface FilingDeclaration {
  /**
   * Title in the filing's own language: on the document, and in an inventory that is annexed to it. It exists in the
   * languages it has a title in.
   */
  readonly title: Wording & Partial<Readonly<Record<Language, string>>>;
  /**
   * Phase of the procedure it belongs to, or the part of a case outside the phases; null for one that goes with any
   * other. Its name stands in the catalogues under `filings.phase.<stage>`.
   */
  readonly stage: string | null;
  /** To whom it goes; null when it stays with the person and those she chooses. */
  readonly addressee: Wording | null;
  readonly filedBy: FiledBy;
  /** It tells what happened, so facts of the chronology may stand in it. */
  readonly tellsFacts?: true;
  /** Rules whose open deadlines are shown while it is prepared. */
  readonly keepsDeadlines?: readonly string[] | 'all';
  /** It tells which documents are still missing. */
  readonly tellsMissing?: true;
  /** Roles of people it may name beside those that every filing may name. */
  readonly alsoNames?: readonly string[];
}

const centre: Wording = { fr: 'Centre spécialisé reconnu', nl: 'Erkend gespecialiseerd centrum' };
const office: Wording = { fr: 'Office des étrangers', nl: 'Dienst Vreemdelingenzaken' };
const prosecution: Wording = {
  fr: 'Procureur du Roi ou auditeur du travail',
  nl: 'Procureur des Konings of arbeidsauditeur',
};
const council: Wording = {
  fr: 'Conseil du contentieux des étrangers',
  nl: 'Raad voor Vreemdelingenbetwistingen',
};

export const filingDeclarations: Readonly<Record<FilingKind, FilingDeclaration>> = {
  F1: {
    title: { fr: 'Signalement au centre spécialisé', nl: 'Aanmelding bij het gespecialiseerd centrum' },
    stage: 'BE-P0',
    addressee: centre,
    filedBy: 'anyone',
  },
  F2: {
    title: {
      fr: 'Consentement éclairé au partage d’informations',
      nl: 'Geïnformeerde toestemming voor het delen van gegevens',
    },
    stage: 'BE-P0',
    addressee: null,
    filedBy: 'client',
  },
  F3: { title: { fr: 'Mandat', nl: 'Volmacht' }, stage: 'BE-P0', addressee: null, filedBy: 'client' },
  F4: {
    title: {
      fr: 'Demande de document de séjour temporaire (annexe 15)',
      nl: 'Aanvraag van een tijdelijk verblijfsdocument (bijlage 15)',
    },
    stage: 'BE-P1',
    addressee: office,
    filedBy: 'centre',
  },
  F5: {
    title: { fr: 'Récit', nl: 'Relaas' },
    stage: 'BE-P1',
    addressee: null,
    filedBy: 'client',
    tellsFacts: true,
  },
  F6: {
    title: { fr: 'Plainte et demande d’audition', nl: 'Klacht en verzoek tot verhoor' },
    stage: 'BE-P1',
    addressee: prosecution,
    filedBy: 'clientOrLawyer',
    tellsFacts: true,
    alsoNames: ['allegedExploiter', 'witness'],
  },
  F7: {
    title: {
      fr: 'Demande d’attestation d’immatriculation',
      nl: 'Aanvraag van een attest van immatriculatie',
    },
    stage: 'BE-P2',
    addressee: office,
    filedBy: 'centre',
  },
  F8: {
    title: { fr: 'Lettre au magistrat de référence', nl: 'Brief aan de referentiemagistraat' },
    stage: 'BE-P2',
    addressee: prosecution,
    filedBy: 'centreOrLawyer',
    alsoNames: ['magistrate'],
  },
  F9: {
    title: {
      fr: 'Demande de prolongation de l’attestation d’immatriculation',
      nl: 'Aanvraag tot verlenging van het attest van immatriculatie',
    },
    stage: 'BE-P2b',
    addressee: office,
    filedBy: 'centre',
  },
  F10: {
    title: {
      fr: 'Demande d’autorisation de séjour de six mois (carte A)',
      nl: 'Aanvraag tot machtiging tot verblijf van zes maanden (A-kaart)',
    },
    stage: 'BE-P3',
    addressee: office,
    filedBy: 'centre',
  },
  F11: {
    title: {
      fr: 'Demande de renouvellement de l’autorisation de séjour (carte A) et rapport social',
      nl: 'Aanvraag tot verlenging van de machtiging tot verblijf (A-kaart) en sociaal verslag',
    },
    stage: 'BE-P3r',
    addressee: office,
    filedBy: 'centre',
  },
  F12: {
    title: {
      fr: 'Demande d’autorisation de séjour illimité (carte B)',
      nl: 'Aanvraag tot machtiging tot onbeperkt verblijf (B-kaart)',
    },
    stage: 'BE-P4',
    addressee: office,
    filedBy: 'centreOrLawyer',
  },
  F13: {
    title: { fr: 'Inventaire des pièces', nl: 'Inventaris van de stukken' },
    stage: null,
    addressee: null,
    filedBy: 'anyone',
  },
  F14: {
    title: {
      fr: 'Constitution de partie civile et conclusions',
      nl: 'Burgerlijkepartijstelling en conclusies',
    },
    stage: 'criminalCase',
    addressee: {
      fr: 'Juge d’instruction ou tribunal correctionnel',
      nl: 'Onderzoeksrechter of correctionele rechtbank',
    },
    filedBy: 'lawyer',
    tellsFacts: true,
    alsoNames: ['allegedExploiter'],
  },
  F15: {
    title: {
      fr: 'Requête à la Commission pour l’aide financière',
      nl: 'Verzoekschrift aan de Commissie voor financiële hulp',
    },
    stage: 'criminalCase',
    addressee: {
      fr: 'Commission pour l’aide financière aux victimes d’actes intentionnels de violence',
      nl: 'Commissie voor financiële hulp aan slachtoffers van opzettelijke gewelddaden',
    },
    filedBy: 'lawyer',
    tellsFacts: true,
    keepsDeadlines: ['BE-R17', 'BE-R18'],
  },
  F16: {
    title: {
      fr: 'Demande d’autorisation de séjour (article 9bis)',
      nl: 'Aanvraag tot machtiging tot verblijf (artikel 9bis)',
    },
    stage: 'parallelRoute',
    addressee: { fr: 'Bourgmestre', nl: 'Burgemeester' },
    filedBy: 'lawyer',
    tellsFacts: true,
  },
  F17: {
    title: {
      fr: 'Demande d’autorisation de séjour (article 9ter)',
      nl: 'Aanvraag tot machtiging tot verblijf (artikel 9ter)',
    },
    stage: 'parallelRoute',
    addressee: office,
    filedBy: 'lawyer',
    keepsDeadlines: ['BE-R19'],
  },
  F18: {
    title: { fr: 'Requête en annulation', nl: 'Verzoekschrift tot nietigverklaring' },
    stage: 'remedy',
    addressee: council,
    filedBy: 'lawyer',
    tellsFacts: true,
    keepsDeadlines: ['BE-R8', 'BE-R9'],
  },
  F19: {
    title: {
      fr: 'Demande de suspension en extrême urgence',
      nl: 'Vordering tot schorsing bij uiterst dringende noodzakelijkheid',
    },
    stage: 'remedy',
    addressee: council,
    filedBy: 'lawyer',
    tellsFacts: true,
    keepsDeadlines: ['BE-R10'],
  },
  F20: {
    title: {
      fr: 'Observations avant une décision de retrait',
      nl: 'Opmerkingen vóór een beslissing tot intrekking',
    },
    stage: 'remedy',
    addressee: office,
    filedBy: 'lawyer',
  },
  F21: {
    title: {
      fr: 'Signalement d’un mineur étranger non accompagné',
      nl: 'Melding van een niet-begeleide minderjarige vreemdeling',
    },
    stage: 'BE-P0',
    addressee: { fr: 'Service des Tutelles', nl: 'Dienst Voogdij' },
    filedBy: 'anyone',
  },
  F22: {
    title: {
      fr: 'Demande de consultation et de copie du dossier administratif',
      nl: 'Verzoek tot inzage en afschrift van het administratief dossier',
    },
    stage: 'remedy',
    addressee: office,
    filedBy: 'lawyer',
    keepsDeadlines: ['BE-R8', 'BE-R9', 'BE-R10'],
  },
  L1: {
    title: {
      fr: 'Lettre sur les documents manquants',
      nl: 'Brief over de ontbrekende documenten',
      de: 'Schreiben über fehlende Unterlagen',
      en: 'Letter on missing documents',
    },
    stage: null,
    addressee: null,
    filedBy: 'anyone',
    keepsDeadlines: 'all',
    tellsMissing: true,
  },
};

/** Title of a filing in one of its own languages. */
export function filingTitle(kind: FilingKind, language: Language): string {
  const { title } = filingDeclarations[kind];
  return title[language] ?? title.fr;
}

/** Languages a filing can be made in: those of the authorities, and for a letter to the person more. */
export function languagesOf(kind: FilingKind): readonly Language[] {
  return languages.filter((language) => filingDeclarations[kind].title[language] !== undefined);
}

/** The language of the authority's file where the filing exists in it, else French. */
export function preferredLanguageOf(kind: FilingKind, fileLanguage: string | undefined): Language {
  return languagesOf(kind).find((language) => language === fileLanguage) ?? 'fr';
}

/** A letter of ours, which goes with any procedure and has no official form. */
export function isOwnLetter(kind: FilingKind): boolean {
  return kind.startsWith('L');
}
