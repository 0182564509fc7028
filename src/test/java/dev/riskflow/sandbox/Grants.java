package dev.riskflow.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Codes and tokens: who gets one, for how long, and what becomes of it when it is used. Keys are digests. */
final class Grants {

    private final Map<String, IssuedCode> codes = new ConcurrentHashMap<>();
    private final Map<String, RefreshToken> refreshTokens = new ConcurrentHashMap<>();
    private final Map<String, AccessToken> accessTokens = new ConcurrentHashMap<>();
    private final Mint mint;
    private final Supplier<Conduct> conduct;
    private final Ledger ledger;

    Grants(Supplier<Conduct> conduct, Ledger ledger, Mint mint) {
        this.mint = mint;
        this.conduct = conduct;
        this.ledger = ledger;
    }

    String issueCode(SandboxFlow flow) {
        String code = mint.code();
        Instant expiresAt = now().plus(lifetimes().code());
        codes.put(Mint.digest(code), new IssuedCode(flow.id(), flow.terms().redirectUri(), expiresAt));
        return code;
    }

    @Nullable
    String flowOfCode(String code) {
        IssuedCode known = codes.get(Mint.digest(code));
        return known == null ? null : known.flowId;
    }

    @Nullable
    String flowOfRefreshToken(String token) {
        RefreshToken known = refreshTokens.get(Mint.digest(token));
        return known == null ? null : known.family.flowId;
    }

    GrantAnswer exchange(String presented, String redirectUri) {
        IssuedCode code = codes.get(Mint.digest(presented));
        if (code == null) {
            return new GrantAnswer.Refused(Outcome.UNKNOWN_GRANT);
        }
        synchronized (code) {
            if (code.family != null) {
                revoke(code.family);
                return new GrantAnswer.Refused(Outcome.REUSED_GRANT);
            }
            if (!now().isBefore(code.expiresAt)) {
                return new GrantAnswer.Refused(Outcome.EXPIRED_GRANT);
            }
            if (!code.redirectUri.toString().equals(redirectUri)) {
                return new GrantAnswer.Refused(Outcome.WRONG_REDIRECT_URI);
            }
            Family family = new Family(code.flowId);
            code.family = family;
            return issue(family, true);
        }
    }

    GrantAnswer refresh(String presented) {
        RefreshToken token = refreshTokens.get(Mint.digest(presented));
        if (token == null) {
            return new GrantAnswer.Refused(Outcome.UNKNOWN_GRANT);
        }
        synchronized (token.family) {
            if (token.spentAt != null && !inGrace(token.spentAt)) {
                revoke(token.family);
                return new GrantAnswer.Refused(Outcome.REUSED_GRANT);
            }
            if (token.family.revoked) {
                return new GrantAnswer.Refused(Outcome.REVOKED_GRANT);
            }
            if (!now().isBefore(token.expiresAt)) {
                return new GrantAnswer.Refused(Outcome.EXPIRED_GRANT);
            }
            if (conduct.get().rotation() instanceof Rotation.Kept) {
                return issue(token.family, false);
            }
            if (token.spentAt == null) {
                token.spentAt = now();
            }
            return issue(token.family, true);
        }
    }

    /** The flow that a living access token belongs to. */
    @Nullable
    String flowOfAccessToken(String presented) {
        AccessToken token = accessTokens.get(Mint.digest(presented));
        if (token == null || !now().isBefore(token.expiresAt())) {
            return null;
        }
        synchronized (token.family()) {
            return token.family().revoked ? null : token.family().flowId;
        }
    }

    /** As when the user withdraws the consent. */
    void revokeAll(String flowId) {
        accessTokens.values().stream()
                .map(AccessToken::family)
                .filter(family -> family.flowId.equals(flowId))
                .distinct()
                .forEach(this::revoke);
    }

    private void revoke(Family family) {
        synchronized (family) {
            if (!family.revoked) {
                family.revoked = true;
                ledger.familyRevoked();
            }
        }
    }

    private GrantAnswer issue(Family family, boolean withRefreshToken) {
        Duration lifetime = lifetimes().accessToken();
        String access = mint.token();
        accessTokens.put(Mint.digest(access), new AccessToken(family, now().plus(lifetime)));
        if (!withRefreshToken) {
            return new GrantAnswer.Granted(family.flowId, access, lifetime, null);
        }
        String refresh = mint.token();
        Instant expiresAt = now().plus(lifetimes().refreshToken());
        refreshTokens.put(Mint.digest(refresh), new RefreshToken(family, expiresAt));
        return new GrantAnswer.Granted(family.flowId, access, lifetime, refresh);
    }

    private boolean inGrace(Instant spentAt) {
        return conduct.get().rotation() instanceof Rotation.Grace(Duration period)
                && now().isBefore(spentAt.plus(period));
    }

    private Instant now() {
        return conduct.get().clock().instant();
    }

    private Lifetimes lifetimes() {
        return conduct.get().lifetimes();
    }
}
