package dev.riskflow.flow.list;

import dev.riskflow.token.UserActivityLimit;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How many flows want a person, found as the list finds them: the number is the length of the list behind it. */
@Repository
public class AttentionCounts {

    /** No client's flows are counted further, of one kind: it would tell a person nothing more, and cost more. */
    public static final int ENOUGH = 1000;

    private final JdbcClient jdbc;
    private final UserActivityLimit absence;

    AttentionCounts(JdbcClient jdbc, UserActivityLimit absence) {
        this.jdbc = jdbc;
        this.absence = absence;
    }

    /** Of each kind; {@link #ENOUGH} or more stands for as many or more. */
    public Map<Attention, Long> all() {
        return Arrays.stream(Attention.values()).collect(Collectors.toMap(Function.identity(), this::count));
    }

    private long count(Attention kind) {
        return jdbc.sql(PageSql.count(kind, ENOUGH))
                .param("at", OffsetDateTime.MAX)
                .param("flow", "")
                .param("absence", absence.value().toSeconds())
                .query(Long.class)
                .single();
    }
}
