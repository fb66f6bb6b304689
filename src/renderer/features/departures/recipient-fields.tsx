import { consentPurposes, purposesOfForm } from '../../../shared/consent/schemas';
import { isOfLedger, recipientKinds, type Addressed } from '../../../shared/departures/schemas';
import { useText } from '../../lib/text';
import { SelectField, TextField } from '../../ui/field';
import { Columns } from '../../ui/layout';

/** To whom a copy goes and what for: what consent is compared with, and where it is looked for when she takes it back. */
export function RecipientFields(props: {
  /** Null while nobody said to whom. */
  readonly to: Addressed | null;
  readonly onChange: (to: Addressed) => void;
}) {
  const text = useText();
  const { to } = props;
  const isAsked = to !== null && isOfLedger(to.recipient);
  return (
    <Columns column="12rem">
      <SelectField
        label={text('departures.to')}
        value={to?.recipient ?? null}
        emptyLabel={text('departures.to.choose')}
        options={recipientKinds.map((value) => ({ value, label: text(`departures.recipient.${value}`) }))}
        onChange={(recipient) =>
          props.onChange({
            recipient,
            recipientName: '',
            purpose: isOfLedger(recipient) ? (purposesOfForm[recipient][0] ?? null) : null,
          })
        }
      />
      {isAsked && (
        <SelectField
          label={text('departures.to.purpose')}
          value={to.purpose}
          emptyLabel={text('departures.to.anyPurpose')}
          options={consentPurposes.map((value) => ({ value, label: text(`consent.purpose.${value}`) }))}
          onChange={(purpose) => props.onChange({ ...to, purpose })}
          onClear={() => props.onChange({ ...to, purpose: null })}
        />
      )}
      {isAsked && (
        <TextField
          label={text('departures.to.name')}
          value={to.recipientName}
          onChange={(recipientName) => props.onChange({ ...to, recipientName })}
          maxLength={200}
          optional
        />
      )}
    </Columns>
  );
}
