// Ed25519 by the browser itself, or by @noble/ed25519 where the browser has none yet.

/** Whether the key made the signature over these bytes. RFC 8032, section 5.1.7. */
export async function verify(key, message, signature) {
  const byBrowser = await verifyByBrowser(key, message, signature);
  return byBrowser ?? verifyByNoble(key, message, signature);
}

/** As `verify`, or null where WebCrypto has no Ed25519. */
export async function verifyByBrowser(key, message, signature) {
  try {
    const imported = await crypto.subtle.importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
    return await crypto.subtle.verify({ name: "Ed25519" }, imported, signature, message);
  } catch (error) {
    return error.name === "NotSupportedError" ? null : false;
  }
}

export async function verifyByNoble(key, message, signature) {
  const { verifyAsync } = await import("@noble/ed25519");
  try {
    return await verifyAsync(signature, message, key, { zip215: false }); // as strict as RFC 8032
  } catch {
    return false; // it throws for a signature or a key of another length
  }
}
