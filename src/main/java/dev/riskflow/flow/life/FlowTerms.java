package dev.riskflow.flow.life;

import dev.riskflow.flow.Binding;
import dev.riskflow.flow.Requester;
import dev.riskflow.provider.FlowId;
import dev.riskflow.provider.FlowType;
import dev.riskflow.report.ReportSubject;
import dev.riskflow.secrets.Secret;
import jakarta.persistence.Embedded;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.security.MessageDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a flow was started with: written once. Only its link is forgotten in time. */
@MappedSuperclass
public abstract class FlowTerms {

    @Id
    private String flowId;

    @Enumerated(EnumType.STRING)
    private FlowType type;

    private String client;
    private @Nullable String userId;
    private byte[] stateHash;

    @Enumerated(EnumType.STRING)
    private Binding binding;

    /** Null if a version that did not keep it has started the flow. */
    private @Nullable String redirectUri;

    private @Nullable String returnUrl;
    private @Nullable String language;

    @Embedded
    private @Nullable SealedLink link;

    private @Nullable String renews;
    private Instant createdAt;
    private Instant expiresAt;

    @SuppressWarnings("NullAway.Init")
    protected FlowTerms() {}

    protected FlowTerms(StartedFlow started, Instant createdAt, Instant expiresAt) {
        flowId = started.id().value();
        type = started.type();
        client = started.client();
        userId = started.userId();
        stateHash = started.stateHash().clone();
        binding = started.binding();
        redirectUri = started.redirectUri().toString();
        returnUrl = started.returnUrl();
        language = started.language();
        link = started.link();
        renews = started.renews() == null ? null : started.renews().value();
        this.createdAt = createdAt;
        this.expiresAt = expiresAt;
    }

    public FlowId id() {
        return new FlowId(flowId);
    }

    public FlowType type() {
        return type;
    }

    public String client() {
        return client;
    }

    @Nullable
    public String userId() {
        return userId;
    }

    /** Whether it is theirs. To anybody else it is as if it were not there. */
    public boolean isOf(Requester requester) {
        return requester.owns(client, userId);
    }

    public ReportSubject subject() {
        return new ReportSubject(id(), type, userId);
    }

    public byte[] stateHash() {
        return stateHash.clone();
    }

    public Binding binding() {
        return binding;
    }

    /** Whether this is the cookie of the browser that started the flow. */
    public boolean isBrowser(@Nullable Secret cookie) {
        byte[] hash = link().browserHash();
        return hash != null && cookie != null && MessageDigest.isEqual(hash, cookie.fingerprint());
    }

    /** That its link was made with, if it is known. */
    @Nullable
    public String redirectUri() {
        return redirectUri;
    }

    @Nullable
    public String returnUrl() {
        return returnUrl;
    }

    @Nullable
    public String language() {
        return language;
    }

    public SealedLink link() {
        return link == null ? SealedLink.NOTHING : link;
    }

    /** The flow that this one takes over from. */
    @Nullable
    public FlowId renews() {
        return renews == null ? null : new FlowId(renews);
    }

    Instant createdAt() {
        return createdAt;
    }

    public Instant expiresAt() {
        return expiresAt;
    }
}
