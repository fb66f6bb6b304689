import type { PersonFieldsInput } from '../../../src/shared/people/schemas';
import { testEveryFiling, type Oddity } from '../../support/odd-filings';

function ofClient(client: Partial<PersonFieldsInput>): Oddity {
  return (draft) => ({
    ...draft,
    people: { ...draft.people, client: { ...draft.people?.['client'], role: 'client', ...client } },
  });
}

const nothingKnown: Partial<PersonFieldsInput> = {
  nativeScriptName: '',
  birthDate: '',
  birthPlace: '',
  nationalities: [],
  gender: 'unknown',
};

testEveryFiling([
  {
    name: 'a given name alone, two nationalities, a decade of birth in doubt',
    odd: ofClient({
      familyName: '',
      givenNames: 'Bintou',
      nationalities: ['MLI', 'FRA'],
      birthDate: '198X?',
    }),
  },
  {
    name: 'a family name alone, stateless, born in one of some years',
    odd: ofClient({
      familyName: 'EXEMPLARI',
      givenNames: '',
      nationalities: ['XXA'],
      birthDate: '1995/1999',
    }),
  },
  {
    name: 'a birth and a nationality that nobody knows',
    odd: ofClient(nothingKnown),
    also: { 'confirm.birthDateUnknown': true, 'confirm.nationalityUnknown': true },
  },
  {
    name: 'a name in her own script alone',
    odd: ofClient({ familyName: '', givenNames: '', nativeScriptName: 'ኤልሳ' }),
  },
  {
    name: 'a name and nothing else of her',
    odd: ofClient({
      ...nothingKnown,
      spokenLanguages: [],
      identityDocument: '',
      nationalNumber: '',
      electedDomicile: '',
    }),
  },
]);
