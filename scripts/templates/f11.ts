import {
  heading,
  lettered,
  numbered,
  paragraph,
  signedAfter,
  titleOnNewPage,
  when,
  type Block,
  type TemplateLanguage,
} from './building-blocks';
import {
  exhibitNamed,
  ongoingStatement,
  opinion,
  requestOfTheCentre,
  statementsMade,
} from './letter-to-the-office';
import { aliensAct, aliensDecree, headings, victimOf } from './phrases';

/** F11: the centre asks for the A card to be renewed, and reports on how the person is doing. */
export function f11(language: TemplateLanguage): Block[] {
  const text = texts[language];
  return [
    ...requestOfTheCentre(language, text, {
      history: [...statementsMade(language), numbered(text.card)],
      statement: ongoingStatement[language],
      afterConditions: opinion(language),
      social: [heading(headings.social[language]), numbered(text.reportFollows)],
      requests: [lettered('requests', text.renew), lettered('requests', text.commune)],
    }),

    titleOnNewPage(text.report),
    paragraph(`${text.concerns}{client.inText} – {case.code}`, {
      alignment: 'center',
      spacing: { after: 200 },
    }),
    heading(text.headings.housing),
    numbered('{report.housing}'),
    heading(text.headings.training),
    numbered('{report.training}'),
    heading(text.headings.work),
    numbered('{report.work}'),
    ...when('report.health', [heading(text.headings.health), numbered(text.health)]),
    heading(text.headings.contacts),
    numbered('{report.contacts}'),
    heading(text.headings.cooperation),
    numbered('{report.cooperation}'),
    ...when('report.exhibit', [numbered(text.proof)]),
    ...signedAfter(text.done, text.forCentre),
  ];
}

const texts = {
  fr: {
    subject:
      'Demande de renouvellement de l’autorisation de séjour (carte A) – article 61/4, §\u00a01^er^, alinéa\u00a02, de la loi du 15 décembre 1980',
    basis: `Le centre soussigné, reconnu en vertu de l’arrêté royal du 18 avril 2013, introduit la présente demande pour {client.inText}, en application de l’article 61/4, §\u00a01^er^, alinéa\u00a02, de ${aliensAct.fr} (ci-après «\u00a0la loi\u00a0») et de ${aliensDecree.fr}.`,
    ground: `La demande repose sur la qualité de victime ${victimOf.fr}.`,
    card: `{client.concernedAtStart} est titulaire d’une carte A délivrée le {aCard.issuedOn} et valable jusqu’au {aCard.validUntil}${exhibitNamed('fr', 'card.exhibit')}.{#renewal.isInTime} La présente demande est introduite avant l’expiration de cette carte.{/renewal.isInTime}`,
    conditions: 'Les conditions suivantes restent réunies\u00a0:',
    reportFollows: 'La situation sociale est décrite dans le rapport social qui suit.',
    request: 'En conséquence, le centre prie l’Office des étrangers\u00a0:',
    renew:
      'de renouveler pour six mois l’autorisation de séjour de {client.concerned} et d’ordonner la délivrance d’une nouvelle carte A\u00a0;',
    commune:
      'de donner à l’administration communale {delivery.ofCommune} l’instruction de délivrer cette carte\u00a0;',
    report: 'Rapport social',
    concerns: 'Concerne\u00a0: ',
    headings: {
      housing: 'Logement',
      training: 'Formation et langue',
      work: 'Travail',
      health: 'Santé',
      contacts: 'Contacts avec le centre',
      cooperation: 'Coopération',
    },
    health: '{report.health} Ces informations sont communiquées avec l’accord de {client.concerned}.',
    proof: 'Les justificatifs sont joints (pièce n°\u00a0{report.exhibit}).',
    done: 'Fait à {letter.place}, le {letter.date}.',
    forCentre: 'Pour le centre {centre.name},',
  },
  nl: {
    subject:
      'Aanvraag tot verlenging van de machtiging tot verblijf (A-kaart) – artikel 61/4, §\u00a01, tweede lid, van de wet van 15 december 1980',
    basis: `Ondergetekend centrum, erkend op grond van het koninklijk besluit van 18 april 2013, dient deze aanvraag in voor {client.inText}, met toepassing van artikel 61/4, §\u00a01, tweede lid, van ${aliensAct.nl} (hierna: ‘de wet’) en van ${aliensDecree.nl}.`,
    ground: `De aanvraag steunt op de hoedanigheid van slachtoffer van ${victimOf.nl}.`,
    card: `Betrokkene is houder van een A-kaart die op {aCard.issuedOn} werd afgegeven en geldig is tot en met {aCard.validUntil}${exhibitNamed('nl', 'card.exhibit')}.{#renewal.isInTime} Deze aanvraag wordt ingediend voordat de kaart vervalt.{/renewal.isInTime}`,
    conditions: 'De volgende voorwaarden zijn nog steeds vervuld:',
    reportFollows: 'De sociale toestand wordt beschreven in het sociaal verslag hierna.',
    request: 'Het centrum verzoekt de Dienst Vreemdelingenzaken dan ook:',
    renew:
      'de machtiging tot verblijf van betrokkene met zes maanden te verlengen en de afgifte van een nieuwe A-kaart te bevelen;',
    commune: 'het gemeentebestuur {delivery.ofCommune} opdracht te geven deze kaart af te geven;',
    report: 'Sociaal verslag',
    concerns: 'Betrokkene: ',
    headings: {
      housing: 'Huisvesting',
      training: 'Opleiding en taal',
      work: 'Werk',
      health: 'Gezondheid',
      contacts: 'Contacten met het centrum',
      cooperation: 'Medewerking',
    },
    health: '{report.health} Deze informatie wordt met het akkoord van betrokkene meegedeeld.',
    proof: 'De bewijsstukken zijn bijgevoegd (stuk nr.\u00a0{report.exhibit}).',
    done: 'Opgemaakt te {letter.place} op {letter.date}.',
    forCentre: 'Voor het centrum {centre.name},',
  },
};
