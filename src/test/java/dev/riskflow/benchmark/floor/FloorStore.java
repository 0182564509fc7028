package dev.riskflow.benchmark.floor;

import dev.riskflow.report.content.Figures;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Each step is a transaction: a single statement, or a few. */
@Profile(FloorApplication.PROFILE)
@Repository
class FloorStore {

    private final JdbcClient jdbc;
    private final FloorSeal seal;

    FloorStore(JdbcClient jdbc, FloorSeal seal) {
        this.jdbc = jdbc;
        this.seal = seal;
    }

    void addFlow(
            FloorProvider.Link link,
            FloorFlows.Start wanted,
            String client,
            byte[] stateHash,
            String returnUrl,
            Instant expiresAt) {
        jdbc.sql("""
                        INSERT INTO flow (flow_id, type, status, client, user_id, state_hash, return_url, location,
                                          expires_at)
                        VALUES (:flow, :type, 'AWAITING_USER', :client, :user, :hash, :returnUrl, :location, :expiresAt)
                        """)
                .param("flow", link.id())
                .param("type", wanted.type())
                .param("client", client)
                .param("user", wanted.userId())
                .param("hash", stateHash)
                .param("returnUrl", returnUrl)
                .param("location", seal.seal(link.location()))
                .param("expiresAt", OffsetDateTime.ofInstant(expiresAt, ZoneOffset.UTC))
                .update();
    }

    Optional<Authorized> authorize(String flowId, byte[] stateHash) {
        return jdbc.sql("""
                        UPDATE flow SET status = 'AUTHORIZED', returned_at = clock_timestamp()
                         WHERE flow_id = :flow AND state_hash = :hash AND status = 'AWAITING_USER'
                        RETURNING type, user_id, return_url
                        """)
                .param("flow", flowId)
                .param("hash", stateHash)
                .query((row, n) ->
                        new Authorized(row.getString("type"), row.getString("user_id"), row.getString("return_url")))
                .optional();
    }

    @Transactional
    public void addTokens(String flowId, FloorProvider.Tokens tokens) {
        jdbc.sql("""
                        INSERT INTO token (flow_id, access_token, access_expires_at, refresh_token)
                        VALUES (:flow, :access, clock_timestamp() + :seconds * interval '1 second', :refresh)
                        """)
                .param("flow", flowId)
                .param("access", seal.seal(tokens.accessToken()))
                .param("seconds", tokens.expiresIn())
                .param("refresh", seal.seal(String.valueOf(tokens.refreshToken())))
                .update();
        status(flowId, "FETCHING");
    }

    @Transactional
    public void complete(String flowId, Authorized flow, String document, FloorFigures read, byte[] hash) {
        Figures figures = read.figures();
        jdbc.sql("""
                        INSERT INTO report (flow_id, type, user_id, period_months, account_count, owner_count,
                                            main_account_iban, currency, affinity, days_in_overdraft,
                                            average_balance_one_month, average_balance_three_months,
                                            average_balance_six_months, income_total, income_average,
                                            income_regular_average, income_variable_average, expenses_average,
                                            indicators, ibans, document, document_hash)
                        VALUES (:flow, :type, :user, :period, :accounts, :owners, :iban, :currency, :affinity, :overdraft,
                                :one, :three, :six, :total, :average, :regular, :variable, :expenses, :indicators, :ibans,
                                :document, :hash)
                        """)
                .param("flow", flowId)
                .param("type", flow.type())
                .param("user", flow.userId())
                .param("period", figures.periodMonths())
                .param("accounts", figures.accountCount())
                .param("owners", figures.ownerCount())
                .param("iban", figures.mainAccountIban())
                .param("currency", figures.currency())
                .param("affinity", figures.affinity())
                .param("overdraft", figures.daysInOverdraft())
                .param("one", figures.averageBalanceOneMonth())
                .param("three", figures.averageBalanceThreeMonths())
                .param("six", figures.averageBalanceSixMonths())
                .param("total", figures.incomeTotal())
                .param("average", figures.incomeAverage())
                .param("regular", figures.incomeRegularAverage())
                .param("variable", figures.incomeVariableAverage())
                .param("expenses", figures.expensesAverage())
                .param("indicators", array(figures.indicators()))
                .param("ibans", array(read.ibans()))
                .param("document", document)
                .param("hash", hash)
                .update();
        status(flowId, "COMPLETED");
        if (flow.type().equals("one_time")) {
            jdbc.sql("DELETE FROM token WHERE flow_id = :flow")
                    .param("flow", flowId)
                    .update();
        }
    }

    private void status(String flowId, String status) {
        jdbc.sql("UPDATE flow SET status = :status WHERE flow_id = :flow")
                .param("status", status)
                .param("flow", flowId)
                .update();
    }

    /** The tokens of an ongoing flow, renewed if they are too old. */
    Optional<Kept> findTokens(String flowId) {
        return jdbc.sql("""
                        SELECT access_token, access_expires_at > clock_timestamp() AS fresh, refresh_token
                          FROM token WHERE flow_id = :flow
                        """)
                .param("flow", flowId)
                .query((row, n) -> new Kept(
                        seal.open(row.getString("access_token")),
                        row.getBoolean("fresh"),
                        seal.open(row.getString("refresh_token"))))
                .optional();
    }

    void replaceTokens(String flowId, FloorProvider.Tokens tokens) {
        jdbc.sql("""
                        UPDATE token SET access_token = :access, refresh_token = :refresh,
                                         access_expires_at = clock_timestamp() + :seconds * interval '1 second'
                         WHERE flow_id = :flow
                        """)
                .param("flow", flowId)
                .param("access", seal.seal(tokens.accessToken()))
                .param("seconds", tokens.expiresIn())
                .param("refresh", seal.seal(String.valueOf(tokens.refreshToken())))
                .update();
    }

    private static String[] array(@Nullable List<String> texts) {
        return texts == null ? new String[0] : texts.toArray(String[]::new);
    }

    /** A flow whose user has come back. */
    record Authorized(String type, @Nullable String userId, String returnUrl) {}

    /** Its tokens, opened. */
    record Kept(String access, boolean fresh, String refresh) {

        @Override
        public String toString() {
            return "Kept[***]";
        }
    }
}
