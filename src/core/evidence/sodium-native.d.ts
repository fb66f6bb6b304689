/** The part of sodium-native (libsodium ready-made for Node-API) that is used; the package has no types of its own. */
declare module 'sodium-native' {
  interface Sodium {
    /** `sealed` has 16 bytes more than `plain`. Throws when a length is wrong. */
    readonly crypto_aead_chacha20poly1305_ietf_encrypt: (
      sealed: Uint8Array,
      plain: Uint8Array,
      additional: Uint8Array | null,
      unused: null,
      nonce: Uint8Array,
      key: Uint8Array,
    ) => number;
    /** `plain` has 16 bytes less than `sealed`. Throws when a length is wrong or the tag does not fit. */
    readonly crypto_aead_chacha20poly1305_ietf_decrypt: (
      plain: Uint8Array,
      unused: null,
      sealed: Uint8Array,
      additional: Uint8Array | null,
      nonce: Uint8Array,
      key: Uint8Array,
    ) => number;
  }
  const sodium: Sodium;
  export default sodium;
}
