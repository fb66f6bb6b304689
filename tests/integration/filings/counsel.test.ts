import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inspectDocument } from '../../../src/core/filings/inspect-document';
import { filingSnapshotSchema } from '../../../src/shared/filings/snapshot';
import type { FilingKind } from '../../../src/shared/filings/kinds';
import { sql } from '../../../src/core/db/sql';
import { createTestCore, type TestCore } from '../../support/core';
import {
  answersForFileAccess,
  answersForObservations,
  answersForPetition,
  answersForUrgency,
  decisionCase,
  removalCase,
  unaccompaniedCase,
} from '../../support/counsel-scenarios';
import type { Answers } from '../../support/filing-answers';
import { adultCase, makeFilingCase, type FilingCase, type FilingCaseDraft } from '../../support/filing-case';
import { makeFiling, plainText } from '../../support/filing-documents';
import {
  answersForAid,
  answersForCivilParty,
  answersForMedical,
  answersForRegularisation,
  sickCase,
} from '../../support/route-scenarios';

let core: TestCore;
beforeEach(async () => {
  core = createTestCore();
  await core.createVault();
});
afterEach(() => core.close());

/** What comes of making the filing with these answers: the fields missing, the refusals, or that it was made. */
async function outcome(
  made: FilingCase,
  filingKind: FilingKind,
  answers: Answers,
): Promise<readonly string[]> {
  const draft = { caseId: made.caseId, filingKind, language: 'fr' } as const;
  await core.value('filings.answer', { ...draft, answers });
  const generated = await core.call('filings.generate', draft);
  if (generated.ok) return ['made'];
  const { error } = generated;
  if (error.kind === 'valuesMissing') return error.missing.map(({ field }) => `${field} missing`);
  return error.kind === 'refused'
    ? error.refusals.map(({ kind, target }) => `${kind} @ ${target.field}`)
    : [error.kind];
}

async function warnings(made: FilingCase, filingKind: FilingKind): Promise<readonly object[]> {
  const review = await core.value('filings.review', { caseId: made.caseId, filingKind, language: 'fr' });
  return review.warnings;
}

