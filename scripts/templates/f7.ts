import { lettered, when, type Block, type Phrase, type TemplateLanguage } from './building-blocks';
import { commonHistory, exhibitNamed, requestOfTheCentre, socialSituation } from './letter-to-the-office';
import { aliensAct, aliensDecree, victimOf } from './phrases';

// The article differs: after the reflection period, at once where statements were made already, or for an
// unaccompanied minor, who gets no annexe 15.
const article: Phrase = {
  fr: '{#request.isAfterReflection}article 61/3, §\u00a01^er^{/request.isAfterReflection}{#request.isImmediate}article 61/2, §\u00a02, alinéa\u00a03{/request.isImmediate}{#request.isForMinor}article 61/2, §\u00a02, alinéa\u00a02{/request.isForMinor}',
  nl: '{#request.isAfterReflection}artikel 61/3, §\u00a01{/request.isAfterReflection}{#request.isImmediate}artikel 61/2, §\u00a02, derde lid{/request.isImmediate}{#request.isForMinor}artikel 61/2, §\u00a02, tweede lid{/request.isForMinor}',
};

/** F7: the centre asks the Immigration Office for the attestation d'immatriculation. */
export function f7(language: TemplateLanguage): Block[] {
  const text = texts[language];
  return requestOfTheCentre(language, text, {
    history: commonHistory(language),
    statement: text.complaint,
    social: socialSituation(language),
    requests: [
      lettered('requests', text.issue),
      lettered('requests', text.commune),
      ...when('request.isForMinor', [lettered('requests', text.bestInterests)]),
    ],
  });
}

const texts = {
  fr: {
    subject: `Demande d’attestation d’immatriculation (modèle A) – ${article.fr}, de la loi du 15 décembre 1980`,
    basis: `Le centre soussigné, reconnu en vertu de l’arrêté royal du 18 avril 2013, introduit la présente demande pour {client.inText}, en application de l’${article.fr}, de ${aliensAct.fr} (ci-après «\u00a0la loi\u00a0») et de ${aliensDecree.fr}.`,
    ground: `La demande repose sur la qualité de victime présumée ${victimOf.fr}.`,
    conditions: 'Les conditions suivantes sont réunies\u00a0:',
    complaint: `**Plainte ou déclarations.** {client.concernedAtStart} a {#statement.isComplaint}déposé plainte{/statement.isComplaint}{^statement.isComplaint}fait des déclarations{/statement.isComplaint} le {statement.date}{#statement.reportNumber} (procès-verbal n°\u00a0{statement.reportNumber}){/statement.reportNumber}{#statement.isWithinReflection}, dans le délai de réflexion de quarante-cinq jours{/statement.isWithinReflection}. La preuve en est jointe${exhibitNamed('fr', 'statement.exhibit')}.`,
    request: 'En conséquence, le centre prie l’Office des étrangers\u00a0:',
    issue:
      'de délivrer à {client.concerned} une attestation d’immatriculation (modèle A) valable trois mois\u00a0;',
    commune:
      'de donner à l’administration communale {delivery.ofCommune} l’instruction de remettre cette attestation\u00a0;',
    bestInterests: 'de prendre en considération, à chaque étape, l’intérêt supérieur de l’enfant\u00a0;',
  },
  nl: {
    subject: `Aanvraag van een attest van immatriculatie (model A) – ${article.nl}, van de wet van 15 december 1980`,
    basis: `Ondergetekend centrum, erkend op grond van het koninklijk besluit van 18 april 2013, dient deze aanvraag in voor {client.inText}, met toepassing van ${article.nl}, van ${aliensAct.nl} (hierna: ‘de wet’) en van ${aliensDecree.nl}.`,
    ground: `De aanvraag steunt op de hoedanigheid van vermoedelijk slachtoffer van ${victimOf.nl}.`,
    conditions: 'De volgende voorwaarden zijn vervuld:',
    complaint: `**Klacht of verklaringen.** Betrokkene {#statement.isComplaint}diende klacht in{/statement.isComplaint}{^statement.isComplaint}legde verklaringen af{/statement.isComplaint} op {statement.date}{#statement.reportNumber} (proces-verbaal nr.\u00a0{statement.reportNumber}){/statement.reportNumber}{#statement.isWithinReflection}, binnen de bedenktijd van vijfenveertig dagen{/statement.isWithinReflection}. Het bewijs daarvan is bijgevoegd${exhibitNamed('nl', 'statement.exhibit')}.`,
    request: 'Het centrum verzoekt de Dienst Vreemdelingenzaken dan ook:',
    issue:
      'aan betrokkene een attest van immatriculatie (model A) af te geven met een geldigheidsduur van drie maanden;',
    commune: 'het gemeentebestuur {delivery.ofCommune} opdracht te geven dit attest te overhandigen;',
    bestInterests: 'in elke fase rekening te houden met het hoger belang van het kind;',
  },
};
