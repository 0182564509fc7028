package dev.riskflow.report.reading;

import dev.riskflow.secrets.Digests;
import java.util.Arrays;
import java.util.Base64;

/** Entity tags (RFC 9110, section 8.8.3). */
final class EntityTags {

    private static final int LENGTH = 16;

    private EntityTags() {}

    /** Of what an answer shows; a document is told by its version, since a version never changes. */
    static String of(byte[] shown) {
        byte[] digest = Arrays.copyOf(Digests.sha256(shown), LENGTH);
        return "\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest) + "\"";
    }
}