describe('F18, the petition for annulment', () => {
  const withoutAnswer: readonly (readonly [element: string, changed: Answers, missing: readonly string[]])[] =
    [
      ['what is asked for', { 'petition.action': '' }, ['petition.action missing']],
      ['the way it goes out', { 'petition.route': '' }, ['petition.route missing']],
      [
        'a word on another suspension',
        { 'petition.otherSuspension': '' },
        ['petition.otherSuspension missing'],
      ],
      [
        'the residence that is to be given',
        { 'residence.disclosure': 'given', 'residence.address': '' },
        ['residence.address missing'],
      ],
      ['the defendant', { 'petition.defendant': '' }, ['petition.defendant missing']],
      ['the date of the decision', { 'decision.date': '' }, ['decision.date missing']],
      ['what the decision does', { 'decision.subject': '' }, ['decision.subject missing']],
      ['the copy of the decision', { 'decision.exhibit': '' }, ['decision.exhibit missing']],
      ['the time limit checked', { 'confirm.inTime': false }, ['confirm.inTime missing']],
      ['a ground', { 'ground1.rules': [] }, ['ground1.rules missing']],
      ['how the rule was breached', { 'ground1.breach': '' }, ['ground1.breach missing']],
      ['the grievance', { 'ground1.grievance': '' }, ['ground1.grievance missing']],
      ['the harm that suspension needs', { 'petition.harm': '' }, ['petition.harm missing']],
      ['a word on pro deo', { 'proDeo.asked': '' }, ['proDeo.asked missing']],
      ['the pieces that support pro deo', { 'proDeo.exhibit': '' }, ['proDeo.exhibit missing']],
    ];
  it.each(withoutAnswer)('is not made without %s', async (_element, changed, missing) => {
    const made = await makeFilingCase(core, decisionCase);
    expect(await outcome(made, 'F18', { ...answersForPetition(made), ...changed })).toEqual(missing);
  });

  const client = decisionCase.people?.['client'] ?? { role: 'client' };
  const withoutRecord: readonly (readonly [
    element: string,
    draft: FilingCaseDraft,
    missing: readonly string[],
  ])[] = [
    [
      'the number of the Office',
      { ...decisionCase, immigrationOfficeNumber: '' },
      ['case.immigrationOfficeNumber missing'],
    ],
    [
      'a name',
      {
        ...decisionCase,
        people: { ...decisionCase.people, client: { ...client, familyName: '', givenNames: '' } },
      },
      ['client.familyName missing'],
    ],
    [
      'a nationality',
      { ...decisionCase, people: { ...decisionCase.people, client: { ...client, nationalities: [] } } },
      ['client.nationality missing'],
    ],
    [
      'an address for service',
      { ...decisionCase, people: { ...decisionCase.people, client: { ...client, electedDomicile: '' } } },
      ['client.electedDomicile missing'],
    ],
    [
      'a lawyer to sign it',
      {
        ...decisionCase,
        advocateName: '',
        people: { client, exploiter: { role: 'allegedExploiter', familyName: 'SECRETTO' } },
      },
      ['sender.name missing', 'sender.address missing', 'signatory.name missing'],
    ],
    [
      'the notification',
      { ...decisionCase, events: (decisionCase.events ?? []).slice(0, 4) },
      ['decision.notified missing'],
    ],
  ];
  it.each(withoutRecord)('is not made without %s', async (_element, draft, missing) => {
    const made = await makeFilingCase(core, draft);
    expect(await outcome(made, 'F18', answersForPetition(made))).toEqual(missing);
  });

  it('asks for the facts when nothing tells them', async () => {
    const made = await makeFilingCase(core, {
      ...decisionCase,
      events: (decisionCase.events ?? []).slice(4),
    });
    expect(await outcome(made, 'F18', { ...answersForPetition(made), 'narrative.text': '' })).toEqual([
      'narrative.text missing',
    ]);
  });

  it('is refused while the numbers of its inventory do not run on from 1', async () => {
    const made = await makeFilingCase(core, decisionCase);
    const [first = '', second = '', third = ''] = made.exhibits;
    const answers = answersForPetition(made);
    expect(
      await outcome(made, 'F18', { ...answers, 'exhibits.attached': [third], 'proDeo.asked': 'no' }),
    ).toEqual(['inventoryNotContinuous @ exhibits.attached']);
    expect(await outcome(made, 'F18', { ...answers, 'exhibits.attached': [first, second] })).toEqual([
      'made',
    ]);
  });

  it('names the action in the title of the page and of the file', async () => {
    const made = await makeFilingCase(core, decisionCase);
    const titles = async (action: string): Promise<readonly (string | undefined)[]> => {
      const { document } = await makeFiling(core, made, {
        kind: 'F18',
        language: 'fr',
        answers: { ...answersForPetition(made), 'petition.action': action },
      });
      const inspected = inspectDocument(document);
      if (!inspected.ok) throw new Error('The document cannot be read');
      const printed = plainText(document)
        .split('\n')
        .find((line) => line.startsWith('Requête en annulation'));
      return [printed, inspected.value.properties['dc:title']];
    };
    expect(await titles('annulment')).toEqual(['Requête en annulation', 'Requête en annulation']);
    expect(await titles('annulmentAndSuspension')).toEqual([
      'Requête en annulation et demande de suspension',
      'Requête en annulation et demande de suspension',
    ]);
  });

  it('shows the deadline with its flag, and prints neither it nor an article that must be verified', async () => {
    const made = await makeFilingCase(core, decisionCase);
    const { document } = await makeFiling(core, made, {
      kind: 'F18',
      language: 'fr',
      answers: answersForPetition(made),
    });
    // Presented on 12 February; thirty days from the 13th end on Saturday 14 March, so on Monday the 16th.
    expect(await warnings(made, 'F18')).toContainEqual({
      kind: 'deadlineRuns',
      ruleId: 'BE-R8',
      date: '2026-03-16',
      actBy: '2026-03-16',
      verify: true,
    });
    expect(plainText(document)).not.toMatch(/16 mars|trente jours|30 jours|39\/\d/u);
  });

  it('says that the deadline is over', async () => {
    core.clock.set('2026-03-17T09:00:00.000Z');
    const made = await makeFilingCase(core, decisionCase);
    expect(await warnings(made, 'F18')).toContainEqual(
      expect.objectContaining({ kind: 'deadlineOver', ruleId: 'BE-R8', date: '2026-03-16' }),
    );
  });

  it('asks which decision is meant when several were notified, and shows the deadline of that one', async () => {
    const made = await makeFilingCase(core, {
      ...decisionCase,
      events: [
        ...(decisionCase.events ?? []),
        { kind: 'removalMeasureNotified', on: '2026-02-27', channel: 'handed', reference: '26/00.456' },
      ],
    });
    const { entries } = await core.value('filings.review', {
      caseId: made.caseId,
      filingKind: 'F18',
      language: 'fr',
    });
    const asked = entries.find(({ field }) => field === 'decision.event');
    expect(asked?.control).toMatchObject({
      kind: 'record',
      options: [{ name: '12 février 2026 – 26/00.123' }, { name: '27 février 2026 – 26/00.456' }],
    });
    const [first] = asked?.control?.kind === 'record' ? asked.control.options : [];
    await outcome(made, 'F18', { 'decision.event': first?.id ?? '' });
    const shown = await warnings(made, 'F18');
    expect(shown.filter((warning) => 'ruleId' in warning)).toEqual([
      expect.objectContaining({ ruleId: 'BE-R8', date: '2026-03-16' }),
    ]);
  });

  it('tells a fact with its exhibits, and nothing of how the advocate learnt it', async () => {
    const made = await makeFilingCase(core, {
      ...decisionCase,
      facts: [
        {
          statement: 'Elle a été enfermée dans la réserve',
          date: '12 mai 2024',
          sourceKind: 'clientStatement',
          confidence: 'uncertain',
          exhibits: [{ at: 2, locator: 'p. 2' }],
        },
      ],
    });
    const { document, id } = await makeFiling(core, made, {
      kind: 'F18',
      language: 'fr',
      answers: { ...answersForPetition(made), 'narrative.facts': [...made.facts] },
    });
    const text = plainText(document);
    expect(text).toContain('12 mai 2024\u00a0: Elle a été enfermée dans la réserve. (pièce n°\u00a03, p. 2)');
    expect(text).not.toMatch(/dit par la personne|incertain/u);
    const row = core
      .vaultDeps()
      .db.get<{ snapshot: string }>(sql`SELECT snapshot FROM filings WHERE id = ${id}`);
    expect(filingSnapshotSchema.parse(JSON.parse(row?.snapshot ?? '')).facts).toHaveLength(1);
  });
});

