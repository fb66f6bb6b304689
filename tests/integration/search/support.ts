import type { z } from 'zod';
import type { SearchFilter, SearchResult } from '../../../src/shared/search/contract';
import type { searchContract } from '../../../src/shared/search/contract';
import type { CaseId, InterviewId } from '../../../src/shared/kernel/ids';
import type { TestCore } from '../../support/core';
import { someDetails } from '../interviews/support';

type Answer = z.output<(typeof searchContract)['search.find']['output']>;

/** A piece of text with its marks between square brackets. */
export function marked(snippet: SearchResult['snippet']): string | null {
  if (snippet === null) return null;
  let [text, at] = ['', 0];
  for (const { start, end } of snippet.marks) {
    text += `${snippet.text.slice(at, start)}[${snippet.text.slice(start, end)}]`;
    at = end;
  }
  return text + snippet.text.slice(at);
}

/** What a person would read in the list of results: code of the case, kind, and the marked text. */
export function readResults({ groups }: Answer): readonly (readonly [string, string, string | null])[] {
  return groups.flatMap(({ caseCode, results }) =>
    results.map((result) => [caseCode, result.kind, marked(result.snippet)] as const),
  );
}

export async function found(
  core: TestCore,
  text: string,
  more: { readonly filter?: SearchFilter; readonly withNames?: boolean } = {},
): Promise<ReturnType<typeof readResults>> {
  return readResults(await core.value('search.find', { text, ...more }));
}

/** An interview with a paragraph for each text. */
export async function aToldInterview(
  core: TestCore,
  caseId: CaseId,
  texts: readonly (string | { readonly text: string; readonly sensitive: boolean })[],
): Promise<{ readonly interviewId: InterviewId; readonly blockIds: readonly string[] }> {
  const { id } = await core.value('interviews.create', { caseId, details: someDetails() });
  const { newId } = core.vaultDeps();
  const content = texts.map((given) => {
    const { text, sensitive } = typeof given === 'string' ? { text: given, sensitive: false } : given;
    return {
      type: 'paragraph' as const,
      attrs: { id: newId(), provenance: 'verbatim' as const, sensitive },
      content: [{ type: 'text' as const, text }],
    };
  });
  await core.value('interviews.saveDocument', {
    interviewId: id,
    baseRevision: 0,
    document: { type: 'doc', content },
    firstSinceOpening: true,
  });
  return { interviewId: id, blockIds: content.map(({ attrs }) => attrs.id) };
}
