import {
  addressBlock,
  heading,
  lettered,
  numbered,
  senderLetterhead,
  title,
  unless,
  when,
  type Block,
  type TemplateLanguage,
} from './building-blocks';
import { damageList, narrative, paragraphsOf, partyTable, signedAndExhibits } from './counsel';

/** F14: the person becomes a civil party, before the investigating judge or the court. */
export function f14(language: TemplateLanguage): Block[] {
  const text = texts[language];
  return [
    ...senderLetterhead(language),
    ...addressBlock(language, { fr: '**{civil.authority}**', nl: '**{civil.authority}**' }),
    title('{document.title}'),

    heading(text.headings.parties),
    numbered(text.party, { keepNext: true }),
    partyTable(language, { residence: false }),
    numbered(text.counsel, { spacing: { before: 160, after: 120 } }),
    numbered(text.against, { keepNext: true }),
    ...when('civil.defendants', [lettered('acts', '{name}')]),
    ...when('civil.otherDefendants', [lettered('acts', '{civil.otherDefendants}')]),

    heading(text.headings.facts),
    ...narrative(language),

    heading(text.headings.ground),
    numbered(text.ground),
    numbered(text.link),
    ...paragraphsOf('civil.link'),

    heading(text.headings.damage),
    numbered(text.damage),
    ...damageList(),
    ...when('civil.claim.provisional', [numbered(text.provisional)]),
    ...unless('civil.claim.provisional', [numbered(text.total)]),

    ...when('civil.confiscated.yes', [heading(text.headings.confiscated), numbered(text.confiscated)]),
    ...paragraphsOf('civil.confiscatedDetail'),

    heading(text.headings.requests),
    ...when('civil.before.court', [numbered(text.toCourt, { keepNext: true })]),
    ...unless('civil.before.court', [numbered(text.toJudge, { keepNext: true })]),
    lettered('requests', text.takeNote),
    ...when('civil.before.court', [
      ...when('civil.claim.provisional', [lettered('requests', text.payProvisionally)]),
      ...unless('civil.claim.provisional', [lettered('requests', text.pay)]),
    ]),
    ...when('civil.expert.yes', [lettered('requests', text.expert)]),
    ...when('civil.confiscated.yes', [lettered('requests', text.allot)]),
    ...when('civil.before.court', [
      ...when('civil.claim.provisional', [lettered('requests', text.reserve)]),
      lettered('requests', text.costs, { keepNext: true }),
    ]),
    ...unless('civil.before.court', [lettered('requests', text.joinExhibits, { keepNext: true })]),

    ...signedAndExhibits(language, { fr: 'Pour la partie civile,', nl: 'Voor de burgerlijke partij,' }),
  ];
}

