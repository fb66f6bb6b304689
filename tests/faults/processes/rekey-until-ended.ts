// The process that the tests of a re-key end at each of its steps; here it is killed whenever it may be.
import '../../support/processes/rekey';
