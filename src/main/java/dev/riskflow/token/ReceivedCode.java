package dev.riskflow.token;

import java.net.URI;
import java.time.Duration;

/**
 * A code, ready to be stored.
 *
 * @param hash SHA-256; tells a repeated code from a new one
 * @param keyId the key that sealed it
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ReceivedCode(String sealedCode, byte[] hash, Duration lifetime, URI redirectUri, String keyId) {

    @Override
    public String toString() {
        return "ReceivedCode[***]";
    }
}
