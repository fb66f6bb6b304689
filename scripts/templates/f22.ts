import {
  addressBlock,
  exhibitsTable,
  heading,
  lettered,
  numbered,
  paragraph,
  senderClosing,
  senderLetterhead,
  subject,
  unless,
  when,
  type Block,
  type TemplateLanguage,
} from './building-blocks';
import { exhibitNamed, identityTable } from './letter-to-the-office';
import { headings, personConcerned, salutation } from './phrases';

/** F22: the lawyer asks to consult the administrative file and for a copy of it. */
export function f22(language: TemplateLanguage): Block[] {
  const text = texts[language];
  return [
    ...senderLetterhead(language),
    ...addressBlock(language),
    ...subject(language, text.subject, personConcerned[language]),
    paragraph(salutation[language], { spacing: { after: 120 } }),

    heading(text.headings.mandate),
    numbered(text.mandate, { keepNext: true }),
    identityTable(language, true),

    heading(text.headings.request),
    ...when('access.form.consultationAndCopy', [numbered(text.both, { keepNext: true })]),
    ...unless('access.form.consultationAndCopy', [numbered(text.copy, { keepNext: true })]),
    lettered('requests', text.decisions),
    lettered('requests', text.instructions),
    ...when('access.opinions.yes', [lettered('requests', text.opinions)]),
    lettered('requests', text.everything),
    ...when('access.isParticular', [numbered(text.particular, { keepNext: true })]),
    ...when('access.particular', [lettered('conditions', '{paragraph}')]),

    heading(text.headings.secrecy),
    numbered(text.secrecy),

    heading(text.headings.manner),
    ...when('access.remedy.yes', [numbered(text.remedy)]),
    // The signature never stands alone on a page.
    numbered(text.manner, { keepNext: true, keepLines: true }),

    ...senderClosing(language),
    ...when('exhibits.areAttached', [heading(headings.exhibits[language]), exhibitsTable(language)]),
  ];
}

const law = {
  fr: 'la loi du 11 avril 1994 relative à la publicité de l’administration',
  nl: 'de wet van 11 april 1994 betreffende de openbaarheid van bestuur',
};

const texts = {
  fr: {
    subject: 'Demande de consultation et de copie du dossier administratif – loi du 11 avril 1994',
    headings: {
      mandate: 'Mandat',
      request: 'Demande',
      secrecy: 'Pièces couvertes par un secret',
      manner: 'Modalités',
    },
    mandate: `J’interviens comme conseil de {client.inText}{#client.hasGuardian}, sous la tutelle de {guardian.inText},{/client.hasGuardian} et j’agis en son nom${exhibitNamed('fr', 'access.mandate')}.`,
    both: `En application de ${law.fr}, je demande à pouvoir consulter l’intégralité du dossier administratif et à en recevoir une copie, y compris\u00a0:`,
    copy: `En application de ${law.fr}, je demande une copie de l’intégralité du dossier administratif, y compris\u00a0:`,
    decisions: 'les décisions, leur motivation et la preuve de leur notification\u00a0;',
    instructions:
      'les notes internes, les rapports et les échanges avec l’administration communale et le centre d’accueil spécialisé\u00a0;',
    opinions: 'les demandes d’avis adressées au ministère public et les avis reçus\u00a0;',
    everything: 'tout autre document relatif à {client.concerned}.',
    particular: 'Je demande en particulier\u00a0:',
    secrecy:
      'Si le secret de l’instruction ou un autre secret s’oppose à la communication d’une pièce, je vous prie de désigner cette pièce, d’indiquer le motif du refus et de communiquer le reste du dossier.',
    remedy:
      'Un recours dont le délai court dépend de l’examen de ce dossier. Je vous remercie de me répondre à bref délai.',
    manner:
      'La copie peut m’être envoyée {#sender.email}par courriel à l’adresse {sender.email}{/sender.email}{^sender.email}à l’adresse de mon cabinet{/sender.email}. Toute autre correspondance peut être adressée au domicile élu.',
  },
  nl: {
    subject: 'Verzoek tot inzage en afschrift van het administratief dossier – wet van 11 april 1994',
    headings: {
      mandate: 'Volmacht',
      request: 'Verzoek',
      secrecy: 'Stukken die onder een geheimhouding vallen',
      manner: 'Nadere regels',
    },
    mandate: `Ik treed op als advocaat van {client.inText}{#client.hasGuardian}, onder voogdij van {guardian.inText},{/client.hasGuardian} en handel namens betrokkene${exhibitNamed('nl', 'access.mandate')}.`,
    both: `Met toepassing van ${law.nl} verzoek ik om inzage van het volledige administratief dossier en om een afschrift ervan, met inbegrip van:`,
    copy: `Met toepassing van ${law.nl} verzoek ik om een afschrift van het volledige administratief dossier, met inbegrip van:`,
    decisions: 'de beslissingen, de motivering ervan en het bewijs van de kennisgeving;',
    instructions:
      'de interne nota’s, de verslagen en de briefwisseling met het gemeentebestuur en het gespecialiseerde opvangcentrum;',
    opinions: 'de vragen om advies aan het openbaar ministerie en de ontvangen adviezen;',
    everything: 'elk ander document dat op betrokkene betrekking heeft.',
    particular: 'Ik vraag in het bijzonder:',
    secrecy:
      'Als het geheim van het onderzoek of een andere geheimhouding zich tegen de mededeling van een stuk verzet, verzoek ik u dat stuk aan te duiden, de reden van de weigering te vermelden en de rest van het dossier mee te delen.',
    remedy:
      'Een beroep waarvan de termijn loopt, hangt af van het onderzoek van dit dossier. Ik dank u voor een antwoord op korte termijn.',
    manner:
      'Het afschrift mag mij worden bezorgd {#sender.email}per e-mail op het adres {sender.email}{/sender.email}{^sender.email}op het adres van mijn kantoor{/sender.email}. Alle andere briefwisseling mag worden gericht aan de gekozen woonplaats.',
  },
};
