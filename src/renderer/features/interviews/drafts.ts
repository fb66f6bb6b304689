import type { OpenedInterview } from '../../../shared/interviews/contract';
import type { InterviewId } from '../../../shared/kernel/ids';
import { call } from '../../lib/core';
import { createDraft, type Draft } from './draft';

// Drafts live outside of React: a screen that goes away, or a lock screen in between, must not take unsaved text along.
const draftsById = new Map<InterviewId, Draft>();

/** The draft of an opened interview: the one with unsaved text when there is one, else a fresh one. */
export function draftOf(interview: OpenedInterview): Draft {
  const waiting = draftsById.get(interview.id);
  if (waiting !== undefined) return waiting;
  const draft: Draft = createDraft({
    interviewId: interview.id,
    document: interview.document,
    revision: interview.revision,
    savedAt: interview.savedAt,
    calls: {
      save: (input) => call('interviews.saveDocument', input),
      keepVersion: (interviewId) => call('interviews.keepVersion', { interviewId }),
    },
    onNeeded: (isNeeded) => {
      if (isNeeded) draftsById.set(interview.id, draft);
      else draftsById.delete(interview.id);
    },
  });
  return draft;
}
