import * as Ariakit from '@ariakit/react';
import type { ReactNode } from 'react';
import styles from './tabs.module.css';

/** Several views of one thing, one at a time. Arrow keys move between the tabs. */
export function Tabs<Value extends string>(props: {
  readonly label: string;
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  readonly tabs: readonly {
    readonly value: Value;
    readonly label: string;
    readonly count?: number;
    readonly content: ReactNode;
  }[];
}) {
  return (
    <Ariakit.TabProvider
      selectedId={props.value}
      setSelectedId={(id) => {
        const chosen = props.tabs.find((tab) => tab.value === id);
        if (chosen !== undefined) props.onChange(chosen.value);
      }}
    >
      <Ariakit.TabList className={styles.list} aria-label={props.label}>
        {props.tabs.map((tab) => (
          <Ariakit.Tab key={tab.value} id={tab.value} className={styles.tab}>
            {tab.label}
            {tab.count !== undefined && <span className={styles.count}>{tab.count}</span>}
          </Ariakit.Tab>
        ))}
      </Ariakit.TabList>
      {props.tabs.map((tab) => (
        <Ariakit.TabPanel key={tab.value} tabId={tab.value} className={styles.panel} unmountOnHide>
          {tab.content}
        </Ariakit.TabPanel>
      ))}
    </Ariakit.TabProvider>
  );
}