describe('extreme urgency', () => {
  it('cannot be combined with another way to suspension, from either side', async () => {
    const refused = ['urgencyWithOtherSuspension @ petition.otherSuspension'];
    const made = await makeFilingCase(core, removalCase);
    const urgent = answersForUrgency(made);
    expect(await outcome(made, 'F19', { ...urgent, 'petition.otherSuspension': 'yes' })).toEqual(refused);
    expect(await outcome(made, 'F19', urgent)).toEqual(['made']);

    const ordinary = { ...answersForPetition(made), 'petition.otherSuspension': 'yes' };
    expect(await outcome(made, 'F18', ordinary)).toEqual(refused);
    expect(await outcome(made, 'F18', { ...ordinary, 'petition.action': 'annulment' })).toEqual(['made']);
  });

  it('is not combined with what the log says was sent, unless someone says that it was about something else', async () => {
    const sent = async (made: FilingCase, kind: 'F18' | 'F19', answers: Answers): Promise<void> => {
      const { id } = await makeFiling(core, made, { kind, language: 'fr', answers });
      await core.value('filings.recordDispatch', {
        caseId: made.caseId,
        dispatch: {
          filingId: id,
          filingKind: null,
          title: '',
          recipient: 'Conseil du contentieux des étrangers',
          sentOn: '2026-03-02',
          way: 'registered',
          reference: '',
          proof: 'none',
          proofExhibitId: null,
          note: '',
          sentEvent: null,
          answer: null,
        },
      });
    };
    const refused = ['urgencyWithOtherSuspension @ petition.otherSuspension'];
    const unsaid = { 'petition.otherSuspension': '' };
    const made = await makeFilingCase(core, removalCase);
    const ordinary = answersForPetition(made);
    const urgent = answersForUrgency(made);
    await sent(made, 'F18', { ...ordinary, 'petition.action': 'annulment' });
    expect(await outcome(made, 'F19', { ...urgent, ...unsaid })).toEqual([
      'petition.otherSuspension missing',
    ]);
    await sent(made, 'F18', { ...ordinary, 'petition.action': 'annulmentAndSuspension' });
    expect(await outcome(made, 'F19', { ...urgent, ...unsaid })).toEqual(refused);
    await sent(made, 'F19', { ...urgent, 'petition.otherSuspension': 'no' });
    expect(await outcome(made, 'F18', { ...ordinary, ...unsaid })).toEqual(refused);
  });

  it('needs a reason why it is imminent, and what was done without delay', async () => {
    const made = await makeFilingCase(core, removalCase);
    expect(
      await outcome(made, 'F19', {
        ...answersForUrgency(made),
        'urgent.imminence': ['flight'],
        'urgent.flightOn': '',
        'urgent.diligence': '',
      }),
    ).toEqual(['urgent.flightOn missing', 'urgent.diligence missing']);
  });

  it('shows the ten days from the measure, and not those of annulment', async () => {
    const made = await makeFilingCase(core, removalCase);
    // Handed over on 27 February: ten days from the 28th end on Monday 9 March.
    expect((await warnings(made, 'F19')).filter((warning) => 'ruleId' in warning)).toEqual([
      { kind: 'deadlineRuns', ruleId: 'BE-R10', date: '2026-03-09', actBy: '2026-03-09', verify: true },
    ]);
  });
});

