import {
  addressBlock,
  heading,
  lettered,
  numbered,
  paragraph,
  senderLetterhead,
  subject,
  unless,
  when,
  type Block,
  type TemplateLanguage,
} from './building-blocks';
import { narrative, paragraphsOf, partyTable, signedAndExhibits, subheading } from './counsel';
import { exhibitNamed } from './letter-to-the-office';
import { aliensAct, personConcerned, salutation } from './phrases';

const reasons = ['integration', 'vulnerability', 'cooperation', 'convention', 'child'] as const;

/** F16: the request for stay under article 9bis, through the mayor of the place where she lives. */
export function f16(language: TemplateLanguage): Block[] {
  const text = texts[language];
  return [
    ...senderLetterhead(language),
    ...addressBlock(language, {
      fr: '**Madame, Monsieur le Bourgmestre**\n{regularisation.commune}',
      nl: '**Mevrouw, Mijnheer de Burgemeester**\n{regularisation.commune}',
    }),
    ...subject(language, text.subject, personConcerned[language]),
    paragraph(salutation[language], { spacing: { after: 120 } }),
    numbered(text.basis),

    heading(text.headings.identity),
    partyTable(language, { residence: true }),
    numbered(text.residence, { spacing: { before: 160, after: 120 } }),

    heading(text.headings.document),
    ...when('regularisation.identity.document', [numbered(text.document)]),
    ...unless('regularisation.identity.document', [numbered(text.exempt)]),
    ...paragraphsOf('regularisation.exemption'),

    heading(text.headings.facts),
    ...narrative(language),

    heading(text.headings.exceptional),
    numbered(text.exceptional),
    ...paragraphsOf('regularisation.exceptional'),

    heading(text.headings.grounds),
    ...reasons.flatMap((reason) => [
      ...when(`regularisation.has${reason.charAt(0).toUpperCase()}${reason.slice(1)}`, [
        subheading(text[reason]),
      ]),
      ...paragraphsOf(`regularisation.${reason}`),
    ]),

    heading(text.headings.requests),
    ...when('regularisation.fee.paid', [numbered(text.feePaid)]),
    ...unless('regularisation.fee.paid', [numbered(text.feeExempt)]),
    numbered(text.request, { keepNext: true }),
    lettered('requests', text.transmit),
    lettered('requests', text.admissible),
    lettered('requests', text.address, { keepNext: true }),

    ...signedAndExhibits(
      language,
      { fr: 'Pour la partie requérante,', nl: 'Voor de verzoekende partij,' },
      { heading: { fr: 'Inventaire', nl: 'Inventaris' } },
    ),
  ];
}

const withheld = {
  fr: '{^residence.address} Pour des raisons de sécurité, l’adresse n’est pas communiquée par écrit\u00a0; la réalité de la résidence peut être vérifiée par l’intermédiaire du conseil de la partie requérante.{/residence.address}',
  nl: '{^residence.address} Om veiligheidsredenen wordt het adres niet schriftelijk meegedeeld; het werkelijke verblijf kan via de raadsman van de verzoekende partij worden nagegaan.{/residence.address}',
};

