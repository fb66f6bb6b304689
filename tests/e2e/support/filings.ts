import type { Page } from 'playwright-core';
import type { FilingKind, FilingLanguage } from '../../../src/shared/filings/kinds';

/** What is given for a question: true ticks its box, or all its boxes; `first` takes the first record offered. */
export type GivenAnswer = string | true | { readonly record: 'first' };

const both = {
  'letter.place': { fr: 'Bruxelles', nl: 'Brussel' },
  'delivery.commune': { fr: 'Bruxelles', nl: 'Brussel' },
  'authority.address': {
    fr: 'Service MINTEH (adresse à vérifier)\nBruxelles',
    nl: 'Dienst MINTEH (adres na te gaan)\nBrussel',
  },
} as const;

const request = {
  'confirm.recognisedCentre': true,
  'request.ground': 'trafficking',
  'confirm.cooperation': true,
  'confirm.ties': true,
  'confirm.publicOrder': true,
  'confirm.support': true,
} as const;

/** Answers for the practice cases, by filing. */
export function practiceAnswers(
  kind: FilingKind,
  language: FilingLanguage,
  supportSince: string,
): Readonly<Record<string, GivenAnswer>> {
  const place = both['letter.place'][language];
  switch (kind) {
    case 'F3':
      return {
        'mandate.holder': { record: 'first' },
        'mandate.acts': true,
        'mandate.mayReceiveDocuments': 'yes',
        'mandate.hasLimits': 'no',
        'mandate.term': 'untilDone',
        'mandate.understanding': 'sameLanguage',
        'letter.place': place,
      };
    case 'F7':
    case 'F10':
      return {
        ...request,
        'authority.address': both['authority.address'][language],
        'letter.place': place,
        'delivery.commune': both['delivery.commune'][language],
        'support.since': supportSince,
        ...(kind === 'F10'
          ? {
              'confirm.caseOngoing': true,
              'opinion.from': 'labourAuditor',
              'opinion.state': 'toBeAsked',
              'identity.proof': 'proven',
            }
          : {
              'identity.proof': 'underway',
              'identity.efforts':
                language === 'fr'
                  ? 'une demande de passeport a été adressée au consulat.'
                  : 'een paspoortaanvraag werd aan het consulaat gericht.',
            }),
      };
    case 'F13':
      return { 'inventory.annexTo': 'F7', 'letter.place': place };
    default:
      throw new Error(`There are no practice answers for ${kind}`);
  }
}

/** Gives the answers on the review screen, each in its own row. */
export async function answerReview(
  page: Page,
  answers: Readonly<Record<string, GivenAnswer>>,
): Promise<void> {
  for (const [question, answer] of Object.entries(answers)) {
    const row = page.locator(`[id="filing-entry-${question}"]`);
    await row.waitFor();
    if (answer === true) {
      for (const box of await row.getByRole('checkbox').all()) await box.check();
    } else if (typeof answer !== 'string') {
      await row.locator('select').selectOption({ index: 1 });
    } else if ((await row.locator('select').count()) > 0) {
      await row.locator('select').selectOption(answer);
    } else {
      await row.getByRole('textbox').fill(answer);
      await row.getByRole('textbox').blur();
    }
  }
}
