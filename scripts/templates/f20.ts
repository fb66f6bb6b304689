import {
  exhibitsTable,
  heading,
  lettered,
  numbered,
  senderClosing,
  senderLetterhead,
  when,
  type Block,
  type TemplateLanguage,
} from './building-blocks';
import { paragraphsOf, subheading } from './counsel';
import { addressRequest, identityTable, opening } from './letter-to-the-office';
import { headings } from './phrases';

/** F20: what the person has to say before the Office takes her document or her stay away. */
export function f20(language: TemplateLanguage): Block[] {
  const text = texts[language];
  return [
    ...opening(language, senderLetterhead(language), text.subject),

    numbered(text.letter),
    numbered(text.opposes, { keepNext: true }),
    identityTable(language, true),

    heading(text.headings.answers),
    ...when('observations.answers', [
      ...when('title', [subheading('{title}')]),
      ...when('paragraph', [numbered('{paragraph}')]),
    ]),

    ...when('observations.hasNewElements', [heading(text.headings.newElements)]),
    ...paragraphsOf('observations.newElements'),

    heading(text.headings.personal),
    ...paragraphsOf('observations.personal'),

    heading(text.headings.request),
    numbered(text.request, { keepNext: true }),
    lettered('requests', text.refrain),
    ...when('observations.hearing.yes', [lettered('requests', text.hear)]),
    lettered('requests', text.addToFile),
    addressRequest(language),

    ...senderClosing(language),
    ...when('exhibits.areAttached', [heading(headings.exhibits[language]), exhibitsTable(language)]),
  ];
}

const texts = {
  fr: {
    subject: 'Observations avant une décision mettant fin au séjour – droit d’être entendu',
    headings: {
      answers: 'Réponse aux motifs envisagés',
      newElements: 'Éléments nouveaux',
      personal: 'Situation personnelle',
      request: 'Demande',
    },
    letter:
      'Par votre lettre du {observations.letterDate}{#observations.letterReference} (réf.\u00a0{observations.letterReference}){/observations.letterReference}, vous annoncez que vous envisagez de mettre fin {#observations.document.annexe15}au séjour sous couvert du document de séjour temporaire (annexe 15){/observations.document.annexe15}{#observations.document.ai}au séjour sous couvert de l’attestation d’immatriculation{/observations.document.ai}{#observations.document.aCard}à l’autorisation de séjour (carte A){/observations.document.aCard} de {client.inText}, et vous fixez au {observations.answerBy} le terme du délai pour faire valoir des observations.',
    opposes:
      'Au nom de {client.inText}, dont je suis le conseil, je m’oppose à cette décision pour les raisons qui suivent.',
    request: 'En conséquence, je prie l’Office des étrangers\u00a0:',
    refrain: 'de ne pas prendre la décision envisagée\u00a0;',
    hear: 'avant toute décision, d’entendre {client.concerned} en présence de son conseil{#observations.interpreterLanguage}, avec l’assistance d’un interprète (langue\u00a0: {observations.interpreterLanguage}){/observations.interpreterLanguage}\u00a0;',
    addToFile:
      'de verser les présentes observations{#exhibits.areAttached} et leurs pièces{/exhibits.areAttached} au dossier administratif et d’y répondre dans la motivation de toute décision\u00a0;',
  },
  nl: {
    subject: 'Opmerkingen vóór een beslissing die een einde maakt aan het verblijf – hoorrecht',
    headings: {
      answers: 'Antwoord op de overwogen gronden',
      newElements: 'Nieuwe elementen',
      personal: 'Persoonlijke situatie',
      request: 'Verzoek',
    },
    letter:
      'Met uw brief van {observations.letterDate}{#observations.letterReference} (ref.\u00a0{observations.letterReference}){/observations.letterReference} kondigt u aan dat u overweegt een einde te maken aan {#observations.document.annexe15}het verblijf onder dekking van het tijdelijk verblijfsdocument (bijlage 15){/observations.document.annexe15}{#observations.document.ai}het verblijf onder dekking van het attest van immatriculatie{/observations.document.ai}{#observations.document.aCard}de machtiging tot verblijf (A-kaart){/observations.document.aCard} van {client.inText}, en laat u tot {observations.answerBy} de tijd om opmerkingen te bezorgen.',
    opposes:
      'Namens {client.inText}, van wie ik de advocaat ben, verzet ik mij tegen die beslissing om de volgende redenen.',
    request: 'Ik verzoek de Dienst Vreemdelingenzaken dan ook:',
    refrain: 'de overwogen beslissing niet te nemen;',
    hear: 'betrokkene vóór elke beslissing te horen in aanwezigheid van de advocaat{#observations.interpreterLanguage}, met bijstand van een tolk (taal: {observations.interpreterLanguage}){/observations.interpreterLanguage};',
    addToFile:
      'deze opmerkingen{#exhibits.areAttached} en de bijgevoegde stukken{/exhibits.areAttached} in het administratief dossier op te nemen en er in de motivering van elke beslissing op te antwoorden;',
  },
};
