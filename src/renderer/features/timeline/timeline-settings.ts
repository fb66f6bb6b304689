import { useState } from 'react';
import type { CaseId } from '../../../shared/kernel/ids';
import { firstTimelineSettings, type TimelineSettings } from '../../../shared/timeline/schemas';
import { useChannel, useCommand } from '../../lib/queries';

/** How this timeline was looked at last; what is changed shows at once. */
export function useTimelineSettings(caseId: CaseId): {
  readonly settings: TimelineSettings;
  readonly changeSettings: (changes: Partial<TimelineSettings>) => void;
} {
  const { data } = useChannel('timeline.settings', { caseId });
  const { run } = useCommand('timeline.changeSettings');
  const [changed, setChanged] = useState<Partial<TimelineSettings>>({});
  return {
    settings: { ...firstTimelineSettings, ...data, ...changed },
    changeSettings: (changes) => {
      setChanged((before) => ({ ...before, ...changes }));
      void run({ caseId, changes });
    },
  };
}
