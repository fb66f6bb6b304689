import type { InterviewDetails } from '../../../shared/interviews/schemas';
import { useFormats, useText } from '../../lib/text';
import { useLanguageName } from './languages';

/** Day, language and interpreter of an interview, in a line. */
export function InterviewFacts(props: {
  readonly interview: Pick<InterviewDetails, 'heldOn' | 'language' | 'interpreter'>;
}) {
  const text = useText();
  const formats = useFormats();
  const { heldOn, language, interpreter } = props.interview;
  const name = useLanguageName(language);
  return (
    <>
      <span>{formats.longDate(heldOn)}</span>
      {name !== '' && <span>{name}</span>}
      {interpreter !== '' && <span>{text('interviews.withInterpreter')}</span>}
    </>
  );
}
