import type { OpenedInterview } from '../../../shared/interviews/contract';
import { FactDialog } from '../timeline';
import type { SelectedPassage } from './editor/quote';

/** The form for a new fact, citing the words that were selected. */
export function PassageFactDialog(props: {
  readonly interview: OpenedInterview;
  readonly passage: SelectedPassage;
  readonly onClose: () => void;
}) {
  const { interview, passage } = props;
  return (
    <FactDialog
      caseId={interview.caseId}
      citation={{ interviewId: interview.id, blockId: passage.blockId, quote: passage.quote }}
      onClose={props.onClose}
    />
  );
}
