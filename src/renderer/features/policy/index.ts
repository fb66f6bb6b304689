export { Leaves } from './leaves';
export { PolicyBroken } from './policy-broken';
export { PolicySection } from './policy-section';
export { useOrganisation, useRefusal } from './use-policy';
