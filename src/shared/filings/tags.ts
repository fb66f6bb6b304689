/** A field name as it may stand in a template between braces. */
export const tagNamePattern = /^[A-Za-z0-9_.]{1,64}$/;
