import { z } from 'zod';
import { command, query } from '../kernel/contract';
import { caseIdSchema, personIdSchema } from '../kernel/ids';
import {
  personFieldsSchema,
  personGlimpseSchema,
  personNameSchema,
  personSchema,
  safeContactSchema,
} from './schemas';

const caseNotFoundSchema = z.strictObject({ kind: z.literal('caseNotFound') });
const personNotFoundSchema = z.strictObject({ kind: z.literal('personNotFound') });
/** A case without a client is nobody's case. */
const lastClientSchema = z.strictObject({ kind: z.literal('lastClient') });

const touchedByPeople = ['people', 'cases', 'audit'] as const;

export const peopleContract = {
  /** Everyone of a case without a name: clients first, then by role and number. */
  'people.list': query({
    input: z.strictObject({ caseId: caseIdSchema }),
    output: z.array(personGlimpseSchema),
    failure: caseNotFoundSchema,
  }),
  /** The names of everyone of a case. Written to the audit log the first time in each session. */
  'people.names': query({
    input: z.strictObject({ caseId: caseIdSchema }),
    output: z.array(personNameSchema),
    failure: caseNotFoundSchema,
  }),
  /** One person whole, name included. Written to the audit log like `people.names`. */
  'people.read': query({
    input: z.strictObject({ personId: personIdSchema }),
    output: personSchema,
    failure: personNotFoundSchema,
  }),
  'people.create': command({
    input: z.strictObject({
      caseId: caseIdSchema,
      ...personFieldsSchema.partial().shape,
      role: personFieldsSchema.shape.role,
    }),
    output: z.strictObject({ personId: personIdSchema }),
    failure: caseNotFoundSchema,
    touches: touchedByPeople,
  }),
  /** Changes the fields given. A new role brings a new number. */
  'people.change': command({
    input: z.strictObject({ personId: personIdSchema, changes: personFieldsSchema.partial() }),
    output: personSchema,
    failure: z.discriminatedUnion('kind', [personNotFoundSchema, lastClientSchema]),
    touches: [...touchedByPeople, 'timeline', 'procedures'],
  }),
  /** Null takes all rules back. */
  'people.setSafeContact': command({
    input: z.strictObject({ personId: personIdSchema, safeContact: safeContactSchema.nullable() }),
    output: z.strictObject({}),
    failure: personNotFoundSchema,
    touches: touchedByPeople,
  }),
  /** Removes a person and her links to facts and requirements. `people.restore` undoes it until the vault is locked. */
  'people.remove': command({
    input: z.strictObject({ personId: personIdSchema }),
    output: z.strictObject({}),
    failure: z.discriminatedUnion('kind', [personNotFoundSchema, lastClientSchema]),
    touches: [...touchedByPeople, 'timeline', 'procedures'],
  }),
  'people.restore': command({
    input: z.strictObject({ personId: personIdSchema }),
    output: z.strictObject({}),
    failure: personNotFoundSchema,
    touches: [...touchedByPeople, 'timeline', 'procedures'],
  }),
};
