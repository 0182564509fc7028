package dev.riskflow.flow.callback;

import dev.riskflow.secrets.Digests;
import dev.riskflow.secrets.Secret;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * What only the browser that brought a code is told, so that a frontend can't be made to confirm from another one. It is
 * the same whenever the same code comes, and only who has the code could compute it.
 */
final class ConfirmationProof {

    /** 32 bytes as base64url without padding. */
    static final String FORM = "^[A-Za-z0-9_-]{43}$";

    /** Separates the domain: no other digest of state and code is ever this one. */
    private static final String LABEL = "riskflow confirmation of a returning browser, 1";

    private ConfirmationProof() {}

    /** The state is ours, and holds no line break: the parts can't be shifted against each other. */
    static Secret of(Secret state, Secret code) {
        String text = LABEL + '\n' + state.reveal() + '\n' + code.reveal();
        byte[] digest = Digests.sha256(text.getBytes(StandardCharsets.UTF_8));
        return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(digest));
    }
}
