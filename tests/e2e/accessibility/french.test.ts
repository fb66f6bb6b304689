import { describeEveryScreen } from '../support/every-screen';

describeEveryScreen('fr', 'dark');