describe('F20, observations before a withdrawal', () => {
  it('says where the law does not know the ground, and needs no answer to it', async () => {
    const made = await makeFilingCase(core, decisionCase);
    expect(
      await outcome(made, 'F20', {
        ...answersForObservations(made),
        'observations.document': 'annexe15',
        'observations.grounds': ['procedureEnded'],
        'observations.procedureEnded': '',
      }),
    ).toEqual(['made']);
    expect(await warnings(made, 'F20')).toContainEqual({ kind: 'groundNotInLaw', ground: 'procedureEnded' });
  });

  it('needs an answer to each ground that the law knows', async () => {
    const made = await makeFilingCase(core, decisionCase);
    expect(
      await outcome(made, 'F20', {
        ...answersForObservations(made),
        'observations.contact': 'explained',
        'observations.ties': '',
        'observations.cooperation': '',
      }),
    ).toEqual(['observations.ties missing', 'observations.cooperation missing']);
  });

  it('shows the day the letter gives, and that it is over', async () => {
    const made = await makeFilingCase(core, decisionCase);
    await outcome(made, 'F20', answersForObservations(made));
    expect(await warnings(made, 'F20')).toContainEqual({ kind: 'answerTimeRuns', on: '2026-03-09' });
    core.clock.set('2026-03-10T09:00:00.000Z');
    expect(await warnings(made, 'F20')).toContainEqual({ kind: 'answerTimeOver', on: '2026-03-09' });
  });
});

describe('F21, the report of an unaccompanied minor', () => {
  it('is refused for someone who is of age by the date of birth', async () => {
    const made = await makeFilingCase(core, adultCase);
    const answers: Answers = {
      'letter.place': 'Bruxelles',
      'authority.address': 'rue de l’Exemple 4',
      'reporter.capacity': 'juriste',
      'reporter.contact': 'Service fictif',
      'minor.foundOn': '2026-03-01',
      'minor.foundAt': 'gare fictive',
      'minor.indications': 'Il a travaillé sans être payé.',
      'minor.safety': 'Un homme le cherche.',
      'minor.inCharge': 'la brigade fictive',
    };
    expect(await outcome(made, 'F21', answers)).toEqual(['notAMinor @ birthDate']);
  });

  it('asks for the age that is claimed when no date of birth is known', async () => {
    const made = await makeFilingCase(core, unaccompaniedCase);
    const { entries } = await core.value('filings.review', {
      caseId: made.caseId,
      filingKind: 'F21',
      language: 'fr',
    });
    expect(entries.find(({ field }) => field === 'minor.claimedAge')).toMatchObject({ state: 'missing' });
    expect(entries.find(({ field }) => field === 'client.birthDate')).toMatchObject({ state: 'empty' });
  });
});

