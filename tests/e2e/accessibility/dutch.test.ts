import { describeEveryScreen } from '../support/every-screen';

describeEveryScreen('nl', 'light');