const texts = {
  fr: {
    headings: {
      parties: 'Parties',
      facts: 'Faits',
      ground: 'Fondement',
      damage: 'Dommage',
      confiscated: 'Affectation des avoirs confisqués',
      requests: 'Dispositif',
    },
    party: 'La constitution de partie civile est faite par\u00a0:',
    counsel: `La partie civile a pour conseil {sender.name}{#signatory.capacity}, {signatory.capacity}{/signatory.capacity}. Elle élit domicile à l’adresse indiquée ci-dessus.{#civil.proDeo} Elle bénéficie de l’aide juridique de deuxième ligne (pièce n°\u00a0{civil.proDeo}).{/civil.proDeo}`,
    against: 'Elle se constitue contre\u00a0:',
    ground:
      'La partie civile fonde sa demande sur des faits de {civil.offences}, commis {civil.period}, tels qu’ils sont visés dans le dossier répressif{#case.prosecutionNumber} (n°\u00a0de notices {case.prosecutionNumber}){/case.prosecutionNumber}.',
    link: 'Le dommage décrit ci-après est personnel à la partie civile et résulte directement de ces faits.',
    damage: 'Le dommage se compose des éléments suivants\u00a0:',
    provisional:
      'Ce dommage ne peut pas encore être évalué définitivement. La partie civile le fixe à un euro à titre provisionnel.',
    total: 'Le dommage s’élève au total à {damage.total}, sous réserve de majoration en cours d’instance.',
    confiscated:
      'Les avantages patrimoniaux tirés des faits proviennent de l’exploitation de la partie civile. Elle demande que les avoirs dont la confiscation serait prononcée lui soient attribués à concurrence de son dommage.',
    toCourt: 'Par ces motifs, la partie civile prie le tribunal\u00a0:',
    toJudge: 'Par ces motifs, la partie civile prie le juge d’instruction\u00a0:',
    takeNote: 'de lui donner acte de sa constitution de partie civile et de la déclarer recevable\u00a0;',
    pay: 'de condamner les personnes déclarées coupables, solidairement si elles sont plusieurs, à lui payer {damage.total}, à majorer des intérêts compensatoires au taux légal depuis la date des faits et des intérêts judiciaires\u00a0;',
    payProvisionally:
      'de condamner les personnes déclarées coupables, solidairement si elles sont plusieurs, à lui payer un euro à titre provisionnel, à majorer des intérêts compensatoires au taux légal depuis la date des faits et des intérêts judiciaires\u00a0;',
    expert: 'de désigner un expert médecin chargé d’évaluer ses lésions et leurs séquelles\u00a0;',
    allot: 'de lui attribuer les avoirs confisqués à concurrence de son dommage\u00a0;',
    reserve: 'de réserver à statuer sur le surplus de la demande\u00a0;',
    costs: 'de condamner les mêmes personnes aux frais et dépens, y compris l’indemnité de procédure.',
    joinExhibits: 'de joindre au dossier les pièces énumérées ci-après.',
  },
  nl: {
    headings: {
      parties: 'Partijen',
      facts: 'Feiten',
      ground: 'Grondslag',
      damage: 'Schade',
      confiscated: 'Toewijzing van verbeurdverklaarde goederen',
      requests: 'Besluit',
    },
    party: 'De burgerlijkepartijstelling gaat uit van:',
    counsel: `De burgerlijke partij heeft als raadsman {sender.name}{#signatory.capacity}, {signatory.capacity}{/signatory.capacity}. Zij kiest woonplaats op het hierboven vermelde adres.{#civil.proDeo} Zij geniet juridische tweedelijnsbijstand (stuk nr.\u00a0{civil.proDeo}).{/civil.proDeo}`,
    against: 'Zij stelt zich burgerlijke partij tegen:',
    ground:
      'De burgerlijke partij steunt haar vordering op feiten van {civil.offences}, gepleegd {civil.period}, zoals bedoeld in het strafdossier{#case.prosecutionNumber} (notitienummer {case.prosecutionNumber}){/case.prosecutionNumber}.',
    link: 'De hierna beschreven schade is persoonlijk aan de burgerlijke partij en vloeit rechtstreeks voort uit deze feiten.',
    damage: 'De schade bestaat uit de volgende posten:',
    provisional:
      'Deze schade kan nog niet definitief worden begroot. De burgerlijke partij raamt ze op één euro provisioneel.',
    total:
      'De schade bedraagt in totaal {damage.total}, onder voorbehoud van vermeerdering in de loop van het geding.',
    confiscated:
      'De vermogensvoordelen uit de feiten komen voort uit de uitbuiting van de burgerlijke partij. Zij vraagt dat de goederen die verbeurd zouden worden verklaard haar worden toegewezen ten belope van haar schade.',
    toCourt: 'Om deze redenen verzoekt de burgerlijke partij de rechtbank:',
    toJudge: 'Om deze redenen verzoekt de burgerlijke partij de onderzoeksrechter:',
    takeNote: 'haar akte te verlenen van haar burgerlijkepartijstelling en die ontvankelijk te verklaren;',
    pay: 'de schuldig verklaarde personen, hoofdelijk als zij met meer zijn, te veroordelen tot betaling van {damage.total}, te vermeerderen met de vergoedende interest tegen de wettelijke rentevoet vanaf de datum van de feiten en met de gerechtelijke interest;',
    payProvisionally:
      'de schuldig verklaarde personen, hoofdelijk als zij met meer zijn, te veroordelen tot betaling van één euro provisioneel, te vermeerderen met de vergoedende interest tegen de wettelijke rentevoet vanaf de datum van de feiten en met de gerechtelijke interest;',
    expert: 'een geneesheer-deskundige aan te stellen om haar letsels en de gevolgen ervan te begroten;',
    allot: 'haar de verbeurdverklaarde goederen toe te wijzen ten belope van haar schade;',
    reserve: 'de uitspraak over het meergevorderde aan te houden;',
    costs: 'dezelfde personen te veroordelen tot de kosten, met inbegrip van de rechtsplegingsvergoeding.',
    joinExhibits: 'de hierna opgesomde stukken bij het dossier te voegen.',
  },
};