describe('F22, access to the file', () => {
  it('goes out with no exhibit that was not chosen, and shows the deadline of a remedy', async () => {
    const made = await makeFilingCase(core, decisionCase);
    const { document } = await makeFiling(core, made, {
      kind: 'F22',
      language: 'fr',
      answers: answersForFileAccess(),
    });
    expect(plainText(document)).not.toContain('Décision attaquée');
    expect(plainText(document)).not.toContain('16 mars');
    expect(await warnings(made, 'F22')).toContainEqual(
      expect.objectContaining({ kind: 'deadlineRuns', ruleId: 'BE-R8', date: '2026-03-16' }),
    );
  });

  it('is not made without the number of the Office', async () => {
    const made = await makeFilingCase(core, { ...decisionCase, immigrationOfficeNumber: '' });
    expect(await outcome(made, 'F22', answersForFileAccess())).toEqual([
      'case.immigrationOfficeNumber missing',
    ]);
  });
});

describe('F14, the civil-party claim', () => {
  it('is refused while an amount cannot be read with certainty', async () => {
    const made = await makeFilingCase(core, adultCase);
    const answers = { ...answersForCivilParty(made), 'damage.debts.amount': '4.5' };
    expect(await outcome(made, 'F14', answers)).toEqual(['amountUnreadable @ damage.debts.amount']);
  });

  it('names nobody who was not chosen, and keeps nobody else in its snapshot', async () => {
    const made = await makeFilingCase(core, adultCase);
    const { document, id } = await makeFiling(core, made, {
      kind: 'F14',
      language: 'fr',
      answers: {
        ...answersForCivilParty(made),
        'civil.defendants': [],
        'civil.otherDefendants': 'X',
      },
    });
    const row = core
      .vaultDeps()
      .db.get<{ snapshot: string }>(sql`SELECT snapshot FROM filings WHERE id = ${id}`);
    expect(plainText(document)).not.toContain('SECRETTO');
    expect(row?.snapshot).not.toContain('SECRETTO');
  });

  it('tells the other side neither the number of the Office nor that of her passport', async () => {
    const made = await makeFilingCase(core, adultCase);
    const { document } = await makeFiling(core, made, {
      kind: 'F14',
      language: 'fr',
      answers: answersForCivilParty(made),
    });
    expect(plainText(document)).not.toMatch(/9\.000\.123|XX0000000/u);
  });
});

describe('F15, the petition to the Commission', () => {
  it('warns of the ceiling, which it does not print', async () => {
    const made = await makeFilingCase(core, adultCase);
    const answers: Answers = {
      ...answersForAid(made),
      'aid.decisionDate': '2025-12-15',
      'damage.moral.amount': '130000',
    };
    const { document } = await makeFiling(core, made, { kind: 'F15', language: 'fr', answers });
    expect(await warnings(made, 'F15')).toContainEqual({ kind: 'aidAboveCeiling', ceiling: 120_000 });
    expect(plainText(document)).not.toMatch(/12[05]\u00a0000/u);
  });

  it('rests on the final decision, or for urgent aid on the complaint and the proof of urgency', async () => {
    const made = await makeFilingCase(core, { ...adultCase, events: [] });
    const {
      'aid.decisionExhibit': _decision,
      'aid.complaintExhibit': _complaint,
      ...answers
    } = answersForAid(made);
    expect(await outcome(made, 'F15', answers)).toEqual([
      'aid.complaintDate missing',
      'aid.decisionDate missing',
      'aid.decisionExhibit missing',
    ]);
    expect(await outcome(made, 'F15', { 'aid.variant': 'urgent' })).toEqual([
      'aid.complaintDate missing',
      'aid.complaintExhibit missing',
      'aid.urgency missing',
      'aid.urgencyExhibit missing',
    ]);
    expect(await outcome(made, 'F15', { 'aid.variant': 'complement' })).toEqual([
      'aid.complaintDate missing',
      'aid.decisionDate missing',
      'aid.decisionExhibit missing',
      'aid.earlierDate missing',
      'aid.earlierAid missing',
      'aid.worsening missing',
    ]);
  });

  it('shows the three years from the final decision', async () => {
    const made = await makeFilingCase(core, {
      ...adultCase,
      events: [{ kind: 'finalDecision', on: '2025-12-15' }],
    });
    expect(await warnings(made, 'F15')).toContainEqual(
      expect.objectContaining({ kind: 'deadlineRuns', ruleId: 'BE-R17', verify: true }),
    );
  });
});

