package dev.riskflow.flow.life;

import dev.riskflow.StoredTime;
import java.sql.Types;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Stores flows that begin. */
@Repository
public class NewFlows {

    private final JdbcClient jdbc;
    private final TransitionLog log;

    NewFlows(JdbcClient jdbc, TransitionLog log) {
        this.jdbc = jdbc;
        this.log = log;
    }

    /**
     * With its first transition, in a single statement, which commits by itself, unless the caller has a transaction. What
     * it leaves behind is what the persistence context would.
     *
     * @throws org.springframework.dao.DuplicateKeyException if there is a flow with this id or state
     */
    public void add(Flow flow) {
        FlowTransition first = flow.transitions().getFirst();
        SealedLink link = flow.link();
        jdbc.sql("""
                        WITH added AS (
                            INSERT INTO flow (flow_id, type, status, client, user_id, state_hash, binding, return_url, language,
                                              location, browser_hash, browser_key, parameters, sealed_with, renews,
                                              created_at, updated_at, expires_at, redirect_uri, seq, version)
                            VALUES (:flow, :type, :status, :client, :user, :state, :binding, :returnUrl, :language,
                                    :location, :browserHash, :browserKey, :parameters, :key, :renews,
                                    :createdAt, :updatedAt, :expiresAt, :redirectUri, :seq, 0)
                            RETURNING flow_id, seq, status, updated_at)
                        INSERT INTO flow_transition (flow_id, seq, status, at)
                        SELECT flow_id, seq, status, updated_at FROM added
                        """)
                .param("flow", flow.id().value())
                .param("type", flow.type().name())
                .param("status", flow.status().name())
                .param("client", flow.client())
                .param("user", flow.userId(), Types.VARCHAR)
                .param("state", flow.stateHash())
                .param("binding", flow.binding().name())
                .param("returnUrl", flow.returnUrl(), Types.VARCHAR)
                .param("language", flow.language(), Types.VARCHAR)
                .param("location", link.location(), Types.VARCHAR)
                .param("browserHash", link.browserHash(), Types.BINARY)
                .param("browserKey", link.browserKey(), Types.VARCHAR)
                .param("parameters", link.parameters(), Types.VARCHAR)
                .param("key", link.sealedWith(), Types.VARCHAR)
                .param("renews", flow.renews() == null ? null : flow.renews().value(), Types.VARCHAR)
                .param("createdAt", StoredTime.of(flow.createdAt()))
                .param("updatedAt", StoredTime.of(flow.updatedAt()))
                .param("expiresAt", StoredTime.of(flow.expiresAt()))
                .param("redirectUri", flow.redirectUri(), Types.VARCHAR)
                .param("seq", flow.seq())
                .update();
        log.tell(TakenStep.of(first));
    }
}
