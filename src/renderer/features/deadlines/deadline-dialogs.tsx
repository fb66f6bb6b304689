import { useCallback, useState } from 'react';
import type { AgendaEntry } from '../../../shared/deadlines/contract';
import type { CivilDate } from '../../../shared/kernel/time';
import { useCommand } from '../../lib/queries';
import { useFormats, useText } from '../../lib/text';
import { showToast } from '../../ui/toast';
import { deadlineFailureText } from './failure-text';
import { SettleDialog } from './settle-dialog';
import { SnoozeDialog } from './snooze-dialog';

type Acted = Pick<AgendaEntry, 'caseEventId' | 'ruleId' | 'stage' | 'title' | 'actBy'>;
export type DeadlineAct = 'done' | 'notNeeded' | 'snooze';

/**
 * What a person can say about a deadline, with the dialog it needs and an undo after it.
 *
 * @param onFailure   a sentence to show, or null to take it away
 */
export function useDeadlineActs(today: CivilDate, onFailure: (sentence: string | null) => void) {
  const text = useText();
  const formats = useFormats();
  const reopen = useCommand('deadlines.reopen');
  const wake = useCommand('deadlines.wake');
  const [acting, setActing] = useState<{ readonly deadline: Acted; readonly act: DeadlineAct } | null>(null);

  const undo = useCallback(
    async (command: typeof reopen | typeof wake, { caseEventId, ruleId, stage }: Acted) => {
      const undone = await command.run({ caseEventId, ruleId, stage });
      onFailure(undone.ok ? null : deadlineFailureText(text, undone.error));
    },
    [onFailure, text],
  );
  const openAgain = (deadline: Acted) => undo(reopen, deadline);
  const takeUp = (deadline: Acted) => undo(wake, deadline);

  function said(sentence: string, takeBack: () => void): void {
    setActing(null);
    onFailure(null);
    showToast({ text: sentence, action: { label: text('deadlines.undo'), onPress: takeBack } });
  }

  function dialogOf(deadline: Acted, act: DeadlineAct) {
    const { caseEventId, ruleId, stage, title, actBy } = deadline;
    const shared = {
      deadlineKey: { caseEventId, ruleId, stage },
      title,
      today,
      onClose: () => setActing(null),
    };
    return act === 'snooze' ? (
      <SnoozeDialog
        {...shared}
        actBy={actBy}
        onSnoozed={(until) =>
          said(
            text('deadlines.snoozedToast', { title, date: formats.date(until) }),
            () => void takeUp(deadline),
          )
        }
      />
    ) : (
      <SettleDialog
        {...shared}
        outcome={act}
        onSettled={() => said(text('deadlines.settledToast', { title }), () => void openAgain(deadline))}
      />
    );
  }

  return {
    begin: (deadline: Acted, act: DeadlineAct) => setActing({ deadline, act }),
    openAgain,
    takeUp,
    isRunning: reopen.isRunning || wake.isRunning,
    dialog: acting === null ? null : dialogOf(acting.deadline, acting.act),
  };
}
