package dev.riskflow.privacy.access;

import dev.riskflow.provider.FlowId;
import dev.riskflow.report.ReportAccess;
import dev.riskflow.report.ReportReaders;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Notes who is shown reports: one statement, committed before the answer begins. */
@Component
class AccessLog implements ReportReaders {

    private static final String PREFIX = "ROLE_";

    /** Those that let read reports; the first one that a reader has. */
    private static final List<String> READERS = List.of("ADMIN", "BACK_OFFICE");

    private final JdbcClient jdbc;
    private final AccessSubjects subjects;
    private final TransactionTemplate apart;

    AccessLog(JdbcClient jdbc, AccessSubjects subjects, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.subjects = subjects;
        this.apart = new TransactionTemplate(transactions);
        apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_NOT_SUPPORTED);
    }

    /** Outside a caller's transaction, which could be rolled back after the report was shown; its one statement commits. */
    @Override
    public void note(ReportAccess access) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            apart.executeWithoutResult(status -> add(access));
        } else {
            add(access);
        }
    }

    private void add(ReportAccess access) {
        Authentication reader = Objects.requireNonNull(
                SecurityContextHolder.getContext().getAuthentication(), "Reports are shown to callers who are known");
        jdbc.sql("""
                        INSERT INTO access_log (actor, actor_kind, role, action, flow_ids, user_hash, filters)
                        VALUES (:actor, :kind, :role, :action, CAST(:flows AS text[]), :user, CAST(:filters AS text[]))
                        """)
                .param("actor", reader.getName())
                .param("kind", access.kind().isPage() ? "USER" : "CLIENT")
                .param("role", role(reader))
                .param("action", access.kind().name())
                .param("flows", access.flows().stream().map(FlowId::value).toArray(String[]::new))
                .param("user", access.userId() == null ? null : subjects.ofUser(access.userId()))
                .param("filters", access.filters().stream().sorted().toArray(String[]::new))
                .update();
    }

    /** The one that it was allowed for. */
    private static String role(Authentication reader) {
        Set<String> authorities = AuthorityUtils.authorityListToSet(reader.getAuthorities());
        return READERS.stream()
                .filter(role -> authorities.contains(PREFIX + role))
                .findFirst()
                .orElse("NONE");
    }
}
