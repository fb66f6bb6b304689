import { useCallback, useState } from 'react';
import { fileLanguages, type CaseFields, type CaseRecord } from '../../../shared/cases/schemas';
import { useCommand } from '../../lib/queries';
import { useText } from '../../lib/text';
import { RadioCards } from '../../ui/choice';
import { DateField } from '../../ui/date-field';
import { Drawer } from '../../ui/dialog';
import { TextArea, TextField } from '../../ui/field';
import { Stack } from '../../ui/layout';
import { SaveMark, useAutosave } from '../people';

/** The identifiers of a case and who follows it; saves itself. */
export function CaseFormDrawer(props: { readonly opened: CaseRecord; readonly onClose: () => void }) {
  const text = useText();
  const { opened } = props;
  const { run } = useCommand('cases.change');
  const [stored] = useState(() => fieldsOf(opened));
  const save = useCallback(
    (changes: Partial<CaseFields>) => run({ caseId: opened.id, changes }),
    [run, opened.id],
  );
  const { fields, change, state, saveNow } = useAutosave(stored, save);

  return (
    <Drawer title={text('cases.edit.title')} description={opened.code} onClose={props.onClose}>
      <Stack gap={4}>
        <SaveMark
          state={state}
          onRetry={() => void saveNow()}
          sentenceFor={(kind) => (kind === 'impossibleDay' ? text('cases.edit.impossibleDay') : '')}
        />
        <RadioCards
          legend={text('cases.field.fileLanguage')}
          column="7rem"
          options={fileLanguages.map((value) => ({ value, label: text(`cases.language.${value}`) }))}
          value={fields.fileLanguage}
          onChange={(fileLanguage) => change({ fileLanguage })}
        />
        <TextField
          label={text('cases.field.immigrationOfficeNumber')}
          hint={text('cases.field.immigrationOfficeNumberHint')}
          value={fields.immigrationOfficeNumber}
          maxLength={60}
          onChange={(immigrationOfficeNumber) => change({ immigrationOfficeNumber })}
        />
        <TextField
          label={text('cases.field.prosecutionNumber')}
          value={fields.prosecutionNumber}
          maxLength={60}
          onChange={(prosecutionNumber) => change({ prosecutionNumber })}
        />
        <TextField
          label={text('cases.field.policeReportNumber')}
          value={fields.policeReportNumber}
          maxLength={60}
          onChange={(policeReportNumber) => change({ policeReportNumber })}
        />
        <TextField
          label={text('cases.field.advocateName')}
          value={fields.advocateName}
          maxLength={200}
          onChange={(advocateName) => change({ advocateName })}
        />
        <TextField
          label={text('cases.field.centreName')}
          value={fields.centreName}
          maxLength={200}
          onChange={(centreName) => change({ centreName })}
        />
        <TextArea
          label={text('cases.field.centreAddress')}
          hint={text('cases.field.centreAddressHint')}
          rows={3}
          value={fields.centreAddress}
          maxLength={1000}
          onChange={(centreAddress) => change({ centreAddress })}
        />
        <DateField
          label={text('cases.field.openedOn')}
          value={fields.openedOn}
          onChange={(openedOn) => {
            if (openedOn !== null) change({ openedOn });
          }}
        />
        <TextArea
          label={text('cases.field.note')}
          rows={4}
          value={fields.note}
          maxLength={10_000}
          onChange={(note) => change({ note })}
        />
      </Stack>
    </Drawer>
  );
}

function fieldsOf(opened: CaseRecord): CaseFields {
  return {
    fileLanguage: opened.fileLanguage,
    immigrationOfficeNumber: opened.immigrationOfficeNumber,
    prosecutionNumber: opened.prosecutionNumber,
    policeReportNumber: opened.policeReportNumber,
    advocateName: opened.advocateName,
    centreName: opened.centreName,
    centreAddress: opened.centreAddress,
    note: opened.note,
    openedOn: opened.openedOn,
  };
}
