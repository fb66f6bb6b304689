import { describeEveryScreen } from '../support/every-screen';

describeEveryScreen('de', 'dark');
