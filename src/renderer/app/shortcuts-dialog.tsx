import { showNamesKey } from '../features/people';
import { useText, type TextId } from '../lib/text';
import { Dialog } from '../ui/dialog';
import { Kbd } from '../ui/kbd';
import { neutralPageKey } from './neutral-page';
import styles from './shortcuts-dialog.module.css';

const groups: readonly {
  readonly title: TextId;
  readonly entries: readonly { readonly label: TextId; readonly keys: readonly string[] }[];
}[] = [
  {
    title: 'app.shortcuts.anywhere',
    entries: [
      { label: 'app.shortcuts.palette', keys: ['Mod', 'K'] },
      { label: 'app.shortcuts.search', keys: ['Mod', 'F'] },
      { label: 'app.shortcuts.new', keys: ['Mod', 'N'] },
      { label: 'app.shortcuts.lock', keys: ['Mod', 'L'] },
      { label: 'app.shortcuts.panic', keys: ['Mod', 'Shift', 'L'] },
      { label: 'people.names.hold', keys: [showNamesKey] },
      { label: 'app.shortcuts.neutral', keys: [neutralPageKey] },
      { label: 'app.shortcuts.settings', keys: ['Mod', ','] },
      { label: 'help.title', keys: ['F1'] },
      { label: 'app.shortcuts.help', keys: ['Shift', 'F1'] },
      { label: 'app.shortcuts.close', keys: ['Esc'] },
    ],
  },
  {
    title: 'app.shortcuts.moving',
    entries: [
      { label: 'app.back', keys: ['Alt', 'Left'] },
      { label: 'app.forward', keys: ['Alt', 'Right'] },
      { label: 'app.section.overview', keys: ['Mod', '1'] },
      { label: 'app.section.people', keys: ['Mod', '2'] },
      { label: 'app.section.interviews', keys: ['Mod', '3'] },
      { label: 'app.section.timeline', keys: ['Mod', '4'] },
      { label: 'app.section.procedure', keys: ['Mod', '5'] },
      { label: 'app.section.exhibits', keys: ['Mod', '6'] },
      { label: 'app.section.filings', keys: ['Mod', '7'] },
      { label: 'app.section.coverage', keys: ['Mod', '8'] },
      { label: 'app.section.conversations', keys: ['Mod', '9'] },
    ],
  },
];

/** Every combination of keys, in one place. */
export function ShortcutsDialog(props: { readonly onClose: () => void }) {
  const text = useText();
  return (
    <Dialog
      title={text('app.shortcuts.title')}
      description={text('app.shortcuts.lead')}
      onClose={props.onClose}
    >
      <div className={styles.groups}>
        {groups.map((group) => (
          <section key={group.title}>
            <h3 className={styles.title}>{text(group.title)}</h3>
            <ul>
              {group.entries.map((entry) => (
                <li key={entry.label} className={styles.entry}>
                  {text(entry.label)}
                  <Kbd keys={entry.keys} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
