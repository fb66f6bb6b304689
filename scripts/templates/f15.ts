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
  type Phrase,
  type TemplateLanguage,
} from './building-blocks';
import { damageList, narrative, paragraphsOf, partyTable, signedAndExhibits } from './counsel';
import { exhibitNamed } from './letter-to-the-office';

const commission: Phrase = {
  fr: '**Commission pour l’aide financière aux victimes d’actes intentionnels de violence**',
  nl: '**Commissie voor financiële hulp aan slachtoffers van opzettelijke gewelddaden**',
};

/** F15: the petition to the Commission. No article and no ceiling is printed: those that were read are old. */
export function f15(language: TemplateLanguage): Block[] {
  const text = texts[language];
  return [
    ...senderLetterhead(language),
    ...addressBlock(language, commission),
    title('{document.title}'),

    heading(text.headings.party),
    numbered(text.party, { keepNext: true }),
    partyTable(language, { residence: false }),
    numbered(text.counsel, { spacing: { before: 160, after: 120 } }),

    heading(text.headings.facts),
    ...narrative(language),

    heading(text.headings.criminalCase),
    numbered(text.complaint),
    ...when('aid.author.known', [numbered(text.known)]),
    ...unless('aid.author.known', [numbered(text.unknown)]),
    ...when('aid.decisionDate', [numbered(text.decision)]),
    ...paragraphsOf('aid.steps'),

    heading(text.headings.damage),
    numbered(text.damage),
    ...damageList(),
    numbered(text.total),

    heading(text.headings.insurance),
    ...paragraphsOf('aid.insurance'),

    heading(text.headings.means),
    ...paragraphsOf('aid.means'),

    ...when('aid.variant.urgent', [heading(text.headings.urgency), numbered(text.urgency)]),
    ...paragraphsOf('aid.urgency'),

    ...when('aid.variant.complement', [heading(text.headings.complement), numbered(text.earlier)]),
    ...paragraphsOf('aid.worsening'),

    heading(text.headings.request),
    numbered(text.request, { keepNext: true }),
    ...when('aid.variant.main', [lettered('requests', text.grantMain)]),
    ...when('aid.variant.urgent', [lettered('requests', text.grantUrgent)]),
    ...when('aid.variant.complement', [lettered('requests', text.grantMore)]),
    lettered('requests', text.hear),
    lettered('requests', text.address, { keepNext: true }),

    ...signedAndExhibits(language, { fr: 'Pour la partie requérante,', nl: 'Voor de verzoekende partij,' }),
  ];
}

const texts = {
  fr: {
    headings: {
      party: 'Partie requérante',
      facts: 'Faits',
      criminalCase: 'Procédure pénale et démarches contre l’auteur',
      damage: 'Préjudice',
      insurance: 'Assurances et autres interventions',
      means: 'Ressources',
      urgency: 'Urgence',
      complement: 'Aide déjà accordée et aggravation du préjudice',
      request: 'Demande',
    },
    party:
      'La présente requête est introduite, en application de la loi du 1^er^ août 1985 portant des mesures fiscales et autres, par\u00a0:',
    counsel:
      'La partie requérante a pour conseil {sender.name}{#signatory.capacity}, {signatory.capacity}{/signatory.capacity}. Elle élit domicile à l’adresse indiquée ci-dessus.',
    complaint: `Les faits ont été dénoncés aux autorités le {aid.complaintDate}{#case.prosecutionNumber}, sous le n°\u00a0de notices {case.prosecutionNumber}{/case.prosecutionNumber}${exhibitNamed('fr', 'aid.complaintExhibit')}.`,
    known: 'L’auteur des faits est connu.',
    unknown: 'L’auteur des faits est resté inconnu.',
    decision: `La procédure s’est clôturée par {aid.decision} du {aid.decisionDate}${exhibitNamed('fr', 'aid.decisionExhibit')}.`,
    damage: 'La partie requérante a subi, du fait de ces actes, le préjudice suivant\u00a0:',
    total: 'Le préjudice s’élève au total à {damage.total}.',
    urgency: `Tout retard dans l’octroi de l’aide causerait à la partie requérante un préjudice sérieux, eu égard à sa situation financière${exhibitNamed('fr', 'aid.urgencyExhibit')}.`,
    earlier: 'Une aide a déjà été accordée et payée le {aid.earlierDate}\u00a0: {aid.earlierAid}.',
    request: 'En conséquence, la partie requérante prie la Commission\u00a0:',
    grantMain: 'de lui accorder une aide principale de {damage.total}\u00a0;',
    grantUrgent: 'de lui accorder une aide d’urgence de {damage.total}\u00a0;',
    grantMore: 'de lui accorder une aide complémentaire de {damage.total}\u00a0;',
    hear: 'de l’entendre, avec son conseil, si la demande appelle des explications\u00a0;',
    address: 'd’adresser toute correspondance au domicile élu.',
  },
  nl: {
    headings: {
      party: 'Verzoekende partij',
      facts: 'Feiten',
      criminalCase: 'Strafprocedure en stappen tegen de dader',
      damage: 'Schade',
      insurance: 'Verzekeringen en andere tussenkomsten',
      means: 'Bestaansmiddelen',
      urgency: 'Dringendheid',
      complement: 'Reeds toegekende hulp en verergering van de schade',
      request: 'Verzoek',
    },
    party:
      'Dit verzoekschrift wordt ingediend met toepassing van de wet van 1 augustus 1985 houdende fiscale en andere bepalingen, door:',
    counsel:
      'De verzoekende partij heeft als raadsman {sender.name}{#signatory.capacity}, {signatory.capacity}{/signatory.capacity}. Zij kiest woonplaats op het hierboven vermelde adres.',
    complaint: `De feiten werden op {aid.complaintDate} bij de overheden aangegeven{#case.prosecutionNumber}, onder notitienummer {case.prosecutionNumber}{/case.prosecutionNumber}${exhibitNamed('nl', 'aid.complaintExhibit')}.`,
    known: 'De dader van de feiten is bekend.',
    unknown: 'De dader van de feiten is onbekend gebleven.',
    decision: `De procedure werd afgesloten met {aid.decision} van {aid.decisionDate}${exhibitNamed('nl', 'aid.decisionExhibit')}.`,
    damage: 'De verzoekende partij heeft door deze daden de volgende schade geleden:',
    total: 'De schade bedraagt in totaal {damage.total}.',
    urgency: `Elke vertraging bij de toekenning van de hulp zou de verzoekende partij, gelet op haar financiële toestand, een ernstig nadeel berokkenen${exhibitNamed('nl', 'aid.urgencyExhibit')}.`,
    earlier: 'Er werd al hulp toegekend en op {aid.earlierDate} betaald: {aid.earlierAid}.',
    request: 'De verzoekende partij verzoekt de Commissie dan ook:',
    grantMain: 'haar een hoofdhulp van {damage.total} toe te kennen;',
    grantUrgent: 'haar een noodhulp van {damage.total} toe te kennen;',
    grantMore: 'haar een aanvullende hulp van {damage.total} toe te kennen;',
    hear: 'haar met haar raadsman te horen als het verzoek toelichting vergt;',
    address: 'alle briefwisseling te richten aan de gekozen woonplaats.',
  },
};
