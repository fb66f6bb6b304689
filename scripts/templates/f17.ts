import {
  addressBlock,
  heading,
  lettered,
  numbered,
  paragraph,
  senderLetterhead,
  subject,
  type Block,
  type TemplateLanguage,
} from './building-blocks';
import { paragraphsOf, partyTable, signedAndExhibits } from './counsel';
import { exhibitNamed } from './letter-to-the-office';
import { aliensAct, personConcerned, salutation } from './phrases';

/** F17: the request for stay under article 9ter, for serious illness, by registered mail. */
export function f17(language: TemplateLanguage): Block[] {
  const text = texts[language];
  return [
    ...senderLetterhead(language),
    ...addressBlock(language),
    ...subject(language, text.subject, personConcerned[language]),
    paragraph(salutation[language], { spacing: { after: 120 } }),
    numbered(text.basis),

    heading(text.headings.identity),
    partyTable(language, { residence: true }),
    numbered(text.identity, { spacing: { before: 160, after: 120 } }),
    numbered(text.residence),

    heading(text.headings.certificate),
    numbered(text.certificate),

    heading(text.headings.illness),
    ...paragraphsOf('medical.illness'),
    ...paragraphsOf('medical.severity'),
    ...paragraphsOf('medical.treatment'),

    heading(text.headings.availability),
    ...paragraphsOf('medical.availability'),

    heading(text.headings.accessibility),
    ...paragraphsOf('medical.accessibility'),

    heading(text.headings.request),
    numbered(text.risk),
    numbered(text.request, { keepNext: true }),
    lettered('requests', text.admissible),
    lettered('requests', text.authorise),
    lettered('requests', text.confidential),
    lettered('requests', text.address, { keepNext: true }),

    ...signedAndExhibits(language, { fr: 'Pour la partie requérante,', nl: 'Voor de verzoekende partij,' }),
  ];
}

const texts = {
  fr: {
    subject:
      'Demande d’autorisation de séjour pour motifs médicaux – article 9ter de la loi du 15 décembre 1980',
    headings: {
      identity: 'Identité et adresse effective',
      certificate: 'Certificat médical type',
      illness: 'Maladie, gravité et traitement nécessaire',
      availability: 'Disponibilité du traitement au pays d’origine',
      accessibility: 'Accessibilité du traitement au pays d’origine',
      request: 'Demande',
    },
    basis: `Au nom de {client.inText}, ci-après la partie requérante, j’introduis une demande d’autorisation de séjour en application de l’article 9ter de ${aliensAct.fr}.`,
    identity: `L’identité de la partie requérante est établie conformément à l’article 9ter, §\u00a02${exhibitNamed('fr', 'medical.identityExhibit')}.`,
    residence:
      '{#residence.address}La partie requérante réside effectivement à l’adresse indiquée ci-dessus.{/residence.address}{^residence.address}La partie requérante réside effectivement en Belgique. Pour des raisons de sécurité, son adresse n’est pas communiquée par écrit\u00a0; la réalité de la résidence peut être vérifiée par l’intermédiaire de son conseil.{/residence.address}',
    certificate: `Le certificat médical type, établi le {medical.certificateDate}, est joint${exhibitNamed('fr', 'medical.certificateExhibit')}. Il indique la maladie, son degré de gravité et le traitement estimé nécessaire.`,
    risk: 'Il ressort de ce qui précède que la partie requérante souffre d’une maladie qui entraîne un risque réel pour sa vie ou son intégrité physique, ou un risque réel de traitement inhumain ou dégradant lorsqu’il n’existe aucun traitement adéquat dans son pays d’origine.',
    request: 'En conséquence, je prie l’Office des étrangers\u00a0:',
    admissible: 'de déclarer la demande recevable\u00a0;',
    authorise: 'd’autoriser la partie requérante au séjour sur le territoire du Royaume\u00a0;',
    confidential:
      'de ne communiquer les données médicales qu’aux personnes chargées de l’examen de la demande\u00a0;',
    address: 'd’adresser toute correspondance, convocation et décision au domicile élu indiqué ci-dessus.',
  },
  nl: {
    subject:
      'Aanvraag tot machtiging tot verblijf om medische redenen – artikel 9ter van de wet van 15 december 1980',
    headings: {
      identity: 'Identiteit en feitelijk adres',
      certificate: 'Standaard medisch getuigschrift',
      illness: 'Ziekte, ernst en noodzakelijke behandeling',
      availability: 'Beschikbaarheid van de behandeling in het land van herkomst',
      accessibility: 'Toegankelijkheid van de behandeling in het land van herkomst',
      request: 'Verzoek',
    },
    basis: `Namens {client.inText}, hierna de verzoekende partij, dien ik een aanvraag tot machtiging tot verblijf in met toepassing van artikel 9ter van ${aliensAct.nl}.`,
    identity: `De identiteit van de verzoekende partij is bewezen overeenkomstig artikel 9ter, §\u00a02${exhibitNamed('nl', 'medical.identityExhibit')}.`,
    residence:
      '{#residence.address}De verzoekende partij verblijft effectief op het hierboven vermelde adres.{/residence.address}{^residence.address}De verzoekende partij verblijft effectief in België. Om veiligheidsredenen wordt haar adres niet schriftelijk meegedeeld; het werkelijke verblijf kan via haar raadsman worden nagegaan.{/residence.address}',
    certificate: `Het standaard medisch getuigschrift van {medical.certificateDate} is bijgevoegd${exhibitNamed('nl', 'medical.certificateExhibit')}. Het vermeldt de ziekte, de graad van ernst ervan en de noodzakelijk geachte behandeling.`,
    risk: 'Uit wat voorafgaat blijkt dat de verzoekende partij lijdt aan een ziekte die een reëel risico inhoudt voor haar leven of fysieke integriteit, of een reëel risico op een onmenselijke of vernederende behandeling wanneer er geen adequate behandeling is in haar land van herkomst.',
    request: 'Ik verzoek de Dienst Vreemdelingenzaken dan ook:',
    admissible: 'de aanvraag ontvankelijk te verklaren;',
    authorise: 'de verzoekende partij te machtigen tot verblijf op het grondgebied van het Rijk;',
    confidential: 'de medische gegevens alleen mee te delen aan wie de aanvraag moet onderzoeken;',
    address:
      'alle briefwisseling, oproepingen en beslissingen te richten aan de hierboven vermelde gekozen woonplaats.',
  },
};
