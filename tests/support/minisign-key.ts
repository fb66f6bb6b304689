/** A key of minisign 0.11 that no password seals. It signs nothing but what stands in tests. */
export const testSecretKey = `untrusted comment: minisign encrypted secret key
RWQAAEIyAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAApgHbaQADa0DJZrdXTPQwCBqeDOK4ZLGhrcFvOf0Sp1wF9d6jdEC+1UzPY4oAOJai30Jmvhi84HDwLxgHXEihNyTSKzpdSPbNAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=
`;
export const testPublicKey = `untrusted comment: minisign public key 406B030069DB01A6
RWSmAdtpAANrQEzPY4oAOJai30Jmvhi84HDwLxgHXEihNyTSKzpdSPbN
`;
