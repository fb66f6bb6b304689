import { describeEveryScreen } from '../support/every-screen';

describeEveryScreen('en', 'light');