const texts = {
  fr: {
    subject:
      'Demande d’autorisation de séjour – article 9bis de la loi du 15 décembre 1980 – à transmettre à l’Office des étrangers',
    headings: {
      identity: 'I. Identité et adresse effective',
      document: 'II. Document d’identité ou dispense',
      facts: 'III. Faits',
      exceptional: 'IV. Circonstances exceptionnelles',
      grounds: 'V. Motifs de fond',
      requests: 'VI. Dispositif',
    },
    basis: `Au nom de {client.inText}, ci-après la partie requérante, j’introduis auprès de vous une demande d’autorisation de séjour en application de l’article 9bis de ${aliensAct.fr}.`,
    residence: `La partie requérante réside effectivement sur le territoire de la commune {regularisation.ofCommune}.${withheld.fr}`,
    document: `La partie requérante produit le document d’identité mentionné ci-dessus${exhibitNamed('fr', 'regularisation.identityExhibit')}.`,
    exempt:
      'La partie requérante est dispensée de produire un document d’identité pour les raisons suivantes.',
    exceptional:
      'Les circonstances suivantes rendent impossible ou particulièrement difficile l’introduction de la demande auprès du poste diplomatique ou consulaire compétent à l’étranger.',
    integration: 'Intégration',
    vulnerability: 'Vulnérabilité',
    cooperation: 'Collaboration avec les autorités',
    convention:
      'Droits garantis par les articles 3, 4 et 8 de la Convention européenne des droits de l’homme',
    child: 'Intérêt supérieur de l’enfant',
    feePaid: `La redevance a été payée${exhibitNamed('fr', 'regularisation.feeExhibit')}.`,
    feeExempt: 'Aucune redevance n’est due\u00a0: {regularisation.feeExemption}.',
    request: 'En conséquence, la partie requérante demande\u00a0:',
    transmit: 'au bourgmestre, de transmettre sans délai la présente demande à l’Office des étrangers\u00a0;',
    admissible:
      'à l’Office des étrangers, de déclarer la demande recevable et fondée et d’autoriser la partie requérante au séjour sur le territoire du Royaume\u00a0;',
    address:
      'à l’un et à l’autre, d’adresser toute correspondance et toute décision au domicile élu indiqué ci-dessus.',
  },
  nl: {
    subject:
      'Aanvraag tot machtiging tot verblijf – artikel 9bis van de wet van 15 december 1980 – over te maken aan de Dienst Vreemdelingenzaken',
    headings: {
      identity: 'I. Identiteit en feitelijk adres',
      document: 'II. Identiteitsdocument of vrijstelling',
      facts: 'III. Feiten',
      exceptional: 'IV. Buitengewone omstandigheden',
      grounds: 'V. Gegrondheid',
      requests: 'VI. Verzoek',
    },
    basis: `Namens {client.inText}, hierna de verzoekende partij, dien ik bij u een aanvraag tot machtiging tot verblijf in met toepassing van artikel 9bis van ${aliensAct.nl}.`,
    residence: `De verzoekende partij verblijft effectief op het grondgebied van de gemeente {regularisation.commune}.${withheld.nl}`,
    document: `De verzoekende partij legt het hierboven vermelde identiteitsdocument voor${exhibitNamed('nl', 'regularisation.identityExhibit')}.`,
    exempt:
      'De verzoekende partij is om de volgende redenen vrijgesteld van het voorleggen van een identiteitsdocument.',
    exceptional:
      'De volgende omstandigheden maken het onmogelijk of bijzonder moeilijk om de aanvraag in te dienen bij de bevoegde diplomatieke of consulaire post in het buitenland.',
    integration: 'Integratie',
    vulnerability: 'Kwetsbaarheid',
    cooperation: 'Medewerking met de overheden',
    convention:
      'Rechten gewaarborgd door de artikelen 3, 4 en 8 van het Europees Verdrag voor de Rechten van de Mens',
    child: 'Hoger belang van het kind',
    feePaid: `De bijdrage werd betaald${exhibitNamed('nl', 'regularisation.feeExhibit')}.`,
    feeExempt: 'Er is geen bijdrage verschuldigd: {regularisation.feeExemption}.',
    request: 'De verzoekende partij vraagt dan ook:',
    transmit: 'aan de burgemeester, deze aanvraag onverwijld over te maken aan de Dienst Vreemdelingenzaken;',
    admissible:
      'aan de Dienst Vreemdelingenzaken, de aanvraag ontvankelijk en gegrond te verklaren en de verzoekende partij te machtigen tot verblijf op het grondgebied van het Rijk;',
    address:
      'aan beiden, alle briefwisseling en elke beslissing te richten aan de hierboven vermelde gekozen woonplaats.',
  },
};