describe('F16, the request under article 9bis', () => {
  it('is not made without exceptional circumstances, a reason to stay and the fee', async () => {
    const made = await makeFilingCase(core, adultCase);
    expect(
      await outcome(made, 'F16', {
        ...answersForRegularisation(made),
        'regularisation.exceptional': '',
        'regularisation.integration': '',
        'regularisation.cooperation': '',
        'regularisation.convention': '',
        'regularisation.feeExhibit': '',
      }),
    ).toEqual([
      'regularisation.exceptional missing',
      'regularisation.integration missing',
      'regularisation.feeExhibit missing',
    ]);
  });

  it('has it confirmed that an earlier request is withdrawn', async () => {
    const made = await makeFilingCase(core, adultCase);
    expect(
      await outcome(made, 'F16', { ...answersForRegularisation(made), 'regularisation.earlier': 'yes' }),
    ).toEqual(['confirm.withdrawsEarlier missing']);
  });

  it('never says where the centre is', async () => {
    const made = await makeFilingCase(core, adultCase);
    expect(
      await outcome(made, 'F16', {
        ...answersForRegularisation(made),
        'residence.disclosure': 'given',
        'residence.address': '1, Rue de l’exemple, 1000 Bruxelles\nRUE DE L’EXEMPLE  1',
        'regularisation.integration': 'Elle suit des cours de français.',
      }),
    ).toEqual(['namesShelter @ residence.address']);
  });
});

describe('F17, the request under article 9ter', () => {
  it('goes out by registered mail and in no other way', async () => {
    const made = await makeFilingCase(core, sickCase);
    const answers = answersForMedical(made);
    expect(await outcome(made, 'F17', { ...answers, 'sending.mode': 'email' })).toEqual([
      'notRegistered @ sending.mode',
    ]);
    const { document } = await makeFiling(core, made, {
      kind: 'F17',
      language: 'fr',
      answers: { ...answers, 'sending.mode': '' },
    });
    expect(plainText(document)).toContain('Par envoi recommandé');
  });

  it('is refused with a certificate of three months or more on the day it is sent', async () => {
    const made = await makeFilingCase(core, sickCase);
    const answers = answersForMedical(made);
    const dated = (medicalCertificate: string, sent: string): Promise<readonly string[]> =>
      outcome(made, 'F17', {
        ...answers,
        'medical.certificateDate': medicalCertificate,
        'letter.date': sent,
      });
    expect(await dated('2026-02-16', '2026-05-16')).toEqual(['certificateTooOld @ medical.certificateDate']);
    expect(await dated('2026-03-03', '2026-03-02')).toEqual([
      'certificateInFuture @ medical.certificateDate',
    ]);
    expect(await dated('2026-02-16', '2026-05-15')).toEqual(['made']);
  });

  it('is not made without her consent to the health data', async () => {
    const made = await makeFilingCase(core, sickCase);
    expect(
      await outcome(made, 'F17', { ...answersForMedical(made), 'confirm.healthConsent': false }),
    ).toEqual(['confirm.healthConsent missing']);
  });
});
