import { HardDrive, KeyRound, Scale, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { version } from '../../../../package.json';
import { useText } from '../../lib/text';
import { Card, Section } from '../../ui/card';
import { ProductMark } from '../../ui/product-mark';
import { Screen } from '../../ui/screen';
import { UpdateSection } from '../updates';
import styles from './settings-screen.module.css';

/** What this program is, which version, under which licence, and what it promises. */
export function AboutScreen() {
  const text = useText();
  return (
    <Screen title={text('settings.about.title')} width="narrow">
      <Card>
        <div className={styles.product}>
          <ProductMark size={56} />
          <div>
            <div className={styles.productName}>{text('app.name')}</div>
            <div className={styles.version}>{text('settings.about.version', { version })}</div>
          </div>
        </div>
      </Card>
      <UpdateSection />
      <Section title={text('settings.about.promises')}>
        <ul className={styles.promises}>
          <Point icon={<WifiOff />}>{text('settings.about.noNetwork')}</Point>
          <Point icon={<KeyRound />}>{text('settings.about.encrypted')}</Point>
          <Point icon={<HardDrive />}>{text('settings.about.formats')}</Point>
        </ul>
      </Section>
      <Section title={text('settings.about.licence')}>
        <ul className={styles.promises}>
          <Point icon={<Scale />}>{text('settings.about.licenceBody')}</Point>
        </ul>
      </Section>
    </Screen>
  );
}

function Point(props: { readonly icon: ReactNode; readonly children: ReactNode }) {
  return (
    <li className={styles.promise}>
      {props.icon}
      <span>{props.children}</span>
    </li>
  );
}
