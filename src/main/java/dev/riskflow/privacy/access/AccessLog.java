package dev.riskflow.privacy.access;

import dev.riskflow.report.ReportAccess;
import dev.riskflow.report.ReportReaders;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Notes who is shown reports: with others who read at the same time, and committed before the answer begins. */
@Component
class AccessLog implements ReportReaders {

    private static final String PREFIX = "ROLE_";

    /** Those that let read reports; the first one that a reader has. */
    private static final List<String> READERS = List.of("ADMIN", "BACK_OFFICE");

    private final Gathered<NewEntry> gathered;
    private final AccessSubjects subjects;
    private final TransactionTemplate apart;

    AccessLog(NewEntries entries, AccessSubjects subjects, PlatformTransactionManager transactions) {
        this.gathered = new Gathered<>(entries::add);
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
        gathered.store(new NewEntry(
                reader.getName(),
                access.kind().isPage() ? "USER" : "CLIENT",
                role(reader),
                access.kind().name(),
                access.flows(),
                access.userId() == null ? null : subjects.ofUser(access.userId()),
                access.filters()));
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
