import {
  exhibitsTable,
  closing,
  heading,
  lettered,
  letterhead,
  numbered,
  type Block,
  type TemplateLanguage,
} from './building-blocks';
import { addressRequest, childrenNamed, exhibitNamed, identityTable, opening } from './letter-to-the-office';
import { aliensAct, aliensDecree, headings, victimOf } from './phrases';

/** F4: the centre asks the Immigration Office for the document of the reflection period. */
export function f4(language: TemplateLanguage): Block[] {
  const text = texts[language];
  return [
    ...opening(language, letterhead(language), text.subject),
    numbered(text.basis),

    heading(text.headings.identity),
    identityTable(language, true),
    numbered(text.identity, { spacing: { before: 160, after: 120 } }),
    numbered(text.noTitle),
    ...childrenNamed(language),

    heading(text.headings.detection),
    numbered(text.detection),
    numbered(text.indications),

    heading(text.headings.support),
    numbered(text.support),

    heading(text.headings.milieu),
    numbered(text.milieu),

    heading(headings.request[language]),
    numbered(text.request, { keepNext: true }),
    lettered('requests', text.issue),
    lettered('requests', text.commune),
    lettered('requests', text.discretion),
    addressRequest(language),

    ...closing(language),
    heading(text.headings.annexes),
    exhibitsTable(language),
  ];
}

const texts = {
  fr: {
    subject:
      'Demande de document de séjour temporaire (annexe 15) – article 61/2, §\u00a02, alinéa\u00a01^er^, de la loi du 15 décembre 1980',
    headings: {
      identity: 'Identité',
      detection: 'Détection',
      support: 'Accompagnement',
      milieu: 'Rupture avec le milieu',
      annexes: 'Annexes',
    },
    basis: `Le centre soussigné, reconnu en vertu de l’arrêté royal du 18 avril 2013, introduit la présente demande pour {client.inText}, en application de l’article 61/2, §\u00a02, alinéa\u00a01^er^, de ${aliensAct.fr} et de ${aliensDecree.fr}.`,
    identity: `{#identity.basis.document}L’identité est établie par le document mentionné ci-dessus{/identity.basis.document}{#identity.basis.declaration}L’identité est indiquée d’après les déclarations de {client.concerned}{/identity.basis.declaration}${exhibitNamed('fr', 'identity.exhibit')}.`,
    noTitle: '{client.concernedAtStart} ne dispose d’aucun titre de séjour.',
    detection: 'La situation a été détectée le {detection.date} par {detection.by}.',
    indications: `Les indices suivants font présumer que {client.concerned} est victime ${victimOf.fr}\u00a0: {detection.indications}`,
    support: `Le centre accompagne {client.concerned} depuis le {support.since} et poursuit cet accompagnement{#support.exhibit}\u00a0; l’attestation d’accompagnement est jointe{/support.exhibit}${exhibitNamed('fr', 'support.exhibit')}.`,
    milieu:
      '{client.concernedAtStart} a quitté le milieu d’exploitation et n’a plus de contact avec les auteurs présumés.{#milieu.detail} {milieu.detail}{/milieu.detail}',
    request: 'En conséquence, le centre prie l’Office des étrangers\u00a0:',
    issue:
      'de délivrer à {client.concerned} un document de séjour temporaire (annexe 15) de quarante-cinq jours\u00a0;',
    commune:
      'de donner à l’administration communale {delivery.ofCommune} l’instruction de remettre ce document\u00a0;',
    discretion:
      'de traiter la présente demande avec discrétion et de ne communiquer à l’administration communale que ce qui est nécessaire à la remise du document\u00a0;',
  },
  nl: {
    subject:
      'Aanvraag van een tijdelijk verblijfsdocument (bijlage 15) – artikel 61/2, §\u00a02, eerste lid, van de wet van 15 december 1980',
    headings: {
      identity: 'Identiteit',
      detection: 'Detectie',
      support: 'Begeleiding',
      milieu: 'Breuk met het milieu',
      annexes: 'Bijlagen',
    },
    basis: `Ondergetekend centrum, erkend op grond van het koninklijk besluit van 18 april 2013, dient deze aanvraag in voor {client.inText}, met toepassing van artikel 61/2, §\u00a02, eerste lid, van ${aliensAct.nl} en van ${aliensDecree.nl}.`,
    identity: `{#identity.basis.document}De identiteit blijkt uit het hierboven vermelde document{/identity.basis.document}{#identity.basis.declaration}De identiteit wordt vermeld volgens de verklaringen van betrokkene{/identity.basis.declaration}${exhibitNamed('nl', 'identity.exhibit')}.`,
    noTitle: 'Betrokkene beschikt niet over een verblijfstitel.',
    detection: 'De situatie werd op {detection.date} vastgesteld door {detection.by}.',
    indications: `De volgende indicatoren doen vermoeden dat betrokkene slachtoffer is van ${victimOf.nl}: {detection.indications}`,
    support: `Het centrum begeleidt betrokkene sinds {support.since} en zet deze begeleiding voort{#support.exhibit}; het begeleidingsattest is bijgevoegd{/support.exhibit}${exhibitNamed('nl', 'support.exhibit')}.`,
    milieu:
      'Betrokkene heeft het milieu van uitbuiting verlaten en heeft geen contact meer met de vermoedelijke daders.{#milieu.detail} {milieu.detail}{/milieu.detail}',
    request: 'Het centrum verzoekt de Dienst Vreemdelingenzaken dan ook:',
    issue: 'aan betrokkene een tijdelijk verblijfsdocument (bijlage 15) van vijfenveertig dagen af te geven;',
    commune: 'het gemeentebestuur {delivery.ofCommune} opdracht te geven dit document te overhandigen;',
    discretion:
      'deze aanvraag discreet te behandelen en aan het gemeentebestuur enkel mee te delen wat nodig is om het document te overhandigen;',
  },
};
