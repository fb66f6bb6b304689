import { groupCount, readRecoveryCode } from '../../../shared/recovery/code';
import { useText } from '../../lib/text';
import { Stack } from '../../ui/layout';
import { allRight, noGroups, SheetEntry, type TypedGroups } from './sheet-entry';

/** What was typed from the first paper, and from the second when the first is a share. */
export type TypedPapers = readonly [TypedGroups, TypedGroups];

export const noPapers: TypedPapers = [noGroups, noGroups];

/** One sheet, or two shares: once the first paper shows itself to be a share, the second is asked for. */
export function PapersEntry(props: {
  readonly value: TypedPapers;
  readonly onChange: (value: TypedPapers) => void;
}) {
  const text = useText();
  const [first, second] = props.value;
  const share = shareOf(first);
  return (
    <Stack gap={5}>
      <SheetEntry
        legend={text(share === null ? 'recovery.entry.paper' : 'recovery.entry.firstShare', {
          share: share ?? 0,
        })}
        value={first}
        onChange={(value) => props.onChange([value, second])}
        autoFocus
      />
      {share !== null && (
        <SheetEntry
          legend={text('recovery.entry.secondShare', { share })}
          value={second}
          onChange={(value) => props.onChange([first, value])}
          autoFocus
        />
      )}
    </Stack>
  );
}

/** The texts to be sent to core; null while a paper is not whole. */
export function typedPapers(value: TypedPapers): string[] | null {
  const papers = shareOf(value[0]) === null ? [value[0]] : [...value];
  const numbers = Array.from({ length: groupCount }, (_, index) => index + 1);
  return papers.every((paper) => allRight(numbers, paper)) ? papers.map((paper) => paper.join(' ')) : null;
}

/** Which share a paper is; null for a sheet, and while it is not whole. */
function shareOf(paper: TypedGroups): number | null {
  const read = readRecoveryCode(paper.join(' '));
  return read.ok ? read.value.share : null;
}
