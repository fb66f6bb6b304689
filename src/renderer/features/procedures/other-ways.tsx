import type { CaseId } from '../../../shared/kernel/ids';
import type { WayView } from '../../../shared/procedures/contract';
import { useChannel } from '../../lib/queries';
import { useText } from '../../lib/text';
import { Card, Section } from '../../ui/card';
import { LawNote, MarkBadge, usePackLanguage, VerifyBadge } from '../deadlines';
import styles from './conditions.module.css';
import { Disclosure } from './disclosure';

/** Remedies, other ways beside the procedure, and what is different for some people: each opens to its text and source. */
export function OtherWays({ caseId }: { readonly caseId: CaseId }) {
  const text = useText();
  const language = usePackLanguage();
  const { data } = useChannel('procedures.ways', { caseId, language }, { keepPrevious: true });
  if (data === undefined) return null;
  return (
    <>
      <Ways title={text('procedures.remedies')} ways={data.remedies} />
      <Ways title={text('procedures.routes')} ways={data.routes} />
      <Ways title={text('procedures.situations')} ways={data.situations} />
    </>
  );
}

function Ways({ title, ways }: { readonly title: string; readonly ways: readonly WayView[] }) {
  if (ways.length === 0) return null;
  return (
    <Section title={title}>
      <Card flush>
        {ways.map((way) => (
          <Disclosure key={way.id} title={way.name} aside={<MarkBadge mark={way.fact.mark} />}>
            <Way way={way} />
          </Disclosure>
        ))}
      </Card>
    </Section>
  );
}

function Way({ way }: { readonly way: WayView }) {
  const text = useText();
  return (
    <div className={styles.text}>
      <p>
        {way.text} {way.fact.verify && <VerifyBadge />}
      </p>
      {way.filedWith !== '' && <p>{text('procedures.way.filedWith', { name: way.filedWith })}</p>}
      {way.remark !== '' && <p>{way.remark}</p>}
      {way.formalities.length > 0 && (
        <ul className={styles.formalities}>
          {way.formalities.map((formality) => (
            <li key={formality.id}>
              {formality.text} <span className={styles.sanction}>{formality.sanction}</span>
            </li>
          ))}
        </ul>
      )}
      <LawNote fact={way.fact} />
    </div>
  );
}
