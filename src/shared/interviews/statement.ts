import { z } from 'zod';
import type { CaseId, InterviewId } from '../kernel/ids';
import type { Instant } from '../kernel/time';
import type { InterviewDocument } from './document';
import type { InterviewBreak, InterviewDetails } from './schemas';

// What a seal is computed over. The seal is SHA-256, in lower-case hex, over the UTF-8 bytes of the canonical JSON of a
// sealed statement: object keys in the order of their UTF-16 units, no spaces, strings and numbers as JSON.stringify
// writes them, nothing left out. Whoever holds the statement can recompute it with any JSON tool.
//
// The guide's ticks and notes are not in it: they are the advocate's own working paper and no part of what was said.

/** Everything a seal covers. Changing this shape needs a new `format`, and the old one is kept to check old seals. */
export interface SealedStatement {
  readonly format: 'dossier-interview/1';
  readonly interviewId: InterviewId;
  readonly caseId: CaseId;
  readonly sealedAt: Instant;
  readonly details: InterviewDetails;
  /** In the order they began. */
  readonly breaks: readonly Omit<InterviewBreak, 'id'>[];
  readonly document: InterviewDocument;
}

/** An addendum as its hash covers it. Each holds the hash before it, so that none can be taken out or put between. */
export interface SealedAddendum {
  readonly format: 'dossier-addendum/1';
  readonly addendumId: string;
  readonly interviewId: InterviewId;
  /** Hash of the addendum before, or of the sealed statement for the first one. */
  readonly previousHash: string;
  readonly text: string;
  readonly reason: string;
  readonly writtenAt: Instant;
}

/** SHA-256 in lower-case hex. */
export const sealHashSchema = z.string().regex(/^[0-9a-f]{64}$/);

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** The one JSON text of a statement or an addendum, whatever order its keys came in. */
export function canonicalJson(sealed: SealedStatement | SealedAddendum): string {
  // Both shapes hold nothing but JSON; the round trip drops keys that are undefined.
  return writeCanonical(JSON.parse(JSON.stringify(sealed)) as Json);
}

function writeCanonical(value: Json): string {
  if (Array.isArray(value)) return `[${value.map((item: Json) => writeCanonical(item)).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${writeCanonical(member)}`);
    return `{${members.join(',')}}`;
  }
  return JSON.stringify(value);
}
